"""Icons drawn from their outlines at device pixels, in the colour of a token of the theme that holds now."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.theme.tokens import color

FOLDER = Path(__file__).resolve().parents[1] / "icons"


@cache
def _outline(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, ink: str) -> QSvgRenderer:
    drawn = _outline(name).replace("<path ", f'<path fill="{ink}" ')
    return QSvgRenderer(QByteArray(drawn.encode()))


def paint_icon(painter: QPainter, rect: QRectF, name: str, ink: QColor) -> None:
    """Draws the icon to fill ``rect``; for delegates and painted widgets."""
    _renderer(name, ink.name()).render(painter, rect)


class _Outline(QIconEngine):
    def __init__(self, name: str, token: str, token_on: str) -> None:
        super().__init__()
        self._name, self._token, self._token_on = name, token, token_on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._token_on if state is QIcon.State.On else self._token
        if mode is QIcon.Mode.Disabled:
            token = "text2"
        # Square at the left: a wider icon size is how a button gets a gap between icon and word.
        side = min(rect.width(), rect.height())
        paint_icon(painter, QRectF(rect.left(), rect.top(), side, side), self._name, color(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(QColor(0, 0, 0, 0))
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Outline(self._name, self._token, self._token_on)


def icon(name: str, token: str = "text", token_on: str = "") -> QIcon:
    """``name`` as in ``icons/``; ``token_on`` is the colour while checked. The colour follows a change of theme."""
    _outline(name)
    return QIcon(_Outline(name, token, token_on or token))
