"""Coverage bars: filled = current, hatched = late, upright lines = due soon, empty frame = missing; always beside figures
in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import tr
from desktop.ui.theme.tokens import color


def paint_coverage(painter: QPainter, box: QRectF, current: int, late: int, total: int, due: int = 0) -> None:
    """One bar inside ``box``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    frame = QRectF(round(box.left()), round(box.top()), round(box.width()), round(box.height()))
    painter.setPen(QPen(color("control"), 1))
    painter.setBrush(color("surface"))
    painter.drawRect(frame)
    if total:
        inner = frame.adjusted(1, 1, 0, 0)
        at = inner.width() * current / total
        painter.fillRect(QRectF(inner.left(), inner.top(), at, inner.height()), color("done"))
        for number, token, pattern in (
            (late, "late", Qt.BrushStyle.BDiagPattern),
            (due, "due", Qt.BrushStyle.VerPattern),
        ):
            if number:
                wide = max(4.0, inner.width() * number / total)
                part = QRectF(inner.left() + at, inner.top(), wide, inner.height())
                painter.fillRect(part, QBrush(color(token), pattern))
                painter.setPen(QPen(color(token), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(part.adjusted(0, 0, -1, -1))
                at += wide
    painter.restore()


class CoverageBar(QWidget):
    """A bar as a widget; its accessible name says the figures."""

    def __init__(self, current: int, late: int, total: int, words: str = "", *, due: int = 0) -> None:
        super().__init__()
        self._figures = current, late, total, due
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = words or tr(
            "现行 {current}，快到期 {due}，逾期 {late}，共 {total}",
            current=current,
            due=due,
            late=late,
            total=total,
        )
        self.setAccessibleName(said)
        self.setToolTip(said)

    def sizeHint(self) -> QSize:
        return QSize(126, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_coverage(painter, QRectF(self.rect()).adjusted(0, 0, -1, -1), *self._figures)
        painter.end()
