"""Years that do not fit the rest: a notice of 2024 whose period runs in 2042, a paper numbered in a year to come."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.outline import outline_of
from desktop.rules.notice_numbers.dates_found import ranges_in
from desktop.rules.notice_numbers.posting_period import Signature, posting_ranges, signature_of
from desktop.rules.notice_numbers.reading import paragraphs_of

_YEAR = re.compile(r"(?<![\d.])(\d{4})年(?!内|以|期|限)")
_BROKEN_YEAR = re.compile(r"(?<![\d.])(?:\d{3}|\d{5,6})年\d{1,2}月(?:\d{1,2}日)?")
_LASTING = re.compile(r"承包|使用|租|经营|出让|特许|年限|权")
_DECADES = 15
_NUMBERED = re.compile(r"[〔\[【﹝(](\d{4})[〕\]】﹞)]\s*(?:第)?\d{1,4}号")
_ADVICE = zh("请核对年份。")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``date-year-odd``: judged against the signature, or without one against the period and the title."""
    signed = signature_of(document)
    postings = [posting for posting in posting_ranges(document) if posting.first and posting.last]
    told: set[str] = set()
    for finding in (
        *_periods(document, data, signed),
        *_long_ranges(document),
        *_numbers(document, signed),
        *_text(document, data, signed, [day.year for p in postings for day in (p.first, p.last) if day]),
    ):
        if finding.place + finding.code not in told:
            told.add(finding.place + finding.code)
            yield finding


def _periods(document: Document, data: ExaminationData, signed: Signature | None) -> Iterator[Finding]:
    limits = data.own.dates
    title = _title_year(document, data)
    for posting in posting_ranges(document):
        first, last = posting.first, posting.last
        if first is None or last is None:
            continue
        if (last - first).days > limits.longest_period_days:
            yield _finding(
                posting.place,
                zh(
                    "公示从{year}年一直到{last}年“{written}”，不像是真的。",
                    year=first.year,
                    last=last.year,
                    written=posting.written,
                ),
            )
            continue
        day = signed.value if signed else None
        if day is not None and abs((first - day).days) > limits.longest_period_days:
            text = zh(
                "公示期在{year}年，署名日期却是“{written}”。",
                year=first.year,
                written=signed.moment.written if signed else "",
            )
            yield _finding(posting.place, text)
        elif (title and first.year < title - limits.most_years_apart) or (
            title and not day and first.year > title + limits.most_years_apart + 2
        ):
            yield _finding(
                posting.place, zh("标题说的是{title}年，公示期却在{year}年。", title=title, year=first.year)
            )
    day = signed.value if signed else None
    if signed and day and title and day.year < title - limits.most_years_apart:
        yield _finding(
            signed.place,
            zh("标题说的是{title}年，署名日期却是“{written}”。", title=title, written=signed.moment.written),
        )


def _long_ranges(document: Document) -> Iterator[Finding]:
    """A ban or a season that runs for decades; leases and contracts do."""
    for paragraph in paragraphs_of(document):
        for span in ranges_in(paragraph.text):
            first, last = span.first.value, span.last.value
            around = paragraph.text[max(0, span.start - 20) : span.end + 10]
            if first and last and last.year - first.year >= _DECADES and not _LASTING.search(around):
                written = paragraph.text[span.start : span.end]
                yield _finding(
                    paragraph.place_at(span.start),
                    zh("“{written}”长达{year}年，不像是真的。", written=written, year=last.year - first.year),
                )


def _numbers(document: Document, signed: Signature | None) -> Iterator[Finding]:
    """A document number of a year after the signature."""
    if signed is None:
        return
    for paragraph in paragraphs_of(document):
        for match in _NUMBERED.finditer(paragraph.text):
            if int(match[1]) > signed.moment.year:
                text = zh(
                    "文号“{found}”的年份比署名日期“{written}”还晚。",
                    found=match.group(),
                    written=signed.moment.written,
                )
                yield _finding(paragraph.place_at(match.start()), text)


def _text(
    document: Document, data: ExaminationData, signed: Signature | None, years: list[int]
) -> Iterator[Finding]:
    """Years in the text that lie before living memory or far beyond any plan."""
    limits = data.own.dates
    last = max([*years, signed.moment.year if signed else 0]) or data.calendar.last_year
    if last > data.calendar.last_year + limits.most_years_apart:
        last = data.calendar.last_year
    for paragraph in paragraphs_of(document):
        for match in _BROKEN_YEAR.finditer(paragraph.text):
            yield _finding(
                paragraph.place_at(match.start()), zh("“{found}”的年份不是四位数。", found=match.group())
            )
        for match in _YEAR.finditer(paragraph.text):
            year = int(match[1])
            if not limits.earliest_year <= year <= last + limits.furthest_year_ahead:
                yield _finding(
                    paragraph.place_at(match.start()),
                    zh("“{found}”这个年份不像是真的。", found=match.group()),
                )


def _title_year(document: Document, data: ExaminationData) -> int:
    """The latest year the title names, 0 if none."""
    years = re.findall(r"(?<!\d)(20\d\d)(?!\d)", outline_of(document, data).title_text)
    return max((int(year) for year in years), default=0)


def _finding(place: str, text: str) -> Finding:
    return Finding("date-year-odd", Severity.WARN, place, text, _ADVICE)
