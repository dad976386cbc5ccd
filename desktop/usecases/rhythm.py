"""Matters published again and again: by which day this period's record must be out, and which matters wait for it.

Only matters this office has published before: what was never begun stands in the coverage, not on the board of the day.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from desktop.base.words import tr, zh
from desktop.domain.calendar import CalendarEnded, WorkingCalendar
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.matter import Matter
from desktop.domain.record import RecordState
from desktop.domain.timelimit import Stage, StageKind
from desktop.storage.coverage import Dated, dated_records
from desktop.usecases.desk import Desk
from desktop.usecases.local_rules import calendar_of

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_WORDS = {"month": zh("每月"), "quarter": zh("每季度"), "half_year": zh("每半年"), "year": zh("每年")}
_DAY = re.compile(r"首月(\d{1,2})日|^(\d{1,2})日")
_AFTER = re.compile(r"(\d+)_working_days")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch in which a matter is published once: first day, and the last day to publish by."""

    start: date
    due: date
    words: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A matter whose record of the period is not out. ``record`` is the one begun for it, empty if none is."""

    matter: Matter
    period: Period
    record: str
    title: str
    state: RecordState | None


def period_of(stage: Stage, on: date, last: date | None, calendar: WorkingCalendar) -> Period | None:
    """The period that ``on`` lies in; None where the stage has no rhythm we can count, or the calendar has ended.

    ``last`` is the day of the last publication, from which a rhythm in working days counts.
    """
    after = _AFTER.fullmatch(stage.period)
    if after:
        if last is None:
            return None
        try:
            due = calendar.add_working_days(last, int(after[1]))
        except CalendarEnded:
            return None
        return Period(last + timedelta(days=1), due, tr("每 {days} 个工作日", days=after[1]))
    length = _MONTHS.get(stage.period)
    if length is None:
        return None
    first = date(on.year, (on.month - 1) // length * length + 1, 1)
    named = _DAY.search(stage.start)
    month = first.month if named else first.month + length - 1
    longest = monthrange(first.year, month)[1]
    day = min(int(named[1] or named[2]), longest) if named else longest
    return Period(first, date(first.year, month, day), _WORDS[stage.period])


def waiting(desk: Desk, session: Session, on: date) -> Iterator[Waiting]:
    """Matters this office publishes in a rhythm and has not published in the period of ``on``."""
    calendar = calendar_of(desk, session)
    rhythmic = {
        matter.code: (matter, stage)
        for matter in desk.catalogue.matters
        for stage in matter.time_limit.stages
        if stage.kind is StageKind.RECURRING
    }
    found: dict[str, list[Dated]] = {}
    for entry in dated_records(session, desk.organisation.code, frozenset(rhythmic)):
        if entry.day <= on:
            found.setdefault(entry.matter, []).append(entry)
    for code, entries in found.items():
        matter, stage = rhythmic[code]
        out = [entry.day for entry in entries if entry.state in ISSUED_STATES]
        period = period_of(stage, on, max(out, default=None), calendar)
        if period is None or any(day >= period.start for day in out):
            continue
        begun = [entry for entry in entries if entry.state not in ISSUED_STATES]
        begun = [entry for entry in begun if entry.state is not RecordState.WITHDRAWN]
        if not out and not begun:
            continue
        newest = max(begun, key=lambda entry: entry.day, default=None)
        if newest is None:
            yield Waiting(matter, period, "", matter.name, None)
        else:
            yield Waiting(matter, period, newest.record, newest.title, newest.state)
