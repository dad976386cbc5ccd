"""Percentage points: 由12.6%降至0.8%，下降11.8个百分点."""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.reading import cells_told, paragraphs_of

_SHARE = r"(\d{1,3}(?:\.\d{1,4})?)%"
_POINTS = re.compile(
    rf"[由从][^%;。]{{0,16}}?{_SHARE}[^\d%;。]{{0,6}}(?:降|提|上升|增|升|调)[^\d%;。]{{0,4}}{_SHARE}"
    r"[,(](?:同比|比[^\d,;。]{0,6}|共|累计)?(?:下降|降低|提高|上升|增加|提升|减少|增长)了?(\d{1,3}(?:\.\d{1,4})?)个百分点"
)


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``percentage-wrong`` where the difference is another, beyond what rounding explains."""
    for paragraph in (*paragraphs_of(document), *cells_told(document)):
        for match in _POINTS.finditer(paragraph.text):
            before, after, told = (Decimal(match[group]) for group in (1, 2, 3))
            step = Decimal(1).scaleb(-min(len(match[group].partition(".")[2]) for group in (1, 2, 3)))
            if abs(abs(before - after) - told) > step:
                text = zh(
                    "从{before}%到{after}%相差{right}个百分点，写的是“{told}”。",
                    before=match[1],
                    after=match[2],
                    right=abs(before - after),
                    told=match[3],
                )
                place = paragraph.place_at(match.start(3))
                advice = zh("请核对这三个数，哪一个写错了。")
                yield Finding("percentage-wrong", Severity.WARN, place, text, advice)
