"""The place 同步: sending up, receipts, taking in, joining; and what is said when a stick lets us down."""

import errno
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.files import surroundings
from desktop.base.progress import Step
from desktop.domain.organisation import Level
from desktop.ui.itemmodels.incoming_model import IncomingModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.itemmodels.travel_model import STATE, TravelModel
from desktop.ui.viewmodels.incoming_viewmodel import OUTCOMES
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.outgoing_viewmodel import WRITING_STEPS
from desktop.ui.viewmodels.stick_trouble import AGAIN, LATER, OTHER, reading_trouble, writing_trouble
from desktop.ui.viewmodels.sync_viewmodel import INCOMING, JOIN, SEND, SyncViewModel
from desktop.ui.viewmodels.travel_words import ABOVE, travel_chip
from desktop.ui.views.sync_view import SyncView
from desktop.usecases.exchange_views import IncomingLine, TravelLine, TravelState

TODAY = date(2026, 9, 16)


@pytest.fixture
def below(township, ask, tasks, changed, gone):
    """同步 as the township sees it."""
    made = SyncViewModel(township, ask, tasks, changed, gone.append)
    made.show_place(Place("sync"))
    return made


@pytest.fixture
def above(county, ask, tasks, changed, gone):
    """同步 as the county sees it."""
    made = SyncViewModel(county, ask, tasks, changed, gone.append)
    made.show_place(Place("sync"))
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "U盘"
    made.mkdir()
    return made


def written(viewmodel, stick: Path) -> Path:
    viewmodel.outgoing.write_to(stick)
    return viewmodel.outgoing.result.path


# -- words and models --------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("state", list(TravelState))
def test_every_state_of_travel_has_a_chip_in_every_office(level, state):
    kind, words = travel_chip(state, ABOVE[level])
    assert kind in {"draft", "running", "done", "returned", "conflict", "due"}
    assert words


def test_the_models_of_sync_are_sound(qtmodeltester):
    travel = TravelModel(lambda state: travel_chip(state, "县里"))
    travel.show(
        [TravelLine("r", "题目", TravelState.CONFLICT, 22, "2026-09-11T09:00:00+08:00", "两个版本都留着")],
        TODAY,
    )
    qtmodeltester.check(travel)
    assert travel.index(0, STATE).data(ItemRole.KIND) == "conflict"
    assert travel.index(0, 0).data(ItemRole.CONTEXT) == "22 号包　回执 9月11日　两个版本都留着"
    incoming = IncomingModel({key: (kind, word, icon) for key, word, kind, icon in OUTCOMES})
    incoming.show([IncomingLine("r", "题目", "new", "名单 2 行")])
    qtmodeltester.check(incoming)
    assert incoming.index(0, 0).data(ItemRole.ICON) == "plus"


@pytest.mark.parametrize(
    ("error", "last_button"),
    [
        (SurroundingsError("U盘空间不够：还差 12 MB，什么都没有写。", code="no-space"), AGAIN),
        (surroundings(OSError(errno.ENOSPC, "full"), Path("/media/U盘/x")), AGAIN),
        (surroundings(OSError(errno.EROFS, "read-only"), Path("/media/U盘/x")), OTHER),
        (surroundings(OSError(errno.EACCES, "denied"), Path("/media/U盘/x")), OTHER),
        (surroundings(OSError(errno.EIO, "gone"), Path("/media/U盘/x")), AGAIN),
        (surroundings(OSError(errno.ENOENT, "gone"), Path("/media/U盘/x")), AGAIN),
        (SurroundingsError("写进U盘的内容读回来不一样，这个U盘可能坏了。", code="stick-faulty"), OTHER),
        (SurroundingsError("这个位置现在用不了。", todo="请换一个位置再试。"), AGAIN),
        (Refusal("没有要发的内容。", safe="什么都没有写。"), "leave"),
    ],
)
def test_each_trouble_with_writing_says_what_is_safe_and_the_way_on(error, last_button):
    trouble = writing_trouble(error)
    assert error.what in {trouble.what, trouble.detail}
    assert "/" not in trouble.what
    assert trouble.safe
    assert trouble.buttons[-1][0] == last_button
    assert trouble.buttons[0][0] in {LATER, "leave"}


def test_a_stick_pulled_while_writing_is_told_with_numbered_steps():
    trouble = writing_trouble(surroundings(OSError(errno.EIO, "gone"), Path("/media/U盘/x")))
    assert trouble.what == "U盘中途断开了，还没有写完。"
    assert trouble.steps[0] == "把U盘重新插好，换一个插口更稳妥。"
    assert "不会被当成正式的包" in trouble.safe
    assert [words for _key, words in trouble.buttons] == ["以后再说", "换一个U盘", "插好了，再写一次"]


