"""The way of one notice through the real window: signed, looked at, saved, hung, and when its time is over taken down."""

from datetime import timedelta

import pytest

from desktop.domain.account import Role
from desktop.domain.record import RecordContent, RecordState
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views.posting_dialogs import PostDialog, TakeDownDialog
from tests.pdfs import text_of

PASSPHRASE = "青石滩的口令 2026"


@pytest.fixture
def signed_by_two(township):
    """A record of two rows that waits for the issuer, and the issuer's session."""
    values = {
        "year": "2026", "rate": "100.00", "basis_docs": "财农〔2023〕11号", "notice_days": "7",
        "objection_unit": "青石滩乡农业农村服务中心", "objection_phone": "0970-8600123",
    }  # fmt: skip
    content = RecordContent(
        title="2026年第二批耕地地力保护补贴", formed_on=township.desk.clock.today(), values=values
    )
    record = township.records.new("SNBT-002", "farmland_subsidy", content).value
    township.records.add_row(
        record, {"village": "东沟村", "name": "索南多杰", "subsidy_area": "15.20", "amount": "1520.00"}
    )
    township.flow.submit(record)
    for name in ("周海明", "马生莲"):
        township.switch(name, PASSPHRASE).flow.advance(record)
    return record, township.switch("祁建国", PASSPHRASE)


@pytest.fixture
def window(qapp, tmp_path, worker, qtbot):
    made = MainWindow(qapp, worker, Preferences(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.frame = None  # the session belongs to the fixture
    made.close()


def test_from_signature_to_board_and_down_again(signed_by_two, window, ask, worker, qtbot, tmp_path):
    record, session = signed_by_two
    assert session.account.role is Role.ISSUER
    frame = window.enter(session, ask)

    def settle() -> None:
        qtbot.waitUntil(lambda: worker.idle, timeout=15000)

    def page():
        return frame.stack.currentWidget()

    frame.go(Place("review", record=record))
    settle()
    page().primary().click()
    settle()
    assert session.records.get(record).record.state is RecordState.ISSUED

    frame.go(Place("preview", record=record))
    settle()
    target = tmp_path / "公示.pdf"
    ask.will("save_file", target)
    page().side.save_button.click()
    settle()
    text = text_of(target.read_bytes())
    assert "索南多杰" in text
    assert "1520.00" in text

    page().side.post_button.click()
    dialog = page().findChild(PostDialog)
    dialog.board.setEditText("东沟村公示栏")
    dialog.go.click()
    settle()
    assert frame.toast.messages[-1].startswith("已登记张贴：东沟村公示栏〔2026〕1号，")

    frame.go_boards()
    settle()
    assert [line.title for line in page()._vm.running] == [
        next(line.title for line in session.notices.postings())
    ]
    session.desk.clock.move_to(session.desk.clock.now() + timedelta(days=30))
    frame.go(Place("boards", tab="again"))
    qtbot.waitUntil(lambda: bool(page()._vm.due) and page().primary().isVisible(), timeout=15000)
    frame.press_filled()
    qtbot.waitUntil(lambda: page().findChild(TakeDownDialog) is not None, timeout=15000)
    page().findChild(TakeDownDialog).go.click()
    settle()
    assert session.records.get(record).record.state is RecordState.TAKEN_DOWN
    assert [line.state for line in session.notices.postings()] == ["down"]
    assert ask.told == []
