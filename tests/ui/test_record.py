"""The editor of a record: typing, saving by itself, findings beside the form, steps in the header; on a real home."""

from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import Qt

from desktop.base.changes import Topic
from desktop.base.errors import SurroundingsError
from desktop.domain.account import Role
from desktop.domain.finding import Finding, Severity
from desktop.domain.record import Disclosure, RecordContent, RecordState
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_steps import MAIN_STEPS, SIDE_STEPS
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.viewmodels.spots import Spot, spot_of
from desktop.ui.views.record_view import RecordView

VALUES = {
    "year": "2026", "rate": "115.00", "basis_docs": "财农〔2023〕11号", "notice_days": "7",
    "objection_unit": "青石滩乡农业农村服务中心", "objection_phone": "0970-8600123",
}  # fmt: skip
SUBMIT = MAIN_STEPS[0]
CORRECT = SIDE_STEPS[1]


@pytest.fixture
def draft(township):
    """A draft with two good rows: it could be submitted."""
    content = RecordContent(title="2026年耕地地力保护补贴", formed_on=date(2026, 9, 14), values=VALUES)
    record = township.records.new("SNBT-002", "", content).value
    for name, area, amount in (("才让卓玛", "9.40", "1081.00"), ("马成英", "12.50", "1437.50")):
        cells = {"village": "上滩村", "name": name, "subsidy_area": area, "amount": amount}
        township.records.add_row(record, cells)
    return record


@pytest.fixture
def viewmodel(township, ask, tasks, changed, gone, draft):
    made = RecordViewModel(township, ask, tasks, changed, gone.append)
    made.open(draft)
    return made


@pytest.fixture
def view(viewmodel, draft, qtbot):
    made = RecordView(viewmodel)
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show()
    made.show_place(Place("record", record=draft))
    return made


def heard(signal):
    told = []
    signal.connect(lambda *args: told.append(args[0] if args else None))
    return told


def test_the_form_shows_what_is_stored_formatted(view, viewmodel):
    rows = view.fields.rows
    assert rows["title"].editor.text() == "2026年耕地地力保护补贴"
    assert rows["total_amount"].editor.text() == "2,518.50"
    assert rows["total_amount"].editor.isReadOnly()
    assert rows["household_count"].editor.text() == "2"
    assert viewmodel.limit_words.startswith("最迟 10月")


def test_what_is_typed_saves_itself_after_a_pause(view, viewmodel, write, qtbot, township, draft):
    editor = view.fields.rows["summary"].editor
    editor.setFocus()
    saved = heard(viewmodel.saved)
    write(editor, "经村级评议，没有异议。")
    assert viewmodel.unsaved
    qtbot.waitUntil(lambda: not viewmodel.unsaved)
    assert township.records.get(draft).content.values["summary"] == "经村级评议，没有异议。"
    assert saved[0].startswith("已保存 09:")


def test_leaving_a_field_saves_and_brings_it_into_its_canonical_form(view, viewmodel, qtbot, township, draft):
    view.fields.rows["rate"].editor.setFocus()
    view.fields.rows["rate"].editor.selectAll()
    qtbot.keyClicks(view.fields.rows["rate"].editor, "1,150.5")
    qtbot.keyClick(view.fields.rows["rate"].editor, Qt.Key.Key_Return)
    assert township.records.get(draft).content.values["rate"] == "1150.5"


def test_totals_follow_the_roster_although_the_form_was_saved_before(
    view, viewmodel, write, township, draft, changed, qtbot
):
    write(view.fields.rows["title"].editor, "（一）")
    viewmodel.save()
    cells = {"village": "上滩村", "name": "桑杰", "subsidy_area": "1.00", "amount": "115.00"}
    changed.tell(township.records.add_row(draft, cells).changes)
    qtbot.waitUntil(lambda: view.fields.rows["household_count"].editor.text() == "3")
    assert view.fields.rows["total_amount"].editor.text() == "2,633.50"
    assert not [found for found in viewmodel.findings if found.severity is Severity.BLOCK]


def test_a_wrong_value_is_kept_complained_about_and_never_lost(view, viewmodel, qtbot, township, draft):
    row = view.fields.rows["year"]
    row.editor.setFocus()
    row.editor.selectAll()
    qtbot.keyClicks(row.editor, "20x6")
    view.fields.rows["title"].editor.setFocus()
    qtbot.waitUntil(lambda: bool(row.error))
    assert row.editor.text() == "20x6"
    assert township.records.get(draft).content.values["year"] == "20x6"
    assert any(spot_of(found, viewmodel.view.form) == Spot("year") for found in viewmodel.findings)
    assert viewmodel.blocked_words == "有 1 项必须改好，才能提交审核。"


