"""The month: triangles for what is due, squares where a notice period ends, 休 and 班 as words; all by keyboard."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import month_name, tr
from desktop.ui.theme.tokens import color

HEADS = tr("一二三四五六日")
_WORKS = tr("班")
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class Mark(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...


class Cell(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def kind(self) -> str: ...
    @property
    def marks(self) -> Sequence[Mark]: ...
    @property
    def late(self) -> bool: ...


def triangle(centre: QPointF, half: float) -> QPolygonF:
    return QPolygonF(
        [centre + QPointF(-half, half * 0.8), centre + QPointF(half, half * 0.8), centre - QPointF(0, half)]
    )


class MonthGrid(QWidget):
    """``chosen`` carries the day that was clicked or confirmed with Enter."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[Cell] = []
        self._today: date | None = None
        self._current: date | None = None
        self._chosen: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("日历"))

    def show_month(self, cells: Sequence[Cell], today: date, chosen: date | None) -> None:
        self._cells, self._today = list(cells), today
        days = [cell.day for cell in self._cells]
        if self._current not in days:
            wished = (day for day in (chosen, today, *days[:1]) if day in days)
            self._current = next(wished, None)
        self._chosen = chosen
        self._say()
        self.updateGeometry()
        self.update()

    @property
    def current(self) -> date | None:
        return self._current

    def _row(self) -> int:
        return max(42, self.fontMetrics().height() * 2 - 6)

    def _weeks(self) -> int:
        if not self._cells:
            return 5
        return (self._cells[0].day.weekday() + len(self._cells) + 6) // 7

    def sizeHint(self) -> QSize:
        return QSize(296, self.fontMetrics().height() + 6 + self._weeks() * self._row())

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * 34, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, head = self.width() / 7, self.fontMetrics().height() + 4
        painter.setPen(color("text2"))
        for at, word in enumerate(HEADS):
            painter.drawText(QRectF(at * wide, 0, wide, head), Qt.AlignmentFlag.AlignCenter, word)
        for cell in self._cells:
            self._paint_cell(painter, cell, self._box(cell.day))
        painter.end()

    def _box(self, day: date) -> QRectF:
        first = self._cells[0].day
        at = first.weekday() + (day - first).days
        wide, head = self.width() / 7, self.fontMetrics().height() + 4
        return QRectF((at % 7) * wide, head + (at // 7) * self._row(), wide, self._row())

    def _paint_cell(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        line = self.fontMetrics().height()
        number = QRectF(box.center().x() - 17, box.top() + 1, 34, line + 2)
        today = cell.day == self._today
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(number, 5, 5)
        if cell.day == self._chosen or (self.hasFocus() and cell.day == self._current):
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(number.adjusted(-2, -1, 2, 1), 6, 6)
        font = QFont(self.font())
        font.setBold(today)
        painter.setFont(font)
        rest = cell.kind in {"rest", "weekend"}
        painter.setPen(color("on-accent" if today else ("text2" if rest else "text")))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(cell.day.day))
        painter.setFont(self.font())
        self._paint_below(
            painter, cell, QPointF(box.center().x(), box.top() + line + 2 + (self._row() - line) / 2)
        )

    def _paint_below(self, painter: QPainter, cell: Cell, at: QPointF) -> None:
        kinds = {mark.kind for mark in cell.marks}
        word = ""
        if cell.kind == "makeup":
            word = _WORKS
        elif cell.kind == "rest":
            word = tr("休")
        signs: list[str] = [kind for kind in ("due", "period_end") if kind in kinds]
        if word:
            signs.append(word)
        left = at.x() - (len(signs) - 1) * 9
        for place, sign in enumerate(signs):
            paint_sign(painter, sign, QPointF(left + place * 18, at.y()), late=cell.late)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for cell in self._cells:
            if self._box(cell.day).contains(event.position()):
                self._current = cell.day
                self._say()
                self.update()
                self.chosen.emit(cell.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and self._current is not None:
            moved = self._current + timedelta(days=step)
            if any(cell.day == moved for cell in self._cells):
                self._current = moved
                self._say()
                self.update()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
            and self._current is not None
        ):
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        cell = next((cell for cell in self._cells if cell.day == self._current), None)
        if cell is not None:
            told = tr("，").join(mark.title for mark in cell.marks) or tr("没有到期的事")
            self.setAccessibleDescription(
                tr("{month}月{day}日：{told}", month=month_name(cell.day.month), day=cell.day.day, told=told)
            )


def paint_sign(painter: QPainter, sign: str, at: QPointF, *, late: bool = False) -> None:
    """``due`` a triangle, ``period_end`` a square, anything else as the word it is; ``at`` is the middle."""
    if sign == "due":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("late" if late else "due"))
        painter.drawPolygon(triangle(at, 6))
    elif sign == "period_end":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("running"))
        painter.drawRect(QRectF(at.x() - 5, at.y() - 5, 10, 10))
    else:
        painter.setPen(color("late" if sign == _WORKS else "text2"))
        painter.drawText(QRectF(at.x() - 14, at.y() - 13, 28, 26), Qt.AlignmentFlag.AlignCenter, sign)


class SignMark(QWidget):
    """A sign of the calendar beside its words."""

    def __init__(self, sign: str) -> None:
        super().__init__()
        self._sign = sign
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, self._sign, QPointF(8, 8))
        painter.end()
