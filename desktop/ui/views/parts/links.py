"""A record's or a file's name as a way to it: one line, however long the name is."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from desktop.ui.views.parts.buttons import TextButton

_LEAST = 8  # characters


class NameLink(TextButton):
    """Takes no more room than its name needs, and ends in "…" where there is less; the whole stands in the tooltip."""

    def __init__(self, name: str, icon: str) -> None:
        super().__init__(name, icon, small=True)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        needed = super().minimumSizeHint()
        saved = self._width(self.text()) - min(self._width(self.text()), self._width("宽" * _LEAST))
        return QSize(needed.width() - saved, needed.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option: Any = QStyleOptionButton()  # PySide6's type stubs leave out its public fields
        self.initStyleOption(option)
        missing = super().minimumSizeHint().width() - self.width()
        if missing > 0:
            room = self._width(self.text()) - missing
            option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _width(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words)
