"""A record's whole way through the real window: chosen, filled in, roster imported, four people, four frames."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.account import Role
from desktop.domain.record import RecordState
from desktop.ui.changes import Changed
from desktop.ui.frame import Frame
from desktop.ui.preferences import Preferences
from desktop.ui.viewmodels.navigation import Place

TYPED = {
    "year": "2026", "rate": "115", "basis_docs": "财农〔2023〕11号", "objection_unit": "农业农村综合服务中心",
    "objection_phone": "0970-8600123",
}  # fmt: skip


@pytest.fixture
def table(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["村", "户主姓名", "身份证号", "补贴面积", "补贴金额"])
    for at in range(40):
        sheet.append(
            [f"{'上下'[at % 2]}滩村", f"才让{'卓玛多杰扎西当周仁青'[at % 10]}", "", 5 + at, (5 + at) * 115]
        )
    path = tmp_path / "花名册.xlsx"
    book.save(path)
    return path


@pytest.fixture
def enter(ask, worker, qtbot, tmp_path):
    """The window as one account sees it, in the real frame with the real worker."""
    preferences = Preferences(tmp_path)
    made = []

    def entered(session):
        frame = Frame(session, ask, worker, Changed(), preferences)
        qtbot.addWidget(frame)
        frame.resize(1366, 768)
        frame.show()
        frame.start()
        qtbot.waitUntil(lambda: worker.idle)
        made.append(frame)
        return frame

    yield entered
    for frame in made:
        frame.close()


def key(qtbot, frame, pressed, modifier=Qt.KeyboardModifier.ControlModifier):
    qtbot.keyClick(frame, pressed, modifier)


def test_from_a_blank_form_to_an_issued_record_with_four_accounts(
    township, as_role, enter, ask, worker, qtbot, write, table
):
    settle = lambda: qtbot.waitUntil(lambda: worker.idle)  # noqa: E731
    frame = enter(township)
    key(qtbot, frame, Qt.Key.Key_N)
    settle()
    records = frame.stack.currentWidget()
    write(records.chooser.search, "耕地地力保护")
    qtbot.keyClick(records.chooser.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: records._vm.chooser.chosen is not None)
    records.primary().click()
    settle()

    editor = frame.stack.currentWidget()
    record = frame.place.record
    assert frame.place == Place("record", record=record)
    write(editor.fields.rows["title"].editor, "2026年补贴：")
    for name, text in TYPED.items():
        field = editor.fields.rows[name].editor
        field.setFocus()
        write(field, text)
    ask.will("choose_file", table)
    editor.tabs.setCurrentIndex(1)
    editor.roster.import_button.click()
    settle()
    assert editor.primary().text() == "收进 40 行"
    editor.primary().click()
    settle()
    assert editor._vm.roster.count == 40
    assert "已收进 40 行" in frame.toast.messages[-1]
    qtbot.waitUntil(lambda: editor._vm.view.totals["count"] == "40")

    editor.primary().click()
    qtbot.waitUntil(lambda: township.records.get(record).record.state is RecordState.SUBMITTED)
    settle()
    assert frame.toast.messages[-1] == "已提交，等同事审核。"
    assert township.records.get(record).content.values["total_amount"] == "112700.00"

    for role, state in (
        (Role.REVIEWER, RecordState.REVIEWED),
        (Role.SECRECY, RecordState.SECRECY_REVIEWED),
        (Role.ISSUER, RecordState.ISSUED),
    ):
        frame.hide()
        frame = enter(as_role(role))
        frame.go(Place("records"))
        settle()
        records = frame.stack.currentWidget()
        records.table.selectRow(records._vm.model.row_of(record))
        qtbot.keyClick(records.table, Qt.Key.Key_Return)
        assert frame.place == Place("review", record=record)
        settle()
        review = frame.stack.currentWidget()
        write(review.decision.opinion, "同意。")
        key(qtbot, frame, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda state=state: township.records.get(record).record.state is state)
        settle()

    done = township.records.get(record)
    assert (done.record.reviewed_by, done.record.secrecy_reviewed_by, done.record.issued_by) == (
        "周海明", "马生莲", "祁建国",
    )  # fmt: skip
    assert done.record.index_number
    assert not ask.told


def test_text_typed_and_left_at_once_is_on_the_disk_before_the_window_closes(
    township, enter, qtbot, worker, write
):
    record = township.records.new("SNBT-002").value
    frame = enter(township)
    frame.go(Place("record", record=record))
    qtbot.waitUntil(lambda: worker.idle)
    write(frame.stack.currentWidget().fields.rows["summary"].editor, "写到一半就关机")
    assert frame.may_close()
    assert township.records.get(record).content.values["summary"] == "写到一半就关机"
    assert QApplication.activeModalWidget() is None
