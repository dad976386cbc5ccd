"""通过网络上报 through the real window: sent beside the work, cut and gone on with by itself, stopped, answered."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.base.errors import SurroundingsError
from desktop.sync.line.tus import Patience
from desktop.ui.itemmodels.told_model import STATE
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.upload_viewmodel import UploadViewModel, _summary
from desktop.ui.views.upload_view import UploadView
from desktop.usecases import upload as uploading
from desktop.usecases.county_views import DownTaken
from desktop.usecases.exchange_views import TravelState
from desktop.usecases.line_settings import LineSettings
from desktop.usecases.office import Session
from desktop.usecases.upload_run import Run
from desktop.usecases.upload_views import UploadResult
from tests.sync.line.county_server import County
from tests.sync.line.hostile_server import Act
from tests.sync.line.middlemen import Tearer, torn
from tests.sync.line.running_server import RealServer
from tests.ui.conftest import PASSPHRASE

LEFT = Qt.MouseButton.LeftButton
DOWN = Act(cut=True, keep=0)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other in fractions of a second."""
    monkeypatch.setattr(uploading, "Patience", lambda: Patience(first=0.01, longest=0.05, give_up=0.2))
    monkeypatch.setattr(UploadViewModel, "first", 0.05)


@pytest.fixture
def server(county: Session, tmp_path: Path) -> Iterator[County]:
    made = County(tmp_path / "county-in", county)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, worker: Tasks, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(qapp, worker, Preferences(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    worker.close()
    made.frame = None  # the session belongs to the fixture
    made.close()


def set_line(township: Session, server: County | Tearer, *, automatic: bool = False, kbps: int = 0) -> None:
    admin = township.switch("系统管理员", PASSPHRASE)
    admin.line.set(LineSettings(server=server.url, proxy="none", automatic=automatic, kbps=kbps))


def line_tab(window: MainWindow, session: Session, ask, worker: Tasks, qtbot: QtBot) -> UploadView:
    """同步, tab 网络上报, with every wait short."""
    frame = window.enter(session, ask)
    frame.line.pauses, frame.line.gather = (0.3,), 0.1
    qtbot.waitUntil(lambda: worker.idle)
    frame.go(Place("sync", tab="line"))
    qtbot.waitUntil(lambda: worker.idle)
    view: UploadView = frame.stack.currentWidget().line
    assert view.isVisible()
    return view


def chips(view: UploadView) -> list[str]:
    model = view.list.model()
    return [model.index(row, STATE).data() for row in range(model.rowCount())]


def state_of(session: Session) -> TravelState:
    return session.exchange.status()[0].state


def test_what_came_down_besides_is_said_after_the_bundles() -> None:
    down = DownTaken(number=1, unit="县政府", returned=1, settled=0, again=0, further=0, unknown=0)
    nothing = UploadResult((), (), ())
    assert _summary(nothing, "县里") == "没有要上报的，签发过的都有回执了。"
    both = _summary(UploadResult((), (), (), down, ("a.mingbai-pack",)), "县里")
    assert both.startswith(_summary(nothing, "县里"))
    assert "县里另有话带下来" in both
    assert "取到 1 个更新包" in both


def test_news_from_above_is_told_to_every_screen(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot, monkeypatch
) -> None:  # fmt: skip
    set_line(township, server)
    view = line_tab(window, township, ask, worker, qtbot)
    down = DownTaken(number=1, unit="县政府", returned=1, settled=0, again=0, further=0, unknown=0)
    monkeypatch.setattr(Run, "_fetch_packs", lambda run: ())
    monkeypatch.setattr(Run, "_is_news", lambda run, asked: False)
    monkeypatch.setattr(Run, "_hear", lambda run: down)
    told: list[object] = []
    window.frame.line._changed.happened.connect(told.append)
    view.send_button.click()
    qtbot.waitUntil(lambda: not window.frame.line.sending and worker.idle)
    assert any("另有话带下来" in said for said in window.frame.toast.messages)
    assert told


def test_without_a_server_the_page_says_how_to_get_one_and_nothing_is_asked_of_the_line(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot
) -> None:
    view = line_tab(window, township, ask, worker, qtbot)
    assert view.no_server.isVisible()
    assert not view.send_button.isVisible()
    window.frame.press_filled()
    assert (window.frame.place.kind, window.frame.place.tab) == ("settings", "line")
    assert server.state.asked == []


def test_a_set_server_is_not_asked_anything_before_somebody_wants_it(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot
) -> None:
    set_line(township, server)
    view = line_tab(window, township, ask, worker, qtbot)
    window.frame.line.begin()
    qtbot.waitUntil(lambda: worker.idle)
    assert view.send_button.isVisible()
    assert server.state.asked == []
    assert "由您点了才发" in view._about.text()


def test_now_sends_beside_the_work_and_the_receipt_comes_by_itself(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot
) -> None:
    def plan(method: str, number: int) -> Act | None:
        if method == "GET" and number == 1:
            server.answer()
        return None

    server.state.plan = plan
    set_line(township, server, kbps=20)
    view = line_tab(window, township, ask, worker, qtbot)
    view.send_button.setFocus()
    qtbot.keyClick(view.send_button, Qt.Key.Key_Space)
    assert window.frame.focusWidget() is view.cancel_button
    qtbot.waitUntil(lambda: "正在发" in "".join(chips(view)), timeout=10_000)
    assert not view.send_button.isVisible()
    assert view.cancel_button.isVisible()
    township.notices.add_board("另一块公示栏")  # saving goes on meanwhile
    assert window.frame.line.sending
    qtbot.waitUntil(lambda: chips(view) == ["回执已到"], timeout=20_000)
    qtbot.waitUntil(lambda: not window.frame.line.sending)
    assert "入库 1 条" in view.band.accessibleName()
    assert state_of(township) is TravelState.RECEIVED_COUNTY
    assert window.frame.toast.messages[-1].startswith("1 号包：县里入库 1 条")
    assert len(server.state.files) == 1
    assert ask.told == []


def test_a_cut_is_told_in_plain_words_and_it_goes_on_by_itself(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot
) -> None:
    set_line(township, server)
    server.state.plan = lambda method, _number: DOWN if method == "PATCH" else None
    view = line_tab(window, township, ask, worker, qtbot)
    window.frame.line.pauses = (1.5,)
    qtbot.mouseClick(view.send_button, LEFT)
    qtbot.waitUntil(
        lambda: view.band.isVisible() and "网络断了" in view.band.accessibleName(), timeout=10_000
    )
    words = view.band.accessibleName()
    assert "记录都在本机，已经送到的部分不用重发" in words
    assert "会自己再试" in words
    qtbot.waitUntil(lambda: chips(view) == ["等网络"])
    outgoing = window.frame.stack.currentWidget().outgoing
    assert outgoing._vm.waiting_words == ""  # nobody can have answered yet
    assert ask.told == []
    server.state.plan = lambda _method, _number: None
    qtbot.waitUntil(lambda: chips(view) == ["等回执"], timeout=10_000)
    qtbot.waitUntil(lambda: "没有回执" in outgoing._vm.waiting_words)
    server.answer()
    qtbot.waitUntil(lambda: chips(view) == ["回执已到"], timeout=10_000)
    assert len(server.state.whole) == 1


def test_stopping_is_heard_within_a_second_and_holds_over_the_next_start(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot
) -> None:
    set_line(township, server, automatic=True, kbps=1)
    view = line_tab(window, township, ask, worker, qtbot)
    qtbot.waitUntil(lambda: "正在发" in "".join(chips(view)), timeout=15_000)
    began = time.monotonic()
    qtbot.mouseClick(view.cancel_button, LEFT)
    qtbot.waitUntil(lambda: not window.frame.line.sending, timeout=3000)
    took = time.monotonic() - began
    print(f"stopped after {took:.2f} s")
    assert took < 1.0
    qtbot.waitUntil(lambda: township.upload.state().paused)
    qtbot.waitUntil(lambda: "上报停下了" in view.band.accessibleName())
    asked = len(server.state.asked)
    worker.close()
    window.frame = None  # as another start would find it; the home stays open for the fixture
    again = line_tab(window, township.switch("李春梅", PASSPHRASE), ask, worker, qtbot)
    window.frame.line.begin()
    qtbot.waitUntil(lambda: worker.idle)
    qtbot.wait(300)
    assert len(server.state.asked) == asked
    assert chips(again) == ["等着发"]
    set_line(township, server)
    qtbot.mouseClick(again.send_button, LEFT)
    qtbot.waitUntil(lambda: chips(again) == ["等回执"], timeout=10_000)


def test_what_was_begun_goes_on_at_the_next_start_also_a_week_later(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot
) -> None:
    set_line(township, server)
    server.state.plan = lambda method, number: DOWN if method == "PATCH" and number >= 2 else None
    with pytest.raises(SurroundingsError):
        township.upload.send(wait=0, chunk=1024)
    there = len(server.state.files["f1"])
    assert there == 2048
    server.state.plan = lambda _method, _number: None
    township.desk.clock.move_to(township.desk.clock.now() + timedelta(days=7))
    before = server.state.received
    view = line_tab(window, township, ask, worker, qtbot)
    qtbot.waitUntil(lambda: chips(view) == ["等回执"], timeout=10_000)
    size = township.upload.state().pending[0].size
    print(f"a week later {server.state.received - before} of {size} bytes were still to go")
    assert server.state.received - before == size - there
    assert len(server.state.files) == 1


def test_switched_on_what_is_issued_goes_by_itself(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot
) -> None:
    set_line(township, server, automatic=True)
    view = line_tab(window, township, ask, worker, qtbot)
    qtbot.waitUntil(lambda: chips(view) == ["等回执"], timeout=10_000)
    server.answer()
    qtbot.waitUntil(lambda: chips(view) == ["回执已到"], timeout=10_000)
    assert "自动上报" in view._about.text()
    # The laptop has nothing more to say: nothing is asked of the server.
    qtbot.waitUntil(lambda: not window.frame.line.sending and worker.idle)
    asked = len(server.state.asked)
    qtbot.wait(800)
    assert len(server.state.asked) == asked


def test_a_server_that_will_not_have_it_is_told_once_and_not_asked_again_and_again(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot
) -> None:
    set_line(township, server, automatic=True)
    server.state.plan = lambda method, _number: Act(status=403) if method == "POST" else None
    view = line_tab(window, township, ask, worker, qtbot)
    qtbot.waitUntil(lambda: "不允许本机上报" in view.band.accessibleName(), timeout=10_000)
    qtbot.wait(600)
    assert server.state.asked.count("POST") == 1
    assert ask.told == []
    qtbot.mouseClick(view.send_button, LEFT)
    qtbot.waitUntil(lambda: len(ask.told) == 1, timeout=10_000)
    assert ask.told[0].code == "server-refused"


def test_leaving_while_it_sends_stops_it_and_closes_the_home(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot
) -> None:
    set_line(township, server, kbps=1)
    view = line_tab(window, township, ask, worker, qtbot)
    qtbot.mouseClick(view.send_button, LEFT)
    qtbot.waitUntil(lambda: "正在发" in "".join(chips(view)), timeout=10_000)
    began = time.monotonic()
    worker.close()
    assert time.monotonic() - began < 1.5
    assert township.upload.state().resumes


def test_over_a_torn_line_to_tuspyserver_in_a_process_of_its_own_it_gets_there_once(
    window: MainWindow, township: Session, county: Session, ask, worker: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    server = RealServer(tmp_path / "server")
    server.start()
    try:
        # Torn in the middle of the file, then at once for as long as anybody is patient.
        with torn(server.port, [3500, *[1] * 8], upwards=True) as middle:
            set_line(township, middle)
            view = line_tab(window, township, ask, worker, qtbot)
            qtbot.mouseClick(view.send_button, LEFT)
            qtbot.waitUntil(lambda: chips(view) == ["等网络"], timeout=20_000)
            assert "会自己再试" in view.band.accessibleName()
            qtbot.waitUntil(lambda: chips(view) == ["等回执"], timeout=30_000)
            (pending,) = township.upload.state().pending
            again = server.received - pending.size
            print(f"size {pending.size}, torn {middle.torn} times, {again} bytes went again")
            assert 0 <= again < pending.size  # less than the one chunk it is
            (arrived,) = server.files
            path = tmp_path / "arrived.mingbai"
            path.write_bytes(arrived)
            receipt = county.exchange.import_(path, tmp_path).value.receipt
            (server.folder / "receipts" / pending.bundle).write_bytes(receipt.read_bytes())
            qtbot.waitUntil(lambda: chips(view) == ["回执已到"], timeout=20_000)
            assert state_of(township) is TravelState.RECEIVED_COUNTY
            worker.close()
    finally:
        server.kill()


def test_nothing_of_the_line_outlives_its_session(
    window: MainWindow, township: Session, server: County, ask, worker: Tasks, qtbot: QtBot
) -> None:
    set_line(township, server)
    server.state.plan = lambda method, _number: DOWN if method == "PATCH" else None
    view = line_tab(window, township, ask, worker, qtbot)
    window.frame.line.pauses = (0.4,)
    qtbot.mouseClick(view.send_button, LEFT)
    qtbot.waitUntil(lambda: chips(view) == ["等网络"], timeout=10_000)
    line = window.frame.line
    window.show_front(QWidget())  # logged out
    qtbot.waitUntil(lambda: not isValid(line))
    asked = len(server.state.asked)
    qtbot.wait(700)
    assert len(server.state.asked) == asked
