"""While an input method composes, Enter, Esc, Space, arrows, digits and every shortcut are its own, not the window's."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

ITS_OWN = frozenset(
    {
        Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
        *(Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10)),
    }
)  # fmt: skip
_CHORDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


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
            return Qt.Key(event.key()) in ITS_OWN or bool(event.modifiers() & _CHORDS)
        return False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched, self._open = new, False
        if new is not None:
            new.installEventFilter(self)
