"""The notice period counts from the day after posting and never ends on a day off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.calendar import CalendarEnded, WorkingCalendar
from desktop.domain.period import period_after

NATIONAL_DAY = {date(2026, 10, day): "国庆节" for day in range(1, 8)}
CALENDAR = WorkingCalendar(2026, 2026, NATIONAL_DAY, {date(2026, 9, 20): "国庆节"})


def test_seven_days_posted_on_a_wednesday_end_on_the_wednesday_after() -> None:
    period = period_after(date(2026, 9, 16), 7, "natural", CALENDAR)
    assert (period.start, period.end, period.days) == (date(2026, 9, 17), date(2026, 9, 23), 7)


def test_an_end_in_the_holidays_moves_on_and_the_printed_days_agree_with_the_dates() -> None:
    period = period_after(date(2026, 9, 25), 7, "natural", CALENDAR)
    assert period.end == date(2026, 10, 8)
    assert (period.end - period.start).days + 1 == period.days


def test_working_days_pass_over_weekends() -> None:
    period = period_after(date(2026, 9, 10), 7, "working", CALENDAR)
    assert period.end == date(2026, 9, 20)


def test_past_the_announced_years_working_days_are_not_guessed() -> None:
    with pytest.raises(CalendarEnded, match="放假安排只到 2026年"):
        period_after(date(2026, 12, 30), 7, "working", CALENDAR)
    assert not period_after(date(2026, 12, 30), 7, "natural", CALENDAR).certain


@given(
    st.dates(date(2026, 1, 1), date(2026, 11, 1)), st.integers(1, 30), st.sampled_from(["natural", "working"])
)
def test_a_period_is_never_shorter_than_asked_and_ends_on_a_working_day(
    day: date, days: int, unit: str
) -> None:
    period = period_after(day, days, unit, CALENDAR)
    assert period.start == day + timedelta(days=1)
    assert period.days >= days
    assert CALENDAR.is_working_day(period.end)
