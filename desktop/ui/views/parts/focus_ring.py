"""One ring that follows the keyboard focus: 3 px in accent, outside the control with a gap of 2 px.

A control with the property ``ring`` = ``inside`` has no room around it and gets it inside.
"""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QRubberBand, QWidget
from shiboken6 import isValid

from desktop.ui.theme.tokens import color

RINGED = ("QAbstractButton", "QLineEdit", "QPlainTextEdit", "QComboBox", "QDateEdit", "QAbstractItemView")
"""By name: PySide makes no class for it that the screen does not show."""
REACH = 5
MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QRubberBand):
    """Lies over ``window``'s content and lets everything through, as Qt's own rubber band does."""

    def __init__(self, window: QWidget, application: QApplication) -> None:
        super().__init__(QRubberBand.Shape.Rectangle, window)
        self._within = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        application.focusChanged.connect(self._follow)
        self.hide()

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        wanted = new is not None and any(map(new.inherits, RINGED)) and self._within.isAncestorOf(new)
        for before in self._watched:
            if isValid(before):
                before.removeEventFilter(self)
        self._target = new if wanted else None
        # What lies around the control moves it too: each part up to the window is watched.
        self._watched = []
        part = self._target
        while part is not None and part is not self._within:
            part.installEventFilter(self)
            self._watched.append(part)
            part = part.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOVES:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        # A control may be gone with its screen before the focus is told to have moved on.
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        at = target.mapTo(self._within, target.rect().topLeft())
        reach = -1 if target.property("ring") == "inside" else REACH
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
        pen, outline = QPen(), QPainterPath()  # built up in steps: given a colour at once, a pen asks for Qt
        pen.setColor(color("accent"))
        pen.setWidth(3)
        outline.addRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 9, 9)
        painter.strokePath(outline, pen)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A rubber band would cut itself to its own frame."""
