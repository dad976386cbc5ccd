"""The four-eyes stepper: what is done, what is now, what comes; across in the header, upright with names and times."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import tr
from desktop.ui.theme.icons import paint_icon
from desktop.ui.theme.tokens import color

STATE_NAMES = {"done": tr("已做"), "now": tr("现在"), "ahead": tr("还没到"), "returned": tr("退回")}


class Mark(Protocol):
    """What is drawn of one step: its words, who and when, ``state`` done, now, ahead or returned."""

    @property
    def words(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def when(self) -> str: ...
    @property
    def state(self) -> str: ...


class Stepper(QWidget):
    """Drawn, with all of it as words in the accessible name."""

    def __init__(self, marks: Sequence[Mark] = (), vertical: bool = False) -> None:
        super().__init__()
        self._vertical = vertical
        self._marks: tuple[Mark, ...] = ()
        fixed, preferred = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        self.setSizePolicy(preferred, fixed)
        self.set_marks(marks)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        self._marks = tuple(marks)
        said = (f"{m.words} {STATE_NAMES.get(m.state, '')} {m.who} {m.when}".strip() for m in self._marks)
        self.setAccessibleName(tr("；").join(said))
        self.updateGeometry()
        self.update()

    def _row_height(self) -> int:
        return QFontMetrics(self.font()).height() * 2 + 10

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._bold())
        if self._vertical:
            return QSize(240, self._row_height() * len(self._marks) + 4)
        return QSize(sum(max(90, metrics.horizontalAdvance(self._caption(m)) + 24) for m in self._marks), 54)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    @staticmethod
    def _caption(mark: Mark) -> str:
        return f"{mark.words}  {mark.who}" if mark.state == "now" and mark.who else mark.words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        (self._paint_upright if self._vertical else self._paint_across)(painter)
        painter.end()

    def _paint_across(self, painter: QPainter) -> None:
        bold = QFontMetrics(self._bold())
        widths = [max(90, bold.horizontalAdvance(self._caption(m)) + 24) for m in self._marks]
        x, centres = 0.0, []
        for width in widths:
            centres.append(QPointF(x + 14, 15))
            x += width
        for at in range(len(centres) - 1):
            self._line(
                painter, centres[at] + QPointF(15, 0), centres[at + 1] - QPointF(15, 0), self._marks[at].state
            )
        for mark, centre in zip(self._marks, centres, strict=True):
            self._disc(painter, centre, mark.state)
            self._write(painter, QRectF(centre.x() - 13, 30, 400, 24), self._caption(mark), mark.state)

    def _paint_upright(self, painter: QPainter) -> None:
        step, line = self._row_height(), QFontMetrics(self.font()).height()
        for at, mark in enumerate(self._marks):
            centre = QPointF(14, at * step + line / 2 + 2)
            if at + 1 < len(self._marks):
                self._line(painter, centre + QPointF(0, 15), centre + QPointF(0, step - 15), mark.state)
            self._disc(painter, centre, mark.state)
            who = f"{mark.who} {mark.words}" if mark.who and mark.state in {"done", "now"} else mark.words
            top = at * step + 2
            self._write(painter, QRectF(38, top, self.width() - 38, line), who, mark.state)
            below = mark.when or (tr("待 {who}", who=mark.who) if mark.who and mark.state == "ahead" else "")
            self._write(painter, QRectF(38, top + line, self.width() - 38, line), below, "ahead")

    def _line(self, painter: QPainter, start: QPointF, end: QPointF, state: str) -> None:
        done = state == "done"
        pen = QPen(color("accent" if done else "control"), 2 if done else 1.5)
        pen.setStyle(Qt.PenStyle.SolidLine if done else Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawLine(start, end)

    def _disc(self, painter: QPainter, centre: QPointF, state: str) -> None:
        box = QRectF(centre.x() - 13, centre.y() - 13, 26, 26)
        if state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawEllipse(centre, 12, 12)
            paint_icon(painter, box.adjusted(5, 5, -5, -5), "check", color("on-accent"))
        elif state == "returned":
            paint_icon(painter, box, "arrow-u-left-top", color("returned"))
        else:
            now = state == "now"
            painter.setPen(QPen(color("accent" if now else "control"), 3 if now else 2))
            painter.setBrush(color("surface"))
            painter.drawEllipse(centre, 11, 11)
            if now:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color("accent"))
                painter.drawEllipse(centre, 5, 5)

    def _write(self, painter: QPainter, box: QRectF, text: str, state: str) -> None:
        painter.setFont(self._bold() if state == "now" else self.font())
        token = {"now": "text", "done": "text", "returned": "returned"}.get(state, "text2")
        painter.setPen(color(token))
        said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
