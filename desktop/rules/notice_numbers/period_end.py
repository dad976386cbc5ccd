"""A notice period that ends on a day off: it runs on to the next working day (民法典 203)."""

from collections.abc import Iterator
from datetime import date

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.calendar import CalendarEnded
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.posting_period import posting_ranges, stated_near

_WEEKDAYS = (
    zh("星期一"), zh("星期二"), zh("星期三"), zh("星期四"), zh("星期五"), zh("星期六"), zh("星期日")
)  # fmt: skip


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``end-on-holiday``: information for natural days, a warning where working days were counted."""
    for posting in posting_ranges(document):
        first, last = posting.first, posting.last
        if first is None or last is None or last < first:
            continue
        try:
            if data.calendar.is_working_day(last):
                continue
            following = data.calendar.next_working_day(last)
        except CalendarEnded:
            continue
        stated = stated_near(posting)
        working = stated is not None and stated.working
        name = data.calendar.holiday_name(last)
        day = zh("{name}放假", name=name) if name else _WEEKDAYS[last.weekday()]
        text = zh("公示最后一天{words}是{day}，不是工作日。", words=_words(last), day=day)
        advice = zh("最后一天是放假日的顺延，公示应当到{words}为止。", words=_words(following))
        severity = Severity.WARN if working else Severity.INFO
        yield Finding("end-on-holiday", severity, posting.place, text, advice, data.own.dates.holiday_source)


def _words(day: date) -> str:
    return zh("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)
