"""Taking an office's own table into the roster: reading, naming columns, refused rows, applying, taking back."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.base.errors import Refusal
from desktop.domain.record import RecordContent
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.views.record_view import RecordView

VALUES = {"year": "2026", "rate": "115.00"}
HEAD = ("序号", "村名", "户主", "身份证号码", "补贴面积", "实发金额", "小计说明")


@pytest.fixture
def draft(township):
    content = RecordContent(title="2026年耕地地力保护补贴", formed_on=date(2026, 9, 14), values=VALUES)
    record = township.records.new("SNBT-002", "", content).value
    township.records.add_row(
        record, {"village": "旧村", "name": "旧人", "subsidy_area": "1.00", "amount": "115.00"}
    )
    return record


@pytest.fixture
def table(tmp_path):
    """A roster as an office keeps it: title above, 20 good rows, one wrong sum, one number spoilt by Excel, totals."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet.append(["2026年耕地地力保护补贴发放花名册"])
    sheet.merge_cells("A1:G1")
    sheet.append(HEAD)
    for at in range(22):
        amount = "100.00" if at == 4 else 575
        number = 6.32522199001011e17 if at == 9 else ""
        sheet.append([at + 1, "上滩村", f"马成{'一二三四五六七八九十'[at % 10]}", number, 5, amount, ""])
    sheet.append(["合计", "", "", "", 110, 12650, ""])
    book.create_sheet("说明").append(["填表说明"])
    path = tmp_path / "乡里的花名册.xlsx"
    book.save(path)
    return path


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
    return view._vm.importing


def test_a_table_is_looked_at_before_anything_changes(view, viewmodel, ask, table, township, draft):
    ask.will("choose_file", table)
    view.roster.import_button.click()
    assert view.currentWidget() is view.importing
    assert (viewmodel.taken, viewmodel.refused) == (20, 2)
    assert view.primary().text() == "收进 20 行"
    assert view.focusWidget() is view.primary()
    assert view.importing.sheets.currentText() == "花名册"
    assert township.records.row_count(draft) == 1
    reasons = [view.importing._faults.index(row).data(ItemRole.CONTEXT) for row in range(2)]
    assert any("575" in reason for reason in reasons)
    assert view.importing._reason.text() == reasons[0]


def test_the_good_rows_are_taken_the_bad_come_back_coloured_and_all_can_be_undone(
    view, viewmodel, ask, table, township, draft
):
    ask.will("choose_file", table)
    ask.will("confirm", True)
    told = []
    view._vm.said_undo.connect(lambda words, undo: told.append((words, undo)))
    view.roster.import_button.click()
    view.primary().click()
    assert ask.asked[-1] == ("confirm", "有 1 行要替换成表里的 20 行。")
    assert township.records.row_count(draft) == 20
    assert view.currentWidget() is not view.importing
    assert view._vm.roster.count == 20
    copy = table.with_name("乡里的花名册（没收的行）.xlsx")
    assert copy.exists()
    words, undo = told[-1]
    assert words == "已收进 20 行，没收 2 行，已另存为 乡里的花名册（没收的行）.xlsx。"
    undo()
    assert [row.values["name"] for row in township.records.rows(draft, 0, 9)] == ["旧人"]


def test_a_column_can_be_named_by_hand_and_left_out(view, viewmodel, ask, table):
    ask.will("choose_file", table)
    view.roster.import_button.click()
    assert {head.key for head in viewmodel.preview.headings if head.key} >= {"village", "name", "amount"}
    viewmodel.choose_column("F", "")
    assert viewmodel.missing_words.startswith("表里没有找到：补贴金额")
    assert not view.importing.apply_button.text().startswith("收进 2")
    box = view.importing._boxes["F"]
    box.setCurrentIndex(box.findData("amount"))
    box.activated.emit(box.currentIndex())
    assert view.focusWidget() is view.importing._boxes["F"]
    assert viewmodel.taken == 20
    assert viewmodel.missing_words == ""


