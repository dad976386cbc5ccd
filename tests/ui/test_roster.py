"""The roster of a record: cells edited, rows added, removed, pasted and all of it taken back; on a real home."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop.domain.record import RecordContent
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.record_view import RecordView

VALUES = {"year": "2026", "rate": "115.00", "basis_docs": "财农〔2023〕11号", "notice_days": "7"}
PEOPLE = (
    ("上滩村", "才让卓玛", "9.40", "1081.00"),
    ("下滩村", "马成英", "12.50", "1437.50"),
    ("下滩村", "𬭎生", "8.30", "954.50"),
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


def test_totals_go_on_in_a_second_line_before_an_amount_is_cut(view, township, qtbot):
    content = RecordContent(title="2026年草原补奖", formed_on=date(2026, 9, 14), values={"year": "2026"})
    record = township.records.new("SNBT-014", "grassland_subsidy", content).value
    columns = (
        "contracted_area",
        "prohibited_area",
        "prohibited_amount",
        "balance_area",
        "balance_amount",
        "amount",
    )
    row = dict.fromkeys(columns, "1015913.39")
    township.records.add_row(record, {"village": "上滩村", "name": "才让卓玛", **row})
    view.show_place(Place("record", record=record, tab="roster"))
    band = view.roster._totals
    assert len(view._vm.roster.totals) == len(columns)

    def whole() -> bool:
        words = [word for word in band.findChildren(Label) if word.isVisible()]
        inside = all(
            band.rect().contains(word.rect().translated(word.mapTo(band, QPoint()))) for word in words
        )
        cut = any(word.width() < word.sizeHint().width() for word in words)
        return len(words) > len(columns) and inside and not cut

    for width in (1270, 1010):
        view.resize(width, 734)
        qtbot.waitUntil(whole)
        assert view.width() == width


def column(viewmodel, key):
    return [field.key for field in viewmodel.model.columns()].index(key) + 1


def values(township, draft, key):
    return [row.values.get(key, "") for row in township.records.rows(draft, 0, 100)]


def test_of_a_long_roster_the_rows_come_first_and_the_sums_after(
    township, ask, tasks, changed, gone, draft, qtbot, monkeypatch
):
    monkeypatch.setattr("desktop.usecases.records.SHORT_ROSTER", 1)
    model = RecordViewModel(township, ask, tasks, changed, gone.append)
    at_first = []
    model.opened.connect(lambda: at_first.append((model.roster.count, model.roster.totals)))
    model.open(draft)
    qtbot.waitUntil(lambda: ("补贴金额", "3,473.00 元") in model.roster.totals)
    assert at_first == [(3, [])]
    assert model.values["total_amount"] == "3473.00"


def test_the_roster_opens_on_its_tab_with_totals_and_classes(view, viewmodel):
    assert view._current() == "roster"
    assert view.tabs.tabText(1) == "名单　3 户"
    assert ("补贴金额", "3,473.00 元") in viewmodel.totals
    assert ("eye-outline", "会张贴") in viewmodel.classes
    assert ("eye-off-outline", "不张贴，只报上级") in viewmodel.classes


def test_a_cell_typed_over_is_saved_and_can_be_taken_back(view, viewmodel, township, draft, qtbot):
    cell = viewmodel.model.index(1, column(viewmodel, "subsidy_area"))
    view.roster.table.setCurrentIndex(cell)
    qtbot.keyClick(view.roster.table, Qt.Key.Key_F2)
    editor = view.roster.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "12.60")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: values(township, draft, "subsidy_area") == ["9.40", "12.60", "8.30"])
    view.roster.undo_button.click()
    assert values(township, draft, "subsidy_area") == ["9.40", "12.50", "8.30"]


def test_a_value_that_cannot_be_read_is_refused_and_the_old_one_stays(viewmodel, township, draft, ask):
    cell = viewmodel.model.index(0, column(viewmodel, "amount"))
    viewmodel.model.setData(cell, "一千元")
    assert "一千元" in str(ask.told[0])
    assert viewmodel.model.index(0, column(viewmodel, "amount")).data() == "1,081.00"
    assert values(township, draft, "amount")[0] == "1081.00"


def test_rows_are_added_removed_and_put_back(view, viewmodel, township, draft):
    view.roster.add_button.click()
    assert viewmodel.count == 4
    assert view.roster.table.currentIndex().row() == 3
    view.roster.undo_button.click()
    assert viewmodel.count == 3
    view.roster.table.selectRow(1)
    view.roster.remove_button.click()
    assert values(township, draft, "name") == ["才让卓玛", "𬭎生"]
    view.roster.undo_button.click()
    assert values(township, draft, "name") == ["才让卓玛", "马成英", "𬭎生"]
    assert viewmodel.undo_words == ""


def test_a_block_copied_from_a_spreadsheet_is_pasted_over_and_beyond_the_end(
    view, viewmodel, township, draft, qtbot
):
    QGuiApplication.clipboard().setText("桑杰·加措\t\n仁青卓玛\t\n")
    view.roster.table.setCurrentIndex(viewmodel.model.index(2, column(viewmodel, "name")))
    qtbot.keyClick(view.roster.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert values(township, draft, "name") == ["才让卓玛", "马成英", "桑杰·加措", "仁青卓玛"]
    assert values(township, draft, "amount")[2] == "954.50"
    viewmodel.undo()
    assert values(township, draft, "name") == ["才让卓玛", "马成英", "𬭎生"]


def test_a_block_with_one_bad_cell_changes_nothing(viewmodel, township, draft, ask):
    viewmodel.paste(0, column(viewmodel, "amount"), "100.00\n不知道\n")
    assert ask.told
    assert values(township, draft, "amount") == ["1081.00", "1437.50", "954.50"]


def test_ctrl_d_fills_the_first_cell_down(view, viewmodel, township, draft, qtbot):
    table, at = view.roster.table, column(viewmodel, "village")
    table.setCurrentIndex(viewmodel.model.index(0, at))
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    table.selectionModel().setCurrentIndex(
        viewmodel.model.index(0, at), table.selectionModel().SelectionFlag.NoUpdate
    )
    qtbot.keyClick(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert values(township, draft, "village") == ["上滩村"] * 3


def test_faulty_rows_can_be_shown_alone_and_f8_goes_round(view, viewmodel, township, draft, changed, qtbot):
    for at in (0, 2):
        row = township.records.rows(draft, at, 1)[0]
        wrong = row.with_values({**row.values, "amount": "1.00"})
        changed.tell(township.records.save_row(draft, wrong).changes)
    qtbot.waitUntil(lambda: len(viewmodel.errors) == 2)
    viewmodel.filter("block")
    assert viewmodel.model.rowCount() == 2
    assert viewmodel.model.index(0, column(viewmodel, "amount")).data(ItemRole.FAULT) == "block"
    viewmodel.filter("all")
    table = view.roster.table
    seen = []
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_F8)
        seen.append(table.currentIndex().row())
    assert seen == [0, 2, 0]
    assert view.roster._fault.isVisible()


def test_an_issued_roster_is_for_reading_only(township, ask, tasks, changed, gone, qtbot, offices):
    view = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    view.resize(1270, 734)
    view.show()
    view.show_place(Place("record", record=offices.issued, tab="roster"))
    assert not view.roster.import_button.isVisible()
    model = view._vm.roster.model
    assert not model.flags(model.index(0, 3)) & Qt.ItemFlag.ItemIsEditable


def test_an_empty_roster_says_how_it_is_filled(township, ask, tasks, changed, gone, qtbot):
    view = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    view.resize(1270, 734)
    view.show()
    view.show_place(Place("record", record=township.records.new("SNBT-002").value, tab="roster"))
    assert view.roster._empty.isVisible()
    assert not view.roster.table.isVisible()
    assert view.roster.import_button.isVisible()


def test_a_matter_without_a_roster_has_no_such_tab(township, ask, tasks, changed, gone, qtbot, catalogue):
    general = next(m for m in catalogue.fields[0].matters if not catalogue.form_for(m).roster)
    view = RecordView(RecordViewModel(township, ask, tasks, changed, gone.append))
    qtbot.addWidget(view)
    view.resize(1270, 734)
    view.show_place(Place("record", record=township.records.new(general.code).value, tab="roster"))
    assert view._tabs == ["form", "attachments", "history"]
    assert view._current() == "form"
