"""Tables put together again: pages of one table that follow each other, a heading or total torn off a table in text."""

import re
from collections.abc import Iterator

from desktop.domain.document import Document, DocumentTable, Part
from desktop.rules.notice_numbers.cell_numbers import number_of
from desktop.rules.notice_numbers.reading import passages_at

Rows = list[tuple[tuple[str, ...], tuple[str, ...]]]


def whole_tables(document: Document) -> Iterator[tuple[DocumentTable, Rows]]:
    """Every table of the printed sheet with its rows and their places, in order."""
    current: tuple[DocumentTable, Rows] | None = None
    for table in document.tables:
        if table.part not in (Part.BODY, Part.TEXT_BOX) or not table.rows:
            continue
        rows = _with_torn_lines(document, table)
        if current and _continues(current[1], rows):
            first = current[1][0][0]
            current[1].extend(row for row in rows if row[0] != first)
            continue
        if current:
            yield current
        current = (table, rows)
    if current:
        yield current


def _with_torn_lines(document: Document, table: DocumentTable) -> Rows:
    """The rows; for a table found in text also its heading above and its total below, where they had fewer blanks."""
    rows = list(zip(table.rows, table.places, strict=True))
    if not table.in_passages:
        return rows
    at = passages_at(document)
    first, last = rows[0][1][0], rows[-1][1][0]
    if first not in at or last not in at:
        return rows
    above, below = at[first][0] - 1, at[last][0] + 1
    width = max(len(row) for row in table.rows)
    if above >= 0 and any(number_of(cell) is not None for cell in rows[0][0]):
        cells = _cells(document.passages[above].text)
        if len(cells) == width and not any(number_of(cell) is not None for cell in cells):
            rows.insert(0, (cells, (document.passages[above].place,) * len(cells)))
    if below < len(document.passages):
        cells = _cells(document.passages[below].text)
        if 2 <= len(cells) <= width and re.fullmatch(r"合\s*计|总\s*计|共\s*计|小\s*计", cells[0]):
            rows.append((cells, (document.passages[below].place,) * len(cells)))
    return rows


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell for cell in re.split(r"\s{2,}|[\t|｜　]+", line.strip().strip("|")) if cell.strip())


def _continues(above: Rows, below: Rows) -> bool:
    """A table of the same width that begins with the same heading, or with figures right away."""
    if len(above[0][0]) != len(below[0][0]) or len(above[0][0]) < 3:
        return False
    if above[0][0] == below[0][0]:
        return not any("合计" in cell or "总计" in cell for cell in above[-1][0])
    return sum(number_of(cell) is not None for cell in below[0][0]) >= 2 and len(above) > 3
