"""A field of several lines. Enter makes a new line here; Tab goes on, as everywhere."""

from PySide6.QtCore import QMimeData, QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit


class LongText(QPlainTextEdit):
    """Grows no further than four lines; longer texts scroll inside."""

    typed = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 18)
        self.textChanged.connect(lambda: self.typed.emit(self.toPlainText()))

    @property
    def locked(self) -> bool:
        return self.isReadOnly()

    def lock(self) -> None:
        self.setReadOnly(True)

    def value(self) -> str:
        return self.toPlainText()

    def show_value(self, text: str) -> None:
        if self.toPlainText() != text:
            with QSignalBlocker(self):
                self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.locked:
            self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A file dropped here would become its path; it belongs to the attachments."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)
