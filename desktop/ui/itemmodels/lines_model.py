"""A short list of two-line entries (fields, matters, steps taken) for a list view. Long lists have their own models."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from desktop.base.words import on_screen, tr
from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index, ItemRole


@dataclass(frozen=True, slots=True)
class Line:
    """``value`` is what the line stands for; ``icon`` with the colour of ``kind`` stands before the words."""

    words: str
    context: str = ""
    value: Any = None
    icon: str = ""
    kind: str = ""


class LinesModel(QAbstractListModel):
    """Holds all its lines; ``hit`` are searched words to mark."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._hit = ""

    def show(self, lines: Sequence[Line], hit: str = "") -> None:
        if (tuple(lines), hit) == (self._lines, self._hit):
            return
        self.beginResetModel()
        self._lines, self._hit = tuple(lines), hit
        self.endResetModel()

    def row_of(self, value: Any) -> int:
        return next((row for row, line in enumerate(self._lines) if line.value == value), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        words = on_screen(line.words)
        told: dict[int, Any] = {
            DISPLAY: words,
            Qt.ItemDataRole.ToolTipRole: words,
            Qt.ItemDataRole.AccessibleTextRole: tr("{words}，{context}", words=words, context=line.context)
            if line.context
            else words,
            ItemRole.CONTEXT: on_screen(line.context),
            ItemRole.OBJECT: line.value,
            ItemRole.ICON: line.icon,
            ItemRole.KIND: line.kind,
            ItemRole.HIT: self._hit,
        }
        return told.get(role)
