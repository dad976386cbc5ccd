"""How far the whole office is: matters with a current record in all, field by field, and where to begin. Counts nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.columns import cut
from desktop.base.words import on_screen, tr
from desktop.ui.views.parts.buttons import TextButton
from desktop.ui.views.parts.coverage import CoverageBar
from desktop.ui.views.parts.flow import FlowLayout, beside
from desktop.ui.views.parts.marks import Label, Line
from desktop.ui.views.parts.panel import Panel, clear, scrolling
from desktop.usecases.catalogue_views import FieldLine

_LABEL = 18  # columns


class CoveragePanel(Panel):
    """``field_chosen`` tells a field's code."""

    WIDTH = 300
    field_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__((18, 16, 14, 16), 10)
        self.setMinimumWidth(self.WIDTH)
        self.inside = QWidget()
        self._coverage = QVBoxLayout(self.inside)
        self._coverage.setContentsMargins(0, 0, 6, 0)
        self._coverage.setSpacing(8)
        self.body.addWidget(scrolling(self.inside))

    def show_coverage(
        self, totals: tuple[int, int], bars: Sequence[FieldLine], gaps: Sequence[FieldLine]
    ) -> None:
        """``totals``: matters that have a current record, and all. ``gaps``: the fields to begin with."""
        clear(self._coverage)
        current, total = totals
        self._coverage.addWidget(Label(tr("本单位公开覆盖"), "section"))
        row = QHBoxLayout()
        row.setSpacing(8)
        number = Label(str(current), "figure")
        row.addWidget(number)
        row.addWidget(Label(tr("/ {total} 个事项有现行记录", total=total), "context", wrap=True), 1)
        self._coverage.addLayout(row)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, line in enumerate(bars):
            grid.addWidget(Label(_short(line)), at, 0)
            grid.addWidget(CoverageBar(line.current, line.late, line.matters, due=line.due), at, 1)
            grid.addWidget(Label(f"{line.current}/{line.matters}"), at, 2)
        self._coverage.addLayout(grid)
        legend = FlowLayout(gap=6)
        for figures, due, words in (
            ((1, 0, 1), 0, tr("现行")), ((0, 0, 1), 1, tr("快到期")), ((0, 1, 1), 0, tr("逾期")), ((0, 0, 1), 0, tr("还没有")),
        ):  # fmt: skip
            sample = CoverageBar(*figures, words, due=due)
            sample.setFixedWidth(18)
            legend.addWidget(beside(sample, Label(words, "context")))
        self._coverage.addLayout(legend)
        if gaps:
            self._add_gaps(gaps)
        self._coverage.addStretch(1)

    def _add_gaps(self, gaps: Sequence[FieldLine]) -> None:
        self._coverage.addWidget(Line())
        self._coverage.addWidget(Label(tr("先补这几个领域"), "strong"))
        for line in gaps:
            open_ = TextButton(_short(line), small=True)
            open_.setProperty("align", "left")
            open_.setToolTip(on_screen(line.name))
            open_.setAccessibleName(tr("{name}，{matters} 项都还没有", name=line.name, matters=line.matters))
            open_.clicked.connect(lambda _=False, code=line.code: self.field_chosen.emit(code))
            gap = QHBoxLayout()
            gap.addWidget(open_)
            gap.addStretch(1)
            gap.addWidget(Label(tr("{matters} 项都没有", matters=line.matters), "context"))
            self._coverage.addLayout(gap)


def _short(line: FieldLine) -> str:
    """Names of fields that a bar's label can hold; the whole name stands in the tree."""
    return cut(tr(line.name), _LABEL)
