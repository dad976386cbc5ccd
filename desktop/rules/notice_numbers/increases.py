"""So much more or less than before: 67.59元/亩，比上年65.00元/亩提高3.98%."""

import re
from collections.abc import Iterator
from fractions import Fraction

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import NUMBER
from desktop.rules.notice_numbers.reading import paragraphs_of

_UNIT = r"(?:万|亿)?(?:元(?:/[亩人户月]|每亩|每月)?|亩|户|人|公顷)"
_COMPARED = re.compile(
    rf"(?P<new>{NUMBER})(?P<unit>{_UNIT})(?:\([^()]{{0,20}}\))?[^。;\d]{{0,12}}(?:比|较)(?:上年|去年|上一年|上年度|\d{{4}}年)?(?:同期|度)?的?"
    rf"(?P<old>{NUMBER})(?P=unit)(?P<way>提高|增长|增加|上升|上调|下降|降低|减少|下调)了?(?P<share>{NUMBER})%"
)
_CHANGED = re.compile(
    rf"(?:由|从)(?:原来的|原)?(?P<old>{NUMBER})(?P<unit>{_UNIT}(?:/[\u4e00-\u9fff]{{1,3}})?)(?:调整|提高|上调|增加|增长|下调|降低|下降|减少)(?:为|到|至)"
    rf"(?P<new>{NUMBER})(?P=unit)[,(]?(?:增幅|涨幅|降幅)?(?P<way>上涨|提高|增长|增加|上升|上调|下降|降低|减少|下调|为|达)了?(?P<share>{NUMBER})%"
)


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``percentage-wrong`` where old, new and change stand together."""
    for paragraph in paragraphs_of(document):
        for match in (*_COMPARED.finditer(paragraph.text), *_CHANGED.finditer(paragraph.text)):
            new, old, told = (Fraction(match[name].replace(",", "")) for name in ("new", "old", "share"))
            if not old:
                continue
            true = abs(new - old) / old * 100
            if abs(true - told) < Fraction(1, 10 ** len(match["share"].partition(".")[2])):
                continue
            text = zh(
                "从{old}到{new}是{way}{share:.2f}%，写的是“{told}%”。",
                old=match["old"],
                new=match["new"],
                way=match["way"],
                share=float(true),
                told=match["share"],
            )
            place = paragraph.place_at(match.start("share"))
            yield Finding(
                "percentage-wrong", Severity.WARN, place, text, zh("请核对这三个数，哪一个写错了。")
            )
