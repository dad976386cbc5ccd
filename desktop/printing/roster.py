"""The list pages of a notice: 附件 mark, title, rows under repeated heads, totals at the end. Pages made on demand."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.printing.columns import measure
from desktop.printing.fonts import FontSet, Role
from desktop.printing.notice import Table
from desktop.printing.pages import Page, Rule, Run
from desktop.printing.paper import Sheet, sheet
from desktop.printing.setting import BASELINE, Setter, title_step
from desktop.printing.table import CellLines, Measures
from desktop.printing.titles import title_lines


@dataclass(frozen=True, slots=True)
class Part:
    """Lines ``first``..``last`` (not included) of one row; a row taller than a page has several parts."""

    row: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RosterLayout:
    """Page ``n`` holds ``parts[breaks[n]:breaks[n + 1]]``."""

    table: Table
    sheet: Sheet
    measures: Measures
    head: CellLines
    parts: Sequence[Part]
    breaks: Sequence[int]
    opening: tuple[Run, ...]
    opening_height: float

    @property
    def count(self) -> int:
        return len(self.breaks) - 1

    def page(self, index: int, footer: Sequence[Run]) -> Page:
        """Page ``index`` of the list, counted from 0."""
        x = self.sheet.left
        y = self.sheet.top + (self.opening_height if index == 0 else 0.0)
        runs: list[Run] = list(self.opening) if index == 0 else []
        edges = [y]
        runs += self.measures.paint(self.head, x, y, Role.HEADING, head=True)
        y += self.measures.height(max(len(lines) for lines in self.head))
        edges.append(y)
        for part in self.parts[self.breaks[index] : self.breaks[index + 1]]:
            role = Role.HEADING if part.row == len(self.table.rows) else Role.BODY
            cells = [lines[part.first : part.last] for lines in self._cells(part.row)]
            runs += self.measures.paint(cells, x, y, role)
            y += self.measures.height(max(len(lines) for lines in cells))
            edges.append(y)
        rules: list[Rule] = self.measures.frame(x, edges)
        return Page(self.sheet.width, self.sheet.height, (*runs, *footer), tuple(rules))

    def _cells(self, row: int) -> CellLines:
        if row == len(self.table.rows):
            return self.measures.cells(self.table.totals, Role.HEADING)
        return self.measures.cells(self.table.rows[row])


def lay_out(
    table: Table, paper: str, fonts: FontSet, mark: str, words: Sequence[str] = (), *, large: bool = False
) -> RosterLayout:
    """The layout of ``table`` on ``paper``; ``mark`` is 附件 or 附件1, or empty for a list that is no annex."""
    upright, wide = sheet(paper, large=large), sheet(paper, landscape=True, large=large)
    return lay_out_on(table, upright, wide, fonts, mark, words)


def lay_out_on(
    table: Table, upright: Sheet, wide: Sheet, fonts: FontSet, mark: str, words: Sequence[str] = ()
) -> RosterLayout:
    """The layout of ``table`` on ``upright`` or turned to ``wide``, as the table asks or needs."""
    chosen, measures = _fit(table, upright, wide, fonts)
    setter = Setter(fonts, chosen)
    opening, opening_height = _opening(table, setter, measures, mark, words)
    head = measures.head()
    head_height = measures.height(max(len(lines) for lines in head))
    room = chosen.block_height - head_height
    parts = _parts(table, measures, room)
    breaks = _breaks(parts, measures, room - opening_height, room, bool(table.totals))
    return RosterLayout(table, chosen, measures, head, parts, breaks, opening, opening_height)


def _fit(table: Table, upright: Sheet, wide: Sheet, fonts: FontSet) -> tuple[Sheet, Measures]:
    for chosen in (wide,) if table.landscape else (upright, wide) if table.landscape is None else (upright,):
        scale = chosen.type_scale
        found = measure(table.columns, table.rows, table.totals, chosen.block_width, fonts, scale)
        if found.fits:
            break
    return chosen, found


def _opening(
    table: Table, setter: Setter, measures: Measures, mark: str, words: Sequence[str]
) -> tuple[tuple[Run, ...], float]:
    """附件 in 黑体 on the first line, the title centred on the third, the note (units) at the right over the table."""
    block = setter.sheet
    body, pitch, left, top = block.body, block.pitch, block.left, block.top
    runs: list[Run] = []
    y = top
    if mark:
        runs += setter.runs(mark, Role.HEADING, body, left, y + BASELINE * body)
        y += 2 * pitch
    size = block.title
    titles = (table.second, table.title) if table.second_leads else (table.title, table.second)
    for title in filter(None, titles):
        lines = title_lines(
            title, block.block_width * 0.94, lambda part: setter.fonts.width(part, Role.TITLE, size), words
        )
        for line in lines:
            width = setter.fonts.width(line, Role.TITLE, size)
            runs += setter.runs(
                line, Role.TITLE, size, left + (block.block_width - width) / 2, y + BASELINE * size
            )
            y += title_step(title) * size
    y += 0.4 * pitch
    if table.note:
        width = setter.fonts.width(table.note, Role.BODY, measures.size)
        runs += setter.runs(
            table.note, Role.BODY, measures.size, block.right - width, y + BASELINE * measures.size
        )
        y += 1.5 * measures.size
    return tuple(runs), y - top


def _parts(table: Table, measures: Measures, room: float) -> list[Part]:
    most = measures.most_lines(room)
    parts: list[Part] = []
    for row, texts in enumerate(table.rows):
        lines = max(len(cell) for cell in measures.cells(texts))
        parts += [Part(row, first, min(first + most, lines)) for first in range(0, lines, most)]
    if table.totals:
        lines = max(len(cell) for cell in measures.cells(table.totals, Role.HEADING))
        parts.append(Part(len(table.rows), 0, lines))
    return parts


def _breaks(parts: Sequence[Part], measures: Measures, first: float, rest: float, totals: bool) -> list[int]:
    """Where pages begin. The totals never stand alone: the last row goes with them."""
    breaks = [0]
    free = first
    for at, part in enumerate(parts):
        height = measures.height(part.last - part.first)
        if height > free and (at > breaks[-1] or free < rest):
            alone = totals and at == len(parts) - 1 and at - 1 > breaks[-1]
            breaks.append(at - 1 if alone else at)
            before = parts[at - 1]
            free = rest - (measures.height(before.last - before.first) if alone else 0.0)
        free -= height
    return [*breaks, len(parts)]
