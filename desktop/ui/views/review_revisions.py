"""Choosing which two revisions lie side by side. Tells what was chosen; compares nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.views.parts.marks import Label


class RevisionChooser(QWidget):
    """``chosen`` carries (old, new), the numbers of the revisions."""

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.old, self.new = QComboBox(), QComboBox()
        self.old.setAccessibleName(tr("对照的修订"))
        self.new.setAccessibleName(tr("看的修订"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(tr("拿"), "context"))
        row.addWidget(self.old)
        row.addWidget(Label(tr("和"), "context"))
        row.addWidget(self.new)
        row.addWidget(Label(tr("对照"), "context"))
        row.addStretch(1)
        for box in (self.old, self.new):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self._choose)

    def show_revisions(self, revisions: Sequence[tuple[int, str]], old: int, new: int) -> None:
        """``revisions`` are (number, words). With fewer than two there is nothing to choose."""
        for box, number in ((self.old, old), (self.new, new)):
            with QSignalBlocker(box):
                box.clear()
                for each, words in revisions:
                    box.addItem(words, each)
                box.setCurrentIndex(box.findData(number))
        self.setVisible(len(revisions) > 1)

    def _choose(self) -> None:
        self.chosen.emit(int(self.old.currentData()), int(self.new.currentData()))
