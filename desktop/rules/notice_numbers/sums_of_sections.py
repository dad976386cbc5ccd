"""Sections and numbered items against what is told above them: 安排4个，2360万元。（一）…类2个，1480万元。1.…投资900万元."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import Figure, Kind, figures_in, shown
from desktop.rules.notice_numbers.reading import Paragraph, paragraphs_of

_SECTION = re.compile(r"[(]?[一二三四五六七八九十]{1,2}[)、.]")
_ITEM = re.compile(r"(?:(?<=[。;:])|^)\d{1,2}[.、](?!\d)")
_TOTAL_BELOW = re.compile(r"(?:以上)?[^,。\d]{0,6}(?:合计|共计|总计)|(?:以上|上述)[^,。\d]{0,6}共")
_OF_A_LIST = 40
"""Percent that a total right below its list may be wrong by and still be a total of that list."""
_HEADING = 40
"""Characters of a line that is the heading of the items below it, as in a village's accounts: 二、本年收入：356,200.00元"""
_ADVICE = zh("请把各部分重新加一遍，看是某一部分写错了，还是总数写错了。")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``sum-wrong`` only where the parts come near the total: sections may tell of other things too."""
    nearly = data.own.arithmetic.nearly_percent
    paragraphs = paragraphs_of(document)
    for paragraph in paragraphs:
        yield from _items(paragraph, nearly)
    for items, below in _lines_and_total(paragraphs):
        totals = [f for f in figures_in(below.text.split("。")[0]) if f.kind is Kind.MONEY]
        amounts = [_money(item) for item in items]
        if len(totals) == 1 and all(len(found) == 1 for found in amounts):
            yield from _judged(below, totals, [found[0] for found in amounts], _OF_A_LIST)
    for above, items in _runs(paragraphs, _ITEM):
        totals = _money(above)
        amounts = [_money(item) for item in items]
        if len(above.text) <= _HEADING and len(totals) == 1 and all(len(found) == 1 for found in amounts):
            yield from _judged(above, totals, [found[0] for found in amounts], nearly)
    for above, sections in _runs(paragraphs, _SECTION):
        totals = figures_in(above.text)
        heads = [figures_in(section.text.split("。")[0]) for section in sections]
        for kind_of in heads[0]:
            parts = [next((f for f in head if f.alike(kind_of)), None) for head in heads]
            once = all(sum(f.alike(kind_of) for f in head) == 1 for head in heads)
            whole = [total for total in totals if total.alike(kind_of)]
            known = [part for part in parts if part]
            if once and whole:
                yield from _judged(above, whole, known, nearly)


def _items(paragraph: Paragraph, nearly: int) -> Iterator[Finding]:
    """A total and then 1. 2. 3. in the same paragraph, each with its first amount."""
    starts = [match.start() for match in _ITEM.finditer(paragraph.text)]
    if len(starts) < 2:
        return
    totals = [f for f in figures_in(paragraph.text[: starts[0]]) if f.kind is Kind.MONEY]
    ends = [*starts[1:], len(paragraph.text)]
    items = [paragraph.text[start:end] for start, end in zip(starts, ends, strict=True)]
    parts = [next((f for f in figures_in(item) if f.kind is Kind.MONEY), None) for item in items]
    if len(totals) == 1 and all(parts):
        yield from _judged(paragraph, totals, [part for part in parts if part], nearly)


def _lines_and_total(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[list[Paragraph], Paragraph]]:
    """Numbered lines with 合计 right below them."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if _ITEM.match(paragraph.text) or _SECTION.match(paragraph.text):
            run.append(paragraph)
            continue
        if len(run) >= 2 and _TOTAL_BELOW.match(paragraph.text):
            yield run, paragraph
        run = []


def _money(paragraph: Paragraph) -> list[Figure]:
    return [figure for figure in figures_in(paragraph.text) if figure.kind is Kind.MONEY]


def _runs(
    paragraphs: Sequence[Paragraph], numbered: re.Pattern[str]
) -> Iterator[tuple[Paragraph, list[Paragraph]]]:
    """Each run of at least two ``numbered`` paragraphs with the paragraph above it."""
    run: list[Paragraph] = []
    above: Paragraph | None = None
    for paragraph in (*paragraphs, None):
        if paragraph is not None and numbered.match(paragraph.text):
            run.append(paragraph)
            continue
        if above is not None and len(run) >= 2:
            yield above, run
        above, run = paragraph, []


def _judged(above: Paragraph, totals: list[Figure], parts: list[Figure], nearly: int) -> Iterator[Finding]:
    if len(parts) < 2 or any(figure.approximate for figure in (*totals, *parts)):
        return
    added = sum((part.value for part in parts), Fraction(0))
    room = max(totals[0].step, *(part.step for part in parts)) if totals[0].unit != "元" else totals[0].step
    if totals[0].kind is Kind.COUNT or all(part.unit == totals[0].unit for part in parts):
        room = totals[0].step
    if any(abs(total.value - added) < room for total in totals):
        return
    total = min(totals, key=lambda figure: abs(figure.value - added))
    allowed = max(total.value * nearly / 100, 1 if total.kind is Kind.COUNT else 0)
    if abs(total.value - added) <= allowed:
        right = shown(added, total.unit, total.step) if total.kind is not Kind.COUNT else f"{int(added)}"
        text = zh("各部分加起来是{right}，写的是“{written}”。", right=right, written=total.written)
        yield Finding("sum-wrong", Severity.WARN, above.place_at(total.start), text, _ADVICE)
