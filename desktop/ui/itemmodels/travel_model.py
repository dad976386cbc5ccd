"""Where every record is on its way up, as a table of two columns: the record, and how far it has come."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt

from desktop.base.words import tr
from desktop.ui.itemmodels.fixed_table import FixedTable
from desktop.ui.itemmodels.roles import DISPLAY, Index, ItemRole
from desktop.ui.text import moment_words
from desktop.usecases.exchange_views import TravelLine, TravelState

Chip = Callable[[TravelState], tuple[str, str]]

HEADINGS = (tr("记录"), tr("现在到哪一步"))
RECORD, STATE = range(len(HEADINGS))


class TravelModel(FixedTable[TravelLine]):
    """``chip`` gives kind and words of a state as this office tells it; ``ItemRole.OBJECT`` is the TravelLine."""

    def __init__(self, chip: Chip, parent: QObject | None = None) -> None:
        super().__init__(HEADINGS, parent)
        self._chip = chip
        self._today = date.min

    def show(self, lines: Sequence[TravelLine], today: date) -> None:
        """Another list; one that is the same does not disturb the choice."""
        if (tuple(lines), today) != (self._lines, self._today):
            self.beginResetModel()
            self._lines, self._today = tuple(lines), today
            self.endResetModel()

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == ItemRole.OBJECT:
            return line
        chip = self._chip(line.state)
        if index.column() == STATE:
            return {
                DISPLAY: chip[1],
                Qt.ItemDataRole.AccessibleTextRole: tr(
                    "{headings}：{chip}", headings=HEADINGS[STATE], chip=chip[1]
                ),
                ItemRole.KIND: chip[0],
            }.get(role)
        return {
            DISPLAY: line.title,
            Qt.ItemDataRole.ToolTipRole: f"{line.title}\n{context_words(line, self._today)}",
            Qt.ItemDataRole.AccessibleTextRole: tr(
                "{title}，{context_words}", title=line.title, context_words=context_words(line, self._today)
            ),
            ItemRole.CONTEXT: context_words(line, self._today),
            ItemRole.STRONG: True,
        }.get(role)


def context_words(line: TravelLine, today: date) -> str:
    """22 号包　回执 9月11日: which bundle, what happened last and when, and the reason where there is one."""
    bundle = tr("{sequence} 号包", sequence=line.sequence) if line.sequence is not None else ""
    at = moment_words(line.at, today)
    told = {
        TravelState.AWAITING_RECEIPT: tr("{at} 写好", at=at),
        TravelState.RETURNED: tr("{at} 退回", at=at),
    }
    when = told.get(line.state, tr("回执 {at}", at=at)) if at else ""
    return tr("　").join(part for part in (bundle, when, line.detail) if part)
