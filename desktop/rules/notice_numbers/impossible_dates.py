"""Dates that no calendar has: 2月30日, 13月5日."""

import calendar
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.dates_found import Moment, dates_in, ranges_in
from desktop.rules.notice_numbers.reading import Paragraph, paragraphs_of


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``date-impossible`` for each, also for the shortened end of a range (9月23日至31日)."""
    for paragraph in paragraphs_of(document):
        moments = {moment.start: moment for moment in dates_in(paragraph.text)}
        for span in ranges_in(paragraph.text):
            moments[span.first.start] = span.first
            moments[span.last.start] = span.last
        for moment in moments.values():
            if not moment.exists:
                yield _finding(paragraph, moment)


def _finding(paragraph: Paragraph, moment: Moment) -> Finding:
    if 1 <= moment.month <= 12:
        month, last = moment.month, calendar.monthrange(moment.year or 2024, moment.month)[1]
        why = zh("{month}月只有{last}天", month=month, last=last)
        if month == 2 and moment.year:
            why = zh("{year}年{month}月只有{last}天", year=moment.year, month=month, last=last)
    else:
        why = zh("一年没有{month}月", month=moment.month)
    text = zh("日期“{written}”不存在：{why}。", written=moment.written, why=why)
    place = paragraph.place_at(moment.start)
    return Finding("date-impossible", Severity.WARN, place, text, zh("请按原件改正这个日期。"))
