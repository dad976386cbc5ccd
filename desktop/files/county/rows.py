"""Reads a county's catalogue table out of grids: one row for each matter, raw cells kept, doubts named.

What the cells of one row say is told by `row_words`. Matches nothing with the national catalogue; that is `desktop.catalogue.county`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.base.errors import Refusal
from desktop.base.words import zh
from desktop.domain.county_table import CountyRow
from desktop.files.county import cells, heads
from desktop.files.county.heads import Column, Head, heads_of
from desktop.files.county.row_words import LEVELS, RowWords, share_of
from desktop.files.grids import SAFE, Grid, GridCell

_FOOT = re.compile(r"^\s*(?:注|备注|说明|填表说明|填报单位|制表|审核)\s*[：:\d]")
# What an empty cell without a frame of its own may mean: the same as above it.
_INHERITED = (heads.BASES, heads.LIMIT, heads.PUBLISHERS, heads.CHANNELS)


@dataclass(frozen=True, slots=True)
class CountyTable:
    """All rows of a file in order, its title, and notes on what was passed over."""

    title: str
    rows: tuple[CountyRow, ...]
    notes: tuple[str, ...]


def read_rows(name: str, grids: Sequence[Grid], known: Callable[[str], bool]) -> CountyTable:
    """The rows of all grids that have the heads of such a table, or go on from one that has.

    ``known`` says whether words are the name of a channel. Refusal if no grid has such heads.
    """
    rows: list[CountyRow] = []
    notes: list[str] = []
    title = ""
    columns: tuple[Column, ...] = ()
    above: dict[Column, str] = {}
    for grid in grids:
        found = heads_of(grid)
        goes_on = bool(columns) and grid.width == len(columns)
        if not found and not goes_on:
            continue
        title = title or _title(grid, found[0].first if found else 0)
        parts = _parts(grid, found, columns if goes_on else ())
        for first, after, meant in parts:
            reader = _Reader(grid, meant, known, rows, above)
            for row in range(first, after):
                reader.take(row)
            notes += reader.notes
            columns = meant
    if not columns:
        raise Refusal(
            zh("“{name}”里没有找到公开目录的表头。", name=name),
            safe=SAFE,
            todo=zh(
                "表头要有“公开事项（一级、二级）、公开内容（要素）、公开时限、公开主体”等栏目，请核对后再导入。"
            ),
            code="no-catalogue-table",
        )
    return CountyTable(title, tuple(rows), tuple(notes))


def _title(grid: Grid, first: int) -> str:
    said = (cell.text for row in grid.rows[:first] for cell in row if "目录" in cell.text)
    return cells.tidy(next(said, ""))


def _parts(
    grid: Grid, found: Sequence[Head], before: tuple[Column, ...]
) -> list[tuple[int, int, tuple[Column, ...]]]:
    """Stretches of rows with the columns that hold for them."""
    parts = [(0, found[0].first if found else len(grid.rows), before)] if before else []
    for at, head in enumerate(found):
        after = found[at + 1].first if at + 1 < len(found) else len(grid.rows)
        parts.append((head.after, after, head.columns))
    return parts


class _Reader:
    """Rows under one head. What stands above a row is needed to read it: merged names, 同上, cells left empty."""

    def __init__(
        self,
        grid: Grid,
        columns: tuple[Column, ...],
        known: Callable[[str], bool],
        rows: list[CountyRow],
        above: dict[Column, str],
    ) -> None:
        self._grid, self._columns, self._known, self._rows = grid, columns, known, rows
        self._at = {column.role: at for at, column in reversed(list(enumerate(columns)))}
        self._deepest = max((level for level in LEVELS if level in self._at), default=heads.LEVEL1)
        self._above = above
        self._before: tuple[GridCell, ...] | None = None
        self.notes: list[str] = []

    def take(self, number: int) -> None:
        row = self._grid.rows[number]
        place = f"{self._grid.name}!{number + 1}"
        if not any(cell.text.strip() for cell in row):
            return
        if self._is_band(row):
            self.notes.append(
                zh("{place}：“{words}”不是事项，没有读。", place=place, words=cells.tidy(row[0].text)[:40])
            )
            return
        texts, doubts = self._texts(row)
        words = RowWords(self._columns, texts, self._known)
        if self._continues(row) and self._rows:
            self._rows[-1] = self._merged(self._rows[-1], texts, row)
        elif any(words.said(role) for role in (*LEVELS, heads.ELEMENTS)):
            self._rows.append(words.row(place, doubts))
        self._before = row

    def _is_band(self, row: tuple[GridCell, ...]) -> bool:
        """A line across the whole table, or a remark below it."""
        filled = {(cell.row, cell.column) for cell in row if cell.text.strip()}
        first = next(cell for cell in row if cell.text.strip())
        return len(filled) == 1 and (
            (len(row) > 3 and row[0] == row[-1]) or bool(_FOOT.match(first.text)) or self._alone(first)
        )

    def _alone(self, cell: GridCell) -> bool:
        """A single filled cell that is no part of a matter (page number, signature)."""
        return self._columns[cell.column].role in (heads.NUMBER, heads.EXTRA)

    def _texts(self, row: tuple[GridCell, ...]) -> tuple[list[str], set[str]]:
        """The texts of a row with 同上 and names left empty filled from above; and which were filled by guess."""
        texts = [cell.text for cell in row]
        doubts: set[str] = set()
        for at, text in enumerate(texts):
            if cells.is_same_as_above(text):
                texts[at] = self._above.get(self._columns[at], "")
                if not texts[at]:
                    doubts.add(share_of(self._columns[at]))
        self._name_levels(texts)
        for role in _INHERITED:
            at = self._at.get(role, -1)
            if (
                at >= 0
                and not texts[at].strip()
                and self._above.get(self._columns[at])
                and not self._grid.merged
            ):
                texts[at] = self._above[self._columns[at]]
                doubts.add(share_of(self._columns[at]))
        for at, text in enumerate(texts):
            self._above[self._columns[at]] = text
        return texts, doubts

    def _name_levels(self, texts: list[str]) -> None:
        """An upper level left empty over a filled lower one goes on from above."""
        present = [self._at[level] for level in LEVELS if level in self._at]
        for depth, at in enumerate(present):
            if not texts[at].strip() and any(texts[below].strip() for below in present[depth + 1 :]):
                texts[at] = self._above.get(self._columns[at], "")

    def _continues(self, row: tuple[GridCell, ...]) -> bool:
        """The same matter as the row before: its names and number are the same merged cells, or are all empty."""
        if self._before is None:
            return False
        names = [self._at[role] for role in (*LEVELS, heads.NUMBER, heads.CODE) if role in self._at]
        filled = [at for at in names if row[at].text.strip()]
        if not filled:
            return True
        same = all(
            (row[at].row, row[at].column) == (self._before[at].row, self._before[at].column) for at in filled
        )
        return same and (
            self._at.get(self._deepest, -1) in filled or self._at.get(heads.NUMBER, -1) in filled
        )

    def _merged(self, above: CountyRow, texts: list[str], row: tuple[GridCell, ...]) -> CountyRow:
        """More elements of the matter above; its other cells are kept raw."""
        before = self._before or row
        at = self._at.get(heads.ELEMENTS, -1)
        fresh = at >= 0 and (row[at].row, row[at].column) != (before[at].row, before[at].column)
        more = cells.items_of(texts[at]) if fresh and texts[at].strip() else cells.Read(())
        raw = [
            (column.heading, cell.text)
            for column, cell, old in zip(self._columns, row, before, strict=True)
            if cell.text.strip() and (cell.row, cell.column) != (old.row, old.column)
        ]
        bases_at = self._at.get(heads.BASES, -1)
        bases = cells.bases_of(row[bases_at].text)[0] if bases_at >= 0 else ()
        doubts = set(above.uncertain) | ({"elements"} if not more.sure else set())
        return replace(
            above,
            elements=(*above.elements, *(cells.element_of(item) for item in more.items)),
            bases=tuple(dict.fromkeys((*above.bases, *bases))),
            raw=(*above.raw, *raw),
            uncertain=tuple(sorted(doubts)),
        )
