"""So much a month for so many months makes so much: 每月1100元，三个月共3300元.

For one person or household; where heads are counted in the sentence, ``rate_times_area`` judges.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import NUMBER, Kind, figures_in
from desktop.rules.notice_numbers.number_words import WORDS, whole_number
from desktop.rules.notice_numbers.reading import sentences_in_cells, sentences_of

_EACH_MONTH = (
    rf"(?:每月[^\d,;]{{0,8}}(?P<a>{NUMBER})元|(?P<b>{NUMBER})元(?:/|每|·)月"
    rf"|月(?:工资|报酬|补贴|补助|标准|租金|保障金)[^\d,;]{{0,4}}(?P<c>{NUMBER})元)"
)
_MONTHS = re.compile(
    rf"{_EACH_MONTH}[^\d;。{WORDS}]{{0,16}}(?P<months>\d{{1,2}}|[{WORDS}]{{1,2}})个月"
    rf"[^\d;。]{{0,8}}?(?:共|计|合计|发放|补发|发|=|金额)[^\d;。]{{0,6}}(?P<sum>{NUMBER})元"
)
_MOST_MONTHS = 36
_NEAR = (Fraction(1, 2), Fraction(2))


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``rate-times-area`` where the product differs by more than the last place of the sum."""
    for sentence in (*sentences_of(document), *sentences_in_cells(document)):
        if "个月" not in sentence.text or any(
            figure.kind is Kind.COUNT and figure.unit in ("人", "户", "名", "口") and figure.value != 1
            for figure in figures_in(sentence.text)
        ):
            continue
        for match in _MONTHS.finditer(sentence.text):
            rate, told = (
                Fraction((match["a"] or match["b"] or match["c"]).replace(",", "")),
                match["sum"].replace(",", ""),
            )
            months = whole_number(match["months"])
            if not months or months > _MOST_MONTHS or not rate:
                continue
            product = rate * months
            if not abs(product - Fraction(told)) >= 1 or not _NEAR[0] < Fraction(told) / product < _NEAR[1]:
                continue
            text = zh(
                "每月{rate}元，{months}个月是{right}元，写的是“{told}元”。",
                rate=match["a"] or match["b"] or match["c"],
                months=months,
                right=f"{float(product):.2f}".rstrip("0").rstrip("."),
                told=match["sum"],
            )
            advice = zh("请核对标准、月数和金额，哪一个写错了。")
            place = sentence.place_at(match.start("sum"))
            yield Finding("rate-times-area", Severity.WARN, place, text, advice)
