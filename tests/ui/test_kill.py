"""The program is killed while somebody types: nothing saved is lost, and it opens again where the hand was."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop.domain.record import RecordContent
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.viewmodels.navigation import Place
from desktop.usecases.last_place import WorkingPlace
from tests.ui.conftest import PASSPHRASE, PEOPLE, Role

WRITER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.app import open_window
from desktop.ui.main_window import MainWindow
from desktop.ui.viewmodels.navigation import Place

home, account, passphrase, record = sys.argv[1:]

def frame():
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    return windows[0].frame if windows else None

def step():
    if frame() is None or not frame().isVisible():
        return
    view = frame().stack.currentWidget()
    if frame().place.kind != "record":
        frame().go(Place("record", record=record))
    elif view._vm.record is None:
        return
    elif not view.fields.rows["objection_unit"].editor.text():
        field = view.fields.rows["objection_unit"].editor
        field.setFocus()
        QTest.keyClicks(field, "abc")
    elif view._vm.saved_words and not view._vm.unsaved and view._vm.memory.kept and frame()._tasks.idle:
        timer.stop()
        print("written", flush=True)

timer = QTimer()
timer.timeout.connect(step)
QTimer.singleShot(0, lambda: timer.start(50))
open_window(Path(home), account, passphrase)
"""


def killed_while_writing(home: Path, record: str) -> None:
    """Another process opens the home, works in the record, says so and is killed by SIGKILL in the midst of it."""
    command = [sys.executable, "-c", WRITER, str(home), PEOPLE[Role.DRAFTER], PASSPHRASE, record]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as writer:
        try:
            line = writer.stdout.readline()
        finally:
            writer.kill()
        assert line == "written\n", writer.stderr.read()
    assert writer.returncode < 0


@pytest.fixture
def home(township):
    """The township's folder with one draft, closed again; and the draft's id."""
    content = RecordContent(
        title="2026年耕地地力保护补贴", formed_on=date(2026, 9, 14), values={"rate": "115.00"}
    )
    record = township.records.new("SNBT-002", "", content).value
    for name in ("才让卓玛", "马成英"):
        township.records.add_row(record, {"village": "上滩村", "name": name})
    folder = township.desk.home.folder
    township.close()
    return folder, record


@pytest.fixture
def reopen(offices, qapp, worker, qtbot, tmp_path, ask):
    """The program started anew on that home; closed at the end."""
    opened = []

    def again(folder):
        window = MainWindow(qapp, worker, Preferences(tmp_path))
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        frame = window.enter(offices.office().open(folder, PEOPLE[Role.DRAFTER], PASSPHRASE), ask)
        qtbot.waitUntil(lambda: worker.idle)
        opened.append(window)
        return frame

    yield again
    for window in opened:
        window.close()


def test_after_a_kill_the_same_record_opens_at_the_same_field_with_what_was_typed(
    home, reopen, qtbot, worker
):
    folder, record = home
    killed_while_writing(folder, record)
    frame = reopen(folder)
    assert (frame.place.kind, frame.place.record) == ("record", record)
    field = frame.stack.currentWidget().fields.rows["objection_unit"].editor
    assert isinstance(field, QLineEdit)
    assert field.text() == "abc"
    qtbot.waitUntil(field.hasFocus)
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
    assert "上次没有正常关上" in frame.toast.messages[-1]
    frame.go_today()
    qtbot.waitUntil(lambda: worker.idle)
    assert frame.session.last_place.recall() is None


def test_a_cell_of_the_roster_is_found_again_too(home, reopen, qtbot, worker):
    folder, record = home
    frame = reopen(folder)
    frame.go(Place("record", record=record, tab="roster"))
    view = frame.stack.currentWidget()
    qtbot.waitUntil(lambda: view._vm.record is not None)
    view.roster.table.setCurrentIndex(view._vm.roster.model.index(1, 3))
    qtbot.waitUntil(lambda: frame.session.last_place.recall() == WorkingPlace(record, "roster", "name", 2))
    view.roster.table.setCurrentIndex(view._vm.roster.model.index(0, 1))
    qtbot.waitUntil(lambda: frame.session.last_place.recall() == WorkingPlace(record, "roster", "village", 1))
    frame.go_today()
    qtbot.waitUntil(lambda: worker.idle)
    frame.session.last_place.keep(WorkingPlace(record, "roster", "name", 2))
    frame.start()
    qtbot.waitUntil(lambda: view.roster.table.currentIndex().row() == 1)
    assert view._current() == "roster"
    assert view.roster.table.currentIndex().column() == 3


def test_each_move_is_remembered_and_leaving_in_order_forgets_it(home, reopen, qtbot, worker):
    folder, record = home
    frame = reopen(folder)
    assert frame.place.kind == "today"
    frame.session.last_place.keep(WorkingPlace(record, "form", "rate"))
    frame.start()
    view = frame.stack.currentWidget()
    qtbot.waitUntil(lambda: "rate" in view.fields.rows and view.fields.rows["rate"].editor.hasFocus())
    view.fields.rows["notice_days"].editor.setFocus()
    moved = WorkingPlace(record, "form", "notice_days")
    qtbot.waitUntil(lambda: frame.session.last_place.recall() == moved)
    assert frame.may_close()
    qtbot.waitUntil(lambda: worker.idle)
    assert frame.session.last_place.recall() is None
