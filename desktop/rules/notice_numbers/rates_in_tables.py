"""Rate × quantity = amount row by row: 补贴面积 × 补贴标准 = 补贴金额, also with one rate for the whole table.

Which columns belong together is read from their headings and must hold for most rows before one is called wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.catalogue.examination_numbers import ArithmeticWords
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.cell_numbers import places_of
from desktop.rules.notice_numbers.figures_found import Kind, Rate, rates_in
from desktop.rules.notice_numbers.reading import folded, sentences_of
from desktop.rules.notice_numbers.tables_read import Column, Grid, Row, grids_of


@dataclass(frozen=True, slots=True)
class _Product:
    """``amount`` = ``base`` × (``rate`` column or the ``fixed`` rate). ``scale`` turns the product into the amount's unit."""

    base: Column
    amount: Column
    rate: Column | None
    fixed: Fraction
    scale: Fraction

    def complete(self, row: Row) -> bool:
        needed = [self.base, self.amount, *([self.rate] if self.rate else [])]
        return all(row.values.get(column.index) for column in needed)

    def expected(self, row: Row) -> Fraction:
        rate = Fraction(row.values[self.rate.index]) if self.rate else self.fixed
        return Fraction(row.values[self.base.index]) * rate * self.scale

    def holds(self, row: Row) -> bool:
        if self.rate and self.scale == 1:
            # Long lists are mostly of this kind; decimals are several times faster than fractions.
            told = row.values[self.amount.index]
            product = row.values[self.base.index] * row.values[self.rate.index]
            return abs(told - product) < Decimal(1).scaleb(-places_of(told))
        return self._nearly(row)

    def _nearly(self, row: Row) -> bool:
        told, expected = row.values[self.amount.index], self.expected(row)
        step = Fraction(1, 10 ** places_of(told))
        return abs(Fraction(told) - expected) < step or (
            self.scale != 1 and abs(Fraction(told) - expected) <= expected / 1000
        )


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``rate-times-area`` for rows that do not come out while most do."""
    words = data.own.arithmetic
    told = _told_rates(document)
    for grid in grids_of(document, data):
        taken: set[int] = set()
        laws = (*_with_rate_columns(grid, words), *_with_told_rates(grid, told))
        # Of several columns of areas (确权面积, 补贴面积) the one that most rows keep to is the one that was meant.
        for law in sorted(laws, key=lambda law: -_share_kept(grid.data, law)):
            if law.amount.index in taken or not _is_kept(grid.data, law):
                continue
            taken.add(law.amount.index)
            for row in grid.data:
                if law.complete(row) and not law.holds(row):
                    yield _finding(grid, row, law)


def _with_rate_columns(grid: Grid, words: ArithmeticWords) -> Iterator[_Product]:
    rates = [c for c in grid.columns if c.per or any(word in c.heading for word in words.rate_headings)]
    rates = [column for column in rates if any(column.index in row.values for row in grid.data)]
    for rate in rates:
        for base in sorted(_bases(grid, rate), key=lambda column: abs(column.index - rate.index)):
            for amount in grid.columns:
                if amount.index in (rate.index, base.index) or not _is_amount(amount, words):
                    continue
                if amount.index < min(rate.index, base.index) - 1:
                    continue
                yield _Product(base, amount, rate, Fraction(0), _scale(rate, base, amount))


def _with_told_rates(grid: Grid, told: Sequence[Rate]) -> Iterator[_Product]:
    """One rate in the words above the table, one column of areas, one of money."""
    values = {(rate.value, rate.per) for rate in told if rate.per_kind is Kind.AREA and not rate.timed}
    bases = [column for column in grid.columns if column.additive and column.kind is Kind.AREA]
    amounts = [column for column in grid.columns if column.additive and column.kind is Kind.MONEY]
    for rate in told:
        if (rate.value, rate.per) in values and len(values) <= 2:
            for base in bases:
                for amount in amounts:
                    yield _Product(base, amount, None, rate.value, base.worth / rate.per_value / amount.worth)


def _bases(grid: Grid, rate: Column) -> list[Column]:
    """Columns that the rate may be multiplied with: areas for a rate per 亩, else anything counted."""
    found = [column for column in grid.columns if column.additive and column.index != rate.index]
    if rate.per in ("亩", "公顷", "平方米", "㎡"):
        areas = [column for column in found if column.kind is Kind.AREA]
        return areas or [column for column in found if column.kind is None]
    return [column for column in found if column.kind is not Kind.MONEY]


def _is_amount(column: Column, words: ArithmeticWords) -> bool:
    if not column.additive or column.kind in (Kind.AREA, Kind.COUNT):
        return False
    return column.kind is Kind.MONEY or any(word in column.heading for word in words.amount_headings)


def _scale(rate: Column, base: Column, amount: Column) -> Fraction:
    money = (rate.worth if rate.kind is Kind.MONEY else Fraction(1)) / (
        amount.worth if amount.kind is Kind.MONEY else Fraction(1)
    )
    worths = {"亩": Fraction(2000, 3), "公顷": Fraction(10_000), "平方米": Fraction(1), "㎡": Fraction(1)}
    area = base.worth / worths[rate.per] if base.kind is Kind.AREA and rate.per in worths else Fraction(1)
    return money * area


def _share_kept(rows: Sequence[Row], law: _Product) -> Fraction:
    telling = [row for row in rows if law.complete(row)]
    return Fraction(sum(law.holds(row) for row in telling), max(len(telling), 1))


def _is_kept(rows: Sequence[Row], law: _Product) -> bool:
    """Most rows keep to it; of two or three at least half, and of one row with a fitting unit none needs to."""
    telling = [row for row in rows if law.complete(row)]
    kept = sum(law.holds(row) for row in telling)
    if len(telling) <= 3:
        return kept >= 1 and kept * 2 >= len(telling)
    return kept * 10 >= len(telling) * 6


def _told_rates(document: Document) -> list[Rate]:
    """Rates in the text and in the headings of tables."""
    found = [rate for sentence in sentences_of(document) for rate in rates_in(sentence.text)]
    for table in document.tables:
        for row in table.rows[:4]:
            for cell in row:
                if 4 < len(cell) < 120 and "元" in cell:
                    found.extend(rates_in(folded(cell)))
    return found


def _finding(grid: Grid, row: Row, law: _Product) -> Finding:
    told, expected = row.values[law.amount.index], law.expected(row)
    right = Decimal(expected.numerator) / Decimal(expected.denominator)
    plain = f"{right.quantize(Decimal(1).scaleb(-max(2, places_of(told)))).normalize():f}"
    base = row.values[law.base.index]
    rate = f"{row.values[law.rate.index]}" if law.rate else f"{float(law.fixed):g}"
    text = zh(
        "“{heading}”写的是{told}，{base} × {rate} 应当是{plain}。",
        heading=law.amount.heading[:16],
        told=told,
        base=base,
        rate=rate,
        plain=plain,
    )
    place = grid.place(row, law.amount.index)
    return Finding(
        "rate-times-area", Severity.WARN, place, text, zh("请核对面积（数量）、标准和金额，哪一个写错了。")
    )