def test_a_new_draft_does_not_complain_before_it_is_submitted(township, ask, tasks, changed, gone, qtbot):
    record = township.records.new("SNBT-002").value
    viewmodel = RecordViewModel(township, ask, tasks, changed, gone.append)
    view = RecordView(viewmodel)
    qtbot.addWidget(view)
    view.resize(1270, 734)
    view.show()
    view.show_place(Place("record", record=record))
    assert viewmodel.findings
    assert not any(row.error for row in view.fields.rows.values())
    said = heard(viewmodel.said)
    view.primary().click()
    assert "必须改好" in said[0]
    assert view.fields.rows["objection_unit"].error == "“受理单位”还没有填。"
    assert township.records.get(record).record.state is RecordState.DRAFT


def test_the_filled_button_submits_and_the_form_closes_for_typing(view, viewmodel, township, draft):
    said = heard(viewmodel.said)
    assert view.primary().text() == "提交审核"
    view.primary().click()
    assert township.records.get(draft).record.state is RecordState.SUBMITTED
    assert said == ["已提交，等同事审核。"]
    assert not viewmodel.editable
    assert view.fields.rows["title"].editor.isReadOnly()
    assert viewmodel.read_only_words


def test_what_was_just_typed_is_submitted_too(view, viewmodel, write, township, draft):
    editor = view.fields.rows["summary"].editor
    editor.setFocus()
    write(editor, "最后一句。")
    viewmodel.take(SUBMIT)
    assert township.records.get(draft).record.state is RecordState.SUBMITTED
    assert township.records.get(draft).content.values["summary"] == "最后一句。"


def test_leaving_the_page_saves_at_once(view, viewmodel, write, township, draft):
    write(view.fields.rows["title"].editor, "（更正）")
    assert viewmodel.unsaved
    assert view.may_leave()
    assert "（更正）" in township.records.get(draft).record.title


def test_a_page_whose_text_cannot_be_saved_is_not_left(viewmodel, ask, monkeypatch, township):
    def full(*_args):
        raise SurroundingsError("硬盘满了，没有存下来。", safe="以前存的都在。")

    viewmodel.set_title("还没有存下来的标题")
    monkeypatch.setattr(type(township.records), "save", full)
    assert not viewmodel.keep()
    assert "硬盘满了" in str(ask.told[0])
    assert viewmodel.title == "还没有存下来的标题"


def test_withholding_asks_for_the_reason(view, viewmodel):
    assert not view.fields.rows["withheld_reason"].isVisible()
    viewmodel.set_disclosure(Disclosure.WITHHELD)
    assert view.fields.rows["withheld_reason"].isVisible()
    assert viewmodel.unsaved


def test_the_article_is_chosen_kept_and_forgotten_with_another_openness(view, viewmodel, township):
    viewmodel.set_disclosure(Disclosure.WITHHELD)
    choice = view.fields.rows["withheld_code"].editor
    assert [choice.itemText(at)[:6] for at in range(choice.count())].count("条例第14条") == 3
    choice.setCurrentIndex(choice.findData("process"))
    choice.activated.emit(choice.currentIndex())
    assert viewmodel.keep()
    record = viewmodel.record.id
    kept = township.records.get(record).content
    assert (kept.disclosure, kept.withheld_code) == (Disclosure.WITHHELD, "process")
    viewmodel.open(record)
    choice = view.fields.rows["withheld_code"].editor
    assert choice.currentText().startswith("条例第16条第2款")
    viewmodel.set_disclosure(Disclosure.ON_REQUEST)
    assert choice.currentIndex() == -1
    assert viewmodel.keep()
    assert township.records.get(record).content.withheld_code == ""


def test_a_finding_leads_to_its_field_and_f8_to_the_next(view, viewmodel, qtbot):
    viewmodel.set_value("objection_phone", "12")
    viewmodel.set_value("year", "1800")
    viewmodel.save()
    keys = {spot_of(found, viewmodel.view.form).key for found in viewmodel.findings}
    assert {"objection_phone", "year"} <= keys
    qtbot.keyClick(view, Qt.Key.Key_F8)
    first = view.focusWidget().objectName()
    qtbot.keyClick(view, Qt.Key.Key_F8)
    assert {first, view.focusWidget().objectName()} <= keys
    assert first != view.focusWidget().objectName()
    view.findings.cards[0].remedied.emit(view.findings.cards[0].finding)
    assert view.focusWidget().objectName() in keys


