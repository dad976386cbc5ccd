"""The table of differences: long values go on in the next line, and what differs is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from desktop.ui.itemmodels.differences_model import NEW, OLD, PLACE, DifferencesModel, _spans
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.views.parts.tables import style_table
from desktop.ui.views.parts.wrapped import WrappedTable
from desktop.usecases.record_views import Difference

LONG = "本次补贴依据省财政厅、省农业农村厅的文件，" * 12


@pytest.fixture
def table(qtbot):
    made = WrappedTable((PLACE, OLD, NEW), 50)
    qtbot.addWidget(made)
    model = DifferencesModel(made)
    made.setModel(model)
    style_table(made, 50)
    made.begin()
    made.resize(900, 600)
    made.show()
    model.show((Difference("改", "标题", "短", "长"), Difference("改", "说明", LONG, LONG + "另见附件。")))
    return made


def test_a_long_value_makes_its_row_as_high_as_it_needs(table, qtbot):
    qtbot.waitUntil(lambda: table.rowHeight(1) > 150)
    assert table.rowHeight(0) == 50
    text = table.model().index(1, NEW).data()
    room = table.columnWidth(NEW) - 44
    lines = QFontMetricsF(table.font()).horizontalAdvance(text) / room
    assert table.rowHeight(1) >= lines * table.fontMetrics().height()
    assert "…" not in text


def test_a_narrower_window_makes_rows_higher_again(table, qtbot):
    qtbot.waitUntil(lambda: table.rowHeight(1) > 150)
    before = table.rowHeight(1)
    table.resize(560, 600)
    qtbot.waitUntil(lambda: table.rowHeight(1) > before * 1.4)
    table.resize(900, 600)
    qtbot.waitUntil(lambda: table.rowHeight(1) == before)


def test_only_rows_that_are_seen_are_measured(table, qtbot):
    table.model().show(tuple(Difference("改", f"第 {at} 行", LONG, LONG + "。") for at in range(5000)))
    qtbot.waitUntil(lambda: table.rowHeight(0) > 150)
    assert len(table._fitted) < 30
    table.scrollToBottom()
    qtbot.waitUntil(lambda: 4999 in table._fitted)
    assert len(table._fitted) < 60


def test_what_differs_is_marked_in_both(table):
    model = table.model()
    assert model.index(1, NEW).data(ItemRole.SPAN) == (len(LONG), len("另见附件。"))
    assert model.index(1, OLD).data(ItemRole.SPAN) == (len(LONG), 0)
    assert model.index(0, OLD).data(ItemRole.SPAN) == (0, 0)


@given(st.text("甲乙丙1", max_size=12), st.text("甲乙丙1", max_size=12))
def test_without_the_marked_stretches_both_texts_are_alike(old, new):
    (at, much), (there, more) = _spans(old, new)
    if much or more:
        assert old[:at] + old[at + much :] == new[:there] + new[there + more :]
    else:
        assert old == new or not old or not new or old[0] != new[0]
