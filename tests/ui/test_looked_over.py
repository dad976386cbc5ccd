"""Every place in every size of window and text: each control has a name to be read aloud, no words are cut off."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.pictures import _places
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.theme.looks import dress
from desktop.ui.viewmodels.login_viewmodel import LoginViewModel
from desktop.ui.views.login_view import LoginView
from desktop.ui.views.parts.marks import Label
from desktop.usecases.office import Session
from tests.ui.looking_over import cut_off, name_of, nameless, tab_stops

# A laptop's 1366×768 at 100, 125 and 150 %, and 1920×1080 at 200 %; and the largest text on the first.
SIZES = {12: ((1366, 768), (1093, 614), (960, 540), (910, 512)), 16: ((1366, 768),)}


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, worker: Tasks, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(qapp, worker, Preferences(tmp_path / "likes"))
    made.sends = False
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    dress(qapp)


def in_every_size(window: MainWindow, session: Session, ask, worker: Tasks, qapp, qtbot: QtBot) -> list[str]:
    found: list[str] = []
    frame = window.enter(session, ask)
    for base, sizes in SIZES.items():
        dress(qapp, "contrast" if base == 16 else "light", base)
        frame._fit_again()
        for name, place in _places(session):
            frame.go(place)
            qtbot.waitUntil(lambda: worker.idle, timeout=20000)
            for width, height in sizes:
                window.resize(width, height)
                qapp.processEvents()
                qapp.processEvents()  # what a part asks for when it is resized is laid out in the next pass
                faults = cut_off(frame) + nameless(frame)
                found += [f"{width}×{height} at {base} pt, {name}: {fault}" for fault in faults]
    return found


def test_in_a_township_nothing_is_cut_off_or_without_a_name(
    window: MainWindow, township: Session, ask, worker: Tasks, qapp, qtbot: QtBot
) -> None:
    assert in_every_size(window, township, ask, worker, qapp, qtbot) == []


def test_in_a_county_nothing_is_cut_off_or_without_a_name(
    window: MainWindow, county: Session, ask, worker: Tasks, qapp, qtbot: QtBot
) -> None:
    assert in_every_size(window, county, ask, worker, qapp, qtbot) == []


def test_the_tab_key_comes_to_every_control_of_a_place_and_round_again(
    window: MainWindow, township: Session, ask, worker: Tasks, qapp, qtbot: QtBot
) -> None:
    frame = window.enter(township, ask)
    window.activateWindow()
    for name, place in _places(township):
        frame.go(place)
        qtbot.waitUntil(lambda: worker.idle, timeout=20000)
        qapp.processEvents()
        met: list[QWidget] = []
        while (holder := qapp.focusWidget() or frame) not in met[1:]:
            met.append(holder)
            qtbot.keyClick(holder, Qt.Key.Key_Tab)
        assert [control for control in tab_stops(frame) if control not in met] == [], name
        assert [where for where in map(name_of, met[1:]) if not where] == [], name


def test_at_the_door_nothing_is_cut_off_or_without_a_name(
    window: MainWindow, offices, tasks, qapp, qtbot: QtBot
) -> None:
    login = LoginView(LoginViewModel(offices.door(offices.folder / "township"), tasks))
    window.show_front(login)
    for base, sizes in SIZES.items():
        dress(qapp, "dark", base)
        for (width, height), recovering in product(sizes, (False, True)):
            window.resize(width, height)
            login.model.show_recovery(recovering)
            qapp.processEvents()
            assert cut_off(login) + nameless(login) == [], (width, base, recovering)


def test_the_tests_of_this_file_would_see_a_fault(qapp, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    button, field, listed, label = (
        QPushButton("一个写了很多字的按钮"),
        QLineEdit(),
        QListView(),
        Label("一行长长的话"),
    )
    for part in (button, field, listed, label):
        column.addWidget(part)
    page.show()
    assert len(nameless(page)) == 2
    assert cut_off(page) == []
    for part in (button, label):
        part.setFixedWidth(40)
    qapp.processEvents()
    assert len(cut_off(page)) == 2
