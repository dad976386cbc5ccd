"""One ring that follows the keyboard focus: 3 px in accent, outside the control with a gap of 2 px."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.ui.theme.tokens import color
from desktop.ui.views.parts.rail import RailButton

RINGED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QAbstractItemView)
REACH = 5


class FocusRing(QWidget):
    """Lies over ``window``'s content and lets everything through."""

    def __init__(self, window: QWidget, application: QApplication) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._within = window
        self._target: QWidget | None = None
        application.focusChanged.connect(self._follow)
        self.hide()

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
            self._target.destroyed.disconnect(self._lost)
            self._target = None
        wanted = new is not None and isinstance(new, RINGED) and self._within.isAncestorOf(new)
        if new is None or not wanted:
            self.hide()
            return
        self._target = new
        new.installEventFilter(self)
        new.destroyed.connect(self._lost)
        self._place()

    def _lost(self) -> None:
        self._target = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        at = target.mapTo(self._within, target.rect().topLeft())
        reach = -1 if isinstance(target, RailButton) else REACH
        self.setGeometry(QRect(at, target.size()).adjusted(-reach, -reach, reach, reach) & self._room(target))
        self.raise_()
        self.show()

    def _room(self, target: QWidget) -> QRect:
        """The ring is cut where a scroll area cuts its control."""
        room, above = self._within.rect(), target.parentWidget()
        while above is not None and above is not self._within:
            holder = above.parentWidget()
            if isinstance(holder, QAbstractScrollArea) and holder.viewport() is above:
                room &= QRect(above.mapTo(self._within, above.rect().topLeft()), above.size()).adjusted(
                    -5, 0, 5, 0
                )
            above = holder
        return room

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 9, 9)
        painter.end()
