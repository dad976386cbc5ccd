"""Widths that a hand gave are there again at the next start; what the program sizes by itself is left to it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QHeaderView, QSplitter, QTableView, QWidget

from desktop.ui.preferences import Preferences
from desktop.ui.views.parts.layouts import NAME, Layouts


@pytest.fixture
def page(tmp_path, qtbot):
    """A new page with a table of three columns and a splitter, adopted as at the start of the program."""
    kept = []

    def make():
        page = QWidget()
        row = QHBoxLayout(page)
        split = QSplitter()
        table = QTableView()
        table.setModel(QStandardItemModel(4, 3, table))
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        split.addWidget(table)
        split.addWidget(QWidget())
        row.addWidget(split)
        layouts = Layouts(Preferences(tmp_path))
        layouts.adopt(page, "records")
        qtbot.addWidget(page)
        page.resize(900, 400)
        page.show()
        kept.append((layouts, page))
        return table, split

    return make


def drag(table, section, by):
    head = table.horizontalHeader()
    inside = head.viewport()
    at = QPoint(head.sectionViewportPosition(section) + head.sectionSize(section) - 1, 10)
    enter = QEnterEvent(QPointF(at), QPointF(at), QPointF(at))
    QApplication.sendEvent(inside, enter)
    QTest.mousePress(inside, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(inside, at + QPoint(by, 0))
    QTest.mouseRelease(inside, Qt.MouseButton.LeftButton, pos=at + QPoint(by, 0))


def test_a_column_drawn_wider_is_as_wide_at_the_next_start(page):
    table, _split = page()
    before = table.columnWidth(0)
    drag(table, 0, 60)
    assert table.columnWidth(0) == before + 60
    again, _split = page()
    assert again.columnWidth(0) == before + 60


def test_a_column_that_sizes_itself_can_be_drawn_too(page):
    table, _split = page()
    before = table.columnWidth(1)
    drag(table, 1, 40)
    again, _split = page()
    assert again.columnWidth(1) == before + 40


def test_what_nobody_touched_is_not_kept_and_sizes_itself_again(page, tmp_path):
    table, _split = page()
    head = table.horizontalHeader()
    QApplication.sendEvent(head.viewport(), QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert head.sectionResizeMode(1) is QHeaderView.ResizeMode.Interactive
    QApplication.sendEvent(head.viewport(), QEvent(QEvent.Type.Leave))
    assert head.sectionResizeMode(1) is QHeaderView.ResizeMode.ResizeToContents
    head.resizeSection(0, 300)
    assert not (tmp_path / "window.ini").exists()
    again, _split = page()
    assert again.columnWidth(0) != 300


def test_panes_are_as_they_were_left(page):
    _table, split = page()
    split.setSizes([300, 580])
    split.splitterMoved.emit(300, 1)
    sizes = split.sizes()
    _table, again = page()
    assert again.sizes() == pytest.approx(sizes, abs=3)


def test_each_form_has_widths_of_its_own(page, tmp_path):
    table, _split = page()
    table.setProperty(NAME, "roster-farmland_subsidy")
    drag(table, 0, 60)
    wide = table.columnWidth(0)
    table.setProperty(NAME, "roster-dibao")
    table.setColumnWidth(0, 50)
    table.setProperty(NAME, "roster-farmland_subsidy")
    assert table.columnWidth(0) == wide
    text = (tmp_path / "window.ini").read_text()
    assert "roster-farmland_subsidy" in text


@pytest.mark.parametrize("state", [b"1,2", b"a,b,c", b"", b"\xff\xfe", b"1,,3", b"-5,3,4"])
def test_a_file_with_anything_else_in_it_changes_nothing(page, tmp_path, state):
    untouched, _split = page()
    Preferences(tmp_path).keep_layout("records-table-0", state)
    table, _split = page()
    assert [table.columnWidth(at) for at in range(3)] == [untouched.columnWidth(at) for at in range(3)]
