"""Findings as cards: what, where, and the button that mends it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import on_screen, tr
from desktop.domain.finding import Finding, Severity
from desktop.ui.theme.tokens import SHAPES, meaning
from desktop.ui.views.parts.buttons import OutlinedButton, TextButton
from desktop.ui.views.parts.marks import IconMark, Label

ORDER = (Severity.BLOCK, Severity.WARN, Severity.INFO)


class FindingCard(QFrame):
    """``remedy`` and ``side`` are the words of the first and the text button; empty leaves the button out.

    ``remedied`` and ``side_pressed`` carry the finding.
    """

    remedied = Signal(object)
    side_pressed = Signal(object)

    def __init__(self, finding: Finding, remedy: str = "", side: str = "") -> None:
        super().__init__()
        kind = str(finding.severity)
        self.finding = finding
        self.setProperty("role", "finding")
        self.setProperty("kind", meaning(kind))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconMark(SHAPES[kind], meaning(kind), 18))
        head.addWidget(Label(_title(finding), "strong", wrap=True, kind=meaning(kind)), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 14, 12)
        column.setSpacing(6)
        column.addLayout(head)
        if finding.place:
            column.addWidget(Label(finding.text, wrap=True))
        if finding.advice:
            column.addWidget(Label(finding.advice, "context", wrap=True))
        if finding.source:
            column.addWidget(Label(tr("依据：{source}", source=finding.source), "context", wrap=True))
        if remedy or side:
            column.addLayout(self._buttons(remedy, side))
        self.setAccessibleName(
            tr("，").join(on_screen(t) for t in (finding.place, finding.text, finding.advice) if t)
        )

    def _buttons(self, remedy: str, side: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if remedy:
            first = OutlinedButton(remedy, small=True)
            first.clicked.connect(lambda: self.remedied.emit(self.finding))
            row.addWidget(first)
        if side:
            second = TextButton(side, small=True)
            second.clicked.connect(lambda: self.side_pressed.emit(self.finding))
            row.addWidget(second)
        row.addStretch(1)
        return row


class FindingList(QWidget):
    """Cards sorted block, warn, info. ``show_findings`` takes what each card's first button says."""

    remedied = Signal(object)
    side_pressed = Signal(object)

    def __init__(self, none: str = tr("没有检查意见。")) -> None:
        super().__init__()
        self._none = none
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.cards: list[FindingCard] = []
        self.show_findings([])

    def show_findings(
        self,
        findings: Sequence[Finding],
        remedy: Callable[[Finding], str] = lambda finding: "",
        side: Callable[[Finding], str] = lambda finding: "",
    ) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = [
            FindingCard(finding, remedy(finding), side(finding))
            for finding in sorted(findings, key=lambda finding: ORDER.index(finding.severity))
        ]
        for card in self.cards:
            card.remedied.connect(self.remedied)
            card.side_pressed.connect(self.side_pressed)
            self._column.addWidget(card)
        if not self.cards and self._none:
            self._column.addWidget(Label(self._none, "context", wrap=True))
        self._column.addStretch(1)


def _title(finding: Finding) -> str:
    """The place; as a title the name of one field needs no quotation marks."""
    place = finding.place
    alone = place.startswith("“") and place.endswith("”") and place.count("“") == 1
    return on_screen(place).strip('“”"') if alone else place or finding.text
