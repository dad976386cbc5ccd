"""Where every record is on its way up, as a table of two columns: the record, and how far it has come."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index, ItemRole
from desktop.usecases.exchange_views import TravelLine, TravelState

Chip = Callable[[TravelState], tuple[str, str]]

HEADINGS = ("记录", "现在到哪一步")
RECORD, STATE = range(len(HEADINGS))


class TravelModel(QAbstractTableModel):
    """``chip`` gives kind and words of a state as this office tells it; ``ItemRole.OBJECT`` is the TravelLine."""

    def __init__(self, chip: Chip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chip = chip
        self._lines: tuple[TravelLine, ...] = ()

    def show(self, lines: Sequence[TravelLine]) -> None:
        """Another list; one that is the same does not disturb the choice."""
        if tuple(lines) != self._lines:
            self.beginResetModel()
            self._lines = tuple(lines)
            self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == DISPLAY:
            return HEADINGS[section] if 0 <= section < len(HEADINGS) else None
        return None

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
                Qt.ItemDataRole.AccessibleTextRole: f"{HEADINGS[STATE]}：{chip[1]}",
                ItemRole.KIND: chip[0],
            }.get(role)
        return {
            DISPLAY: line.title,
            Qt.ItemDataRole.ToolTipRole: line.title,
            Qt.ItemDataRole.AccessibleTextRole: f"{line.title}，{_context(line)}",
            ItemRole.CONTEXT: _context(line),
            ItemRole.STRONG: True,
        }.get(role)


def _context(line: TravelLine) -> str:
    bundle = f"{line.sequence} 号包" if line.sequence is not None else ""
    return "　".join(part for part in (bundle, line.detail) if part)
