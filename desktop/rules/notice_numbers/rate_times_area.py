"""Rate × area = amount in running text: 4683.9亩 × 20元/亩 = 93678元; also so much for a household or a head.

Only rates for a whole period are multiplied; a monthly rate needs months that the sentence rarely tells.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import Figure, Kind, Rate, figures_in, rates_in, shown
from desktop.rules.notice_numbers.reading import Sentence, sentences_in_cells, sentences_of

_SEGMENTS = re.compile(r"其中")
_MONTHS = re.compile(r"(\d{1,2})月?(?:至|到|-)(\d{1,2})月|(\d{1,2})个月")
_PEOPLE = ("人", "名", "口")
_OTHER_MONEY = re.compile(
    r"预算|结余|缺口|贷款|收入|配套|不超过|封顶|上限|保额|保费|造价|下达|指标|已拨|剩余"
)


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``rate-times-area`` where rate, quantity and amount belong together beyond doubt."""
    households = _households(document, data)
    sentences = sentences_of(document)
    judged = False
    for sentence in sentences:
        whole = _Text(sentence, 0, sentence.text, households)
        parts = [*_segments(sentence, households)]
        found = [finding for part in parts for finding in part.single()]
        told = any(part.is_single for part in parts)
        if not told and len(parts) > 1:
            found, told = list(whole.single()), whole.is_single
        if not told:
            found, told = list(whole.several()), len(whole.rates) > 1
        judged = judged or told
        yield from found
        yield from _by_the_month(sentence)
    for sentence in sentences_in_cells(document):
        yield from _Text(sentence, 0, sentence.text, 0).single()
    yield from _side_by_side(sentences, households)
    if not judged:
        yield from _over_sentences(sentences, households)


class _Text:
    """A sentence, or the stretch of one between 其中 and 其中, with its rates, quantities and amounts."""

    def __init__(self, sentence: Sentence, shift: int, text: str, households: int) -> None:
        self.sentence, self.shift, self.households = sentence, shift, households
        figures = figures_in(text)
        self.rates = [rate for rate in rates_in(text) if not rate.timed]
        self.timed = any(rate.timed for rate in rates_in(text))
        self.bases = [figure for figure in figures if any(_counted(rate, figure) for rate in self.rates)]
        self.amounts = [
            figure
            for figure in figures
            if figure.kind is Kind.MONEY and not _OTHER_MONEY.search(figure.label)
        ]

    @property
    def is_single(self) -> bool:
        return len(self.rates) == len(self.bases) == 1 and bool(self.amounts) and not self.timed

    def single(self) -> Iterator[Finding]:
        """One rate and one quantity: one of the amounts must be their product."""
        if not self.is_single or any(amount.approximate for amount in self.amounts):
            return
        rate, base = self.rates[0], self.bases[0]
        if base.approximate or any(agrees(rate, base, amount, self.households) for amount in self.amounts):
            return
        behind = [amount for amount in self.amounts if amount.start > min(rate.start, base.start)]
        sure = len(self.amounts) == 1 and "投资" not in self.amounts[0].label
        if behind and (sure or _near(rate, base, behind[0])):
            yield finding(rate, base, behind[0], self.sentence.place_at(self.shift + behind[0].start))

    def several(self) -> Iterator[Finding]:
        """As many quantities and amounts as rates, perhaps with totals before them: taken in order."""
        count = len(self.rates)
        if count < 2 or self.timed:
            return
        best: tuple[int, list[Figure], list[Figure]] = (0, [], [])
        for bases in _runs(self.bases, count):
            for amounts in _runs(self.amounts, count):
                right = sum(
                    agrees(rate, base, amount, self.households)
                    for rate, base, amount in zip(self.rates, bases, amounts, strict=True)
                )
                if right > best[0]:
                    best = (right, bases, amounts)
        for rate, base, amount in zip(self.rates, best[1], best[2], strict=False):
            if base.approximate or amount.approximate or agrees(rate, base, amount, self.households):
                continue
            yield finding(rate, base, amount, self.sentence.place_at(self.shift + amount.start))


def _by_the_month(sentence: Sentence) -> Iterator[Finding]:
    """100人，每人每月120元，计12000元: some whole number of months must make it come out."""
    rates = [rate for rate in rates_in(sentence.text) if rate.timed]
    figures = figures_in(sentence.text)
    if len(rates) != 1:
        return
    bases = [figure for figure in figures if _counted(rates[0], figure)]
    amounts = [figure for figure in figures if figure.kind is Kind.MONEY]
    if (
        len(bases) != 1
        or len(amounts) != 1
        or bases[0].approximate
        or amounts[0].approximate
        or not bases[0].value
    ):
        return
    rate, base, amount = rates[0], bases[0], amounts[0]
    months = amount.value / (rate.value * base.value)
    span = _MONTHS.search(sentence.text)
    known = (int(span[2]) - int(span[1]) + 1 if span[1] else int(span[3])) if span else 0
    nearest = known or round(months)
    if known and 1 <= known <= 12 and months != known and 2 * known > months > Fraction(known, 2):
        months = Fraction(known) + Fraction(known, 1000)
    if 1 <= nearest <= 12 and 0 < abs(months - nearest) < Fraction(nearest, 20):
        once = rate.value * base.value * nearest
        if abs(once - amount.value) >= amount.step:
            place = sentence.place_at(amount.start)
            right = shown(once, amount.unit, min(amount.step, Fraction(1)))
            count = zh("{nearest}个月", nearest=nearest) if nearest > 1 else ""
            text = zh(
                "{base}按{rate}{count}算是{right}，写的是“{told}”。",
                base=base.written,
                rate=rate.written,
                count=count,
                right=right,
                told=amount.written,
            )
            advice = zh("请核对人数、标准和金额，哪一个写错了。")
            yield Finding("rate-times-area", Severity.WARN, place, text, advice)


