"""Draws one board of the list: icon, name over its count, and at the right what must be done there."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from desktop.ui.itemmodels.roles import DISPLAY, Index, ItemRole
from desktop.ui.theme.icons import paint_icon
from desktop.ui.theme.tokens import color
from desktop.ui.views.parts.tables import Option

BOTH, NAME, COUNT = "both", "name", "count"


def note_beside(left: float, name: float, count: float) -> str:
    """Beside which line the note stands, ``left`` pixels being left by it: both if both fit, else the one that does."""
    if name <= left and count <= left:
        return BOTH
    return NAME if name <= left else COUNT


class BoardDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect)
        painter.fillRect(box, color("selection" if chosen else "surface"))
        if chosen:
            painter.fillRect(QRectF(box.left(), box.top(), 4, box.height()), color("accent"))
        ink = color("accent" if chosen else "text2")
        paint_icon(painter, QRectF(box.left() + 18, box.center().y() - 10, 20, 20), "bulletin-board", ink)
        bold = QFont(option.font)
        bold.setBold(True)
        metrics = QFontMetricsF(bold)
        name, count, note = (
            str(index.data(role) or "") for role in (DISPLAY, ItemRole.CONTEXT, ItemRole.NOTE)
        )
        room = box.adjusted(50, 0, -14, 0)
        above = QRectF(room.left(), box.center().y() - metrics.height(), room.width(), metrics.height())
        below = above.translated(0, metrics.height())
        usual = QFontMetricsF(option.font)
        if note:
            taken = metrics.horizontalAdvance(note) + 10
            beside = note_beside(
                room.width() - taken, metrics.horizontalAdvance(name), usual.horizontalAdvance(count)
            )
            painter.setFont(bold)
            painter.setPen(color("due"))
            place = {BOTH: room, NAME: above, COUNT: below}[beside]
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), note)
            above.setWidth(room.width() - (0 if beside == COUNT else taken))
            below.setWidth(room.width() - (0 if beside == NAME else taken))
        painter.setFont(bold)
        painter.setPen(color("text"))
        self._line(painter, metrics, above, name)
        painter.setFont(option.font)
        painter.setPen(color("text2"))
        self._line(painter, usual, below, count)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, metrics: QFontMetricsF, box: QRectF, text: str) -> None:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)

    def sizeHint(self, option: Option, index: Index) -> QSize:
        return QSize(200, 2 * option.fontMetrics.height() + 18)
