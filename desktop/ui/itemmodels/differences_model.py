"""What changed between two revisions as a table: 改/增/删, place, old, new. Only what changed is listed."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index, ItemRole
from desktop.usecases.record_views import Difference

KIND, PLACE, OLD, NEW = range(4)
LONG, BEFORE = 24, 8
CHIP_ICONS = {"改": "pencil", "增": "plus", "删": "minus"}
CHIP_KINDS = {"改": "due", "增": "done", "删": "late"}


class DifferencesModel(QAbstractTableModel):
    """``heads`` are the words over old and new, e.g. 修订 2 and 修订 3."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Difference, ...] = ()
        self._heads = ("变化", "位置", "原来", "现在")

    def show(self, lines: tuple[Difference, ...], old: str = "原来", new: str = "现在") -> None:
        self.beginResetModel()
        self._lines = lines
        self._heads = ("变化", "位置", old, new)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == DISPLAY:
            return self._heads[section] if 0 <= section < len(self._heads) else None
        return None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        texts = (line.kind, line.place, line.old, line.new)
        told: dict[int, Any] = {
            ItemRole.OBJECT: line,
            DISPLAY: self._shown(line, column),
            Qt.ItemDataRole.AccessibleTextRole: f"{self._heads[column]}：{texts[column] or '没有'}",
        }
        if column == KIND:
            told[ItemRole.KIND] = CHIP_KINDS.get(line.kind, "draft")
            told[ItemRole.ICON] = CHIP_ICONS.get(line.kind)
        elif column in {OLD, NEW} and texts[column]:
            told[ItemRole.TINT] = "old" if column == OLD else "new"
            told[Qt.ItemDataRole.ToolTipRole] = texts[column]
        return told.get(role)

    @staticmethod
    def _shown(line: Difference, column: int) -> str:
        """Long texts begin shortly before the first difference, so that it is seen without scrolling."""
        text = (line.kind, line.place, line.old, line.new)[column]
        if column not in {OLD, NEW}:
            return text
        same = _same(line.old, line.new)
        if max(len(line.old), len(line.new)) > LONG and same > BEFORE:
            text = f"…{text[same - BEFORE :]}"
        return text.replace("\n", " ") or "—"


def _same(old: str, new: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))