def _side_by_side(sentences: Sequence[Sentence], households: int) -> Iterator[Finding]:
    """南湾村1020.5亩20410元，北湾村884.2亩17684元: what holds for most pairs holds for all."""
    rates = {
        (r.value, r.per): r
        for s in sentences
        for r in rates_in(s.text)
        if r.per_kind is Kind.AREA and not r.timed
    }
    for sentence in sentences:
        figures = figures_in(sentence.text)
        pairs = [
            (base, amount)
            for base, amount in pairwise(figures)
            if base.kind is Kind.AREA and amount.kind is Kind.MONEY and amount.start - base.end <= 3
        ]
        if len(pairs) < 3:
            continue
        for rate in rates.values():
            wrong = [pair for pair in pairs if not agrees(rate, *pair, households=0)]
            if wrong and len(wrong) * 3 <= len(pairs):
                for base, amount in wrong:
                    yield finding(rate, base, amount, sentence.place_at(amount.start))


def agrees(rate: Rate, base: Figure, amount: Figure, households: int = 0) -> bool:
    """Whether the product is the amount within what rounding of the rate, the area and each household's sum explains."""
    quantity = base.value / rate.per_value
    product = quantity * rate.value
    room = amount.step
    if rate.places >= 2:
        room = max(room, rate.step * quantity)
    if base.number % 1:
        room = max(room, base.step / rate.per_value * rate.value)
    if amount.step <= Fraction(1, 100):
        room += Fraction(households, 200)
    elif product % amount.step:
        room = max(room, amount.step * (int(households**0.5) + 1))
    return abs(product - amount.value) < room


def finding(rate: Rate, base: Figure, amount: Figure, place: str) -> Finding:
    product = base.value / rate.per_value * rate.value
    right = shown(product, amount.unit, min(amount.step, Fraction(1)))
    text = zh(
        "{base}按{rate}算是{right}，写的是“{told}”。",
        base=base.written,
        rate=rate.written,
        right=right,
        told=amount.written,
    )
    advice = zh("请核对面积（数量）、标准和金额，哪一个写错了。")
    return Finding("rate-times-area", Severity.WARN, place, text, advice)


def _counted(rate: Rate, figure: Figure) -> bool:
    if rate.per_kind is Kind.AREA:
        return figure.kind is Kind.AREA
    if figure.kind is not Kind.COUNT:
        return False
    return figure.unit == rate.per or (rate.per in _PEOPLE and figure.unit in _PEOPLE)


def _near(rate: Rate, base: Figure, amount: Figure) -> bool:
    product = base.value / rate.per_value * rate.value
    return product * 7 < amount.value * 10 < product * 13


def _segments(sentence: Sentence, households: int) -> Iterator[_Text]:
    start = 0
    for match in (*_SEGMENTS.finditer(sentence.text), None):
        end = match.start() if match else len(sentence.text)
        yield _Text(sentence, start, sentence.text[start:end], households)
        start = match.end() if match else end


def _runs(figures: Sequence[Figure], count: int) -> Iterator[list[Figure]]:
    """The figures with their totals left out: ``count`` in a row from either end, or every other one."""
    if len(figures) < count:
        return
    yield list(figures[-count:])
    if len(figures) > count:
        yield list(figures[:count])
        yield list(figures[1 : count + 1])


def _households(document: Document, data: ExaminationData) -> int:
    counted = [
        int(figure.value)
        for sentence in sentences_of(document)
        for figure in figures_in(sentence.text)
        if figure.kind is Kind.COUNT and figure.unit in ("户", "人")
    ]
    return min(max(counted, default=0), data.own.arithmetic.most_roundings)


def _over_sentences(sentences: Sequence[Sentence], households: int) -> Iterator[Finding]:
    """A document with one rate, one area and one amount, told in different sentences."""
    rates = [rate for sentence in sentences for rate in rates_in(sentence.text)]
    if (
        len({(rate.value, rate.per) for rate in rates}) != 1
        or rates[0].timed
        or rates[0].per_kind is not Kind.AREA
    ):
        return
    found = [(sentence, figure) for sentence in sentences for figure in figures_in(sentence.text)]
    bases = {figure.value: figure for _, figure in found if figure.kind is Kind.AREA}
    amounts = {figure.value: (sentence, figure) for sentence, figure in found if figure.kind is Kind.MONEY}
    if len(bases) != 1 or len(amounts) != 1:
        return
    base = next(iter(bases.values()))
    sentence, amount = next(iter(amounts.values()))
    if base.approximate or amount.approximate or _OTHER_MONEY.search(amount.label):
        return
    if not agrees(rates[0], base, amount, households) and _near(rates[0], base, amount):
        yield finding(rates[0], base, amount, sentence.place_at(amount.start))