def test_an_altered_bundle_cannot_be_tried_again_but_replaced():
    refused = reading_trouble(Refusal("这个包不完整或被改动过。", todo="请发送单位重新导出一次，再拿来收。"))
    assert [key for key, _words in refused.buttons] == [LATER, OTHER]
    pulled = reading_trouble(SurroundingsError("读文件时出错。"))
    assert pulled.buttons[-1][0] == AGAIN


# -- sending -----------------------------------------------------------------------------------------------


def test_tabs_follow_the_office(below, above):
    assert [words for _key, words in below.tabs] == ["发给县里", "收回执", "收村里的包", "加入"]
    assert [words for _key, words in above.tabs] == ["收乡镇的包", "发给州里", "收回执", "加入"]


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


# -- taking in and receipts --------------------------------------------------------------------------------


def test_a_bundle_is_looked_at_before_anything_is_taken_in(below, above, county, ask, stick):
    bundle = written(below, stick)
    ask.will("choose_file", bundle)
    above.incoming.choose_file()
    incoming = above.incoming
    assert incoming.counts == {"new": 1, "updated": 0, "duplicate": 0, "conflict": 0, "quarantined": 0}
    assert incoming.take_words == "收进 1 条"
    assert "青石滩乡" in incoming.sender_words
    assert incoming.chosen_line.title == "2026年耕地地力保护补贴发放情况"
    assert county.exchange.status() == []


def test_taking_in_writes_the_receipt_beside_the_bundle_and_it_closes_the_circle(below, above, ask, stick):
    bundle = written(below, stick)
    above.incoming.look_at(bundle)
    above.incoming.take_in()
    receipt = above.incoming.result.receipt
    assert receipt.parent == stick
    assert above.incoming.result_words == "已入库 1 条。"
    ask.will("choose_file", receipt)
    below.receipt.choose()
    assert below.receipt.words == "县里已入库 1 条。"
    assert sum(number for _word, number, _kind in below.receipt.counts) == 1
    assert [line.state for line in below.outgoing.lines] == [TravelState.RECEIVED_COUNTY]
    assert below.outgoing.open_lines == []
    assert below.context.startswith("上次收到县里回执：")


def test_the_same_bundle_twice_is_a_duplicate(below, above, stick):
    bundle = written(below, stick)
    above.incoming.look_at(bundle)
    above.incoming.take_in()
    above.incoming.look_at(bundle)
    assert above.incoming.counts["duplicate"] == 1
    assert above.incoming.take_words == "都有了，只写回执"


