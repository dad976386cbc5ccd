"""Ranges that end before they begin: 2024年9月23日至9月16日, 2024—2022年."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.dates_found import ranges_in
from desktop.rules.notice_numbers.posting_period import signature_of
from desktop.rules.notice_numbers.reading import paragraphs_of

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:-+|至|到|~)((?:19|20)\d\d)年(?!\d)")
_ADVICE = zh("请核对开始和结束的日期，是不是写反了，或者写错了月份、年份。")


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``date-reversed`` for every range of days or years in the body."""
    signed = signature_of(document)
    year = signed.moment.year if signed else 2024
    for paragraph in paragraphs_of(document):
        for span in ranges_in(paragraph.text):
            dated = span.with_year(year)
            first, last = dated.first.value, dated.last.value
            if first and last and last < first:
                written = paragraph.text[span.start : span.end]
                yield _finding(paragraph.place_at(span.start), written)
        for match in _YEARS.finditer(paragraph.text):
            if int(match[2]) < int(match[1]):
                yield _finding(paragraph.place_at(match.start()), match.group())


def _finding(place: str, written: str) -> Finding:
    return Finding(
        "date-reversed", Severity.WARN, place, zh("“{written}”的结束早于开始。", written=written), _ADVICE
    )
