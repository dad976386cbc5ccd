"""Working days: known years, properties that must always hold, and the refusal past the last announced year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.paths import content_root
from desktop.catalogue.content import read_content
from desktop.catalogue.regulations import read_calendar
from desktop.domain.calendar import CalendarEnded, WorkingCalendar


def _china() -> WorkingCalendar:
    path = content_root() / "standards" / "calendars" / "china.yaml"
    calendar, findings = read_calendar(read_content(path, content_root()))
    assert findings == []
    return calendar


CHINA = _china()
DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
SAFE_STARTS = st.dates(date(2019, 6, 1), date(2026, 6, 30))
AMOUNTS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 9, 20), True),
        (date(2026, 10, 10), True),
        (date(2026, 9, 25), False),
        (date(2026, 2, 14), True),
        (date(2026, 2, 23), False),
        (date(2026, 5, 9), True),
        (date(2025, 1, 28), False),
        (date(2025, 10, 8), False),
        (date(2023, 10, 7), True),
        (date(2020, 1, 31), False),
        (date(2020, 2, 3), True),
        (date(2026, 9, 16), True),
        (date(2026, 9, 19), False),
    ],
)
def test_announced_days_are_as_the_notices_say(day: date, working: bool) -> None:
    assert CHINA.is_working_day(day) is working


def test_a_day_off_has_the_name_of_its_holiday() -> None:
    assert CHINA.holiday_name(date(2026, 10, 3)) == "国庆节"
    assert CHINA.holiday_name(date(2026, 9, 16)) == ""


def test_each_year_gives_exactly_the_days_off_of_the_law() -> None:
    """11 days until 2024, 13 since 2025 (放假办法); in 2020 the State Council added two days to 春节."""
    net = {
        year: sum(day.year == year and day.weekday() < 5 for day in CHINA.off)
        - sum(day.year == year for day in CHINA.worked)
        for year in range(2019, 2027)
    }
    assert net == {2019: 11, 2020: 13, 2021: 11, 2022: 11, 2023: 11, 2024: 11, 2025: 13, 2026: 13}


def test_twenty_working_days_over_the_national_holiday() -> None:
    assert CHINA.add_working_days(date(2026, 9, 16), 20) == date(2026, 10, 20)


def test_the_day_of_the_event_does_not_count() -> None:
    assert CHINA.add_working_days(date(2026, 9, 16), 1) == date(2026, 9, 17)


def test_a_day_off_moves_on_to_the_next_working_day() -> None:
    assert CHINA.next_working_day(date(2026, 10, 1)) == date(2026, 10, 8)
    assert CHINA.next_working_day(date(2026, 9, 24)) == date(2026, 9, 24)


def test_past_the_last_year_it_refuses_and_says_what_to_do() -> None:
    with pytest.raises(CalendarEnded) as refused:
        CHINA.is_working_day(date(2027, 1, 4))
    assert str(refused.value) == "程序里的放假安排只到 2026年，算不出 2027年的工作日。请先收县里发的日历包。"
    with pytest.raises(CalendarEnded):
        CHINA.add_working_days(date(2026, 12, 28), 5)
    with pytest.raises(CalendarEnded):
        CHINA.is_working_day(date(2018, 12, 31))


@given(SAFE_STARTS, AMOUNTS)
def test_adding_never_lands_on_a_day_off(start: date, amount: int) -> None:
    end = CHINA.add_working_days(start, amount)
    assert amount == 0 or CHINA.is_working_day(end)


@given(SAFE_STARTS, AMOUNTS)
def test_what_was_added_is_what_lies_between(start: date, amount: int) -> None:
    assert CHINA.working_days_between(start, CHINA.add_working_days(start, amount)) == amount


@given(SAFE_STARTS, AMOUNTS, AMOUNTS)
def test_adding_in_two_parts_is_adding_at_once(start: date, first: int, second: int) -> None:
    at_once = CHINA.add_working_days(start, first + second)
    assert CHINA.add_working_days(CHINA.add_working_days(start, first), second) == at_once


@given(SAFE_STARTS, AMOUNTS)
def test_going_back_from_a_working_day_undoes_going_on(start: date, amount: int) -> None:
    begin = CHINA.next_working_day(start)
    assert CHINA.add_working_days(CHINA.add_working_days(begin, amount), -amount) == begin


@given(DAYS, DAYS, DAYS)
def test_stretches_of_days_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    whole = CHINA.working_days_between(first, last)
    parts = CHINA.working_days_between(first, middle) + CHINA.working_days_between(middle, last)
    assert whole == parts
    assert 0 <= whole <= (last - first).days


@given(SAFE_STARTS)
def test_the_next_working_day_has_no_working_day_before_it(start: date) -> None:
    found = CHINA.next_working_day(start)
    between = [start + timedelta(days=n) for n in range((found - start).days)]
    assert not any(CHINA.is_working_day(day) for day in between)
