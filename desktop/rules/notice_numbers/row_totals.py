"""Totals along a row: 合计 = 中央 + 省 + 自筹, 补贴面积 = 确权面积 - 扣除面积.

Which columns make up a total is learned from the rows themselves: what holds for most of them must hold for all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.catalogue.examination_numbers import ArithmeticWords
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.cell_numbers import places_of
from desktop.rules.notice_numbers.tables_read import Column, Grid, Row, grids_of

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Law:
    """``total`` = sum of ``added`` less ``taken`` in every row."""

    total: Column
    added: tuple[Column, ...]
    taken: tuple[Column, ...] = ()

    def expected(self, row: Row) -> Decimal:
        plus = sum((row.values.get(column.index, _ZERO) for column in self.added), _ZERO)
        return plus - sum((row.values.get(column.index, _ZERO) for column in self.taken), _ZERO)

    def complete(self, row: Row) -> bool:
        """Whether the row says anything of it: the total and at least one part."""
        return self.total.index in row.values and any(column.index in row.values for column in self.added)

    def holds(self, row: Row) -> bool:
        told = row.values[self.total.index]
        return abs(told - self.expected(row)) < Decimal(1).scaleb(-places_of(told))


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``row-total-wrong`` for rows that break what the rest of the table keeps to."""
    words = data.own.arithmetic
    for grid in grids_of(document, data):
        for column in grid.columns:
            law = _law(grid, column, words)
            if law is None:
                continue
            for row in grid.data:
                if law.complete(row) and not law.holds(row):
                    yield _finding(grid, row, law)


def _law(grid: Grid, total: Column, words: ArithmeticWords) -> _Law | None:
    if not total.additive:
        return None
    laws: list[_Law] = []
    if any(word in total.heading for word in words.total_headings):
        laws += [_Law(total, parts) for parts in _runs(grid, total)]
    among = _among(grid, total)
    if len(among) >= 2:
        laws.insert(0, _Law(total, among))
    laws += [_Law(total, (first,), (less,)) for first, less in _deductions(grid, total, words)]
    return next((law for law in laws if _is_kept(grid.data, law)), None)


def _runs(grid: Grid, total: Column) -> Iterator[tuple[Column, ...]]:
    """Neighbouring columns of one unit to the right or left of the total, the longest first; its own group before all."""
    right, left = (
        _side(grid.columns[total.index + 1 :], total),
        _side(grid.columns[: total.index][::-1], total),
    )
    if total.group:
        inside = tuple(c for c in (*left[::-1], *right) if c.group == total.group)
        if len(inside) >= 2:
            yield inside
    for side in (right, left):
        for length in range(len(side), 1, -1):
            yield tuple(side[:length])


def _among(grid: Grid, total: Column) -> tuple[Column, ...]:
    """The columns headed 其中 behind the total."""
    run: list[Column] = []
    for column in grid.columns[total.index + 1 :]:
        if not column.additive or "其中" not in column.heading:
            break
        run.append(column)
    return tuple(run)


def _side(columns: Sequence[Column], total: Column) -> list[Column]:
    run: list[Column] = []
    for column in columns:
        if not column.additive or (column.kind, column.worth) != (total.kind, total.worth):
            continue
        run.append(column)
    return run[:12]


def _deductions(grid: Grid, total: Column, words: ArithmeticWords) -> Iterator[tuple[Column, Column]]:
    before = [
        column for column in grid.columns[: total.index] if column.additive and column.kind is total.kind
    ]
    for less in before:
        if any(word in less.heading for word in words.deducted_headings):
            for first in before:
                if first.index < less.index:
                    yield first, less


def _is_kept(rows: Sequence[Row], law: _Law) -> bool:
    """Kept by most rows that say anything: those with at least two parts that are not nothing."""
    telling = [row for row in rows if law.complete(row) and _tells(row, law)]
    kept = sum(law.holds(row) for row in telling)
    return kept >= 1 and (kept * 2 >= len(telling) if len(telling) <= 3 else kept * 10 >= len(telling) * 6)


def _tells(row: Row, law: _Law) -> bool:
    return sum(bool(row.values.get(column.index)) for column in (*law.added, *law.taken)) >= 2


def _finding(grid: Grid, row: Row, law: _Law) -> Finding:
    told, expected = row.values[law.total.index], law.expected(row)
    plus = " + ".join(column.heading[:16] for column in law.added)
    minus = "".join(f" - {column.heading[:16]}" for column in law.taken)
    text = zh(
        "“{heading}”写的是{told}，按“{plus}{minus}”应当是{expected}。",
        heading=law.total.heading[:16],
        told=told,
        plus=plus,
        minus=minus,
        expected=expected,
    )
    place = grid.place(row, law.total.index)
    return Finding(
        "row-total-wrong", Severity.WARN, place, text, zh("请核对这一行，看是分项写错了，还是合计写错了。")
    )
