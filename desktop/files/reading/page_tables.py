"""Tables on a PDF page from where the words stand: cells under each other are a column, also where others are empty."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_FIGURE = re.compile(r".*\d[\d,.]{2,}(?<!年).*")
_FOOT = re.compile(r"[\s\d—–\-第页共/,，]*")
_HEAD_LINES = 3
"""A column's head is broken into this many lines at most."""


class Cell(NamedTuple):
    """Words between two rules or wide gaps of a line, and from where to where they reach."""

    text: str
    left: float
    right: float


Row = Sequence[Cell]


def page_tables(lines: Sequence[Row]) -> list[list[list[str]]]:
    """``lines`` from top to bottom. Tables of two rows and more, heads joined to one row, empty cells kept.

    Where cells are broken into several lines, rows cannot be told apart for sure: such a table is left out, since a
    sum over half its rows would be told as wrong. Its words are lines of the page all the same.
    """
    found: list[list[list[str]]] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and len(lines[end]) > 1:
            end += 1
        if end - start > 1:
            found += _table(lines[:start], lines[start:end], lines[end:])
        start = max(end, start + 1)
    return found


def _table(above: Sequence[Row], rows: Sequence[Row], below: Sequence[Row]) -> list[list[list[str]]]:
    """The table, or none if it is not whole."""
    width = max(len(row) for row in rows)
    full = [row for row in rows if len(row) == width]
    zones = [
        (min(row[column].left for row in full), max(row[column].right for row in full))
        for column in range(width)
    ]
    table = [_placed(row, zones) for row in rows]
    head = _head(above[-_HEAD_LINES * width :], zones)
    if any(_FIGURE.fullmatch(text.strip()) for text in head) or (below and _is_rest(below[0], zones)):
        return []
    return [[head, *table] if head else table]


def _is_rest(line: Row, zones: Sequence[tuple[float, float]]) -> bool:
    """True if the line under the last row can be the rest of one of its cells."""
    reach = zones[-1][1] - zones[0][0]
    return all(
        _fits(cell, _nearest(cell, zones), zones)
        and cell.right - cell.left < 0.4 * reach
        and not _FOOT.fullmatch(cell.text)
        for cell in line
    )


def _placed(row: Row, zones: Sequence[tuple[float, float]]) -> list[str]:
    """The row's cells in the columns they stand under; as they come if that cannot be told."""
    if len(row) == len(zones):
        return [cell.text for cell in row]
    columns = [_nearest(cell, zones) for cell in row]
    if len(set(columns)) < len(row):
        return [cell.text for cell in row]
    texts = [""] * len(zones)
    for cell, column in zip(row, columns, strict=True):
        texts[column] = cell.text
    return texts


def _nearest(cell: Cell, zones: Sequence[tuple[float, float]]) -> int:
    """The column that the cell lies over the furthest, else the one whose middle is the nearest. A long list asks this for every
    cell: hence no function for each column."""
    _, begins, ends = cell
    nearest, least = 0, float("inf")
    for column, (left, right) in enumerate(zones):
        overlap = (ends if ends < right else right) - (begins if begins > left else left)
        distance = -overlap if overlap > 0 else abs((begins + ends) / 2 - (left + right) / 2)
        if distance < least:
            nearest, least = column, distance
    return nearest


def _head(above: Sequence[Row], zones: Sequence[tuple[float, float]]) -> list[str]:
    """The lines over the first row that fit into its columns, joined by column; empty if they head too few of them."""
    texts = [""] * len(zones)
    for row in reversed(above):
        columns = [_nearest(cell, zones) for cell in row]
        if not all(_fits(cell, column, zones) for cell, column in zip(row, columns, strict=True)):
            break
        for cell, column in zip(row, columns, strict=True):
            texts[column] = cell.text + texts[column]
    if any(_FIGURE.search(text) for text in texts):
        return texts
    return texts if 2 * sum(bool(text) for text in texts) > len(zones) else []


def _fits(cell: Cell, column: int, zones: Sequence[tuple[float, float]]) -> bool:
    """True if the words do not reach into a neighbouring column, nor far out of the table."""
    left, right = zones[column]
    reach = right - left + 40
    before = zones[column - 1][1] if column else left - reach
    after = zones[column + 1][0] if column + 1 < len(zones) else right + reach
    return before < cell.left and cell.right < after
