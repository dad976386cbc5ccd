"""Totals of a table against its rows, on several levels: 小计, 合计, 总计, above or below what they add up."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.cell_numbers import places_of
from desktop.rules.notice_numbers.tables_read import Column, Grid, Row, grids_of, is_han_sequence

_ADVICE = zh("请把这一栏重新加一遍，看是某一行写错了，还是合计写错了。")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``sum-wrong`` at the total; a difference that rounding of the rows explains is only information."""
    for grid in grids_of(document, data):
        if grid.partial or not grid.data:
            continue
        wrong = [found for row in grid.rows if row.level > 0 for found in _wrong(grid, row)]
        judged = sum(
            len([c for c in grid.columns if c.additive and c.index in row.values])
            for row in grid.rows
            if row.level > 0
        )
        strange = judged >= 3 and len(wrong) * 3 > judged * 2
        wrong += _heads(grid)
        for row, column, told, added in wrong:
            yield _finding(grid, row, column, told, added, strange)


def _wrong(grid: Grid, row: Row) -> Iterator[tuple[Row, Column, Decimal, Decimal]]:
    for column in grid.columns:
        told = row.values.get(column.index)
        if not column.additive or told is None:
            continue
        sums = list(_sums(grid, row, column.index))
        if not sums or any(abs(added - told) < Decimal(1).scaleb(-places_of(told)) / 2 for added in sums):
            continue
        if any(places_of(added) > places_of(told) and _rounds(added, told) for added in sums):
            continue
        yield row, column, told, min(sums, key=lambda added: abs(added - told))


def _heads(grid: Grid) -> list[tuple[Row, Column, Decimal, Decimal]]:
    """Rows numbered 一, 二 … that add up the rows below them, in columns where most of them do."""
    heads = [place for place, row in enumerate(grid.rows) if row.level == 0 and is_han_sequence(row.cells[0])]
    if len(heads) < 2 or len(heads) == len(grid.data):
        return []
    found: list[tuple[Row, Column, Decimal, Decimal]] = []
    for column in grid.columns:
        if not column.additive:
            continue
        judged = []
        for start, end in zip(heads, [*heads[1:], len(grid.rows)], strict=True):
            under = [
                row.values[column.index]
                for row in grid.rows[start + 1 : end]
                if row.level == 0 and column.index in row.values
            ]
            told = grid.rows[start].values.get(column.index)
            if told is not None and under:
                judged.append((grid.rows[start], column, told, sum(under, Decimal(0))))
        wrong = [line for line in judged if line[2] != line[3]]
        if len(wrong) * 2 <= len(judged):
            found += wrong
    return found


def _sums(grid: Grid, row: Row, column: int) -> Iterator[Decimal]:
    """Every sum that the total may rightly be: of rows above or below it, of subtotals, of numbered or of head rows."""
    at = next(place for place, other in enumerate(grid.rows) if other is row)
    above: list[Row] = []
    for other in reversed(grid.rows[:at]):
        if other.level >= row.level:
            break
        above.append(other)
    below: list[Row] = []
    for other in grid.rows[at + 1 :]:
        if other.level >= row.level:
            break
        below.append(other)
    for rows in (above, below):
        yield from _ways(rows, row.level, column)
    if row.level >= 2:
        rest = [other for other in grid.rows if other is not row]
        yield from _ways(rest, row.level, column)
        yield from _ways([other for other in rest if other.level < 2], 2, column)
        same = [
            other.values[column] for other in rest if 0 < other.level <= row.level and column in other.values
        ]
        if len(same) > 1:
            yield sum(same, Decimal(0))


def _ways(rows: Sequence[Row], level: int, column: int) -> Iterator[Decimal]:
    for lower in range(level):
        values = [row.values[column] for row in rows if row.level == lower and column in row.values]
        if values:
            yield sum(values, Decimal(0))
    data = [row for row in rows if row.level == 0 and column in row.values]
    heads = [row for row in data if row.cells and is_han_sequence(row.cells[0])]
    unnumbered = [row for row in data if row.cells and not row.cells[0].strip()]
    for some in (heads, unnumbered):
        if 0 < len(some) < len(data):
            yield sum((row.values[column] for row in some), Decimal(0))
            yield sum((row.values[column] for row in data if row not in some), Decimal(0))


def _rounds(added: Decimal, told: Decimal) -> bool:
    return abs(added - told) < Decimal(1).scaleb(-places_of(told))


def _finding(grid: Grid, row: Row, column: Column, told: Decimal, added: Decimal, strange: bool) -> Finding:
    name = column.heading[:20] or zh("第{index}栏", index=column.index + 1)
    text = zh(
        "“{name}”这一栏{label}写的是{told}，各行加起来是{added}，相差{difference}。",
        name=name,
        label=row.label or zh("合计"),
        told=told,
        added=added,
        difference=abs(added - told),
    )
    count = len(grid.data)
    step = Decimal(1).scaleb(-max(places_of(told), places_of(added)))
    rounding = step < 1 and abs(added - told) <= step * count / 2 and abs(added - told) <= step * 3
    far = strange and not (told * Decimal("0.7") <= added <= told * Decimal("1.3"))
    severity = Severity.INFO if rounding or far else Severity.WARN
    advice = zh("相差很小，多半是各行四舍五入积下来的；") + _ADVICE if rounding else _ADVICE
    return Finding("sum-wrong", severity, grid.place(row, column.index), text, advice)
