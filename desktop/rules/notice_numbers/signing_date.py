"""A notice signed after its period began: what was posted on the first day had nobody's name under it."""

from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.posting_period import posting_ranges, signature_of


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``signed-after-posting``; a gap of many months is a mistyped year and told by the rule of years."""
    signed = signature_of(document)
    day = signed.value if signed else None
    if signed is None or day is None:
        return
    for posting in posting_ranges(document):
        first = posting.first
        if first is None or not first < day or (day - first).days > data.own.dates.longest_period_days:
            continue
        text = zh(
            "署名日期是“{written}”，公示却从{month}月{day}日开始，签在了张贴之后。",
            written=signed.moment.written,
            month=first.month,
            day=first.day,
        )
        advice = zh("请核对署名日期和公示的起止日期；公示应当在签发之后开始。")
        yield Finding("signed-after-posting", Severity.WARN, signed.place, text, advice)
        return
