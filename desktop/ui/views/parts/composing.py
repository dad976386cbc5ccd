"""While an input method composes, Enter, Esc, Space, arrows, digits and every shortcut are its own, not the window's."""

from functools import cache

from PySide6 import QtCore  # its Qt is named where it is used: see application.make_classes
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


@cache
def its_own() -> "frozenset[QtCore.Qt.Key]":
    """The keys by which an input method chooses and ends."""
    key = QtCore.Qt.Key
    return frozenset(
        {
            key.Key_Return, key.Key_Enter, key.Key_Escape, key.Key_Space, key.Key_Tab, key.Key_Backtab,
            key.Key_Up, key.Key_Down, key.Key_Left, key.Key_Right, key.Key_PageUp, key.Key_PageDown,
            *(key(key.Key_0.value + digit) for digit in range(10)),
        }
    )  # fmt: skip


def _chorded(event: QKeyEvent) -> bool:
    held = QtCore.Qt.KeyboardModifier
    return bool(event.modifiers() & (held.ControlModifier | held.AltModifier | held.MetaModifier))


class Composing(QObject):
    """Watches the field with the keyboard focus, and only that one. An input method that hands a key through while its
    text is still open must not set anything off in the window."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        self._open = False
        application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._open = bool(event.preeditString())
        elif self._open and kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        elif self._open and kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return QtCore.Qt.Key(event.key()) in its_own() or _chorded(event)
        return False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched, self._open = new, False
        if new is not None:
            new.installEventFilter(self)
