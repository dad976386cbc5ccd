"""Columns of percentages and of weighted marks: 支出率 = 支出 ÷ 下达, 总成绩 = 笔试 60% + 面试 40%.

What divides by what, and the weights, are learned from the rows; what holds for most must hold for all.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.cell_numbers import places_of
from desktop.rules.notice_numbers.reading import paragraphs_of
from desktop.rules.notice_numbers.tables_read import Column, Grid, Row, grids_of

_SHARE = re.compile(r"[\u4e00-\u9fff]率|比例|占比|%|进度")
_MARK, _WHOLE_MARK = re.compile(r"成绩|得分|分数"), re.compile(r"总成绩|综合成绩|总得分|总分")
_WEIGHTS = re.compile(r"(\d{1,2})%[^%。]{0,16}?(\d{1,2})%")
_MOST_COLUMNS = 8
_WHOLE_SUM = re.compile(r"总投资|投资总额|总额|计划|预算|下达|应[\u4e00-\u9fff]|总数|总人数|总面积|总户数")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``percentage-wrong`` for shares, ``row-total-wrong`` for weighted marks."""
    for grid in grids_of(document, data):
        for column in grid.columns:
            if _SHARE.search(column.heading):
                yield from _shares(grid, column)
            elif _WHOLE_MARK.search(column.heading):
                yield from _marks(document, grid, column)


def _shares(grid: Grid, share: Column) -> Iterator[Finding]:
    counted = [column for column in grid.columns if column.additive and column.index != share.index][
        :_MOST_COLUMNS
    ]
    rows = [row for row in grid.rows if row.level >= 0 and share.index in row.values]
    for part in counted:
        yield from _of_the_column(grid, part, share)
    for part, whole in permutations(counted, 2):
        telling = [row for row in rows if row.values.get(part.index) and row.values.get(whole.index)]
        wrong = [row for row in telling if not _is_share(row, part, whole, share)]
        if len(telling) < 2 or len(wrong) * 2 >= len(telling) or len(wrong) == len(telling):
            continue
        for row in wrong:
            true = float(row.values[part.index] / row.values[whole.index] * 100)
            text = zh(
                "{part}占{whole}的{true:.2f}%，写的是“{told}”。",
                part=row.values[part.index],
                whole=row.values[whole.index],
                true=true,
                told=row.cells[share.index],
            )
            place = grid.place(row, share.index)
            yield Finding(
                "percentage-wrong", Severity.WARN, place, text, zh("请核对这一行的三个数，哪一个写错了。")
            )
        return
    if len(rows) == 1:
        yield from _of_one_row(grid, rows[0], counted, share)


def _of_one_row(grid: Grid, row: Row, counted: Sequence[Column], share: Column) -> Iterator[Finding]:
    """A table of one project: the headings must say which of two columns is the whole, and the share be near it."""
    wholes = [
        column for column in counted if _WHOLE_SUM.search(column.heading) and row.values.get(column.index)
    ]
    parts = [column for column in counted if column not in wholes and row.values.get(column.index)]
    if len(wholes) != 1 or len(parts) != 1 or _is_share(row, parts[0], wholes[0], share):
        return
    true = row.values[parts[0].index] / row.values[wholes[0].index] * 100
    told = row.values[share.index]
    if true <= 100 and told * 2 > true and true * 2 > told:
        text = zh(
            "{part}占{whole}的{true:.2f}%，写的是“{told}”。",
            part=row.values[parts[0].index],
            whole=row.values[wholes[0].index],
            true=float(true),
            told=row.cells[share.index],
        )
        place = grid.place(row, share.index)
        yield Finding(
            "percentage-wrong", Severity.WARN, place, text, zh("请核对这一行的三个数，哪一个写错了。")
        )


def _of_the_column(grid: Grid, part: Column, share: Column) -> Iterator[Finding]:
    """Shares of the column's own total: 24000 of 60000 is 40%."""
    rows = [row for row in grid.data if part.index in row.values and share.index in row.values]
    total = sum((row.values[part.index] for row in rows), Decimal(0))
    wrong = [
        row
        for row in rows
        if total
        and abs(row.values[part.index] / total * 100 - row.values[share.index])
        >= Decimal(1).scaleb(-places_of(row.values[share.index]))
    ]
    if len(rows) < 3 or len(wrong) * 2 >= len(rows):
        return
    for row in wrong:
        true = float(row.values[part.index] / total * 100)
        text = zh(
            "{part}占合计{total}的{true:.2f}%，写的是“{told}”。",
            part=row.values[part.index],
            total=total,
            true=true,
            told=row.cells[share.index],
        )
        place = grid.place(row, share.index)
        yield Finding(
            "percentage-wrong", Severity.WARN, place, text, zh("请核对这一行的数和占比，哪一个写错了。")
        )


def _is_share(row: Row, part: Column, whole: Column, share: Column) -> bool:
    told = row.values[share.index]
    true = row.values[part.index] / row.values[whole.index] * 100
    step = Decimal(1).scaleb(-places_of(told))
    return abs(true - told) < step


def _marks(document: Document, grid: Grid, whole: Column) -> Iterator[Finding]:
    """Two columns of marks before the whole one; weights as the text tells them, else as most rows have them."""
    parts = [column for column in grid.columns[: whole.index] if _MARK.search(column.heading)][-2:]
    if len(parts) != 2:
        return
    rows = [row for row in grid.data if all(column.index in row.values for column in (*parts, whole))]
    first, second = parts
    for weight in _weights(document, rows, parts, whole):
        wrong = [row for row in rows if not _weighs(row, first, second, whole, weight)]
        if len(rows) < 2 or len(wrong) * 2 >= len(rows):
            continue
        for row in wrong:
            true = float(
                Fraction(row.values[first.index]) * weight + Fraction(row.values[second.index]) * (1 - weight)
            )
            text = zh(
                "“{heading}”写的是{part}，按占比算应当是{true:.2f}。",
                heading=whole.heading[:16],
                part=row.values[whole.index],
                true=true,
            )
            place = grid.place(row, whole.index)
            yield Finding(
                "row-total-wrong", Severity.WARN, place, text, zh("请按公布的占比把成绩重新算一遍。")
            )
        return


def _weighs(row: Row, first: Column, second: Column, whole: Column, weight: Fraction) -> bool:
    told = row.values[whole.index]
    true = Fraction(row.values[first.index]) * weight + Fraction(row.values[second.index]) * (1 - weight)
    return abs(true - Fraction(told)) < Fraction(1, 10 ** places_of(told))


def _weights(
    document: Document, rows: Sequence[Row], parts: Sequence[Column], whole: Column
) -> Iterator[Fraction]:
    for paragraph in paragraphs_of(document):
        for match in _WEIGHTS.finditer(paragraph.text):
            if int(match[1]) + int(match[2]) == 100:
                yield Fraction(int(match[1]), 100)
    for row in rows[:_MOST_COLUMNS]:
        low, high = row.values[parts[1].index], row.values[parts[0].index]
        if low != high:
            weight = Fraction(row.values[whole.index] - low) / Fraction(high - low)
            if 0 < weight < 1:
                yield Fraction(round(weight * 20), 20)
