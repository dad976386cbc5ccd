"""Typing into cells of a roster: the widgets of the form, what is wrong told below the cell, Enter and Tab going on."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from desktop.domain.record import RecordContent
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.views.fields.choice import Choice
from desktop.ui.views.fields.day import DayField
from desktop.ui.views.fields.long_text import LongText
from desktop.ui.views.fields.place import PlaceField
from desktop.ui.views.record_view import RecordView


@pytest.fixture
def opened(township, ask, tasks, changed, gone, qtbot):
    """Opens a new record of a matter and form with these rows on its roster; gives the roster's view."""

    kept = []

    def make(matter, form, *rows):
        content = RecordContent(title="2026年一季度公开", formed_on=date(2026, 9, 14), values={})
        record = township.records.new(matter, form, content).value
        for cells in rows:
            township.records.add_row(record, cells)
        view = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
        qtbot.addWidget(view)
        kept.append(view)
        view.resize(1270, 734)
        view.show()
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        view.show_place(Place("record", record=record, tab="roster"))
        return view.roster

    return make


@pytest.fixture
def farmland(opened):
    rows = [
        {"village": "上滩村", "name": name, "subsidy_area": "9.40", "amount": "1081.00"}
        for name in ("才让卓玛", "马成英", "冶秀花")
    ]
    return opened("SNBT-002", "farmland_subsidy", *rows)


def index(roster, row, key):
    keys = [field.key for field in roster._vm.model.columns()]
    return roster._vm.model.index(row, keys.index(key) + 1)


