"""The list of boards: name, how many sheets hang there, and what needs doing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, Qt

from desktop.base.words import tr
from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index, ItemRole


@dataclass(frozen=True, slots=True)
class BoardLine:
    """``name`` is empty for all boards together; ``due`` sheets must come down."""

    name: str
    words: str
    context: str
    due: int


class BoardsModel(QAbstractListModel):
    """``ItemRole.OBJECT`` is the BoardLine; ``ItemRole.NOTE`` says what must be done there."""

    _lines: tuple[BoardLine, ...] = ()

    def show(self, lines: Sequence[BoardLine]) -> None:
        if tuple(lines) != self._lines:
            self.beginResetModel()
            self._lines = tuple(lines)
            self.endResetModel()

    def row_of(self, name: str) -> int:
        return next((row for row, line in enumerate(self._lines) if line.name == name), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        note = tr("撤 {due}", due=line.due) if line.due else ""
        return {
            DISPLAY: line.words,
            Qt.ItemDataRole.ToolTipRole: line.words,
            Qt.ItemDataRole.AccessibleTextRole: tr("，").join(
                part for part in (line.words, line.context, note) if part
            ),
            ItemRole.OBJECT: line,
            ItemRole.CONTEXT: line.context,
            ItemRole.NOTE: note,
            ItemRole.ICON: "bulletin-board",
            ItemRole.KIND: "due" if line.due else "",
        }.get(role)
