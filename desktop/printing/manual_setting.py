"""Blocks of the handbook -> strips: plain books' setting, no official layout. Knows fonts and sheet, not what is said."""

from dataclasses import dataclass, replace

from desktop.printing.fonts import FontSet, Role
from desktop.printing.inline_table import table_strips
from desktop.printing.kinsoku import break_lines
from desktop.printing.manual_text import Command, Head, ManualBlock, Words
from desktop.printing.markdown import Grid
from desktop.printing.pages import Box, Rule
from desktop.printing.paper import MM, PORTRAIT, Sheet
from desktop.printing.setting import BASELINE, Setter
from desktop.printing.strips import Strip

_INDENT = 2.0  # of a list's text, in em
_DOT = 0.22  # side of the mark before a point, in em


@dataclass(frozen=True, slots=True)
class PictureStrip(Strip):
    """A strip that is a picture: PNG bytes, ``left`` from the block's edge and as ``wide`` as it is drawn."""

    png: bytes = b""
    left: float = 0.0
    wide: float = 0.0


def manual_sheet(body: float, lines: int) -> Sheet:
    """A4 with even margins; ``body`` in points, ``lines`` on a page."""
    width = 160 * MM
    return replace(
        PORTRAIT["A4"],
        name="manual",
        left=25 * MM,
        top=24 * MM,
        block_width=width,
        block_height=243 * MM,
        body=body,
        lines=lines,
        characters=int(width // body),
        title=body * 1.7,
    )


@dataclass(frozen=True, slots=True)
class ManualSetter:
    fonts: FontSet
    sheet: Sheet

    @property
    def plain(self) -> Setter:
        return Setter(self.fonts, self.sheet)

    def gap(self, part: float) -> Strip:
        """Empty space of ``part`` of a line; falls away at the top of a page."""
        return Strip(self.sheet.pitch * part, blank=True)

    def title(self, text: str) -> list[Strip]:
        """The title of a page with a line under it."""
        size = self.sheet.title
        runs = self.plain.runs(text, Role.TITLE, size, 0.0, BASELINE * size)
        height = size * 1.6
        rule = Rule(0.0, height, self.sheet.block_width, height, 1.2)
        return [Strip(height, tuple(runs), (rule,), keep=True), self.gap(0.6)]

    def part(self, text: str) -> list[Strip]:
        size = self.sheet.title
        return [
            Strip(size * 2, tuple(self.plain.centred(text, Role.TITLE, size, BASELINE * size)), keep=True)
        ]

    def block(self, block: ManualBlock) -> list[Strip]:
        if isinstance(block, Head):
            size = self.sheet.body * 1.12
            runs = self.plain.runs(block.text, Role.HEADING, size, 0.0, BASELINE * size)
            return [self.gap(0.5), Strip(self.sheet.pitch * 1.1, tuple(runs), keep=True)]
        if isinstance(block, Words):
            return self._words(block)
        if isinstance(block, Command):
            return self._command(block)
        assert isinstance(block, Grid)
        return table_strips(self.plain, block)

    def picture(self, png: bytes, shape: tuple[int, int], part: float) -> list[Strip]:
        """In the middle of the block, over ``part`` of its width; ``shape`` is width and height in any unit."""
        wide = self.sheet.block_width * part
        tall = wide * shape[1] / shape[0]
        left = (self.sheet.block_width - wide) / 2
        right = left + wide
        corners = (
            (left, 0.0, right, 0.0),
            (left, tall, right, tall),
            (left, 0.0, left, tall),
            (right, 0.0, right, tall),
        )
        frame = tuple(Rule(*ends, 0.4) for ends in corners)
        return [PictureStrip(tall, rules=frame, png=png, left=left, wide=wide), self.gap(0.6)]

    def _words(self, words: Words) -> list[Strip]:
        body = self.sheet.body
        indent = _INDENT * body if words.mark else 0.0
        strips = self.plain.lines(words.spans, first=indent, hang=indent)
        if not words.mark:
            return [*strips, self.gap(0.25)]
        first = strips[0]
        if words.mark == "-":
            side = _DOT * body
            box = Box(body * 0.9, body * 0.5 - side / 2, side, side)
            marked = replace(first, boxes=(*first.boxes, box))
        else:
            left = indent - body * 0.35 - self.fonts.width(words.mark, Role.BODY, body)
            runs = self.plain.runs(words.mark, Role.BODY, body, left, BASELINE * body)
            marked = replace(first, runs=(*runs, *first.runs))
        return [marked, *strips[1:], self.gap(0.15)]

    def _command(self, command: Command) -> list[Strip]:
        size = self.sheet.body * 0.85
        indent = self.sheet.body
        room = self.sheet.block_width - indent
        widths = self.fonts.widths(command.text, Role.BODY, size)
        strips = []
        for line in break_lines(command.text, widths, room, room):
            text = command.text[line.start : line.end]
            runs = self.plain.runs(text, Role.BODY, size, indent, BASELINE * size)
            strips.append(Strip(self.sheet.pitch * 0.9, tuple(runs)))
        return strips