def test_a_wrongly_written_document_number_is_mended_by_one_press(view, viewmodel, township, draft):
    viewmodel.set_value("summary", "依据财农[2023]11号发放。")
    viewmodel.save()
    card = next(card for card in view.findings.cards if card.finding.code == "document-number")
    assert viewmodel.can_mend(card.finding)
    card.remedied.emit(card.finding)
    assert township.records.get(draft).content.values["summary"] == "依据财农〔2023〕11号发放。"
    assert not [found for found in viewmodel.findings if found.code == "document-number"]


def test_wrong_capitals_are_mended_by_one_press(view, viewmodel, township, draft):
    viewmodel.set_value("summary", "共发放1200.00元（大写：壹仟叁佰元整）。")
    viewmodel.save()
    card = next(card for card in view.findings.cards if card.finding.code == "money-capitals")
    assert viewmodel.can_mend(card.finding)
    card.remedied.emit(card.finding)
    summary = township.records.get(draft).content.values["summary"]
    assert summary == "共发放1200.00元（大写：壹仟贰佰元整）。"
    assert not [found for found in viewmodel.findings if found.code == "money-capitals"]


def test_a_finding_in_the_roster_opens_the_roster_at_its_cell(view, viewmodel, township, draft, changed):
    row = township.records.rows(draft, 1, 1)[0]
    wrong = row.with_values({**row.values, "amount": "1347.50"})
    changed.tell(township.records.save_row(draft, wrong).changes)
    viewmodel.save()
    viewmodel.point(viewmodel.findings[0])
    assert view._current() == "roster"
    assert view.roster.table.currentIndex().row() == 1
    assert "1,437.50" in view.roster._fault.text
    assert view.roster._fix.text() == "改为 1,437.50"
    view.roster._fix.click()
    assert township.records.rows(draft, 1, 1)[0].values["amount"] == "1437.50"


def test_the_roster_s_tab_is_counted_and_marked_as_its_rows_are(
    view, viewmodel, township, draft, changed, qtbot
):
    at = view._tabs.index("roster")
    assert (view.tabs.tabText(at), view.tabs.tabIcon(at).isNull()) == ("名单　2 户", True)
    row = township.records.rows(draft, 1, 1)[0]
    for amount, right in (("1347.50", False), ("1437.50", True), ("1347.50", False)):
        cells = {**row.values, "amount": amount}
        changed.tell(township.records.save_row(draft, row.with_values(cells)).changes)
        viewmodel.save()
        qtbot.waitUntil(lambda right=right: view.tabs.tabIcon(at).isNull() is right)
    changed.tell(township.records.add_row(draft, {"village": "上滩村"}).changes)
    qtbot.waitUntil(lambda: view.tabs.tabText(at) == "名单　3 户")


def test_ctrl_tab_walks_through_the_parts(view, qtbot):
    seen = [view._current()]
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        seen.append(view._current())
    assert seen == ["form", "roster", "changes", "attachments", "history"]


def test_a_narrow_window_turns_the_findings_into_a_tab(view, qtbot):
    view.resize(864, 506)
    assert view._tabs == ["form", "roster", "changes", "attachments", "history", "findings"]
    assert not view.findings.isVisible()
    view.tabs.setCurrentIndex(5)
    assert view.findings.isVisible()
    view.resize(1270, 734)
    assert view._tabs == ["form", "roster", "changes", "attachments", "history"]


def test_somebody_elses_step_shows_the_record_anew(viewmodel, township, as_role, draft, changed, view):
    township.flow.submit(draft)
    changed.tell(as_role(Role.REVIEWER).flow.return_(draft, "标题请写全称").changes)
    viewmodel._read_again()
    assert viewmodel.editable
    assert "标题请写全称" in view._banner.text
    assert "退回" in viewmodel.history[0][0]


def test_typing_is_not_swept_away_by_a_change_elsewhere(viewmodel, changed):
    viewmodel.set_title("写到一半")
    changed.tell(frozenset({Topic.RECORDS}))
    viewmodel._read_again()
    assert viewmodel.title == "写到一半"
    assert viewmodel.unsaved


