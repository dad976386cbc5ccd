"""The stated number of days against the dates from–to. Both ways of counting the first day are right."""

from collections.abc import Iterator
from datetime import date, timedelta

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.calendar import CalendarEnded, WorkingCalendar
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.posting_period import (
    PostingRange,
    StatedDays,
    posting_ranges,
    stated_days,
    stated_near,
)


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``days-differ`` where neither count agrees. Years without a calendar are not judged in working days."""
    ranges = posting_ranges(document)
    for posting in ranges:
        stated = stated_near(posting) or _only_one(document, len(ranges))
        first, last = posting.first, posting.last
        if stated is None or first is None or last is None or last < first:
            continue
        if (last - first).days > data.own.dates.longest_period_days:
            continue
        found = _difference(posting, stated, (first, last), data)
        if found:
            yield found


def working_days(calendar: WorkingCalendar, first: date, last: date) -> int | None:
    """Working days from ``first`` through ``last``; None outside the known years."""
    try:
        return calendar.working_days_between(first - timedelta(days=1), last)
    except CalendarEnded:
        return None


def _only_one(document: Document, ranges: int) -> StatedDays | None:
    """The stated days of another paragraph belong to the range if there is one of each."""
    stated = [days for days in stated_days(document) if not days.deadline]
    return stated[0] if len(stated) == 1 and ranges == 1 else None


def _difference(
    posting: PostingRange, stated: StatedDays, days: tuple[date, date], data: ExaminationData
) -> Finding | None:
    first, last = days
    natural = (last - first).days + 1
    working = working_days(data.calendar, first, last)
    begins_working = working_days(data.calendar, first, first)
    if stated.working:
        if working is None or begins_working is None:
            return None
        inclusive, exclusive, unit = working, working - begins_working, zh("个工作日")
    else:
        inclusive, exclusive, unit = natural, natural - 1, zh("天")
    if stated.days in (inclusive, exclusive) or (stated.least and exclusive > stated.days):
        return None
    both = zh("从开始那天算起是{inclusive}{unit}", inclusive=inclusive, unit=unit) + (
        zh("，从第二天算起是{exclusive}{unit}", exclusive=exclusive, unit=unit)
        if exclusive != inclusive
        else ""
    )
    text = zh("写的是{told}，但“{period}”{both}。", told=stated.written, period=posting.written, both=both)
    severity, advice = Severity.WARN, zh("请改天数或改起止日期，两处要对得上。")
    if not stated.working and not stated.natural and working is not None and stated.days == working:
        severity, advice = (
            Severity.INFO,
            zh("按工作日数正好是{working}天；如果指的是工作日，请写明“工作日”。", working=working),
        )
    elif stated.working and stated.days in (natural, natural - 1):
        advice = zh("这个天数是按自然日数的，放假日也算了进去；请延长公示，或改写成自然日。")
    return Finding("days-differ", severity, posting.place, text, advice, data.own.dates.counting_source)
