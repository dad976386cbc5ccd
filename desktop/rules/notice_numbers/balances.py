"""The balance 结余 of a village's accounts: the one before, plus income, less expenses; running in a table, or told in lines."""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.figures_found import Kind, figures_in, shown
from desktop.rules.notice_numbers.reading import Paragraph, Sentence, paragraphs_of
from desktop.rules.notice_numbers.tables_read import Column, Grid, grids_of

_INCOME, _EXPENSE, _BALANCE = ("收入", "借方", "收方"), ("支出", "贷方", "付方"), ("结余", "余额")
_MARK = re.compile(r"[;。]|,(?!\d{3})")
# Lines of an account: 一、上年结转：125,430.50元
_NUMBERED = r"^(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.])?"
_TOLD = tuple(
    re.compile(_NUMBERED + words + r"[^,。;\d]{0,6}?[:为]?\d")
    for words in (
        "(?:上年|上期|上季度?|上月|年初|期初|季初|月初)(?:末)?(?:结转|结余|余额)",
        "(?:本年|本期|本季度?|本月|当年|全年)?(?:总)?收入",
        "(?:本年|本期|本季度?|本月|当年|全年)?(?:总)?支出",
        "(?:年末|期末|季末|月末|本年|本期|本季度?|本月|当年)(?:累计)?(?:结余|余额)",
    )
)


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``row-total-wrong`` at the balance, in tables where most balances come out; ``sum-wrong`` in lines."""
    yield from _in_lines(paragraphs_of(document))
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
            text = zh(
                "“{heading}”写的是{told}，上一行结余加收入减支出应当是{expected}。",
                heading=balance.heading[:16],
                told=told,
                expected=expected,
            )
            yield Finding("row-total-wrong", Severity.WARN, place, text, zh("请从这一行起把结余重新算一遍。"))


def _in_lines(paragraphs: tuple[Paragraph, ...]) -> Iterator[Finding]:
    """Judged only where each of the four stands in one line or clause, with one amount."""
    clauses = [clause for paragraph in paragraphs for clause in _clauses(paragraph)]
    lines = [[clause for clause in clauses if told.match(clause.text)] for told in _TOLD]
    amounts = [
        [f for f in figures_in(line.text) if f.kind is Kind.MONEY] for found in lines for line in found
    ]
    if any(len(found) != 1 for found in lines) or any(len(found) != 1 for found in amounts):
        return
    before, income, expense, balance = (found[0] for found in amounts)
    expected = before.value + income.value - expense.value
    if abs(expected - balance.value) >= max(f.step for f in (before, income, expense, balance)):
        text = zh(
            "上期结余加收入减支出应当是{shown}，写的是“{written}”。",
            shown=shown(expected, balance.unit, balance.step),
            written=balance.written,
        )
        advice = zh("请核对结余、收入和支出，哪一个写错了。")
        yield Finding("sum-wrong", Severity.WARN, lines[3][0].place_at(balance.start), text, advice)


def _clauses(paragraph: Paragraph) -> Iterator[Sentence]:
    """Stretches between marks; the comma within a figure is none."""
    start = 0
    for mark in (*_MARK.finditer(paragraph.text), None):
        end = mark.start() if mark else len(paragraph.text)
        if end > start:
            yield Sentence(paragraph.text[start:end], start, paragraph)
        start = mark.end() if mark else end


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
