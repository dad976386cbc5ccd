"""So many at such a price cost so much: 化肥35袋，单价168元，共5880元; 租车6天，每天900元，支出5400元."""

import re
from collections.abc import Iterator
from fractions import Fraction

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import NUMBER
from desktop.rules.notice_numbers.reading import sentences_in_cells, sentences_of

_PRICED = re.compile(
    rf"(?P<count>{NUMBER})(?P<unit>天|袋|桶|瓶|包|箱|件|套|个|本|张|块|根|盏|车|次|台班|工日|个工|方|立方米|吨|公斤|斤|桌|份)"
    rf"[^\d;。元]{{0,10}}(?:单价|每(?P<per>[\u4e00-\u9fff]{{1,3}}?))[为是:]?(?P<price>{NUMBER})元"
    rf"[^\d;。元]{{0,8}}(?:共|计|合计|共计|支出|金额|费用|需|支付|小计)[^\d;。元]{{0,4}}(?P<sum>{NUMBER})元"
)
_NEAR = (Fraction(1, 2), Fraction(2))


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``rate-times-area`` where the product is not the sum and near it."""
    for sentence in (*sentences_of(document), *sentences_in_cells(document)):
        for match in _PRICED.finditer(sentence.text):
            count, price, told = (
                Fraction(match[name].replace(",", "")) for name in ("count", "price", "sum")
            )
            if (match["per"] and match["per"] not in match["unit"]) or not count or not price:
                continue
            product = count * price
            if abs(product - told) < 1 or not _NEAR[0] < told / product < _NEAR[1]:
                continue
            text = zh(
                "{base}按每{unit}{price}元算是{right}元，写的是“{told}元”。",
                base=match["count"] + match["unit"],
                unit=match["unit"],
                price=match["price"],
                right=f"{float(product):.2f}".rstrip("0").rstrip("."),
                told=match["sum"],
            )
            advice = zh("请核对数量、单价和金额，哪一个写错了。")
            yield Finding(
                "rate-times-area", Severity.WARN, sentence.place_at(match.start("sum")), text, advice
            )
