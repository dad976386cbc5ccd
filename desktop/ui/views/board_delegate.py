"""Draws one board of the list: icon, name over its count, and at the right what must be done there."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from desktop.ui.itemmodels.roles import DISPLAY, Index, ItemRole
from desktop.ui.theme.icons import paint_icon
from desktop.ui.theme.tokens import color
from desktop.ui.views.parts.tables import Option


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
        note = str(index.data(ItemRole.NOTE) or "")
        room = box.adjusted(50, 0, -14, 0)
        painter.setFont(bold)
        if note:
            painter.setPen(color("due"))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), note)
            room = room.adjusted(0, 0, -metrics.horizontalAdvance(note) - 10, 0)
        painter.setPen(color("text"))
        self._line(painter, metrics, QRectF(room.left(), box.center().y() - metrics.height(), room.width(),
                                            metrics.height()), str(index.data(DISPLAY)))  # fmt: skip
        painter.setFont(option.font)
        painter.setPen(color("text2"))
        below = QRectF(room.left(), box.center().y(), room.width(), metrics.height())
        self._line(painter, QFontMetricsF(option.font), below, str(index.data(ItemRole.CONTEXT)))
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, metrics: QFontMetricsF, box: QRectF, text: str) -> None:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)

    def sizeHint(self, option: Option, index: Index) -> QSize:
        return QSize(200, 2 * option.fontMetrics.height() + 18)