def test_an_issued_record_can_be_corrected_with_a_reason(township, ask, tasks, changed, gone, offices):
    viewmodel = RecordViewModel(township, ask, tasks, changed, gone.append)
    viewmodel.open(offices.issued)
    assert viewmodel.main_step.verb == "post"
    ask.will("text", None, "第 1 行金额写错")
    viewmodel.take(CORRECT)
    assert not viewmodel.editable
    viewmodel.take(CORRECT)
    viewmodel._read_again()
    assert viewmodel.editable
    assert viewmodel.record.revision == 2
    assert viewmodel.chip_words == "修订 2（草稿）"


def test_a_reviewer_is_led_to_the_review(township, as_role, ask, tasks, changed, gone, draft):
    township.flow.submit(draft)
    viewmodel = RecordViewModel(as_role(Role.REVIEWER), ask, tasks, changed, gone.append)
    viewmodel.open(draft)
    viewmodel.take(viewmodel.main_step)
    assert gone == [Place("review", record=draft)]


def test_a_record_that_takes_long_to_read_says_so_and_keeps_what_was_shown(
    township, ask, worker, changed, gone, qtbot, draft, offices
):
    viewmodel = RecordViewModel(township, ask, worker, changed, gone.append)
    view = RecordView(viewmodel)
    qtbot.addWidget(view)
    view.show()
    view.show_place(Place("record", record=draft))
    qtbot.waitUntil(lambda: viewmodel.record is not None)
    go_on = Event()
    worker.run(lambda _progress: go_on.wait(5), lambda _done: None, lambda _error: None)
    view.show_place(Place("record", record=offices.issued))
    qtbot.waitUntil(lambda: view._banner.text == "正在读取…")
    assert viewmodel.record.id == draft
    viewmodel.set_title("等的时候改的")
    go_on.set()
    qtbot.waitUntil(lambda: viewmodel.record.id == offices.issued)
    assert township.records.get(draft).record.title == "等的时候改的"
    assert viewmodel.waiting_words == ""


def test_a_record_that_is_not_there_says_so_in_a_band(township, ask, tasks, changed, gone, qtbot):
    viewmodel = RecordViewModel(township, ask, tasks, changed, gone.append)
    view = RecordView(viewmodel)
    qtbot.addWidget(view)
    view.show_place(Place("record", record="no-such-record"))
    assert view._banner.isVisibleTo(view)
    assert view._banner.text


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        ("第 7 行“补贴金额”", Spot("amount", 7)),
        ("第 12 行", Spot("", 12)),
        ("“补贴总金额”", Spot("total_amount")),
        ("标题", Spot("title")),
        ("名单", Spot()),
    ],
)
def test_the_place_of_a_finding_is_understood(place, spot, catalogue):
    form = catalogue.form("farmland_subsidy", catalogue.matter("SNBT-002"))
    assert spot_of(Finding("x", Severity.BLOCK, place, "文"), form) == spot


def test_the_focus_begins_where_the_work_is(view, draft, offices):
    assert view.focusWidget() is view.fields.rows["title"].editor
    view.show_place(Place("record", record=draft, tab="roster"))
    assert view.focusWidget() is view.roster.table
    view.show_place(Place("record", record=offices.issued))
    assert view.focusWidget() is view.main_button


def test_the_field_that_had_the_focus_writes_nothing_into_the_next_record(view, viewmodel, township, qtbot):
    """A document number that would be tidied when it is left: the next record must not get it."""
    content = RecordContent(title="另一条", formed_on=date(2026, 9, 11), values=VALUES)
    first, other = viewmodel.record.id, township.records.new("SNBT-002", "", content).value
    township.records.save(
        first, content.model_copy(update={"values": {**VALUES, "basis_docs": "财农[2021]8号"}})
    )
    view.show_place(Place("record", record=first))
    with qtbot.waitActive(view):
        view.activateWindow()
    editor = view.fields.go_to("basis_docs")
    qtbot.waitUntil(editor.hasFocus)
    view.show_place(Place("record", record=other))
    assert not viewmodel.unsaved
    assert view.may_leave()
    assert township.records.get(other).content.values["basis_docs"] == VALUES["basis_docs"]


def test_a_field_the_focus_fell_into_shows_its_value_all_the_same(view, draft, qtbot):
    with qtbot.waitActive(view):
        view.activateWindow()
    view.show_place(Place("record", record=draft, tab="history"))
    qtbot.waitUntil(view._history.hasFocus)
    view.show_place(Place("record", record=draft))
    assert view.fields.rows["title"].editor.text() == "2026年耕地地力保护补贴"
