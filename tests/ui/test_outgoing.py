"""Sending up by stick: what waits, the named steps, cancelling, and sticks that let us down."""

from pathlib import Path
from threading import Event

from desktop.base.progress import Step
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.outgoing_viewmodel import WRITING_STEPS
from desktop.ui.viewmodels.stick_trouble import AGAIN, LATER, OTHER
from desktop.ui.viewmodels.sync_viewmodel import SyncViewModel
from desktop.ui.viewmodels.travel_words import ARRIVED, travel_chip
from desktop.usecases.exchange_views import TravelState


def written(viewmodel, stick: Path) -> Path:
    viewmodel.outgoing.write_to(stick)
    return viewmodel.outgoing.result.path


def test_what_was_issued_waits_to_be_sent(below):
    outgoing = below.outgoing
    assert [line.state for line in outgoing.lines] == [TravelState.NOT_EXPORTED]
    assert outgoing.card_context == "1 条签发好的记录等着发出。"
    assert outgoing.reached is None
    assert below.context == ""


def test_writing_a_bundle_goes_through_the_named_steps_and_ends_with_pull_out(below, ask, stick):
    outgoing, seen = below.outgoing, []
    outgoing.updated.connect(lambda: seen.append(outgoing.reached))
    ask.will("choose_folder", stick)
    outgoing.export()
    steps = [step for step in seen if step is not None]
    assert steps == sorted(steps)
    assert set(steps) >= {1, 2, 3, len(WRITING_STEPS)}
    assert outgoing.result.path.exists()
    assert outgoing.result_words.startswith("1 号包 1 条记录、名单 2 行，共 ")
    assert [line.state for line in outgoing.lines] == [TravelState.AWAITING_RECEIPT]
    outgoing.dismiss()
    assert outgoing.reached is None
    assert "没有回执" in outgoing.waiting_words


def test_what_was_received_is_not_sent_again(below, above, ask, stick):
    above.incoming.look_at(written(below, stick))
    above.incoming.take_in()
    below.receipt.take(above.incoming.result.receipt)
    before = sorted(stick.iterdir())
    ask.will("stop", "leave")
    below.outgoing.write_to(stick)
    assert ask.asked == [("stop", "没有要发的内容：签发过的记录对方都已经收到。")]
    assert sorted(stick.iterdir()) == before


def test_a_pulled_stick_can_be_put_back_and_written_again(below, ask, stick):
    gone_away = stick.with_name("拔掉了")
    stick.rename(gone_away)
    asked: list[str] = []

    def put_back(what, safe="", steps=(), buttons=(), detail="") -> str:
        asked.append(what)
        gone_away.rename(stick)
        return AGAIN

    ask.stop = put_back
    below.outgoing.write_to(stick)
    assert asked == [f"找不到文件夹“{stick}”。"]
    assert below.outgoing.result is not None
    assert [line.state for line in below.outgoing.lines] == [TravelState.AWAITING_RECEIPT]


def test_another_folder_can_be_chosen_when_one_cannot_be_used(below, ask, stick, tmp_path):
    ask.will("stop", OTHER)
    ask.will("choose_folder", stick)
    below.outgoing.write_to(tmp_path / "没有这个文件夹")
    assert below.outgoing.result.path.parent == stick


def test_leaving_the_trouble_keeps_the_record_waiting(below, ask, tmp_path):
    ask.will("stop", LATER)
    below.outgoing.write_to(tmp_path / "没有这个文件夹")
    assert below.outgoing.result is None
    assert not below.outgoing.writing
    assert [line.state for line in below.outgoing.lines] == [TravelState.NOT_EXPORTED]


def test_cancelling_leaves_nothing_on_the_stick(
    township, ask, worker, changed, gone, stick, qtbot, monkeypatch
):
    at_work, go_on = Event(), Event()
    real = type(township.exchange).export

    def slow(self, to, progress=None):
        class Waiting:
            def step(self, text, done=0, total=0):
                if "核对" in text:
                    at_work.set()
                    go_on.wait(10)
                progress.step(text, done, total)

        return real(self, to, Waiting())

    monkeypatch.setattr(type(township.exchange), "export", slow)
    viewmodel = SyncViewModel(township, ask, worker, changed, gone.append)
    said: list[str] = []
    viewmodel.said.connect(said.append)
    viewmodel.outgoing.write_to(stick)
    qtbot.waitUntil(at_work.is_set)
    viewmodel.outgoing.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not viewmodel.outgoing.writing)
    assert list(stick.iterdir()) == []
    assert said == ["没有写，U盘上也没有留下没写完的包。记录还在等着发出。"]


def test_a_waiting_record_opens_from_the_list(below, gone, offices):
    below.outgoing.open_record(offices.issued)
    assert gone == [Place("record", record=offices.issued)]


def test_only_what_is_not_done_can_be_shown(below):
    below.outgoing.choose_segment("open")
    assert below.outgoing.shown == below.outgoing.open_lines


def test_progress_is_shown_by_step(below):
    outgoing = below.outgoing
    outgoing.writing = True
    outgoing._stepped(Step("正在写入 1.0 / 2.0 MB", 1, 2))
    assert outgoing.reached == 1
    outgoing._stepped(Step("现在不要拔U盘，正在核对 1.0 / 2.0 MB", 1, 2))
    assert outgoing.reached == 2
    outgoing._stepped(Step("正在写入 2.0 / 2.0 MB", 2, 2))
    assert outgoing.reached == 2


def test_each_level_is_told_where_its_record_arrived():
    assert {state: travel_chip(state)[1] for state in ARRIVED} == {
        TravelState.RECEIVED_TOWNSHIP: "乡已收",
        TravelState.RECEIVED_COUNTY: "县已收",
        TravelState.RECEIVED_PREFECTURE: "州已收",
    }
    assert {travel_chip(state)[1] for state in TravelState} - {"乡已收"} == {
        "未导出", "已导出待回执", "县已收", "州已收", "被退回", "冲突", "待查",
    }  # fmt: skip
