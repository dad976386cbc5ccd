"""A table's measures: size of type, widths by content, how each cell wraps. Draws rows as runs and rules on demand.

Holds no page breaks (see ``roster``) and keeps nothing per row but its height, so 50,000 rows stay cheap.
"""

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.printing.fonts import FontSet, Role
from desktop.printing.kinsoku import break_lines
from desktop.printing.notice import Column
from desktop.printing.pages import Rule, Run
from desktop.printing.setting import BASELINE

_SIZES = (12.0, 11.0, 10.5)  # pt on A4; smaller is not readable on a board
_PAD = 0.3  # em on each side of a cell
_LEADING = 1.25  # em from line to line within a cell
_ROOM = 0.9  # em added to the lines of a row
_NARROWEST_WRAP = 4.6  # em: a wrapping column keeps at least this …
_LEAST_WRAP = 2.7  # … or this, if there is no other way
_TALLEST = (
    5.0  # lines: rows that grow taller ask for smaller type, narrower neighbours or a sheet turned sideways
)
_THIN, _THICK = 0.5, 1.0
_HEAD_PIECE = re.compile(r"（[^）]*）|[^（]+")

CellLines = list[list[str]]


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths of one table at one size of type, points. ``fits`` is False if something had to be squeezed."""

    columns: tuple[Column, ...]
    size: float
    widths: tuple[float, ...]
    fits: bool
    fonts: FontSet

    @property
    def pad(self) -> float:
        return _PAD * self.size

    @property
    def width(self) -> float:
        return sum(self.widths)

    def cells(self, row: Sequence[str], role: Role = Role.BODY) -> CellLines:
        """The lines of each cell."""
        return [
            self._wrap(text, width - 2 * self.pad, role) for text, width in zip(row, self.widths, strict=True)
        ]

    def head(self) -> CellLines:
        """Heads of the columns; a part in brackets (the unit) goes on its own line if the whole is too wide."""
        out: CellLines = []
        for column, width in zip(self.columns, self.widths, strict=True):
            room = width - 2 * self.pad
            text = head_text(column)
            if self.fonts.width(text, Role.HEADING, self.size) <= room:
                out.append([text])
            else:
                parts = _HEAD_PIECE.findall(text)
                out.append([line for part in parts for line in self._even(part, room)])
        return out

    def _even(self, text: str, room: float) -> list[str]:
        """Lines of about equal length."""
        least = len(self._wrap(text, room, Role.HEADING))
        width = self.fonts.width(text, Role.HEADING, self.size)
        for tried in (width / least * share for share in (1.0, 1.15, 1.3, 1.5)):
            lines = self._wrap(text, min(tried + 0.5, room), Role.HEADING)
            if len(lines) <= least:
                return lines
        return self._wrap(text, room, Role.HEADING)

    def _wrap(self, text: str, room: float, role: Role) -> list[str]:
        out: list[str] = []
        for part in text.split("\n"):
            widths = self.fonts.widths(part, role, self.size)
            if sum(widths) <= room + 0.01:
                out.append(part)
            else:
                out += [part[line.start : line.end] for line in break_lines(part, widths, room, room)]
        return out

    def height(self, lines: int) -> float:
        """Height of a row whose tallest cell has ``lines`` lines."""
        return (max(lines, 1) * _LEADING + _ROOM) * self.size

    def most_lines(self, height: float) -> int:
        """How many lines a row of at most ``height`` can hold."""
        return max(1, int((height / self.size - _ROOM) / _LEADING))

    def paint(
        self, cells: CellLines, x: float, y: float, role: Role = Role.BODY, *, head: bool = False
    ) -> list[Run]:
        """The runs of one row whose top left corner is at ``x``, ``y``."""
        height = self.height(max(len(lines) for lines in cells))
        runs: list[Run] = []
        for column, width, lines in zip(self.columns, self.widths, cells, strict=True):
            top = y + (height - len(lines) * _LEADING * self.size) / 2 + (_LEADING - 1) / 2 * self.size
            for number, line in enumerate(lines):
                baseline = top + number * _LEADING * self.size + BASELINE * self.size
                left = x + self._left(
                    line, width, "center" if head else column.align, role, many=len(lines) > 1
                )
                for piece in self.fonts.pieces(line, role):
                    runs.append(
                        Run(left + piece.offset * self.size, baseline, piece.text, piece.face, self.size)
                    )
                    left += self.fonts.width(piece.text, role, self.size)
            x += width
        return runs

    def _left(self, line: str, width: float, align: str, role: Role, *, many: bool) -> float:
        free = width - self.fonts.width(line, role, self.size)
        if align == "right":
            return free - self.pad
        if align == "left" or (many and role is Role.BODY):
            return self.pad
        return free / 2

    def frame(self, x: float, edges: Sequence[float]) -> list[Rule]:
        """Lines of a part of the table: ``edges`` are the y of all row edges, top first."""
        top, bottom = edges[0], edges[-1]
        rules = [Rule(x, y, x + self.width, y, _THICK if y in {top, bottom} else _THIN) for y in edges]
        at = x
        for number, width in enumerate((0.0, *self.widths)):
            at += width
            outer = number in {0, len(self.widths)}
            rules.append(Rule(at, top, at, bottom, _THICK if outer else _THIN))
        return rules


def _pieces(column: Column) -> list[str]:
    return _HEAD_PIECE.findall(head_text(column))


def head_text(column: Column) -> str:
    return f"{column.head}（{column.unit}）" if column.unit else column.head


def measure(
    columns: tuple[Column, ...],
    rows: Sequence[Sequence[str]],
    totals: Sequence[str],
    room: float,
    fonts: FontSet,
    scale: float = 1.0,
) -> Measures:
    """The largest size of type whose columns fit ``room`` points without rows growing tall, else the best there is."""
    ems = _widest(columns, rows, totals, fonts)
    tried: list[tuple[float, Measures]] = []
    for narrow, base in itertools.product((False, True), _SIZES):
        size = base * scale
        widths = _share([em * size for em in ems], columns, room, size, fonts, narrow=narrow)
        if widths:
            tall = max(em * size / width for em, width in zip(ems, widths, strict=True))
            if tall <= _TALLEST:
                return Measures(columns, size, widths, True, fonts)
            tried.append((tall, Measures(columns, size, widths, False, fonts)))
    if tried:
        return min(tried, key=lambda pair: pair[0])[1]
    size = _SIZES[-1] * scale
    squeezed = [min(em, _LEAST_WRAP) if column.wrap else em for em, column in zip(ems, columns, strict=True)]
    share = room / sum(squeezed)
    return Measures(columns, size, tuple(em * share for em in squeezed), False, fonts)


def _widest(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], totals: Sequence[str], fonts: FontSet
) -> list[float]:
    """The widest cell of each column with its padding, in em."""
    widest = [0.0] * len(columns)
    for row in rows:
        for at, text in enumerate(row):
            if len(text) > widest[at]:  # no character is wider than one em
                widest[at] = max(
                    widest[at], *(fonts.width(part, Role.BODY, 1.0) for part in text.split("\n"))
                )
    for at, text in enumerate(totals):
        widest[at] = max(widest[at], fonts.width(text, Role.HEADING, 1.0))
    return [width + 2 * _PAD for width in widest]


def _head_needs(column: Column, size: float, fonts: FontSet, *, narrow: bool) -> float:
    """Width that lets the head stand in two lines, a unit in brackets on a line of its own."""
    pieces = _pieces(column)
    cell = fonts.width("国", Role.HEADING, size)
    cells = [fonts.width(piece, Role.HEADING, size) / cell for piece in pieces]
    halved = [
        math.ceil(count / 2) if count > (2 if narrow else 4) and not piece.startswith("（") else count
        for piece, count in zip(pieces, cells, strict=True)
    ]
    return max(2.0, *halved) * cell + 2 * _PAD * size + 0.5


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
            *(fonts.width(piece, Role.HEADING, size) + 2 * _PAD * size + 0.5 for piece in _pieces(column)),
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
