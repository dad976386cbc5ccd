"""Tables drawn in plain text: cells kept apart by tabs, upright bars or wide blanks. Judges nothing of what they say.

Careful by design: words with a few blanks between them are no table, since copied web pages are full of them. Only where
rows with figures in the same places follow a line of as many short words do single blanks count.
"""

import re
from collections.abc import Callable, Sequence

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector

_WIDE = re.compile(r"[ \u00a0]{2,}|\u3000+(?:[ \u00a0]*\u3000*)*| +\u3000+ *")
_BAR = re.compile(r"[|│┃｜]")
_RULE = re.compile(r"^[\s|│┃｜+\-─━═┼├┤┌┐└┘┬┴:：]*$")
_WORD = re.compile(r"[^\d。，；：:!?、“”]+")
# A card's number as it stands on the card.
_GROUPED = re.compile(r"(?<!\d)\d{4}(?: \d{4}){3}(?: \d{1,3}(?!\d))?")
_TOTALS = frozenset({"合计", "总计", "小计", "共计"})
_MOST_CELL = 60
"""A cell of blanks-made tables is short; two long sentences with a gap between them are no row."""


def tell_lines(lines: Sequence[str], places: Sequence[str], into: Collector, part: Part = Part.BODY) -> None:
    """Tell every line as a passage, and the tables that are recognised in them on top."""
    for line, place in zip(lines, places, strict=True):
        into.say(place, line, part)
    for first, rows in tables_in(lines):
        spots = [places[at] for at, _ in rows]
        grid = [cells for _, cells in rows]
        into.table(
            zh("{place}起的表格", place=places[first]),
            grid,
            [[spot] * len(cells) for spot, cells in zip(spots, grid, strict=True)],
            part,
            in_passages=True,
        )


def tables_in(lines: Sequence[str]) -> list[tuple[int, list[tuple[int, list[str]]]]]:
    """Each table: its first line and, per row, the line's number (from 0) and the cells."""
    found: list[tuple[int, list[tuple[int, list[str]]]]] = []
    at = 0
    while at < len(lines):
        run = (
            max((_run(lines, at, cut) for cut in (_by_tab, _by_bar)), key=len)
            or _run_of_blanks(lines, at)
            or _run_below_a_heading(lines, at)
        )
        if run:
            found.append((at, run))
            at = run[-1][0] + 1
        else:
            at += 1
    return found


def _by_tab(line: str) -> list[str]:
    return [cell.strip() for cell in line.rstrip("\r\n").split("\t")] if "\t" in line.strip() else []


def _by_bar(line: str) -> list[str]:
    if not _BAR.search(line):
        return []
    cells = [cell.strip() for cell in _BAR.split(line.strip())]
    return cells[1 if not cells[0] else 0 : len(cells) - 1 if not cells[-1] else None]


def _by_blanks(line: str) -> list[str]:
    cells = [cell.strip() for cell in _WIDE.split(line.strip())]
    full = [cell for cell in cells if cell]
    return full if len(full) > 1 and all(len(cell) <= _MOST_CELL for cell in full) else []


def _run(lines: Sequence[str], start: int, cut: Callable[[str], list[str]]) -> list[tuple[int, list[str]]]:
    """The rows from ``start`` on; lines that only draw a rule or are blank between rows belong to the table."""
    rows: list[tuple[int, list[str]]] = []
    at = start
    blank = False
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            if blank:
                break
            blank = True
        elif _RULE.match(line) and not any(character.isdigit() for character in line) and rows:
            blank = False
        else:
            cells = cut(line)
            if len(cells) < 2 or (blank and not _like(rows, cells)):
                break
            if any(cells):
                rows.append((at, cells))
            blank = False
        if not rows:
            break
        at += 1
    return rows if len(rows) > 1 else []


def _like(rows: list[tuple[int, list[str]]], cells: list[str]) -> bool:
    return bool(rows) and len(rows[-1][1]) == len(cells)


def _run_of_blanks(lines: Sequence[str], start: int) -> list[tuple[int, list[str]]]:
    """Rows of the same number of cells: three or more cells in two lines, two cells in three lines."""
    rows: list[tuple[int, list[str]]] = []
    for at in range(start, len(lines)):
        cells = _by_blanks(lines[at])
        if not cells or (rows and len(cells) != len(rows[0][1])):
            break
        rows.append((at, cells))
    width = len(rows[0][1]) if rows else 0
    return rows if (width > 2 and len(rows) > 1) or (width == 2 and len(rows) > 2) else []


def _run_below_a_heading(lines: Sequence[str], start: int) -> list[tuple[int, list[str]]]:
    """Cells kept apart by single blanks: a heading of short words, rows as wide with figures in the same columns, a total."""
    heading = lines[start].split()
    if len(heading) < 3 or not all(len(cell) <= 14 and _WORD.fullmatch(cell) for cell in heading):
        return []
    rows = [(start, heading)]
    figures: set[int] = set()
    for at in range(start + 1, len(lines)):
        cells = _GROUPED.sub(lambda number: number.group().replace(" ", ""), lines[at]).split()
        if not cells:
            continue
        if len(rows) > 1 and cells[0] in _TOTALS and len(cells) <= len(heading):
            rows.append((at, cells))
            break
        here = {place for place, cell in enumerate(cells) if any(character.isdigit() for character in cell)}
        figures = here if len(rows) == 1 else figures & here
        if len(cells) != len(heading) or len(figures) < 2:
            break
        rows.append((at, cells))
    return rows if len(rows) > 2 else []
