"""From nothing to the usable window. Arguments: home, account, passphrase, and where the clock stops.

``login``: the login screen is painted, and the field of the passphrase has the keyboard. ``inside``: the passphrase was given with the start, today's board is
painted, its lists are read, no work is running. ``entered``: the same, but the clock starts when the passphrase is entered on a login
screen behind which everything had time to load.
"""

import time

begun = time.perf_counter()

import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from bench.contestants.clock import Watch  # noqa: E402
from desktop.app import open_window  # noqa: E402
from desktop.base.resting import collector_resting  # noqa: E402

with collector_resting():  # as `open_window` loads them
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QApplication

    from desktop.ui.main_window import MainWindow

home, account, passphrase, stop = sys.argv[1:]
watch = Watch(begun)
painted = MainWindow.showEvent


def at_rest(window: MainWindow, then: object, quiet: int = 0) -> None:
    """Asked again and again until three turns of the loop found no work running."""
    if quiet == 3:
        window.grab()
        then(window)  # type: ignore[operator]
    else:
        QTimer.singleShot(1, lambda: at_rest(window, then, quiet + 1 if window._tasks.idle else 0))


def told(window: MainWindow) -> None:
    watch.tell()
    QApplication.exit(0)


def usable(window: MainWindow) -> None:
    if QApplication.focusWidget() is not window._stack.currentWidget().passphrase:  # type: ignore[union-attr]
        QTimer.singleShot(0, lambda: usable(window))
        return
    window.grab()
    told(window)


def enter(window: MainWindow) -> None:
    login = window._stack.currentWidget()
    if not login._model.edition_words:  # type: ignore[union-attr]
        QTimer.singleShot(5, lambda: at_rest(window, enter))
        return
    watch.begun = time.perf_counter()
    login._model.choose(account)  # type: ignore[union-attr]
    login._model.opened.connect(lambda session: QTimer.singleShot(0, lambda: at_rest(window, told)))  # type: ignore[union-attr]
    login._model.login(passphrase)  # type: ignore[union-attr]


def shown(window: MainWindow, event: QShowEvent) -> None:
    painted(window, event)
    if stop == "login":
        QTimer.singleShot(0, lambda: usable(window))
    else:
        QTimer.singleShot(0, lambda: at_rest(window, enter if stop == "entered" else told))


MainWindow.showEvent = shown  # type: ignore[method-assign,assignment]
given = (account, passphrase) if stop == "inside" else ("", "")
open_window(Path(home), *given)
