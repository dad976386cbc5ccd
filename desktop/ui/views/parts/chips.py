"""A status chip: shape + word + colour. It is never a button."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from desktop.ui.theme.tokens import SHAPES, meaning
from desktop.ui.views.parts.marks import IconMark, Label


class StatusChip(QFrame):
    """``kind``: late due running done returned draft conflict block warn info. ``icon`` replaces the kind's own shape."""

    def __init__(self, kind: str, text: str, icon: str = "") -> None:
        super().__init__()
        self.setProperty("role", "chip")
        self._icon = icon
        self._mark = IconMark("circle-outline", "draft", 18)
        self._label = Label(text, "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 1, 10, 1)
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addWidget(self._label)
        self.setMinimumHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_state(kind, text)

    @property
    def text(self) -> str:
        return self._label.text()

    def show_state(self, kind: str, text: str) -> None:
        self.setProperty("kind", meaning(kind))
        self._mark.show_icon(self._icon or SHAPES.get(kind, "circle-outline"), meaning(kind))
        self._label.setText(text)
        self.setAccessibleName(text)
        self.style().unpolish(self)
        self.style().polish(self)
        self._label.style().unpolish(self._label)
        self._label.style().polish(self._label)
