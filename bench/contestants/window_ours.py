"""From nothing to the usable window. Arguments: home, account, passphrase, and where the clock stops.

``login``: the login screen is painted, and the field of the passphrase has the keyboard. ``inside``: the passphrase was given with the start, today's board is
painted, its lists are read, no work is running. ``entered``: the same, but the clock starts when the passphrase is entered on a login
screen behind which everything had time to load.
"""

import time

begun = time.perf_counter()

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bench.contestants.clock import Watch
from desktop.app import open_window
from desktop.base.resting import collector_resting

with collector_resting():  # as `open_window` loads them
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QApplication

    from desktop.ui.main_window import MainWindow

if TYPE_CHECKING:  # the window loads its screens itself, as it is measured
    from desktop.ui.views.login_view import LoginView

home, account, passphrase, stop = sys.argv[1:]
watch = Watch(begun)
painted = MainWindow.showEvent


def at_rest(window: MainWindow, then: Callable[[MainWindow], object], quiet: int = 0) -> None:
    """Asked again and again until three turns of the loop found no work running."""
    if quiet == 3:
        window.grab()
        then(window)
    else:
        QTimer.singleShot(1, lambda: at_rest(window, then, quiet + 1 if window.at_rest else 0))


def told(window: MainWindow) -> None:
    watch.tell()
    QApplication.exit(0)


def login_of(window: MainWindow) -> "LoginView":
    return cast("LoginView", window.shown)


def usable(window: MainWindow) -> None:
    if QApplication.focusWidget() is not login_of(window).passphrase:
        QTimer.singleShot(0, lambda: usable(window))
        return
    window.grab()
    told(window)


def enter(window: MainWindow) -> None:
    login = login_of(window)
    if not login.model.edition_words:
        QTimer.singleShot(5, lambda: at_rest(window, enter))
        return
    watch.begun = time.perf_counter()
    login.model.choose(account)
    login.model.opened.connect(lambda session: QTimer.singleShot(0, lambda: at_rest(window, told)))
    login.model.login(passphrase)


def shown(window: MainWindow, event: QShowEvent) -> None:
    painted(window, event)
    if stop == "login":
        QTimer.singleShot(0, lambda: usable(window))
    else:
        QTimer.singleShot(0, lambda: at_rest(window, enter if stop == "entered" else told))


MainWindow.showEvent = shown  # type: ignore[method-assign,assignment]  # the very class that is measured, and nothing else of it
given = (account, passphrase) if stop == "inside" else ("", "")
open_window(Path(home), *given)
