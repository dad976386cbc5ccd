"""How many the heading over a list or the row below it says against the rows between: 上滩村（3户） over two, 合计 4户 below three."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.catalogue.examination_numbers import ArithmeticWords
from desktop.domain.document import Document, DocumentTable, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_numbers.counts import list_in_table
from desktop.rules.notice_numbers.number_words import WORDS, whole_number
from desktop.rules.notice_numbers.reading import folded, passages_at
from desktop.rules.notice_numbers.tables_read import runs_on

_UNITS = r"(户|人|名|位|家|个)"
_HEADING = re.compile(
    rf"(?:^|[^\d{WORDS}第])(?:共|计|合计|共计)?(\d{{1,3}}|[{WORDS}]{{1,3}}){_UNITS}[)\]】]?:?$"
)
_CELL = re.compile(rf"(?:共|计|合计|共计|总计)?:?(\d{{1,5}}){_UNITS}")
_LONGEST_HEADING = 24
_ADVICE = zh("请核对名单，看是漏了人、多了人，还是总数写错了。")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    """``count-wrong`` for each list that carries its own number."""
    words = data.own.arithmetic
    tables = [table for table in document.tables if table.part is Part.BODY]
    for table in tables:
        listed = list_in_table(table, words)
        if listed is None or listed.bare or listed.rows < 2 or runs_on(document, table):
            continue
        good = {listed.rows, *listed.totals}
        yield from _below(table, good, words)
        if len(tables) > 1:  # over a single list the text of the whole notice is judged, by another rule
            yield from _above(document, table, good)


def _above(document: Document, table: DocumentTable, good: set[int]) -> Iterator[Finding]:
    """The short line right above a list that was typed into the text."""
    if not table.in_passages:
        return
    at, _ = passages_at(document).get(table.places[0][0], (0, 0))
    above = (document.passages[number] for number in range(at - 1, -1, -1))
    before = next((told for told in above if told.text.strip()), None)
    text = folded(before.text) if before else ""
    found = _HEADING.search(text) if len(text) <= _LONGEST_HEADING else None
    told = whole_number(found[1]) if found else None
    if before and found and told and told not in good:
        yield _finding(before.place, f"{found[1]}{found[2]}", table, good)


def _below(table: DocumentTable, good: set[int], words: ArithmeticWords) -> Iterator[Finding]:
    """The one row of totals; where there are several, each counts a part and is left alone."""
    labels = (*words.subtotal_rows, *words.total_rows, *words.grand_rows)
    rows = [
        (number, row)
        for number, row in enumerate(table.rows)
        if any(folded(cell).startswith(labels) for cell in row[:2] if len(cell) <= 12)
    ]
    if len(rows) != 1:
        return
    number, row = rows[0]
    for cell in row:
        found = _CELL.fullmatch(folded(cell))
        if found and int(found[1]) not in good:
            place = (
                table.places[number][0]
                if number < len(table.places) and table.places[number]
                else table.place
            )
            yield _finding(place, f"{found[1]}{found[2]}", table, good)
            return


def _finding(place: str, written: str, table: DocumentTable, good: set[int]) -> Finding:
    said = zh("、").join(map(str, sorted(good)))
    text = zh("写的是“{written}”，{place}里数出来是{said}。", written=written, place=table.place, said=said)
    return Finding("count-wrong", Severity.WARN, place, text, _ADVICE)
