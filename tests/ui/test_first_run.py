"""The first start: on an empty folder the window leads through the set-up and lands on 今日; the next start logs in."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.application import Entrance, _begin, _last_resort
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.theme.looks import dress
from desktop.ui.views.first_setup_view import FirstSetupView
from desktop.ui.views.login_view import LoginView
from desktop.usecases.first_setup import SetupStep
from tests.ui.looking_over import cut_off

PASSPHRASE = "一句好记的话"


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, worker: Tasks, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(qapp, worker, Preferences(tmp_path / "home"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


@pytest.fixture
def entrance(window: MainWindow, offices, tmp_path: Path, ask, worker: Tasks) -> Entrance:
    made = Entrance(window, offices.door(tmp_path / "home"), ask, worker)
    made.show_door()
    return made


def shown(window: MainWindow) -> QWidget:
    current = window.shown
    assert current is not None
    return current


def next_step(view: FirstSetupView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.next_button, Qt.MouseButton.LeftButton)


def walk_to_the_code(view: FirstSetupView, qtbot: QtBot) -> None:
    qtbot.keyClicks(view.organisation.search, "632523101")
    hit = next(b for b in view.findChildren(QPushButton) if b.property("code") == "632523101")
    qtbot.mouseClick(hit, Qt.MouseButton.LeftButton)
    assert view.organisation.unit.text() == "贵德县河西镇人民政府"
    next_step(view, qtbot)
    qtbot.keyClicks(view.account.name, "Li Chunmei")
    view.account.passphrase.setText(PASSPHRASE)
    view.account.passphrase.textEdited.emit(PASSPHRASE)
    view.account.again.setText(PASSPHRASE)
    view.account.again.textEdited.emit(PASSPHRASE)
    next_step(view, qtbot)
    qtbot.waitUntil(lambda: view._model.step is SetupStep.RECOVERY and not view._model.busy, timeout=10000)


def test_an_empty_folder_leads_through_the_set_up_to_today(
    entrance: Entrance, window: MainWindow, worker: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    view = shown(window)
    assert isinstance(view, FirstSetupView)
    walk_to_the_code(view, qtbot)
    groups = [view.recovery._code.itemAt(at).widget().text() for at in range(view.recovery._code.count())]
    assert len(groups) == 8
    qtbot.keyClicks(view.recovery.last_group, groups[-1].lower())
    assert view.recovery._left.text() == "对上了"
    next_step(view, qtbot)
    assert not any(groups[0] in label.text() for label in view.findChildren(QLabel) if label.isVisible())
    next_step(view, qtbot)
    assert window.frame is not None
    assert window.frame.place.kind == "today"
    qtbot.waitUntil(lambda: worker.idle, timeout=10000)
    assert window.frame.session.account.name == "Li Chunmei"
    clear = b"\n".join(path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file())
    assert PASSPHRASE.encode() not in clear


@pytest.mark.parametrize(("base", "width", "height"), [(12, 960, 540), (12, 910, 512), (16, 1366, 768)])
def test_nothing_is_cut_in_a_small_window(
    entrance: Entrance,
    window: MainWindow,
    qapp: QApplication,
    qtbot: QtBot,
    base: int,
    width: int,
    height: int,
) -> None:
    dress(qapp, "light", base)
    window.resize(width, height)
    with qtbot.waitExposed(window):
        window.show()
    assert isinstance(shown(window), FirstSetupView)
    try:
        qtbot.waitUntil(lambda: cut_off(window) == [], timeout=2000)
    finally:
        dress(qapp)


@pytest.mark.parametrize(("base", "height"), [(12, 480), (14, 512)])
def test_in_a_low_window_what_is_to_be_written_is_in_view(
    entrance: Entrance, window: MainWindow, qapp: QApplication, qtbot: QtBot, base: int, height: int
) -> None:
    dress(qapp, "light", base)
    window.resize(910, height)
    with qtbot.waitExposed(window):
        window.show()
    view = shown(window)
    assert isinstance(view, FirstSetupView)
    walk_to_the_code(view, qtbot)
    field = view.recovery.last_group
    try:
        qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect(), timeout=2000)
    finally:
        dress(qapp)
    view._model.setup.session.close()


def test_what_is_missing_is_said_on_the_step_and_nothing_is_made(
    entrance: Entrance, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    view = shown(window)
    assert isinstance(view, FirstSetupView)
    next_step(view, qtbot)
    assert view.organisation.rows["choice"].error
    assert view._model.step is SetupStep.ORGANISATION
    assert not (tmp_path / "home").exists()


def test_a_wrong_last_group_keeps_one_on_the_code(
    entrance: Entrance, window: MainWindow, qtbot: QtBot
) -> None:
    view = shown(window)
    assert isinstance(view, FirstSetupView)
    walk_to_the_code(view, qtbot)
    qtbot.keyClicks(view.recovery.last_group, "!!!!")
    next_step(view, qtbot)
    assert view._model.step is SetupStep.RECOVERY
    assert "对照" in view.recovery._left.text()
    view._model.setup.session.close()


def test_the_permission_can_be_asked_for_before_the_first_day(
    entrance: Entrance, window: MainWindow, ask, worker: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    view = shown(window)
    assert isinstance(view, FirstSetupView)
    walk_to_the_code(view, qtbot)
    qtbot.keyClicks(view.recovery.last_group, view._model.setup.groups[-1])
    next_step(view, qtbot)
    assert view._title.text() == "从县里导入许可"
    ask.will("choose_folder", tmp_path)
    next(b for b in view.findChildren(QPushButton) if b.text() == "写申请…").click()
    qtbot.waitUntil(lambda: bool(view._model.permitted), timeout=10000)
    assert len(list(tmp_path.glob("*.mingbai-request"))) == 1
    assert "县里" in view.permission._permitted.text
    view._model.setup.session.close()


def test_a_folder_that_cannot_be_written_is_told_and_can_be_tried_again(
    window: MainWindow, offices, tmp_path: Path, ask, worker: Tasks, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    Entrance(window, offices.door(tmp_path / "file" / "home"), ask, worker).show_door()
    view = shown(window)
    assert isinstance(view, FirstSetupView)
    view._model.enter(choice=view._model.setup.search("河西镇")[0])
    next_step(view, qtbot)
    view._model.enter(name="李春梅", passphrase=PASSPHRASE, again=PASSPHRASE)
    next_step(view, qtbot)
    qtbot.waitUntil(lambda: bool(ask.told), timeout=10000)
    assert ask.told[0].todo
    assert view._model.step is SetupStep.ACCOUNT
    assert view.next_button.isEnabled()


def test_a_home_that_exists_asks_for_the_passphrase_and_leaving_comes_back_to_it(
    window: MainWindow, offices, township, tmp_path: Path, ask, worker: Tasks, qtbot: QtBot
) -> None:
    folder = township.desk.home.folder
    township.close()
    Entrance(window, offices.door(folder), ask, worker).show_door()
    view = shown(window)
    assert isinstance(view, LoginView)
    view.passphrase.setText("青石滩的口令 2026")
    qtbot.mouseClick(view.login_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.frame is not None, timeout=10000)
    qtbot.waitUntil(lambda: worker.idle, timeout=10000)
    window.frame.left.emit()
    assert window.frame is None
    assert isinstance(shown(window), LoginView)


def test_what_nobody_caught_is_told_in_a_sentence_and_logged(ask, caplog: pytest.LogCaptureFixture) -> None:
    error = ZeroDivisionError("division by zero")
    _last_resort(ask)(ZeroDivisionError, error, None)
    assert ask.told[0].code == "bug"
    assert ask.told[0].safe
    assert "ZeroDivisionError" in caplog.text


RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app
from desktop.ui import application
shown = application.MainWindow.showEvent
def soon(window, event):
    shown(window, event)
    print(type(window.shown).__name__)
    QTimer.singleShot(0, window.close)
application.MainWindow.showEvent = soon
sys.exit(app.open_window(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
"""


