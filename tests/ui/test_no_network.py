"""Nobody is called over a network who was not asked for: the real window walks through all its places with no socket allowed."""

import os
import subprocess
import sys

JOURNEY = """
import os
import sys
import traceback
from pathlib import Path

tried = []

def watch(event, details):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        tried.append(event)
        raise PermissionError("no network here")

sys.addaudithook(watch)

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.ui.main_window import MainWindow
from desktop.ui.pictures import _places

home, account, passphrase = sys.argv[1:]

def steps(window):
    login = window.shown
    while not login.model.edition_words:
        yield
    login.model.choose(account)
    login.model.login(passphrase)
    while window.frame is None:
        yield
    frame = window.frame
    for name, place in _places(frame.session):
        frame.go(place)
        yield
        print(name)
    frame.show_help()
    yield
    window.help.close()
    window.lock()
    yield
    window.lock_view._model.use_passphrase(True)
    window.lock_view._model.submit(passphrase)
    while window.lock_view is not None:
        yield
    frame.left.emit()
    yield

def walk(window, way):
    try:
        on = not window.at_rest or next(way, "end") != "end"
    except BaseException:
        # Else a dialog would tell it and wait for somebody.
        traceback.print_exc()
        os._exit(1)
    if on:
        QTimer.singleShot(10, lambda: walk(window, way))
    else:
        window.close()

painted = MainWindow.showEvent
begun = []

def shown(window, event):
    painted(window, event)
    if not begun:
        begun.append(window)
        QTimer.singleShot(0, lambda: walk(window, steps(window)))

MainWindow.showEvent = shown
status = app.open_window(Path(home), "", "")
print("tried", *tried)
import socket
try:
    socket.create_connection(("127.0.0.1", 9))
except PermissionError:
    print("watched")
sys.exit(status)
"""


def test_the_window_walks_through_all_its_places_without_a_network(township) -> None:
    home = township.desk.home.folder
    township.close()
    done = subprocess.run(
        [sys.executable, "-c", JOURNEY, str(home), "李春梅", "青石滩的口令 2026"],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    told = done.stdout.splitlines()
    assert told[-2:] == ["tried", "watched"], done.stdout + done.stderr
    assert {"02-today", "07-preview", "09-sync", "09c-line", "13-settings"} <= set(told)
    assert done.returncode == 0, done.stderr
