"""A month to pick a day from, under its field. Arrows move, page keys turn the month, Enter takes, Esc closes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import month_name, tr
from desktop.ui.views.parts.buttons import IconButton
from desktop.ui.views.parts.calendar import Mark, MonthGrid
from desktop.ui.views.parts.marks import Label

PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


@dataclass(frozen=True, slots=True)
class PlainDay:
    """A day without marks: which days are off is the calendar's affair, not this field's."""

    day: date
    kind: str = "work"
    marks: Sequence[Mark] = ()
    late: bool = False


class MonthPopup(QFrame):
    """``chosen`` carries the day; the popup goes away with it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, day: date, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._day, self._today = day, today
        self._name = Label("", "strong")
        back, on = IconButton("chevron-left", tr("上个月")), IconButton("chevron-right", tr("下个月"))
        back.clicked.connect(lambda: self.turn(-1))
        on.clicked.connect(lambda: self.turn(1))
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(self._name, 1, Qt.AlignmentFlag.AlignCenter)
        head.addWidget(on)
        self.grid = MonthGrid()
        self.grid.chosen.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.addLayout(head)
        column.addWidget(self.grid)
        self._show_month()

    def popup(self, field: QWidget) -> None:
        """Under the field, or above it where the screen ends."""
        at, room = field.mapToGlobal(QPoint(0, field.height() + 2)), field.screen().availableGeometry()
        if at.y() + self.height() > room.bottom():
            at.setY(max(room.top(), field.mapToGlobal(QPoint(0, -2)).y() - self.height()))
        self.move(min(at.x(), room.right() - self.width()), at.y())
        self.show()
        self.grid.setFocus()

    def turn(self, by: int) -> None:
        """To the month before or after."""
        first = self._day.replace(day=1)
        self._day = (first - timedelta(days=1) if by < 0 else first + timedelta(days=31)).replace(day=1)
        self._show_month()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = PAGES.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.turn(by)

    def _show_month(self) -> None:
        first = self._day.replace(day=1)
        days = (first + timedelta(days=at) for at in range(31))
        cells = [
            PlainDay(day, "weekend" if day.weekday() > 4 else "work")
            for day in days
            if day.month == first.month
        ]
        self._name.setText(tr("{year}年{month}月", year=first.year, month=month_name(first.month)))
        self.grid.show_month(cells, self._today, self._day)
        self.adjustSize()

    def _take(self, day: date) -> None:
        self.chosen.emit(day)
        self.close()
