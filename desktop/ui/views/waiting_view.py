"""What stands in the window while the program is being loaded and there is nothing to do yet: who it is, and that it comes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.views.parts.marks import Label


class WaitingView(QWidget):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (Label(tr("明白"), "product"), Label(words, "context")):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
