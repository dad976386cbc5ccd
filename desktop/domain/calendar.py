"""The working-day calendar 工作日历: counts working days as the State Council's yearly notices set them.

Past the last year with a notice it refuses; it never guesses. It knows nothing of matters or notices.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from desktop.base.errors import Refusal
from desktop.base.words import tr

_ONE = timedelta(days=1)


class CalendarEnded(Refusal):
    """A date lies outside the years for which working days are announced."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """One announced holiday: its days off and the weekend days worked for it."""

    name: str
    off: tuple[date, ...]
    worked: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """``off`` maps days off to the holiday's name, ``worked`` weekend days worked to the holiday they make up for.

    Both bounds are whole years, inclusive. ``provisional_years`` are known by name only, days not yet announced.
    """

    first_year: int
    last_year: int
    off: Mapping[date, str]
    worked: Mapping[date, str]
    holidays: tuple[Holiday, ...] = ()
    provisional_years: tuple[int, ...] = field(default=())

    def is_working_day(self, day: date) -> bool:
        self._require(day)
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.off

    def with_local(self, off: Mapping[date, str], worked: Mapping[date, str]) -> "WorkingCalendar":
        """This calendar with days off and days worked of one place, which go before the national ones."""
        if not off and not worked:
            return self
        return replace(
            self,
            off={**{day: name for day, name in self.off.items() if day not in worked}, **off},
            worked={**{day: name for day, name in self.worked.items() if day not in off}, **worked},
        )

    def holiday_name(self, day: date) -> str:
        """The holiday this day is off for, else empty."""
        return self.off.get(day, "")

    def add_working_days(self, day: date, amount: int) -> date:
        """The last day of a period of ``amount`` working days that begins after ``day`` (民法典 201: the day itself
        does not count). A negative amount counts back in the same way; 0 gives ``day``."""
        step = _ONE if amount >= 0 else -_ONE
        left = abs(amount)
        while left:
            day += step
            if self.is_working_day(day):
                left -= 1
        return day

    def next_working_day(self, day: date) -> date:
        """``day`` itself if it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += _ONE
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative if ``end`` lies before."""
        if end < start:
            return -self.working_days_between(end - _ONE, start - _ONE)
        count, day = 0, start
        while day < end:
            day += _ONE
            count += self.is_working_day(day)
        return count

    def _require(self, day: date) -> None:
        if self.first_year <= day.year <= self.last_year:
            return
        if day.year > self.last_year:
            raise CalendarEnded(
                tr(
                    "程序里的放假安排只到 {last_year}年，算不出 {year}年的工作日。",
                    last_year=self.last_year,
                    year=day.year,
                ),
                todo=tr("请先收县里发的日历包。"),
                code="calendar-ended",
            )
        raise CalendarEnded(
            tr(
                "程序里的放假安排从 {first_year}年开始，算不出 {year}年的工作日。",
                first_year=self.first_year,
                year=day.year,
            ),
            todo=tr("请核对日期是不是写错了年份。"),
            code="calendar-not-begun",
        )
