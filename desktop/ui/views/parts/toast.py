"""A toast: one sentence at the bottom of the content, with a way to take it back; never for errors."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.base.words import tr
from desktop.ui.views.parts.marks import IconMark, Label


class Toast(QFrame):
    """Stays 8 seconds, longer while the pointer or the focus is on it. Placed at the foot of its parent."""

    LIFE_MS = 8000

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self._room = parent
        self._undo: Callable[[], object] | None = None
        self._label = Label("")
        self._button = QPushButton(tr("撤销 Ctrl+Z"))
        self._button.clicked.connect(self.undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 14, 6)
        row.setSpacing(10)
        row.addWidget(IconMark("check-circle", "toast-text", 20))
        row.addWidget(self._label)
        row.addSpacing(12)
        row.addWidget(self._button)
        self.setMinimumHeight(50)
        self.messages: list[str] = []
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        self.messages.append(text)
        self._undo = undo
        self._label.setText(text)
        self._button.setVisible(undo is not None)
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(self.LIFE_MS)

    def undo(self) -> bool:
        """Takes back what the toast told; False if there is nothing to take back."""
        if self.isHidden() or self._undo is None:
            return False
        undo, self._undo = self._undo, None
        self.dismiss()
        undo()
        return True

    def dismiss(self) -> None:
        self._timer.stop()
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(self.LIFE_MS)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _end(self) -> None:
        if self._button.hasFocus():
            self._timer.start(self.LIFE_MS)
        else:
            self.hide()

    def _place(self) -> None:
        room = self._room
        self.move(max(0, (room.width() - self.width()) // 2), max(0, room.height() - self.height() - 12))
