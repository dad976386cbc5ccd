"""The empty state of a place: what will be here, the steps there, and the button for the next one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.views.parts.buttons import FilledButton
from desktop.ui.views.parts.marks import IconMark, Label, Line

LOW = 440
EmptyStep = tuple[str, str, bool]


class EmptyState(QWidget):
    """``steps`` are (words, explanation, already done). ``pressed`` tells that the filled button was pressed."""

    pressed = Signal()

    def __init__(
        self,
        icon: str,
        sentence: str = "",
        steps: Sequence[EmptyStep] = (),
        button: str = "",
        *,
        explanation: str = "",
        button_icon: str = "",
    ) -> None:
        super().__init__()
        inner = QWidget()
        inner.setMaximumWidth(600)
        column = self._column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._icon = IconMark(icon, "accent", 52)
        column.addWidget(self._icon)
        self._sentence = Label(sentence, "title", wrap=True)
        column.addWidget(self._sentence)
        if explanation:
            column.addWidget(Label(explanation, wrap=True))
        if steps:
            column.addWidget(Line())
        for number, step in enumerate(steps, 1):
            column.addLayout(self._step(number, step))
        if button:
            press = FilledButton(button, button_icon)
            press.clicked.connect(self.pressed)
            column.addSpacing(8)
            column.addWidget(press, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(sentence)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(inner, 4, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)

    def say(self, sentence: str) -> None:
        """Another sentence, where it depends on what was asked for."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def minimumSizeHint(self) -> QSize:
        """As high as at its width; Qt's own answer is the height of the narrowest, and leaves a gap above."""
        least = super().minimumSizeHint()
        return QSize(least.width(), self.heightForWidth(max(least.width(), self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the drawing gives way to the steps and their button."""
        super().resizeEvent(event)
        room = self.parentWidget()
        low = room is not None and room.height() < LOW
        if low == self._icon.isVisibleTo(self) or event.size().width() != event.oldSize().width():
            self._icon.setVisible(not low)
            self._column.setSpacing(6 if low else 12)
            self.updateGeometry()

    def _step(self, number: int, step: EmptyStep) -> QHBoxLayout:
        words, explanation, done = step
        row = QHBoxLayout()
        row.setSpacing(16)
        sign: QWidget = IconMark("check-circle", "done", 26) if done else Label(f"{number}.", "link")
        sign.setMinimumWidth(26)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(words, "strong", wrap=True))
        column.addWidget(Label(explanation, "context", wrap=True))
        row.addLayout(column, 1)
        return row
