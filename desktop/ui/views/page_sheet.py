"""One printed page on its ground, as large as chosen: whole page, page width, or the size it has on paper.

White in every theme. Paints the picture it is given and says how wide, in device dots, it would like the next one.
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.base.words import tr
from desktop.ui.theme.tokens import color

WHOLE, WIDTH, ACTUAL = "whole", "width", "actual"
_MARGIN = 14
_A4_RATIO = 297 / 210
_SHORT_SIDE_MM = {"A4": 210.0, "A3": 297.0}


class _Canvas(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.page = QSize(0, 0)
        self.setAccessibleName(tr("打印出来的样子"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("page-table"))
        left = max(_MARGIN, (self.width() - self.page.width()) // 2)
        top = max(_MARGIN, (self.height() - self.page.height()) // 2)
        box = QRectF(left, top, self.page.width(), self.page.height())
        painter.fillRect(box, color("paper"))
        if self.image is not None:
            exact = self.image.width() == round(box.width() * self.devicePixelRatioF())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
            painter.drawImage(box, self.image)
        painter.setPen(color("control"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()


class PageSheet(QScrollArea):
    """``resized`` tells that another width in device dots is wanted; ``turned`` (+1, -1) that the reader went on."""

    resized = Signal()
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._canvas = _Canvas()
        self._ratio = _A4_RATIO
        self._paper, self.zoom = "A4", WIDTH
        self.setWidget(self._canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("公示的一页"))

    @property
    def image(self) -> QImage | None:
        return self._canvas.image

    @property
    def wanted_width(self) -> int:
        """Width in device dots at which the page is sharp as it stands now."""
        return max(1, round(self._canvas.page.width() * self.devicePixelRatioF()))

    def set_zoom(self, zoom: str) -> None:
        self.zoom = zoom
        self._fit()

    def set_paper(self, paper: str) -> None:
        self._paper = paper
        self._fit()

    def set_image(self, image: QImage | None, name: str) -> None:
        """Another page, or the same one sharper; ``name`` is what a screen reader says."""
        self._canvas.image = image
        self._canvas.setAccessibleName(name)
        if image is not None and image.width():
            ratio = image.height() / image.width()
            # A dot of rounding is no other paper: following it, the page and its picture would chase each other.
            if abs(ratio - self._ratio) > 2 / image.width():
                self._ratio = ratio
        self._fit()
        self._canvas.update()

    def to_edge(self, *, top: bool) -> None:
        """After turning: the head of the next page, or the foot of the one before."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.minimum() if top else bar.maximum())

    def _page_width(self) -> float:
        room = self.maximumViewportSize()
        across, down = room.width() - 2 * _MARGIN, room.height() - 2 * _MARGIN
        if self.zoom == WHOLE:
            return min(across, down / self._ratio)
        if self.zoom == ACTUAL:
            short = _SHORT_SIDE_MM[self._paper] / 25.4 * self.logicalDpiX()
            return short if self._ratio >= 1 else short / self._ratio
        return across - self.verticalScrollBar().sizeHint().width()

    def _fit(self) -> None:
        width = max(80.0, self._page_width())
        page = QSize(round(width), round(width * self._ratio))
        room = self.maximumViewportSize()
        if page.height() + 2 * _MARGIN > room.height():
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
        before = self._canvas.page
        self._canvas.page = page
        self._canvas.resize(
            max(room.width(), page.width() + 2 * _MARGIN), max(room.height(), page.height() + 2 * _MARGIN)
        )
        if page != before:
            self._canvas.update()
            self.resized.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar, turn = self.verticalScrollBar(), event.angleDelta().y()
        if turn < 0 and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif turn > 0 and bar.value() == bar.minimum():
            self.turned.emit(-1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)
