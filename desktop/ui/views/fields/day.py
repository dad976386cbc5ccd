"""A day: typed by digits (20260916), moved by the arrow keys, or picked from a month."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.base.words import tr
from desktop.ui.theme.icons import icon
from desktop.ui.views.fields.line import LineField
from desktop.ui.views.fields.month_popup import MonthPopup

STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
MONTHS = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}


class DayField(LineField):
    """``read`` names the day a text stands for, or None. Arrows go by a day, page keys by a month; from an empty field to
    ``today``. F4 or Alt+Down opens the month."""

    def __init__(self, read: Callable[[str], date | None], today: date) -> None:
        super().__init__(tr("例如 20260914"), Qt.InputMethodHint.ImhPreferNumbers)
        self._read, self._today = read, today
        action = self.addAction(
            icon("calendar-check-outline", "text2"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setToolTip(tr("从月历里选（F4）"))
        action.triggered.connect(self.open_month)

    def day(self) -> date | None:
        return self._read(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self.locked:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Down):
            self.open_month()
        elif key in STEPS:
            self._move(lambda day: day + timedelta(days=STEPS[key]))
        elif key in MONTHS:
            self._move(lambda day: _by_month(day, MONTHS[key]))
        else:
            super().keyPressEvent(event)

    def open_month(self) -> None:
        if not self.locked:
            month = MonthPopup(self, self.day() or self._today, self._today)
            month.chosen.connect(self.take)
            month.popup(self)

    def take(self, day: date) -> None:
        """As if typed."""
        self.setText(_words(day))
        self.typed.emit(self.text())

    def _move(self, step: Callable[[date], date]) -> None:
        day = self.day()
        if day is None and self.text().strip():
            return
        self.take(step(day) if day is not None else self._today)


def _words(day: date) -> str:
    return tr("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)


def _by_month(day: date, by: int) -> date:
    """The same day of the month before or after; the last one where that month is shorter."""
    first = (day.replace(day=1) + timedelta(days=31 if by > 0 else -1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))
