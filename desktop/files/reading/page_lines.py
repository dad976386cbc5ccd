"""The lines of one PDF page in reading order, cells apart by tabs, broken sentences joined; and the words nobody sees."""

import ctypes
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from desktop.files.reading.page_rules import Rule, upright_rules
from desktop.files.reading.page_tables import Cell, page_tables

_GAP_CELL, _GAP_BLANK, _GAP_WORD = 1.15, 0.7, 0.2
"""Gaps between pieces of one line in units of their height: a new cell, a blank, a blank between Latin words."""
_INVISIBLE = (3, 7)
_MOST_OBJECTS = 60_000
_PAINTED = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)
_SENTENCE_END = tuple("。！？；：:;!?")


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(slots=True)
class PageLines:
    """``pictures``: the page shows at least one picture. ``tables``: rows of cells, which are in ``seen`` as well."""

    seen: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    pictures: bool = False


@dataclass(slots=True)
class _Line:
    box: Box
    text: str
    cells: tuple[Cell, ...] = ()


def page_lines(page: pypdfium2.PdfPage) -> PageLines:
    """``page`` is open and its document's lock is held."""
    unseen, rules, found = _painted(page)
    pieces = _pieces(page, rules)
    width, height = page.get_size()
    inside = Box(-1, -1, width + 1, height + 1)
    left, bottom, right, top = page.get_cropbox() or (0, 0, width, height)
    if right > left and top > bottom:
        inside = Box(left - 1, bottom - 1, right + 1, top + 1)
    seen: list[_Line] = []
    for line in pieces:
        x, y = (line.box.left + line.box.right) / 2, (line.box.bottom + line.box.top) / 2
        if not inside.holds(x, y) or any(box.holds(x, y) for box in unseen):
            found.hidden.append(line.text)
        else:
            seen.append(line)
    # A scan with recognised words laid over it invisibly: these words are what the page shows.
    if not seen and found.hidden and found.pictures:
        seen, found.hidden = pieces, []
    lines = _on_lines(seen, rules)
    found.seen = _joined(lines, width)
    found.tables = page_tables([line.cells for line in lines])
    return found


def _pieces(page: pypdfium2.PdfPage, rules: Sequence[Rule]) -> list[_Line]:
    """Runs of text with their boxes, in the order of the page's content; cut where a rule goes through."""
    text = page.get_textpage()
    try:
        found = []
        for number in range(text.count_rects()):
            whole = Box(*text.get_rect(number))
            for box in _cut(whole, rules):
                words = text.get_text_bounded(*box).replace("\r\n", " ").replace("\ufffe", "-")
                if words.strip():
                    found.append(_Line(box, words))
    finally:
        text.close()
    return found


def _cut(box: Box, rules: Sequence[Rule]) -> list[Box]:
    middle = (box.bottom + box.top) / 2
    through = sorted(
        {x for x, bottom, top in rules if bottom <= middle <= top and box.left + 1 < x < box.right - 1}
    )
    sides = [box.left, *through, box.right]
    return [Box(left, box.bottom, right, box.top) for left, right in itertools.pairwise(sides)]


def _painted(page: pypdfium2.PdfPage) -> tuple[list[Box], list[Rule], PageLines]:
    """Boxes of text that nobody sees (invisible, or white with nothing painted behind it); the upright rules."""
    boxes: list[Box] = []
    white: list[Box] = []
    painted: list[Box] = []
    rules: list[Rule] = []
    found = PageLines()
    for item in itertools.islice(page.get_objects(max_depth=3), _MOST_OBJECTS):
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(item.raw) in _INVISIBLE:
                boxes.append(_bounds(item))
            elif _is_white(item):
                white.append(_bounds(item))
        elif item.type in _PAINTED:
            found.pictures = found.pictures or item.type == raw.FPDF_PAGEOBJ_IMAGE
            painted.append(_bounds(item))
            if item.type == raw.FPDF_PAGEOBJ_PATH:
                rules += upright_rules(item)
    for box in white:
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        if not any(ground.holds(x, y) for ground in painted):
            boxes.append(box)
    return boxes, rules, found


def _bounds(item: pypdfium2.PdfObject) -> Box:
    try:
        return Box(*item.get_bounds())
    except pypdfium2.PdfiumError:
        return Box(0, 0, -1, -1)


def _is_white(item: pypdfium2.PdfObject) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    told = raw.FPDFPageObj_GetFillColor(item.raw, red, green, blue, alpha)
    return bool(told) and (alpha.value == 0 or min(red.value, green.value, blue.value) >= 250)


def _on_lines(pieces: Sequence[_Line], rules: Sequence[Rule]) -> list[_Line]:
    """Pieces that follow each other at one height are one line; rules and wide gaps between them become tabs."""
    rows: list[list[_Line]] = []
    for piece in pieces:
        last = rows[-1][-1].box if rows else None
        if last is not None and _same_height(last, piece.box):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_one(sorted(row, key=lambda piece: piece.box.left), rules) for row in rows]


def _same_height(one: Box, other: Box) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def _one(row: list[_Line], drawn: Sequence[Rule]) -> _Line:
    text = row[0].text.strip()
    cells = [Cell(text, row[0].box.left, row[0].box.right)]
    boxes = [piece.box for piece in row]
    box = Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )
    middle = (box.bottom + box.top) / 2
    rules = [x for x, bottom, top in drawn if bottom <= middle <= top and box.left < x < box.right]
    high = max(piece.top - piece.bottom for piece in boxes)
    for before, piece in itertools.pairwise(row):
        words = piece.text.strip()
        gap = (piece.box.left - before.box.right) / high if high else 0.0
        ruled = any(before.box.right - 1 <= x <= piece.box.left + 1 for x in rules)
        latin = text[-1:].isascii() and words[:1].isascii()
        blank = gap > _GAP_BLANK or (latin and gap > _GAP_WORD)
        if ruled or gap > _GAP_CELL:
            cells.append(Cell(words, piece.box.left, piece.box.right))
            text += "\t" + words
        else:
            more = " " * blank + words
            cells[-1] = Cell(cells[-1].text + more, cells[-1].left, piece.box.right)
            text += more
    return _Line(box, text, tuple(cells))


def _joined(lines: Sequence[_Line], width: float) -> list[str]:
    """A line that runs to the right edge goes on in the next one, if that begins at the left edge."""
    if not lines:
        return []
    left = min(line.box.left for line in lines)
    right = max(0.7 * width, *(line.box.right for line in lines))
    found = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        high, high_before = line.box.top - line.box.bottom, before.box.top - before.box.bottom
        full = before.box.right > right - 2 * high and before.box.left < left + 4 * high
        goes_on = line.box.left < left + 0.8 * high and line.box.top < before.box.bottom + high
        alike = 0.7 * high_before < high < 1.3 * high_before
        sentence_open = not before.text.endswith(_SENTENCE_END)
        if full and goes_on and alike and sentence_open and "\t" not in before.text + line.text:
            found[-1] += line.text
        else:
            found.append(line.text)
    return found
