"""So much a head on the average: 842人，人均分红120元，共101040元. Also 户均 and 亩均.

An average is rounded: the sum divided by the heads must give it within its last place. Incomes are not judged.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import NUMBER, Figure, Kind, figures_in, unit_worth
from desktop.rules.notice_numbers.reading import Sentence, sentences_in_cells, sentences_of

_AVERAGE = re.compile(rf"(?P<per>[人户亩])均[^\d,;。]{{0,6}}?(?P<number>{NUMBER})(?P<unit>万?元)(?![/每])")
_PEOPLE = ("人", "名", "口")
_OTHER_SUM = re.compile(r"收入|增收|增加|以上|不超过|标准|最高|最低|预算|总投资|自筹")
_NEAR = (Fraction(1, 2), Fraction(2))


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``rate-times-area`` where one quantity and one sum stand in the sentence and do not give the average."""
    for sentence in (*sentences_of(document), *sentences_in_cells(document)):
        found = list(_AVERAGE.finditer(sentence.text))
        if len(found) == 1 and not _OTHER_SUM.search(found[0].group()):
            yield from _judged(sentence, found[0])


def _judged(sentence: Sentence, average: re.Match[str]) -> Iterator[Finding]:
    figures = [
        figure for figure in figures_in(sentence.text) if not average.start() <= figure.start < average.end()
    ]
    bases = [figure for figure in figures if _counts(average["per"], figure)]
    sums = [figure for figure in figures if figure.kind is Kind.MONEY and not _OTHER_SUM.search(figure.label)]
    if len(bases) != 1 or len(sums) != 1 or bases[0].approximate or sums[0].approximate or not bases[0].value:
        return
    worth = unit_worth(average["unit"])
    number = average["number"].replace(",", "")
    scale = worth[1] if worth else Fraction(1)
    told = Fraction(number) * scale
    step = scale / 10 ** len(number.partition(".")[2])
    quantity = bases[0].value / (Fraction(2000, 3) if average["per"] == "亩" else 1)
    true = sums[0].value / quantity
    room = step + sums[0].step / quantity
    if abs(true - told) < room or not told or not _NEAR[0] < true / told < _NEAR[1]:
        return
    text = zh(
        "{whole}除以{base}是{right}元，写的是“{told}”。",
        whole=sums[0].written,
        base=bases[0].written,
        right=f"{float(true):.2f}",
        told=average.group(),
    )
    advice = zh("请核对人数（户数、面积）、平均数和总数，哪一个写错了。")
    yield Finding("rate-times-area", Severity.WARN, sentence.place_at(average.start("number")), text, advice)


def _counts(per: str, figure: Figure) -> bool:
    if per == "亩":
        return figure.kind is Kind.AREA
    return figure.kind is Kind.COUNT and (figure.unit == per or (per == "人" and figure.unit in _PEOPLE))
