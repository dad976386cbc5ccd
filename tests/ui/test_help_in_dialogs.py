"""F1 inside a dialog: the page of the screen below it, over the dialog, and back to the field one was in."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import views
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.login_viewmodel import LoginViewModel
from desktop.ui.views.asking import WindowAsk
from desktop.ui.views.help_dialog import HelpDialog
from desktop.ui.views.login_view import LoginView
from desktop.ui.views.parts.dialogs import StopDialog
from desktop.ui.views.parts.helped import HelpedDialog
from desktop.ui.views.passphrase_dialog import PassphraseDialog
from desktop.usecases.office import Session


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, worker: Tasks, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(qapp, worker, Preferences(tmp_path))
    made.sends = False
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def press(qtbot: QtBot, widget: QWidget, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(widget, combination.key(), combination.keyboardModifiers())


def over(qtbot: QtBot, dialog: QWidget) -> HelpDialog:
    qtbot.waitUntil(lambda: bool(dialog.findChildren(HelpDialog)))
    found = dialog.findChild(HelpDialog)
    assert isinstance(found, HelpDialog)
    qtbot.waitUntil(found.isActiveWindow)
    return found


def test_a_dialog_shows_the_help_of_its_screen_and_what_its_field_wants(
    window: MainWindow, ask, worker: Tasks, qtbot: QtBot, township: Session
) -> None:
    frame = window.enter(township, ask)
    qtbot.waitUntil(lambda: worker.idle)
    frame.change_passphrase()
    dialog = frame.findChild(PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    field = dialog.new
    qtbot.waitUntil(dialog.isActiveWindow)
    field.setFocus()
    press(qtbot, field, "F1")
    helped = over(qtbot, dialog)
    assert helped.isVisible()
    assert not window.help.drawer.isVisible(), "the drawer lies below the dialog, where nobody reaches it"
    assert helped.drawer._title.text() == "今日"
    assert "一句好记的话最好" in helped.drawer.text.toPlainText()
    press(qtbot, helped.drawer.search, "F1")
    qtbot.waitUntil(lambda: not dialog.findChildren(HelpDialog))
    assert dialog.isVisible()
    dialog.reject()


def test_a_question_before_login_has_help_too_and_esc_closes_only_the_help(
    window: MainWindow, offices, worker: Tasks, qtbot: QtBot
) -> None:
    window.show_front(LoginView(LoginViewModel(offices.door(offices.folder / "township"), worker)))
    dialog = StopDialog("要恢复吗？", buttons=(("no", "先不"), ("yes", "恢复")), parent=window)
    dialog.open()
    dialog.show_help()
    helped = over(qtbot, dialog)
    press(qtbot, helped.drawer.search, "Esc")
    qtbot.waitUntil(lambda: not dialog.findChildren(HelpDialog))
    assert dialog.isVisible()
    dialog.close()


def test_a_lock_of_the_screen_closes_the_help_and_the_dialog_below_it(
    window: MainWindow, worker: Tasks, qtbot: QtBot, township: Session
) -> None:
    frame = window.enter(township, WindowAsk(lambda: window))
    qtbot.waitUntil(lambda: worker.idle)
    frame.change_passphrase()
    dialog = frame.findChild(PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    dialog.show_help()
    helped = over(qtbot, dialog)
    window.lock()
    assert not helped.isVisible()
    assert not dialog.isVisible()


def test_every_dialog_of_ours_hears_f1() -> None:
    found = set()
    for module in pkgutil.walk_packages(views.__path__, f"{views.__name__}."):
        for each in vars(importlib.import_module(module.name)).values():
            if (
                isinstance(each, type)
                and issubclass(each, QDialog)
                and each.__module__.startswith("desktop.")
            ):
                found.add(each)
    assert len(found) > 8
    assert {each for each in found if not issubclass(each, HelpedDialog)} == {HelpDialog}
