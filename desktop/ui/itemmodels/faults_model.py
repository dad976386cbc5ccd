"""Rows of an outside table that cannot be taken: where in the file, what stands there, why. Long lists are fine."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index, ItemRole
from desktop.usecases.roster_import import RowFault

HEADINGS = ("表里位置", "栏目", "写的是", "为什么不能收")
WHERE, LABEL, TEXT, REASON = range(len(HEADINGS))


class FaultsModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faults: Sequence[RowFault] = ()

    def show(self, faults: Sequence[RowFault]) -> None:
        self.beginResetModel()
        self._faults = faults
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._faults)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        across = orientation is Qt.Orientation.Horizontal and role == DISPLAY
        return HEADINGS[section] if across and 0 <= section < len(HEADINGS) else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        fault = self._faults[index.row()]
        texts = (
            f"第 {fault.source_row} 行 {fault.letter} 列",
            fault.label,
            fault.text or "（空）",
            fault.reason,
        )
        told: dict[int, Any] = {
            DISPLAY: texts[index.column()],
            Qt.ItemDataRole.ToolTipRole: texts[index.column()],
            Qt.ItemDataRole.AccessibleTextRole: f"{HEADINGS[index.column()]}：{texts[index.column()]}",
            ItemRole.OBJECT: fault,
            ItemRole.KIND: "late" if index.column() == REASON else "",
        }
        return told.get(role)
