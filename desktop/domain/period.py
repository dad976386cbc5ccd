"""The notice period 公示期: from when to when a sheet hangs, and the first day it may be taken down."""

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.base.words import zh
from desktop.domain.calendar import CalendarEnded, WorkingCalendar

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """``start`` is the day after posting (民法典 201: the day itself does not count), ``end`` the last day, inclusive.

    ``days`` is what is printed: natural days from start through end, or working days among them.
    ``certain`` is false when the end could not be compared with the holidays because none are announced yet.
    """

    start: date
    end: date
    days: int
    unit: str = "natural"
    certain: bool = True

    @property
    def unit_text(self) -> str:
        """What stands after the number: 共7日, 共7个工作日."""
        return zh("个工作日") if self.unit == "working" else zh("日")

    def days_left(self, today: date) -> int:
        """Natural days that still run after ``today``; negative once the period is over."""
        return (self.end - today).days


def period_after(posted_on: date, days: int, unit: str, calendar: WorkingCalendar) -> Period:
    """The period of at least ``days`` days of ``unit`` (natural or working) for a sheet posted on ``posted_on``.

    A natural end on a day off moves to the next working day (民法典 203): the longer reading is the safe one.
    Raises CalendarEnded when working days cannot be counted.
    """
    start = posted_on + _ONE
    if unit == "working":
        return Period(start, calendar.add_working_days(posted_on, days), days, unit)
    plain_end = posted_on + timedelta(days=days)
    try:
        end, certain = calendar.next_working_day(plain_end), True
    except CalendarEnded:
        end, certain = plain_end, False
    return Period(start, end, (end - posted_on).days, unit, certain)
