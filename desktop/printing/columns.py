"""How wide each column of a table is, by what stands in it, and at which size of type. Draws nothing."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

from desktop.printing.fonts import FontSet, Role
from desktop.printing.notice import Column
from desktop.printing.table import PAD, Measures, head_pieces, head_text
from desktop.printing.tibetan import has_tibetan, syllables

_SIZES = (12.0, 11.0, 10.5)  # pt on A4; smaller is not readable on a board
_NARROWEST_WRAP = 4.6  # em: a wrapping column keeps at least this …
_LEAST_WRAP = 2.7  # … or this, if there is no other way
_LONGEST_NAME = 10.0  # em, where the columns do not fit otherwise
_TALLEST = 5.0  # lines: taller rows ask for smaller type or narrower neighbours


def measure(
    columns: tuple[Column, ...],
    rows: Sequence[Sequence[str]],
    totals: Sequence[str],
    room: float,
    fonts: FontSet,
    scale: float = 1.0,
) -> Measures:
    """The largest size of type whose columns fit ``room`` points without rows growing tall, else the best there is."""
    ems, stacked = _widest(columns, rows, totals, fonts)
    stacked = stacked or any(has_tibetan(head_text(column) + column.second) for column in columns)
    for given in (columns, _loosened(columns, ems)):
        tried: list[tuple[float, Measures]] = []
        for narrow, base in itertools.product((False, True), _SIZES):
            size = base * scale
            widths = _share([em * size for em in ems], given, room, size, fonts, narrow=narrow)
            if widths:
                tall = max(em * size / width for em, width in zip(ems, widths, strict=True))
                if tall <= _TALLEST:
                    return Measures(given, size, widths, True, fonts, stacked)
                tried.append((tall, Measures(given, size, widths, False, fonts, stacked)))
        if tried:
            return min(tried, key=lambda pair: pair[0])[1]
    size = _SIZES[-1] * scale
    squeezed = [min(em, _LEAST_WRAP) if column.wrap else em for em, column in zip(ems, given, strict=True)]
    share = room / sum(squeezed)
    return Measures(given, size, tuple(em * share for em in squeezed), False, fonts, stacked)


def _loosened(columns: Sequence[Column], ems: Sequence[float]) -> tuple[Column, ...]:
    """One cell without end must not take the room of all others: what is longer than any usual name may wrap after all."""
    return tuple(
        replace(column, wrap=column.wrap or em > _LONGEST_NAME)
        for column, em in zip(columns, ems, strict=True)
    )


def _widest(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], totals: Sequence[str], fonts: FontSet
) -> tuple[list[float], bool]:
    """The widest cell of each column with its padding, in em; and whether Tibetan stands in any."""
    widest = [0.0] * len(columns)
    stacked = False
    for row in rows:
        for at, text in enumerate(row):
            tibetan = not text.isascii() and has_tibetan(text)
            stacked = stacked or tibetan
            if tibetan or len(text) > widest[at]:  # no other character is wider than one em
                widest[at] = max(
                    widest[at], *(fonts.width(part, Role.BODY, 1.0) for part in text.split("\n"))
                )
    for at, text in enumerate(totals):
        widest[at] = max(widest[at], fonts.width(text, Role.HEADING, 1.0))
    return [width + 2 * PAD for width in widest], stacked


def _head_needs(column: Column, size: float, fonts: FontSet, *, narrow: bool) -> float:
    """Width that lets the head stand in two lines, a unit in brackets on a line of its own."""
    pieces = head_pieces(column)
    cell = fonts.width("国", Role.HEADING, size)
    cells = [fonts.width(piece, Role.HEADING, size) / cell for piece in pieces]
    halved = [
        math.ceil(count / 2) if count > (2 if narrow else 4) and not piece.startswith("（") else count
        for piece, count in zip(pieces, cells, strict=True)
    ]
    second = max((fonts.width(part, Role.HEADING, size) for part in syllables(column.second)), default=0.0)
    return max(2.0 * cell, max(halved) * cell, second) + 2 * PAD * size + 0.5


def _share(
    natural: Sequence[float],
    columns: Sequence[Column],
    room: float,
    size: float,
    fonts: FontSet,
    *,
    narrow: bool,
) -> tuple[float, ...]:
    """Widths that fill ``room``, or nothing if even the least widths do not fit."""
    heads = [_head_needs(column, size, fonts, narrow=narrow) for column in columns]
    wishes = [max(width, head) for width, head in zip(natural, heads, strict=True)]
    whole = [
        max(
            wish,
            *(fonts.width(piece, Role.HEADING, size) + 2 * PAD * size + 0.5 for piece in head_pieces(column)),
        )
        for wish, column in zip(wishes, columns, strict=True)
    ]
    keep = _LEAST_WRAP if narrow else _NARROWEST_WRAP
    least = [
        max(min(wish, keep * size), head) if column.wrap else wish
        for wish, head, column in zip(wishes, heads, columns, strict=True)
    ]
    if sum(least) > room:
        return ()
    for enough in (whole, wishes):
        if sum(enough) <= room:
            return tuple(width * room / sum(enough) for width in enough)
    return _grow(least, wishes, room, 2 * size)


def _grow(least: Sequence[float], wishes: Sequence[float], room: float, small: float) -> tuple[float, ...]:
    """Give what is left to columns that want little first, then to the others by the root of what they want."""
    widths = list(least)
    for at in sorted(range(len(widths)), key=lambda at: wishes[at] - widths[at]):
        want = wishes[at] - widths[at]
        if want <= small and sum(widths) + want <= room:
            widths[at] += want
    for _ in range(len(widths)):
        spare = room - sum(widths)
        wants = {at: wishes[at] - widths[at] for at in range(len(widths)) if wishes[at] - widths[at] > 0.01}
        if spare < 0.01 or not wants:
            break
        total = sum(want**0.5 for want in wants.values())
        for at, want in wants.items():
            widths[at] += min(want, spare * want**0.5 / total)
    return tuple(widths)
