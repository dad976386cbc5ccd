"""Products written out: 3人×5天×150元/天=2250元.

A share among the factors counts in hundredths. Judges only where every factor and the product are plain figures.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import rates_in
from desktop.rules.notice_numbers.reading import cells_told, paragraphs_of

_NUMBER = r"\d[\d,]{0,11}(?:\.\d{1,6})?"
_UNIT = r"(?:[万亿]?(?:元|亩|公顷|平方米|人|户|天|日|个月|月|年|公里|千米|米|头|只|台|套|吨|公斤|斤|株|棵|座|间|袋|次|工日|㎡|m2)|%)"
_FACTOR = rf"{_NUMBER}{_UNIT}?(?:[/每·][\u4e00-\u9fff㎡]{{1,3}}){{0,2}}"
_PRODUCT = re.compile(
    rf"(?<![\d.+×*=/-])({_FACTOR}(?:[×*]{_FACTOR}){{1,4}})=({_NUMBER})((?:{_UNIT})?)(?![\d.×*+%/-])"
)
_SCALES = {"万": 10_000, "亿": 100_000_000}


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``rate-times-area`` where the product is not the figure behind the sign of equality."""
    for paragraph in (*paragraphs_of(document), *cells_told(document)):
        for match in _PRODUCT.finditer(paragraph.text):
            if len(rates_in(match[1])) == 1 and match[1].count("×") + match[1].count("*") == 1:
                continue  # a rate and what it is paid for: another rule knows how such sums are rounded
            product = Fraction(1)
            for factor in re.split(r"[×*]", match[1]):
                product *= _value(factor)
            step = Fraction(_scale(match[3]), 10 ** len(match[2].partition(".")[2]))
            if abs(product - _value(match[2] + match[3])) < step:
                continue
            right = f"{float(product / _scale(match[3])):.4f}".rstrip("0").rstrip(".")
            text = zh(
                "{sum}等于{added}，写的是“{written}”。",
                sum=match[1],
                added=right + match[3],
                written=match[2] + match[3],
            )
            place = paragraph.place_at(match.start(2))
            advice = zh("请核对面积（数量）、标准和金额，哪一个写错了。")
            yield Finding("rate-times-area", Severity.WARN, place, text, advice)


def _value(text: str) -> Fraction:
    number, unit = re.split(r"(?<=\d)(?![\d.,])", text, maxsplit=1)
    value = Fraction(number.replace(",", "")) * _scale(unit)
    return value / 100 if unit.startswith("%") else value


def _scale(unit: str) -> int:
    return _SCALES.get(unit[:1], 1)
