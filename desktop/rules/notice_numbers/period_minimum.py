"""A notice period shorter than its kind must have. Only what a law or an official page says is held against it."""

from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.domain.noticekind import PERIOD_MARK_WORDS, NoticeKind, NoticePeriod
from desktop.domain.timelimit import TimeUnit
from desktop.rules.notice_checks.outline import outline_of
from desktop.rules.notice_numbers.period_days import working_days
from desktop.rules.notice_numbers.posting_period import posting_ranges, stated_days


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``period-too-short`` by the dates where they are told, else by the stated days. The first day may count."""
    outline = outline_of(document, data)
    limits = data.own.dates
    if not outline.posted or outline.kind is None or outline.kind.period is None:
        return
    kind, period = outline.kind, outline.kind.period
    if period.issue_within or period.mark not in limits.binding_marks:
        return
    if any(word in outline.title_text for word in limits.without_minimum):
        return
    judged = False
    for posting in posting_ranges(document):
        first, last = posting.first, posting.last
        if first is None or last is None or last < first:
            continue
        judged = True
        working = period.span.unit is TimeUnit.WORKING_DAY
        days = working_days(data.calendar, first, last) if working else (last - first).days + 1
        if days is not None and days < period.span.amount:
            unit = zh("个工作日") if working else zh("天")
            told = zh(
                "“{written}”把开始那天算进去也只有{days}{unit}", written=posting.written, days=days, unit=unit
            )
            yield _finding(kind, period, posting.place, told)
    if judged:
        return
    for stated in stated_days(document):
        natural_for_working = period.span.unit is TimeUnit.WORKING_DAY and not stated.working
        working_for_natural = period.span.unit is not TimeUnit.WORKING_DAY and stated.working
        # Five working days always span at least seven natural ones.
        days = stated.days + stated.days // 5 * 2 if working_for_natural else stated.days
        if days < period.span.amount or (natural_for_working and days <= period.span.amount):
            yield _finding(kind, period, stated.place, zh("写的是{written}", written=stated.written))


def _finding(kind: NoticeKind, period: NoticePeriod, place: str, told: str) -> Finding:
    text = zh("{told}，{name}要{words}以上。", told=told, name=kind.name, words=period.span.words)
    mark = PERIOD_MARK_WORDS[period.mark]
    advice = zh(
        "请把公示延长到{words}以上；本地另有规定的，按本地的办。（出处：{mark}）",
        words=period.span.words,
        mark=mark,
    )
    return Finding("period-too-short", Severity.WARN, place, text, advice, period.basis)
