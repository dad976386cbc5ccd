"""Draws one page of the thumbnail list: the page in a frame, its number below, the chosen one in the accent."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from desktop.ui.itemmodels.roles import DISPLAY, Index
from desktop.ui.theme.tokens import color
from desktop.ui.views.parts.tables import Option

THUMBNAIL_WIDTH = 96
_HEIGHT = 136


class ThumbnailDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        room = QRectF(option.rect)
        painter.fillRect(room, color("sunken"))
        box = QRectF(room.center().x() - THUMBNAIL_WIDTH / 2, room.top() + 10, THUMBNAIL_WIDTH, _HEIGHT)
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(image, QImage) and image.width():
            height = min(float(_HEIGHT), box.width() * image.height() / image.width())
            box = QRectF(box.left(), box.top() + (_HEIGHT - height) / 2, box.width(), height)
        painter.fillRect(box, color("paper"))
        if isinstance(image, QImage):
            painter.drawImage(box, image)
        painter.setPen(QPen(color("accent" if chosen else "control"), 2 if chosen else 1))
        painter.drawRect(box)
        font = QFont(option.font)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(color("accent" if chosen else "text2"))
        below = QRectF(room.left(), room.top() + _HEIGHT + 12, room.width(), room.height() - _HEIGHT - 14)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(index.data(DISPLAY)))
        painter.restore()

    def sizeHint(self, option: Option, index: Index) -> QSize:
        return QSize(THUMBNAIL_WIDTH + 16, _HEIGHT + 16 + option.fontMetrics.height())
