"""Lists of two columns: what it is, with a line beneath, and a chip that says how it stands. What they tell is the caller's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from desktop.base.words import tr
from desktop.ui.itemmodels.fixed_table import FixedTable
from desktop.ui.itemmodels.roles import DISPLAY, Index, ItemRole

SUBJECT, STATE = range(2)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """``key`` is what choosing the line means to the caller; ``kind`` and ``words`` are the chip's, ``icon`` its sign."""

    key: str
    title: str
    context: str
    kind: str
    words: str
    icon: str = ""


class ToldModel(FixedTable[ToldLine]):
    """``ItemRole.OBJECT`` is the ToldLine."""

    def __init__(self, headings: tuple[str, str], parent: QObject | None = None) -> None:
        super().__init__(headings, parent)

    def show(self, lines: Sequence[ToldLine]) -> None:
        """Another list; one that is the same does not disturb the choice."""
        if tuple(lines) != self._lines:
            self.beginResetModel()
            self._lines = tuple(lines)
            self.endResetModel()

    def place_of(self, key: str) -> int:
        """The row of a key, -1 if it is not listed."""
        return next((at for at, line in enumerate(self._lines) if line.key == key), -1)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == ItemRole.OBJECT:
            return line
        if index.column() == STATE:
            return {
                DISPLAY: line.words,
                Qt.ItemDataRole.AccessibleTextRole: tr(
                    "{headings}：{words}", headings=self._headings[STATE], words=line.words
                ),
                ItemRole.KIND: line.kind,
                ItemRole.ICON: line.icon or None,
            }.get(role)
        return {
            DISPLAY: line.title,
            Qt.ItemDataRole.ToolTipRole: f"{line.title}\n{line.context}",
            Qt.ItemDataRole.AccessibleTextRole: tr(
                "{title}，{context}", title=line.title, context=line.context
            ),
            ItemRole.CONTEXT: line.context,
            ItemRole.STRONG: True,
        }.get(role)
