"""What changed between two revisions as a table: 改/增/删, place, old, new. Only what changed is listed."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from desktop.base.words import tr
from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index, ItemRole
from desktop.usecases.record_views import Difference

KIND, PLACE, OLD, NEW = range(4)
CHIP_ICONS = {"改": "pencil", "增": "plus", "删": "minus"}
CHIP_KINDS = {"改": "due", "增": "done", "删": "late"}


class DifferencesModel(QAbstractTableModel):
    """``heads`` are the words over old and new, e.g. 修订 2 and 修订 3."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Difference, ...] = ()
        self._heads = (tr("变化"), tr("位置"), tr("原来"), tr("现在"))

    def show(self, lines: tuple[Difference, ...], old: str = tr("原来"), new: str = tr("现在")) -> None:
        self.beginResetModel()
        self._lines = lines
        self._heads = (tr("变化"), tr("位置"), old, new)
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
        texts = (tr(line.kind), line.place, line.old, line.new)
        told: dict[int, Any] = {
            ItemRole.OBJECT: line,
            DISPLAY: self._shown(line, column),
            Qt.ItemDataRole.AccessibleTextRole: tr(
                "{heads}：{texts}", heads=self._heads[column], texts=texts[column] or tr("没有")
            ),
        }
        if column == KIND:
            told[ItemRole.KIND] = CHIP_KINDS.get(line.kind, "draft")
            told[ItemRole.ICON] = CHIP_ICONS.get(line.kind)
        elif column in {OLD, NEW} and texts[column]:
            told[ItemRole.TINT] = "old" if column == OLD else "new"
            if role == ItemRole.SPAN and line.old and line.new:
                return _spans(line.old, line.new)[column - OLD]
        return told.get(role)

    @staticmethod
    def _shown(line: Difference, column: int) -> str:
        return (tr(line.kind), line.place, line.old, line.new)[column] or "—"


def _spans(old: str, new: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """(start, length) of what differs in each; nothing is marked where the texts have nothing in common."""
    pairs = enumerate(zip(old, new, strict=False))
    shorter = min(len(old), len(new))
    begin = next((at for at, (one, other) in pairs if one != other), shorter)
    ends = enumerate(zip(reversed(old[begin:]), reversed(new[begin:]), strict=False))
    end = next((at for at, (one, other) in ends if one != other), shorter - begin)
    if not begin and not end:
        return (0, 0), (0, 0)
    return (begin, len(old) - begin - end), (begin, len(new) - begin - end)