def edit(roster, row, key):
    """Opens a cell by F2; its editor, which has the focus."""
    roster.table.setCurrentIndex(index(roster, row, key))
    QTest.keyClick(roster.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert roster.table.viewport().isAncestorOf(editor)
    return editor


def saved(roster, row, key):
    held = roster._vm.model.row(row)
    return held.values.get(key, "")


def note(roster):
    return roster.table.itemDelegate().note.text


def test_an_amount_tells_its_capitals_below_the_cell_while_it_is_typed(farmland, qtbot):
    editor = edit(farmland, 0, "amount")
    assert editor.text() == "1,081.00"
    assert editor.alignment() & Qt.AlignmentFlag.AlignRight
    editor.selectAll()
    qtbot.keyClicks(editor, "1249.9")
    assert note(farmland) == "大写：壹仟贰佰肆拾玖元玖角"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert saved(farmland, 0, "amount") == "1249.90"
    assert note(farmland) == ""


def test_what_cannot_be_read_is_told_below_the_cell_which_stays_open(farmland, ask, write, qtbot):
    editor = edit(farmland, 0, "amount")
    editor.selectAll()
    write(editor, "一千元")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "一千元" in note(farmland)
    assert editor.property("fault") == "true"
    assert editor.hasFocus()
    assert ask.told == []
    editor.selectAll()
    qtbot.keyClicks(editor, "1000")
    assert note(farmland) == "大写：壹仟元整"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert saved(farmland, 0, "amount") == "1000.00"


def test_a_check_that_ends_meanwhile_leaves_what_is_typed(farmland, qtbot):
    editor = edit(farmland, 0, "amount")
    editor.selectAll()
    qtbot.keyClicks(editor, "77")
    farmland._vm.model.reread()
    farmland._vm.model.mark({})
    assert editor.text() == "77"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert saved(farmland, 0, "amount") == "77.00"


def test_esc_leaves_the_cell_as_it_was(farmland, qtbot):
    editor = edit(farmland, 0, "amount")
    editor.selectAll()
    qtbot.keyClicks(editor, "77")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert saved(farmland, 0, "amount") == "1081.00"
    assert note(farmland) == ""
    assert not farmland._vm.undo_words


def test_an_id_number_is_judged_at_its_last_digit(farmland, qtbot):
    editor = edit(farmland, 1, "id_number")
    qtbot.keyClicks(editor, "6323231985041500")
    assert note(farmland) == "已输入 16 位，还差 2 位"
    qtbot.keyClicks(editor, "11")
    assert editor.property("fault") == "true"
    assert "身份证号" in note(farmland) or "校验" in note(farmland)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.hasFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert saved(farmland, 1, "id_number") == ""


def test_an_area_in_another_unit_is_converted_when_the_cell_is_left(farmland, write, qtbot):
    editor = edit(farmland, 0, "subsidy_area")
    editor.selectAll()
    write(editor, "1公顷")
    assert "就是 15" in note(farmland)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert saved(farmland, 0, "subsidy_area") == "15.00"


def test_enter_goes_down_and_shift_enter_up_in_the_same_column(farmland, qtbot):
    editor = edit(farmland, 0, "amount")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert farmland.table.currentIndex() == index(farmland, 1, "amount")
    editor = edit(farmland, 1, "amount")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert farmland.table.currentIndex() == index(farmland, 0, "amount")
    editor = edit(farmland, 2, "amount")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert farmland.table.currentIndex() == index(farmland, 2, "amount")


def test_tab_goes_to_the_next_cell_and_opens_it(farmland, qtbot):
    editor = edit(farmland, 0, "subsidy_area")
    editor.selectAll()
    qtbot.keyClicks(editor, "10")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    now = farmland.table.currentIndex()
    assert now == index(farmland, 0, "amount")
    assert farmland.table.state() is QAbstractItemView.State.EditingState
    assert saved(farmland, 0, "subsidy_area") == "10.00"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert farmland.table.currentIndex() == index(farmland, 0, "subsidy_area")


def test_a_key_typed_on_a_cell_begins_with_it(farmland, qtbot):
    farmland.table.setCurrentIndex(index(farmland, 0, "amount"))
    qtbot.keyClick(farmland.table, "5")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "5"


@pytest.mark.qt_log_ignore("This plugin does not support")  # the tests' screen has no window manager
def test_a_village_is_found_by_initials_in_its_cell(farmland, township, qtbot):
    township.notices.add_board("下滩村公示栏")
    editor = edit(farmland, 0, "village")
    assert isinstance(editor, PlaceField)
    editor.selectAll()
    qtbot.keyClicks(editor, "xtc")
    assert editor.popup.isVisible()
    qtbot.keyClick(editor.popup, Qt.Key.Key_Return)
    assert editor.text() == "下滩村"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert saved(farmland, 0, "village") == "下滩村"


def test_a_choice_is_made_by_its_number_or_initials(opened, qtbot):
    roster = opened("SHJZ-006", "dibao", {"village": "上滩村", "name": "马成英"})
    editor = edit(roster, 0, "category")
    assert isinstance(editor, Choice)
    qtbot.keyClicks(editor, "2")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert saved(roster, 0, "category") == "B类"


def test_a_day_is_typed_by_digits_and_a_long_text_takes_lines(opened, write, qtbot):
    roster = opened("FP-024", "village_finance", {"abstract": "会议费", "income": "1"})
    editor = edit(roster, 0, "date")
    assert isinstance(editor, DayField)
    qtbot.keyClicks(editor, "20260230")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert "2月" in note(roster)
    assert editor.hasFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "20260914")
    assert note(roster) == "2026年9月14日，星期一"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert saved(roster, 0, "date") == "2026-09-14"
    editor = edit(roster, 0, "abstract")
    assert isinstance(editor, LongText)
    editor.selectAll()
    write(editor, "买种子")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    write(editor, "买农膜")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert saved(roster, 0, "abstract") == "买种子\n买农膜"


def test_the_words_below_stay_inside_the_table(farmland, qtbot):
    last = edit(farmland, 2, "remark")
    qtbot.keyClick(last, Qt.Key.Key_Escape)
    editor = edit(farmland, 2, "bank_account")
    qtbot.keyClicks(editor, "6228480000000000000")
    words = farmland.table.itemDelegate().note
    assert words.isVisible()
    assert farmland.table.viewport().rect().contains(words.geometry())
