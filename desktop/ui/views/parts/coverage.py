"""Coverage bars: filled = current, hatched = late, empty frame = missing; always beside figures in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme.tokens import color


def paint_coverage(painter: QPainter, box: QRectF, current: int, late: int, total: int) -> None:
    """One bar inside ``box``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    frame = QRectF(round(box.left()), round(box.top()), round(box.width()), round(box.height()))
    painter.setPen(QPen(color("control"), 1))
    painter.setBrush(color("surface"))
    painter.drawRect(frame)
    if total:
        inner = frame.adjusted(1, 1, 0, 0)
        done = inner.width() * current / total
        behind = inner.width() * late / total
        painter.fillRect(QRectF(inner.left(), inner.top(), done, inner.height()), color("done"))
        if late:
            hatched = QRectF(inner.left() + done, inner.top(), max(4.0, behind), inner.height())
            painter.fillRect(hatched, QBrush(color("late"), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(color("late"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(hatched.adjusted(0, 0, -1, -1))
    painter.restore()


class CoverageBar(QWidget):
    """A bar as a widget; its accessible name says the figures."""

    def __init__(self, current: int, late: int, total: int, words: str = "") -> None:
        super().__init__()
        self._figures = current, late, total
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = words or f"现行 {current}，逾期 {late}，共 {total}"
        self.setAccessibleName(said)
        self.setToolTip(said)

    def sizeHint(self) -> QSize:
        return QSize(126, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_coverage(painter, QRectF(self.rect()).adjusted(0, 0, -1, -1), *self._figures)
        painter.end()
