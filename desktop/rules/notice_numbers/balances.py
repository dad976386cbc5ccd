"""The running balance 结余 of a village's accounts: the one before, plus income, less expenses."""

from collections.abc import Iterator
from decimal import Decimal

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.tables_read import Column, Grid, grids_of

_INCOME, _EXPENSE, _BALANCE = ("收入", "借方", "收方"), ("支出", "贷方", "付方"), ("结余", "余额")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``row-total-wrong`` at the balance, in tables where most balances come out."""
    for grid in grids_of(document, data):
        columns = [_column(grid, words) for words in (_INCOME, _EXPENSE, _BALANCE)]
        income, expense, balance = columns
        if income is None or expense is None or balance is None:
            continue
        found = list(_steps(grid, income, expense, balance))
        wrong = [step for step in found if step[1] != step[2]]
        if len(wrong) * 2 > len(found):
            continue
        for place, told, expected in wrong:
            text = f"“{balance.heading[:16]}”写的是{told}，上一行结余加收入减支出应当是{expected}。"
            yield Finding("row-total-wrong", Severity.WARN, place, text, "请从这一行起把结余重新算一遍。")


def _column(grid: Grid, words: tuple[str, ...]) -> Column | None:
    """The only column with such a heading."""
    found = [column for column in grid.columns if any(word in column.heading for word in words)]
    return found[0] if len(found) == 1 else None


def _steps(
    grid: Grid, income: Column, expense: Column, balance: Column
) -> Iterator[tuple[str, Decimal, Decimal]]:
    """(place, told, expected) of each balance that has one above it; after a wrong one either reading may go on."""
    before: list[Decimal] = []
    for row in grid.data:
        told = row.values.get(balance.index)
        if told is None:
            before = []
            continue
        moved = row.values.get(income.index, Decimal(0)) - row.values.get(expense.index, Decimal(0))
        expected = told if told - moved in before else (before[0] + moved if before else told)
        if before:
            yield grid.place(row, balance.index), told, expected
        before = [told] if told == expected else [told, expected]
