"""A cell of the difference table: the old on its tint with a minus, the new on its tint with a plus. Draws only."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.ui.itemmodels.roles import Index, ItemRole
from desktop.ui.theme.tokens import color
from desktop.ui.views.parts.tables import CellDelegate

TINTS = {"old": "late-bg", "new": "done-bg"}


class DifferenceDelegate(CellDelegate):
    def ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, box: QRectF) -> None:
        super().ground(painter, option, index, box)
        tint = TINTS.get(str(index.data(ItemRole.TINT) or ""))
        if tint:
            painter.fillRect(box.adjusted(0, 0, 0, -1), color(tint))
