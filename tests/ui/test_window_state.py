"""The window comes back where and as large as it was left, and never where no screen is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import USUAL_SIZE, MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks

Start = Callable[[], MainWindow]


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, worker: Tasks, qtbot: QtBot) -> Iterator[Start]:
    made: list[MainWindow] = []

    def begin() -> MainWindow:
        made.append(MainWindow(qapp, worker, Preferences(tmp_path)))
        qtbot.addWidget(made[-1])
        made[-1].show_as_left()
        qapp.processEvents()
        return made[-1]

    yield begin
    for window in made:
        window.close()


def test_size_and_place_are_there_again(start: Start) -> None:
    first = start()
    first.showNormal()
    first.setGeometry(QRect(0, 130, 800, 520))
    first.close()
    again = start()
    assert (again.geometry().top(), again.size()) == (130, first.size())
    assert not again.isMaximized()


def test_a_window_over_the_whole_screen_stays_so(start: Start) -> None:
    first = start()
    first.showMaximized()
    first.close()
    assert start().isMaximized()


def test_the_first_time_a_small_screen_is_used_whole(start: Start, qapp: QApplication) -> None:
    has = qapp.primaryScreen().availableSize()
    small = has.width() <= USUAL_SIZE[0] or has.height() <= USUAL_SIZE[1]
    assert start().isMaximized() == small


def test_a_place_on_a_screen_that_is_gone_is_not_gone_back_to(start: Start, qapp: QApplication) -> None:
    first = start()
    first.showNormal()
    first.setGeometry(QRect(5000, 4000, 810, 500))
    first.close()
    again = start()
    assert again.screen().availableGeometry().intersects(again.geometry())


@pytest.mark.parametrize("damaged", [b"layout\\window=@ByteArray(nonsense)\n", b"\x00\xff not an ini file"])
def test_a_damaged_memory_of_the_window_does_not_keep_it_from_opening(
    start: Start, tmp_path: Path, damaged: bytes
) -> None:
    (tmp_path / "window.ini").write_bytes(b"[layout]\nwindow=@ByteArray(nonsense)\n" + damaged)
    assert start().isVisible()


def test_a_picture_taken_of_the_window_leaves_no_memory(
    qapp, tmp_path: Path, worker: Tasks, qtbot: QtBot
) -> None:
    window = MainWindow(qapp, worker, Preferences(tmp_path))
    qtbot.addWidget(window)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.show()
    window.close()
    assert not (tmp_path / "window.ini").exists()
