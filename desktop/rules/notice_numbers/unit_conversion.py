"""One quantity told in two units: 11.8078公顷(177.117亩), 10337万元(103370000元)."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import Figure, Kind, figures_in, shown, unit_worth
from desktop.rules.notice_numbers.reading import sentences_in_cells, sentences_of

_BETWEEN = re.compile(
    r"^(?:[(,=]*(?:折合|约合|合计|共合|合|即|折|计|相当于|也就是|等于|换算为|折算为)(?:人民币|成|为)?[:]?|[(=/]+(?:人民币)?)(?:约|大约)?$"
)
_ADVICE = zh("1公顷是15亩，1万元是10000元；请重新换算。")


def check(document: Document, _data: ExaminationData) -> Iterator[Finding]:
    """``unit-conversion`` where the two differ by more than their shown places allow."""
    for sentence in (*sentences_of(document), *sentences_in_cells(document)):
        figures = figures_in(sentence.text)
        for first, second in pairwise(figures):
            if first.kind is not second.kind or first.kind not in (Kind.AREA, Kind.MONEY):
                continue
            if first.unit == second.unit:
                continue
            about = first.approximate or second.approximate
            if about and abs(first.value - second.value) * 100 < first.value * _room_of_about(first, second):
                continue
            if not _BETWEEN.match(sentence.text[first.end : second.start]) or _agree(first, second):
                continue
            right = shown(first.value, second.unit, second.step)
            text = zh(
                "“{first}”换算过来是{right}，写的是“{second}”。",
                first=first.written,
                right=right,
                second=second.written,
            )
            place = sentence.place_at(second.start)
            yield Finding("unit-conversion", Severity.WARN, place, text, _ADVICE)


def _agree(first: Figure, second: Figure) -> bool:
    return abs(first.value - second.value) < max(
        second.step if _is_rounded(second) else Fraction(0), _room(first)
    ) or (first.value == second.value)


def _room_of_about(first: Figure, second: Figure) -> int:
    """In hundredths: 约20.92亩 was measured and rounded, 约35亩 was estimated."""
    return 1 if first.number % 1 and second.number % 1 else 5


def _is_rounded(figure: Figure) -> bool:
    return figure.number % 1 != 0 or figure.number >= 100


def _room(figure: Figure) -> Fraction:
    """How far the true quantity may lie from the figure: its last place, but a short whole number means what it says."""
    if not _is_rounded(figure):
        return Fraction(0)
    worth = unit_worth(figure.unit)
    return figure.step if worth and figure.step < figure.value / 100 else figure.value / 100