def test_an_altered_bundle_is_refused_and_another_can_be_chosen(below, above, county, ask, stick):
    bundle = written(below, stick)
    bytes_ = bytearray(bundle.read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    altered = stick / "改过.mingbai"
    altered.write_bytes(bytes(bytes_))
    ask.will("stop", OTHER)
    ask.will("choose_file", bundle)
    above.incoming.look_at(altered)
    assert ask.asked[0][0] == "stop"
    assert above.incoming.path == bundle
    assert above.incoming.counts["new"] == 1
    assert county.exchange.status() == []


def test_a_receipt_that_is_none_is_refused(below, ask, stick):
    wrong = stick / "不是回执.mingbai-receipt"
    wrong.write_text("这不是回执", encoding="utf-8")
    ask.will("stop", LATER)
    below.receipt.take(wrong)
    assert below.receipt.summary is None
    assert not below.receipt.reading


def test_a_receipt_that_cannot_be_written_can_go_elsewhere(above, ask, stick, monkeypatch):
    tried: list[Path] = []

    def import_(self, path, receipts, progress=None):
        tried.append(receipts)
        if len(tried) == 1:
            raise SurroundingsError(
                "写入时：这个位置是只读的。", safe="原有的文件没有动。", code="write-failed"
            )
        raise Refusal("够了。")

    above.incoming.path = stick / "x.mingbai"
    monkeypatch.setattr(type(above.incoming._session.exchange), "import_", import_)
    ask.will("stop", OTHER, LATER)
    ask.will("choose_folder", stick)
    above.incoming.take_in_to(stick / "只读")
    assert tried == [stick / "只读", stick]


# -- joining -----------------------------------------------------------------------------------------------


def test_an_office_joins_in_three_steps_on_one_stick(newcomer, above, ask, tasks, changed, gone, stick):
    viewmodel = SyncViewModel(newcomer, ask, tasks, changed, gone.append)
    joining, said = viewmodel.enrolment, []
    viewmodel.said.connect(said.append)
    above.said.connect(said.append)
    joining.reload()
    assert not joining.joined
    ask.will("choose_folder", stick)
    joining.request()
    assert joining.requested
    request = next(stick.glob("*.mingbai-request"))
    ask.will("choose_file", request)
    ask.will("confirm", True)
    above.enrolment.grant()
    grant = next(stick.glob("*.mingbai-grant"))
    ask.will("choose_file", grant)
    joining.accept()
    assert joining.partner == "云滩县人民政府办公室"
    assert [words.split("。")[0] for words in said] == [
        f"申请已写到 {request.name}",
        f"已许可云滩县红崖乡人民政府，许可写在 {grant.name}",
        "已加入云滩县人民政府办公室",
    ]


def test_a_grant_not_confirmed_is_not_written(newcomer, above, ask, tasks, changed, gone, stick):
    request = newcomer.exchange.request_enrolment(stick).value
    ask.will("choose_file", request)
    ask.will("confirm", False)
    above.enrolment.grant()
    assert list(stick.glob("*.mingbai-grant")) == []


def test_another_offices_grant_is_refused(below, newcomer, above, county, ask, tasks, changed, gone, stick):
    request = newcomer.exchange.request_enrolment(stick).value
    grant = county.exchange.grant(request, stick).value[1]
    ask.will("choose_file", grant)
    ask.will("stop", LATER)
    below.enrolment.accept()
    assert [question for question, _what in ask.asked] == ["choose_file", "stop"]


# -- the page ----------------------------------------------------------------------------------------------


def shown(viewmodel, qtbot) -> SyncView:
    made = SyncView(viewmodel)
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show()
    return made


def test_before_joining_the_page_leads_to_joining(newcomer, ask, tasks, changed, gone, qtbot):
    viewmodel = SyncViewModel(newcomer, ask, tasks, changed, gone.append)
    viewmodel.show_place(Place("sync"))
    view = shown(viewmodel, qtbot)
    assert view.not_joined.isVisible()
    view.primary().click()
    assert viewmodel.tab == JOIN
    assert view.enrolment.isVisible()
    assert view.primary() is view.enrolment.request_button


def test_the_stick_card_shows_what_to_press_and_when_to_pull(below, ask, stick, qtbot):
    view = shown(below, qtbot)
    outgoing = view.outgoing
    assert outgoing.export_button.isVisible()
    ask.will("choose_folder", stick)
    view.primary().click()
    assert outgoing._free.isVisible()
    assert not outgoing._hold.isVisible()
    assert outgoing.done_button.isVisible()
    assert view.primary() is None
    outgoing.done_button.click()
    assert outgoing.export_button.isVisible()
    assert outgoing._banner.isVisible()
    outgoing._banner.pressed.emit()
    assert below.outgoing.only_open
    assert outgoing.segments.current == "open"


def test_while_writing_only_cancel_can_be_pressed(below, qtbot):
    view = shown(below, qtbot)
    below.outgoing.writing = True
    below.outgoing._stepped(Step("正在写入 1.0 / 2.0 MB", 1, 2))
    assert view.outgoing.cancel_button.isVisible()
    assert view.outgoing._hold.isVisible()
    assert view.primary() is None


def test_the_whole_way_by_stick_through_the_pages(below, above, ask, stick, qtbot):
    sending, taking = shown(below, qtbot), shown(above, qtbot)
    ask.will("choose_folder", stick)
    sending.primary().click()
    bundle = below.outgoing.result.path
    ask.will("choose_file", bundle)
    taking.incoming.empty.pressed.emit()
    assert taking.incoming.table.model().rowCount() == 1
    taking.incoming.take_button.click()
    assert taking.incoming._done.isVisible()
    receipt = above.incoming.result.receipt
    sending.tabs.setCurrentIndex(1)
    ask.will("choose_file", receipt)
    sending.receipt.button.click()
    assert sending.receipt._words.text() == "县里已入库 1 条。"
    sending.tabs.setCurrentIndex(0)
    chip = sending.outgoing.table.model().index(0, STATE)
    assert chip.data() == "县里已入库"


def test_a_file_given_from_outside_opens_in_the_incoming_tab(above, below, stick, qtbot):
    bundle = written(below, stick)
    view = shown(above, qtbot)
    view.tabs.setCurrentIndex(1)
    assert above.tab == SEND
    view.show_place(Place("sync", path=str(bundle)))
    assert above.tab == INCOMING
    assert view.incoming.isVisible()
    view.incoming.strip.chosen.emit("conflict")
    assert view.incoming.table.model().rowCount() == 0


def test_progress_is_shown_by_step(below):
    outgoing = below.outgoing
    outgoing.writing = True
    outgoing._stepped(Step("正在写入 1.0 / 2.0 MB", 1, 2))
    assert outgoing.reached == 1
    outgoing._stepped(Step("现在不要拔U盘，正在核对 1.0 / 2.0 MB", 1, 2))
    assert outgoing.reached == 2
    outgoing._stepped(Step("正在写入 2.0 / 2.0 MB", 2, 2))
    assert outgoing.reached == 2
