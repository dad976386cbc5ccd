"""Totals told in the text against those of the table below it: 共补贴83.5亩 over a list that adds up to 82.5."""

from collections.abc import Iterator
from fractions import Fraction

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import Figure, Kind, figures_in, rates_in
from desktop.rules.notice_numbers.reading import Sentence, sentences_of
from desktop.rules.notice_numbers.tables_read import Column, Grid, grids_of

_TOLD = ("共", "合计", "总", "计", "发放", "兑付", "兑现", "补贴", "补助", "资金", "面积", "金额")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``sum-wrong`` in the text, for a document with one table and one column of that unit."""
    grids = [grid for grid in grids_of(document, data) if len(grid.data) >= 2]
    if len(grids) != 1 or grids[0].partial:
        return
    grid = grids[0]
    figures = [
        (sentence, figure) for sentence in sentences_of(document) for figure in figures_in(sentence.text)
    ]
    if any(rates_in(sentence.text) and "调整" in sentence.text for sentence, _ in figures):
        return
    for kind in (Kind.MONEY, Kind.AREA):
        columns = [column for column in grid.columns if column.additive and column.kind is kind]
        told = [(sentence, figure) for sentence, figure in figures if figure.kind is kind]
        if len(columns) != 1 or not told or any(figure.approximate for _, figure in told):
            continue
        yield from _compared(grid, columns[0], told, data.own.arithmetic.nearly_percent)


def _compared(
    grid: Grid, column: Column, told: list[tuple[Sentence, Figure]], nearly: int
) -> Iterator[Finding]:
    sums = _sums(grid, column)
    if not sums or any(_same(figure, total) for _, figure in told for total in sums):
        return
    total = sums[0]
    for sentence, figure in told:
        if abs(figure.value - total) * 100 <= total * nearly and any(word in figure.label for word in _TOLD):
            exact = total / column.worth
            text = zh(
                "正文写的是“{written}”，{place}里“{heading}”合计是{plain}{unit}。",
                written=figure.written,
                place=grid.table.place,
                heading=column.heading[:16],
                plain=_plain(exact),
                unit=column.unit,
            )
            advice = zh("请核对正文和表里的合计，改成一致。")
            yield Finding("sum-wrong", Severity.WARN, sentence.place_at(figure.start), text, advice)
            return


def _sums(grid: Grid, column: Column) -> list[Fraction]:
    """The column's total as told in the table, and as its rows add up."""
    told = [
        Fraction(row.values[column.index])
        for row in grid.rows
        if row.level >= 2 and column.index in row.values
    ]
    added = sum(
        (Fraction(row.values[column.index]) for row in grid.data if column.index in row.values), Fraction(0)
    )
    return [value * column.worth for value in (*told, added)]


def _same(figure: Figure, total: Fraction) -> bool:
    return abs(figure.value - total) < figure.step


def _plain(value: Fraction) -> str:
    return f"{float(value):.4f}".rstrip("0").rstrip(".")
