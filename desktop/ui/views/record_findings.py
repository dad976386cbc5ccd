"""The column beside a record's form: what the checks say, as cards, and what must be done before submitting."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.domain.finding import Finding
from desktop.ui.views.parts.findings import FindingCard, FindingList
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import scrolling

SHOWN = 40
Words = Callable[[Finding], str]


class RecordFindings(QWidget):
    """``pressed`` the first button of a card, ``side_pressed`` its text button; both carry the finding."""

    pressed = Signal(object)
    side_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._count = Label(tr("检查意见"), "strong")
        self._list = FindingList(tr("没有检查意见，可以提交。"))
        self._list.remedied.connect(self.pressed)
        self._list.side_pressed.connect(self.side_pressed)
        self._mark = IconMark("information", "running", 18)
        self._blocked = Label("", wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(self._mark)
        foot.addWidget(self._blocked, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._count)
        column.addWidget(scrolling(self._list), 1)
        column.addLayout(foot)
        self.setMinimumWidth(300)

    @property
    def cards(self) -> list[FindingCard]:
        return self._list.cards

    def show_findings(self, findings: Sequence[Finding], blocked: str, remedy: Words, side: Words) -> None:
        """``blocked`` is the sentence at the foot; the first findings are shown, the count tells of all."""
        self._list.show_findings(findings[:SHOWN], remedy=remedy, side=side)
        self._count.setText(tr("检查意见 {findings}", findings=len(findings)))
        self._blocked.setText(blocked)
        self._blocked.setVisible(bool(blocked))
        self._mark.setVisible(bool(blocked))
