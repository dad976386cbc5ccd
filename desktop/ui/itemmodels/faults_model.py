"""Rows of an outside table that cannot be taken: where in the file, what stands there, why. Long lists are fine."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from desktop.base.words import on_screen, tr
from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index, ItemRole
from desktop.usecases.roster_import import RowFault


class FaultsModel(QAbstractListModel):
    """Two lines an entry, so that no reason is cut: the cell and what stands in it, then why it is refused."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faults: Sequence[RowFault] = ()

    def show(self, faults: Sequence[RowFault]) -> None:
        self.beginResetModel()
        self._faults = faults
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._faults)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        fault = self._faults[index.row()]
        words = _words(fault)
        told: dict[int, Any] = {
            DISPLAY: words,
            ItemRole.CONTEXT: on_screen(fault.reason),
            Qt.ItemDataRole.ToolTipRole: on_screen(fault.reason),
            Qt.ItemDataRole.AccessibleTextRole: tr("{words}，{reason}", words=words, reason=fault.reason),
            ItemRole.OBJECT: fault,
            ItemRole.ICON: "alert-octagon",
            ItemRole.KIND: "late",
        }
        return told.get(role)


def _words(fault: RowFault) -> str:
    column = tr(" {letter} 列", letter=fault.letter) if fault.letter else ""
    text = tr("：{text}", text=fault.text) if fault.text else tr("：空着")
    return tr(
        "第 {source_row} 行{column}　{label}{text}",
        source_row=fault.source_row,
        column=column,
        label=on_screen(fault.label),
        text=text,
    )
