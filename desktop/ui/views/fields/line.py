"""A field of one line: words, names, numbers. Enter goes on to the next field."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineField(QLineEdit):
    """``typed`` carries the text at each key, ``left`` when the field is left or confirmed, ``entered`` on Enter."""

    typed = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(self, hint: str = "", input_hints: Qt.InputMethodHint = Qt.InputMethodHint.ImhNone) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setInputMethodHints(input_hints)
        self.textEdited.connect(self.typed)
        self.editingFinished.connect(self.left)

    @property
    def locked(self) -> bool:
        return self.isReadOnly()

    def lock(self) -> None:
        self.setReadOnly(True)
        self.setPlaceholderText("")

    def value(self) -> str:
        return self.text()

    def show_value(self, text: str) -> None:
        """Shows ``text`` without telling; what stands there already keeps its cursor and its steps back."""
        if self.text() != text:
            with QSignalBlocker(self):
                self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in ENTER and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            event.accept()
            self.entered.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file dropped here would become a line of text; it belongs to the attachments."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)