def test_the_program_starts_inside_with_the_right_passphrase(township) -> None:
    folder = township.desk.home.folder
    township.close()
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder), "李春梅", "青石滩的口令 2026"],
        capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.split() == ["Frame"], done.stderr
    assert done.returncode == 0, done.stderr


def test_with_a_wrong_passphrase_it_starts_at_the_door(
    window: MainWindow, offices, township, ask, worker: Tasks
) -> None:
    door = offices.door(township.desk.home.folder)
    township.close()
    _begin(Entrance(window, door, ask, worker), door, "李春梅", "猜一个口令")
    assert isinstance(shown(window), LoginView)
    assert window.frame is None


FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app
from desktop.ui import application
shown = application.MainWindow.showEvent
def follow(window, seen):
    now = type(window.shown).__name__
    if now != seen:
        print(now, "sqlmodel" in sys.modules)
    if now == "FirstSetupView":
        window.close()
    else:
        QTimer.singleShot(20, lambda: follow(window, now))
def soon(window, event):
    shown(window, event)
    follow(window, "")
application.MainWindow.showEvent = soon
sys.exit(app.open_window(Path(sys.argv[1]), "", ""))
"""


def test_at_the_very_first_start_a_screen_stands_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST, str(tmp_path / "home")],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.splitlines() == ["WaitingView False", "FirstSetupView True"], done.stderr
    assert done.returncode == 0, done.stderr
