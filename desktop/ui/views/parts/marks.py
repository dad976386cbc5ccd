"""Small drawn marks: an icon as a widget, a line, a label of one role. They follow the theme by themselves."""

from PySide6 import QtCore  # its Qt is named where it is used: see application.make_classes
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desktop.base.words import on_screen
from desktop.ui.theme.icons import paint_icon
from desktop.ui.theme.tokens import color


class IconMark(QWidget):
    """One icon of ``size`` logical pixels in the colour of ``token``. It stands beside words, so it has no name."""

    def __init__(self, name: str, token: str = "text", size: int = 20) -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, token: str) -> None:
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, color(self._token))
        painter.end()


class Label(QLabel):
    """Text in one role of the style sheet (title, section, strong, context, error…); ``wrap`` for sentences."""

    def __init__(self, text: str = "", role: str = "", *, wrap: bool = False, kind: str = "") -> None:
        super().__init__(on_screen(text))
        self.setProperty("textFormat", "PlainText")  # by name, as it needs no Qt
        if role:
            self.setProperty("role", role)
        if kind:
            self.setProperty("kind", kind)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)  # a new policy has lost it; without it lines overlap at large text
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        super().setText(on_screen(text))

    def set_kind(self, kind: str) -> None:
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)


class OneLine(Label):
    """One line that ends in "…" where there is no room; the whole stands in the tooltip. For titles in lists only."""

    def __init__(self, text: str = "", role: str = "", *, kind: str = "") -> None:
        super().__init__(text, role, kind=kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setToolTip(on_screen(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), QtCore.Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment() | QtCore.Qt.TextFlag.TextSingleLine), shown)
        painter.end()


class OnlyWhole(OneLine):
    """A remark nobody misses: shown where all of it fits, else left to the tooltip."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.fontMetrics().horizontalAdvance(self.text()) <= self.width():
            super().paintEvent(event)


class TwoLines(Label):
    """At most two lines; what does not fit is left out before the end, so that beginning and end are both read."""

    def __init__(self, text: str = "", role: str = "", *, full: str = "") -> None:
        super().__init__(text, role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(on_screen(full or text))
        self.setAccessibleName(on_screen(full or text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * len(self._lines(self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = self.fontMetrics()
        for at, line in enumerate(self._lines(self.width())):
            painter.drawText(0, at * metrics.lineSpacing() + metrics.ascent(), line)
        painter.end()

    def _lines(self, width: int) -> list[str]:
        text, metrics = self.text(), self.fontMetrics()
        fitting = len(text)
        while fitting > 1 and metrics.horizontalAdvance(text[:fitting]) > width:
            fitting -= 1
        rest = text[fitting:]
        return (
            [text[:fitting], metrics.elidedText(rest, QtCore.Qt.TextElideMode.ElideMiddle, width)]
            if rest
            else [text]
        )


class Line(QFrame):
    """A separating hairline."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "line")
