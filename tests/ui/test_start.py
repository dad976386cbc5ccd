"""The start: the login screen stands, with the keyboard in its field, before anything is loaded or made that it does not show."""

import os
import subprocess
import sys
from pathlib import Path

# Runs in a process of its own; FOUND is what is there once the passphrase field has the keyboard.
START = """
import enum, sys
from pathlib import Path
from PySide6 import QtCore, QtGui, QtWidgets
from desktop import app
from desktop.ui import application
QT = (QtCore, QtGui, QtWidgets)
shown = application.MainWindow.showEvent
def named():
    return {name for module in QT for name in vars(module)}
def later(what, *given):
    QtCore.QTimer.singleShot(5, lambda: what(*given))
def soon(window, event):
    shown(window, event)
    until_it_has_the_keyboard(window)
def until_it_has_the_keyboard(window):
    view = window.shown
    if QtWidgets.QApplication.focusWidget() is getattr(view, "passphrase", view):
        window.grab()
        at_the_field(window, view)
    else:
        QtCore.QTimer.singleShot(0, lambda: until_it_has_the_keyboard(window))
"""
END = """
application.MainWindow.showEvent = soon
sys.exit(app.open_window(Path(sys.argv[1]), "", ""))
"""

LOGIN = """
MODULES = sys.argv[2].split()
CLASSES = sys.argv[3].split()
show_front, put_on_sheet = application.MainWindow.show_front, application.put_on_sheet
fronts = []
def front_shown(window, front):
    fronts.append(type(front).__name__)
    show_front(window, front)
def sheet_put_on(*given):
    print("under the sheet:", *fronts)
    put_on_sheet(*given)
application.MainWindow.show_front, application.put_on_sheet = front_shown, sheet_put_on
prepare = application.LoginViewModel.prepare
told = []
def prepare_when_told(model, load):  # however slow the machine is
    if told:
        prepare(model, load)
    else:
        later(prepare_when_told, model, load)
application.LoginViewModel.prepare = prepare_when_told
def at_the_field(window, view):
    print(type(view).__name__, bool(QtWidgets.QApplication.instance().styleSheet()))
    print("loaded:", *[name for name in MODULES if name in sys.modules])
    print("made:", *[name for name in CLASSES if name in named()])
    print(len([name for name in sys.modules if name.startswith("desktop")]))
    told.append(True)
    until_ready(window, view)
def until_ready(window, view):
    if "个领域" in view.edition.text():
        print("then:", *[name for name in ("sqlmodel", "desktop.ui.frame") if name in sys.modules])
        QtWidgets.QApplication.instance().setStyleSheet("")
        print(QtWidgets.QApplication.style().name())
        window.close()
    else:
        later(until_ready, window, view)
"""
HEAVY = """pydantic sqlalchemy sqlmodel yaml reportlab openpyxl jsonschema typer cryptography hashlib secrets xml.etree
    desktop.ui.frame desktop.base.versions desktop.base.canonical desktop.base.files desktop.storage.home_file
    desktop.storage.keyslots desktop.base.changes desktop.base.file_names desktop.ui.views.parts.dialogs
    desktop.ui.views.parts.forms desktop.ui.views.waiting_view"""
SLOW = (
    "Qt QStyle QAbstractItemView QComboBox QDialog QFileDialog QMessageBox QPlainTextEdit QTreeView QWizard"
)
"""``Qt`` has 1,185 names in 92 tables, ``QStyle`` 564: a tenth of the start. Most others stand for every class of widget: PySide
makes them all to find out what a widget is that Qt made."""
OURS_AT_MOST = 48
WISHED = {"QT_STYLE_OVERRIDE": "windows"}
"""What the system wishes for; the window looks the same everywhere."""


def run(script: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", START + script + END, *arguments],
        capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **WISHED},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def home_of(session) -> Path:
    session.close()
    return session.desk.home.folder


def test_login_stands_before_anything_heavy_is_loaded_and_the_rest_comes_behind_it(township) -> None:
    sheet, screen, loaded, made, ours, then, style = run(LOGIN, str(home_of(township)), HEAVY, SLOW)
    assert sheet == "under the sheet: LoginView"
    assert screen == "LoginView True"
    assert loaded == "loaded:"
    assert made == "made:"
    assert int(ours) <= OURS_AT_MOST
    assert then == "then: sqlmodel desktop.ui.frame"
    assert style == "fusion"


HANDS = """
from PySide6.QtTest import QTest
before = set()
def prepared(model, load):
    # Nothing is loaded behind: what is made from here on is made by the hands below.
    before.update(named())
    model._prepared("")
application.LoginViewModel.prepare = prepared
def at_the_field(window, view):
    QTest.mouseMove(window)  # what the test's own mouse needs is not counted
    if before:
        hands(window, view)
    else:
        later(at_the_field, window, view)
def hands(window, view):
    key = QtCore.Qt.Key
    for typed in "aB1 ":
        QTest.keyClicks(view.passphrase, typed)
    for widget in (view.login_button, view.passphrase, *view._rows.values(), view.help_button):
        QTest.mouseMove(widget)
        QtWidgets.QApplication.processEvents()
        window.grab()
    print(view.login_button.cursor().shape().name)
    QTest.mouseClick(next(iter(view._rows.values())), QtCore.Qt.MouseButton.LeftButton)
    view.show_button.click()
    view.passphrase.clear()
    QTest.keyClick(view.passphrase, key.Key_Return)
    window.grab()
    print(view._below.text())
    view.model._say("有一句话")
    view.forgotten.click()
    window.grab()
    view.model.show_recovery(False)
    window.resize(820, 500)
    QtWidgets.QApplication.processEvents()
    window.grab()
    print("before:", *[name for name in ("QStyle", "QWizard", "QUndoStack") if name in before])
    print("made:", *[name for name in sorted(named() - before) if tables(name)])
    window.close()
def tables(name):
    found = next(getattr(module, name) for module in QT if name in vars(module))
    return isinstance(found, type) and any(isinstance(part, enum.EnumMeta) for part in vars(found).values())
"""


def test_what_typing_and_clicking_needs_is_made_before_the_worker_begins(township) -> None:
    """A class with tables of names is made in many steps; another thread that names it meanwhile finds half of it. And what today's
    board would have made, of every kind of object, is made while nobody waits."""
    hand, told, known, made = run(HANDS, str(home_of(township)))
    assert hand == "PointingHandCursor"
    assert told == "请写口令。"
    assert known == "before: QStyle QWizard QUndoStack"
    assert made == "made:"
