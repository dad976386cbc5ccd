"""Working in a long roster: sorted by a press on the head, found by typing; what is typed then goes to the right row."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.domain.record import RecordContent
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.views.record_view import RecordView

VALUES = {"year": "2026", "rate": "115.00", "basis_docs": "财农〔2023〕11号", "notice_days": "7"}
PEOPLE = (
    ("下滩村", "张海明", "12.50", "1437.50"),
    ("上滩村", "才让卓玛", "9.40", "1081.00"),
    ("下滩村", "马成英", "108.30", "12454.50"),
    ("红崖村", "卓玛", "2.00", "230.00"),
)


@pytest.fixture
def draft(township):
    content = RecordContent(title="2026年耕地地力保护补贴", formed_on=date(2026, 9, 14), values=VALUES)
    record = township.records.new("SNBT-002", "", content).value
    for village, name, area, amount in PEOPLE:
        cells = {"village": village, "name": name, "subsidy_area": area, "amount": amount}
        township.records.add_row(record, cells)
    return record


@pytest.fixture
def view(township, ask, tasks, changed, gone, draft, qtbot):
    made = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show()
    made.show_place(Place("record", record=draft, tab="roster"))
    return made


@pytest.fixture
def viewmodel(view):
    return view._vm.roster


def column(viewmodel, key):
    return [field.key for field in viewmodel.model.columns()].index(key) + 1


def names(viewmodel):
    at = column(viewmodel, "name")
    return [viewmodel.model.index(row, at).data() for row in range(viewmodel.model.rowCount())]


def press_head(view, section, qtbot):
    head = view.roster.table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(section) + 12, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_press_on_the_head_sorts_up_then_down_then_as_printed(view, viewmodel, qtbot):
    at = column(viewmodel, "amount")
    press_head(view, at, qtbot)
    assert names(viewmodel) == ["卓玛", "才让卓玛", "张海明", "马成英"]
    assert view.roster.table.horizontalHeader().isSortIndicatorShown()
    press_head(view, at, qtbot)
    assert names(viewmodel) == ["马成英", "张海明", "才让卓玛", "卓玛"]
    press_head(view, at, qtbot)
    assert names(viewmodel) == ["张海明", "才让卓玛", "马成英", "卓玛"]
    assert view.roster.table.selectionModel().selectedIndexes() == []


def test_names_are_sorted_by_pinyin(viewmodel):
    viewmodel.sort_by(column(viewmodel, "name"))
    assert names(viewmodel) == ["才让卓玛", "马成英", "张海明", "卓玛"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("卓玛", ["才让卓玛", "卓玛"]),
        ("crz", ["才让卓玛"]),
        ("下滩", ["张海明", "马成英"]),
        ("1437", ["张海明"]),
        ("没有这人", []),
    ],
)
def test_typing_in_the_search_field_leaves_only_what_it_finds(view, viewmodel, qtbot, write, typed, found):
    assert view.search_field() is view.roster.search
    write(view.roster.search, typed)
    qtbot.waitUntil(lambda: viewmodel.order.text == typed)
    assert names(viewmodel) == found
    assert view.roster.table.isVisible()
    view.roster.search.clear()
    qtbot.waitUntil(lambda: viewmodel.model.rowCount() == 4)


def test_a_cell_typed_into_a_sorted_table_changes_that_row(viewmodel, township, draft):
    viewmodel.sort_by(column(viewmodel, "amount"))
    viewmodel.model.setData(viewmodel.model.index(0, column(viewmodel, "name")), "卓玛措")
    assert [row.values["name"] for row in township.records.rows(draft)][3] == "卓玛措"
    assert names(viewmodel)[0] == "卓玛措"
    viewmodel.undo()
    assert names(viewmodel)[0] == "卓玛"


def test_a_removed_row_leaves_the_found_ones(viewmodel, township, draft):
    viewmodel.find("卓玛")
    viewmodel.remove([0])
    assert names(viewmodel) == ["卓玛"]
    assert township.records.row_count(draft) == 3


def test_going_to_a_fault_shows_all_rows_again(view, viewmodel):
    viewmodel.find("卓玛")
    viewmodel.point(1, "amount")
    assert len(names(viewmodel)) == 4
    assert view.roster.table.currentIndex().row() == 0
    assert view.roster.search.text() == ""
