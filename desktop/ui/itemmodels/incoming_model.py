"""What a bundle would bring, as a table: what happens to each record, and which record it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from desktop.base.words import tr
from desktop.ui.itemmodels.fixed_table import FixedTable
from desktop.ui.itemmodels.roles import DISPLAY, Index, ItemRole
from desktop.usecases.exchange_views import IncomingLine

HEADINGS = (tr("怎么处理"), tr("记录"))
OUTCOME, RECORD = range(len(HEADINGS))


class IncomingModel(FixedTable[IncomingLine]):
    """``chips`` maps an outcome to kind, words and icon; ``ItemRole.OBJECT`` is the IncomingLine."""

    def __init__(self, chips: Mapping[str, tuple[str, str, str]], parent: QObject | None = None) -> None:
        super().__init__(HEADINGS, parent)
        self._chips = dict(chips)

    def show(self, lines: Sequence[IncomingLine]) -> None:
        if tuple(lines) != self._lines:
            self.beginResetModel()
            self._lines = tuple(lines)
            self.endResetModel()

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == ItemRole.OBJECT:
            return line
        chip = self._chips[line.outcome]
        if index.column() == OUTCOME:
            return {
                DISPLAY: chip[1],
                Qt.ItemDataRole.AccessibleTextRole: tr(
                    "{headings}：{chip}", headings=HEADINGS[OUTCOME], chip=chip[1]
                ),
                ItemRole.KIND: chip[0],
                ItemRole.ICON: chip[2],
            }.get(role)
        return {
            DISPLAY: line.title,
            Qt.ItemDataRole.ToolTipRole: line.title,
            Qt.ItemDataRole.AccessibleTextRole: tr("{title}，{detail}", title=line.title, detail=line.detail),
            ItemRole.CONTEXT: line.detail,
            ItemRole.STRONG: True,
        }.get(role)
