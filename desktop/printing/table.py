"""A table with settled widths: how each cell wraps, how tall a row is. Draws rows as runs and rules on demand.

Holds no page breaks (see ``roster``) and keeps nothing per row but its height, so 50,000 rows stay cheap.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.printing.fonts import FontSet, Role
from desktop.printing.kinsoku import break_evenly, break_lines
from desktop.printing.notice import Column
from desktop.printing.pages import Rule, Run
from desktop.printing.setting import BASELINE

PAD = 0.3  # em on each side of a cell
_LEADING = 1.25  # em from line to line within a cell
_LEADING_TIBETAN = 1.72  # stacks reach further down and vowels further up
_ROOM = 0.9  # em added to the lines of a row
_THIN, _THICK = 0.5, 1.0
_HEAD_PIECE = re.compile(r"（[^）]*）|[^（]+")

CellLines = list[list[str]]


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths of one table at one size of type, points. ``fits`` is False if something had to be squeezed.

    ``stacked`` if Tibetan stands anywhere in it: its lines need more room.
    """

    columns: tuple[Column, ...]
    size: float
    widths: tuple[float, ...]
    fits: bool
    fonts: FontSet
    stacked: bool = False

    @property
    def leading(self) -> float:
        """From line to line within a cell, in em."""
        return _LEADING_TIBETAN if self.stacked else _LEADING

    @property
    def pad(self) -> float:
        return PAD * self.size

    @property
    def width(self) -> float:
        return sum(self.widths)

    def cells(self, row: Sequence[str], role: Role = Role.BODY) -> CellLines:
        """The lines of each cell."""
        pads = 2 * self.pad
        return [self._wrap(text, width - pads, role) for text, width in zip(row, self.widths, strict=True)]

    def head(self) -> CellLines:
        """Heads of the columns; a part in brackets (the unit) goes on its own line if the whole is too wide."""
        out: CellLines = []
        for column, width in zip(self.columns, self.widths, strict=True):
            room = width - 2 * self.pad
            text = head_text(column)
            if self.fonts.width(text, Role.HEADING, self.size) <= room:
                lines = [text]
            else:
                lines = [line for part in head_pieces(column) for line in self._even(part, room)]
            if column.second:
                lines += [line for part in _pieces(column.second) for line in self._even(part, room)]
            out.append(lines)
        return out

    def _even(self, text: str, room: float) -> list[str]:
        """Lines of about equal length."""
        widths = self.fonts.widths(text, Role.HEADING, self.size)
        return [text[line.start : line.end] for line in break_evenly(text, widths, room + 0.01)]

    def _wrap(self, text: str, room: float, role: Role) -> list[str]:
        plain = self.fonts.plain_width(text, role)
        if plain is not None and plain * self.size <= room + 0.01 and "\n" not in text:
            return [text]
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
        return (_LEADING + max(lines - 1, 0) * self.leading + _ROOM) * self.size

    def most_lines(self, height: float) -> int:
        """How many lines a row of at most ``height`` can hold."""
        return max(1, 1 + int((height / self.size - _ROOM - _LEADING) / self.leading))

    def paint(
        self, cells: CellLines, x: float, y: float, role: Role = Role.BODY, *, head: bool = False
    ) -> list[Run]:
        """The runs of one row whose top left corner is at ``x``, ``y``."""
        height = self.height(max(map(len, cells)))
        size, step = self.size, self.leading * self.size
        runs: list[Run] = []
        for column, width, lines in zip(self.columns, self.widths, cells, strict=True):
            baseline = y + (height - (len(lines) - 1) * step - size) / 2 + BASELINE * size
            align = "center" if head else column.align
            for line in lines:
                pieces = self.fonts.pieces(line, role)
                free = width - sum(piece.width for piece in pieces) * size
                left = x + self._left(free, align, role, many=len(lines) > 1)
                for piece in pieces:
                    at, weight = left + piece.offset * size, piece.weight * size
                    runs.append(Run(at, baseline, piece.text, piece.face, size * piece.scale, weight=weight))
                    left += piece.width * size
                baseline += step
            x += width
        return runs

    def _left(self, free: float, align: str, role: Role, *, many: bool) -> float:
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


def head_text(column: Column) -> str:
    return f"{column.head}（{column.unit}）" if column.unit else column.head


def head_pieces(column: Column) -> list[str]:
    return _pieces(head_text(column))


def _pieces(head: str) -> list[str]:
    found: list[str] = _HEAD_PIECE.findall(head)
    return found