def test_not_replacing_leaves_the_roster_as_it_was(view, viewmodel, ask, table, township, draft):
    ask.will("choose_file", table)
    ask.will("confirm", False)
    view.roster.import_button.click()
    view.primary().click()
    assert township.records.row_count(draft) == 1
    assert view.currentWidget() is view.importing


def test_a_file_that_is_no_table_is_refused_and_the_record_is_shown_again(
    view, ask, tmp_path, township, draft
):
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\xff\xd8\xff\xe0 not a table")
    ask.will("choose_file", path)
    view.roster.import_button.click()
    assert isinstance(ask.told[0], Refusal)
    assert view.currentWidget() is not view.importing
    assert township.records.row_count(draft) == 1


def test_choosing_no_file_changes_nothing(view, ask):
    ask.will("choose_file", None)
    view.roster.import_button.click()
    assert view.currentWidget() is not view.importing


def test_a_long_table_is_read_on_the_worker_and_can_be_stopped(
    township, ask, worker, changed, gone, draft, qtbot, tmp_path
):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("花名册")
    sheet.append(HEAD)
    for at in range(3000):
        sheet.append([at + 1, "上滩村", "马成英", "", 5, 575, ""])
    path = Path(tmp_path / "长表.xlsx")
    book.save(path)
    view = RecordView(RecordViewModel(township, ask, worker, changed, gone.append))
    qtbot.addWidget(view)
    view.show_place(Place("record", record=draft, tab="roster"))
    qtbot.waitUntil(lambda: view._vm.record is not None)
    ask.will("choose_file", path)
    view.roster.import_button.click()
    assert view._vm.importing.working == "正在读表格"
    view._vm.importing.leave()
    qtbot.waitUntil(lambda: worker.idle)
    assert view.currentWidget() is not view.importing
    assert township.records.row_count(draft) == 1


@pytest.fixture
def villages(tmp_path):
    """One sheet for each village, which no row names."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for village, people in (("上滩村", ("马成英", "才让卓玛")), ("下滩村", ("张海明",))):
        sheet = book.create_sheet(village)
        sheet.append(["序号", "户主", "补贴面积", "实发金额"])
        for at, name in enumerate(people, 1):
            sheet.append([at, name, 5, 575])
    path = tmp_path / "各村.xlsx"
    book.save(path)
    return path


def test_a_village_said_once_holds_for_the_whole_sheet(
    view, viewmodel, ask, villages, township, draft, qtbot, write
):
    ask.will("choose_file", villages)
    view.roster.import_button.click()
    assert "村" in viewmodel.missing_words
    (box,) = view.importing.findChildren(QLineEdit)
    write(box, "上滩村")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: viewmodel.taken == 2)
    ask.will("confirm", True)
    view.importing.apply_button.click()
    assert [row.values["village"] for row in township.records.rows(draft)] == ["上滩村", "上滩村"]


def test_all_sheets_come_in_at_once_by_the_names_of_the_sheets(
    view, viewmodel, ask, villages, township, draft
):
    ask.will("choose_file", villages)
    view.roster.import_button.click()
    assert view.importing.sheets.itemText(2) == "所有工作表"
    viewmodel.choose_sheet("所有工作表")
    viewmodel.choose_constant("village", "工作表名")
    assert viewmodel.taken == 3
    ask.will("confirm", True)
    view.importing.apply_button.click()
    assert [row.values["village"] for row in township.records.rows(draft)] == ["上滩村", "上滩村", "下滩村"]


def test_columns_named_once_are_known_in_the_next_table(view, viewmodel, ask, table, tmp_path, draft):
    ask.will("choose_file", table)
    view.roster.import_button.click()
    viewmodel.choose_column("G", "remark")
    ask.will("confirm", True)
    view.importing.apply_button.click()
    ask.will("choose_file", table)
    view.roster.import_button.click()
    assert "以前指定过" in viewmodel.recalled_words
    assert [head.key for head in viewmodel.preview.headings if head.letter == "G"] == ["remark"]
