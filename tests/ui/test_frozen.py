"""Number and name stay in view while a wide roster is moved sideways, and never lie over the cell that is worked in."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.domain.record import RecordContent
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.views.record_view import RecordView


@pytest.fixture
def roster(township, ask, tasks, changed, gone, qtbot):
    content = RecordContent(title="2026年草原补奖", formed_on=date(2026, 9, 14), values={"year": "2026"})
    record = township.records.new("SNBT-014", "grassland_subsidy", content).value
    rows = [{"village": "上滩村", "name": "马成英", "contracted_area": "101591.39"} for _ in range(60)]
    township.records.save_rows(record, [], rows)
    view = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    view.resize(980, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.show_place(Place("record", record=record, tab="roster"))
    yield view.roster
    assert not ask.told


def column(roster, key):
    return [field.key for field in roster._vm.model.columns()].index(key) + 1


def test_the_names_stay_when_the_table_is_moved_sideways(roster):
    assert not roster.names.isVisible()
    roster.table.horizontalScrollBar().setValue(10)
    assert not roster.names.isVisible(), "the names are still in sight themselves"
    roster.table.horizontalScrollBar().setValue(roster.table.horizontalScrollBar().maximum())
    assert roster.names.isVisible()
    name = column(roster, "name")
    assert [at for at in range(name + 2) if not roster.names.isColumnHidden(at)] == [0, name]
    roster.table.verticalScrollBar().setValue(400)
    assert roster.names.verticalScrollBar().value() == 400
    assert roster.names.rowViewportPosition(20) == roster.table.rowViewportPosition(20)
    roster.table.horizontalScrollBar().setValue(0)
    assert not roster.names.isVisible()


def test_the_cell_that_is_gone_to_never_lies_under_the_names(roster):
    table = roster.table
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    for at in range(table.model().columnCount() - 1, 0, -1):
        table.setCurrentIndex(table.model().index(5, at))
        if roster.names.isVisible() and not roster.names.holds(at):
            assert table.visualRect(table.currentIndex()).left() >= roster.names.reach
    table.setCurrentIndex(table.model().index(5, 1))
    assert table.visualRect(table.currentIndex()).left() >= roster.names.reach


def test_a_press_on_a_name_chooses_it_without_moving_the_table(roster):
    table = roster.table
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    before = table.horizontalScrollBar().value()
    name = column(roster, "name")
    at = roster.names.visualRect(table.model().index(3, name)).center()
    QTest.mouseClick(roster.names.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.currentIndex() == table.model().index(3, name)
    assert table.horizontalScrollBar().value() == before


def test_a_name_is_edited_where_it_stands(roster, qtbot):
    table, name = roster.table, column(roster, "name")
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    at = roster.names.visualRect(table.model().index(3, name)).center()
    QTest.mouseClick(roster.names.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(roster.names.viewport(), Qt.MouseButton.LeftButton, pos=at)
    editor = table.viewport().focusWidget()
    assert table.viewport().rect().contains(editor.mapTo(table.viewport(), QPoint()))
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_the_widths_of_a_form_are_kept_under_its_name(roster):
    assert roster.table.property("layout") == "roster-grassland_subsidy"
