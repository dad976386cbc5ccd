"""Reads a county's catalogue table out of grids: one row for each matter, raw cells kept, doubts named.

Matches nothing with the national catalogue; that is `desktop.catalogue.county`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.base.errors import Refusal
from desktop.base.words import zh
from desktop.domain.county_table import CountyRow
from desktop.domain.record import Disclosure
from desktop.files.county import cells, heads
from desktop.files.county.heads import Column, Head, heads_of
from desktop.files.grids import SAFE, Grid, GridCell

_LEVEL_NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|\d{1,3}(?:[.．]\d{1,3}){1,2}(?:[)）、.．]|(?=\D))|[（(]?\d{1,3}[)）、.．])\s*"
)
_FOOT = re.compile(r"^\s*(?:注|备注|说明|填表说明|填报单位|制表|审核)\s*[：:\d]")
_TIMED = re.compile(r"\d|[一二三四五六七八九十]|及时|实时|即时|长期|定期|每|随时|按|前|后|动态|常年")
# What an empty cell without a frame of its own may mean: the same as above it.
_INHERITED = (heads.BASES, heads.LIMIT, heads.PUBLISHERS, heads.CHANNELS)
_LEVELS = (heads.LEVEL1, heads.LEVEL2, heads.LEVEL3)
_OWN_ROLES = (heads.ELEMENTS, *_INHERITED)
_SHARE = {heads.PUBLIC: "audience", heads.SPECIFIC: "audience", heads.AUDIENCE: "audience"}


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
        self._deepest = max((level for level in _LEVELS if level in self._at), default=heads.LEVEL1)
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
        if self._continues(row) and self._rows:
            self._rows[-1] = self._merged(self._rows[-1], texts, row)
        elif any(self._said(texts, level) for level in _LEVELS) or self._said(texts, heads.ELEMENTS):
            self._rows.append(self._row(place, texts, doubts))
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
                    doubts.add(self._share(at))
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
                doubts.add(self._share(at))
        for at, text in enumerate(texts):
            self._above[self._columns[at]] = text
        return texts, doubts

    def _name_levels(self, texts: list[str]) -> None:
        """An upper level left empty over a filled lower one goes on from above."""
        present = [self._at[level] for level in _LEVELS if level in self._at]
        for depth, at in enumerate(present):
            if not texts[at].strip() and any(texts[below].strip() for below in present[depth + 1 :]):
                texts[at] = self._above.get(self._columns[at], "")

    def _share(self, at: int) -> str:
        role = self._columns[at].role
        return {heads.TIER: "tiers", heads.TIERS: "tiers"}.get(role, _SHARE.get(role, role))

    def _continues(self, row: tuple[GridCell, ...]) -> bool:
        """The same matter as the row before: its names and number are the same merged cells, or are all empty."""
        if self._before is None:
            return False
        names = [self._at[role] for role in (*_LEVELS, heads.NUMBER, heads.CODE) if role in self._at]
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

    def _said(self, texts: Sequence[str], role: str) -> str:
        at = self._at.get(role, -1)
        return texts[at].strip() if at >= 0 else ""

    def _row(self, place: str, texts: Sequence[str], doubts: set[str]) -> CountyRow:
        elements = cells.items_of(self._said(texts, heads.ELEMENTS))
        bases, bases_sure = cells.bases_of(self._said(texts, heads.BASES))
        publishers = cells.names_of(self._said(texts, heads.PUBLISHERS))
        boxes = cells.boxes_of(self._said(texts, heads.CHANNELS), self._known)
        limit = cells.tidy(self._said(texts, heads.LIMIT))
        public, specific, audience_sure = self._audience(texts)
        disclosure, disclosure_sure = self._disclosure(texts)
        tiers = self._tiers(texts)
        levels = [_level(self._said(texts, level)) for level in _LEVELS]
        sure = {
            "elements": elements.sure and bool(elements.items),
            "bases": bases_sure,
            "publishers": publishers.sure and bool(publishers.items),
            "channels": boxes.sure and bool(boxes.ticked or boxes.any_of),
            "time_limit": bool(_TIMED.search(limit)),
            "audience": audience_sure,
            "disclosure": disclosure_sure,
            "tiers": bool(tiers) or not {heads.TIER, heads.TIERS} & {column.role for column in self._columns},
            "level1": bool(levels[0]),
        }
        present = {self._share(at) for at in range(len(self._columns))} | {"level1"}
        doubts |= {share for share, certain in sure.items() if not certain and share in present}
        return CountyRow(
            place=place,
            number=cells.tidy(self._said(texts, heads.NUMBER)),
            code=cells.tidy(self._said(texts, heads.CODE)).upper(),
            level1=levels[0],
            level2=levels[1],
            level3=levels[2],
            elements=tuple(cells.element_of(item) for item in elements.items),
            bases=bases,
            time_limit=limit,
            publishers=publishers.items,
            channels=boxes.ticked,
            channels_any=boxes.any_of,
            public=public,
            specific=specific,
            disclosure=disclosure,
            tiers=tiers,
            extras=tuple(
                (column.heading, cells.tidy(text))
                for column, text in zip(self._columns, texts, strict=True)
                if column.role == heads.EXTRA and text.strip()
            ),
            raw=tuple((column.heading, text) for column, text in zip(self._columns, texts, strict=True)),
            uncertain=tuple(sorted(doubts)),
        )

    def _audience(self, texts: Sequence[str]) -> tuple[bool, tuple[str, ...], bool]:
        if heads.PUBLIC not in self._at and heads.SPECIFIC not in self._at:
            said = self._said(texts, heads.AUDIENCE)
            boxes = cells.boxes_of(said, lambda name: name in ("全社会", "特定群众", "特定群体"))
            named = boxes.ticked
            public = any(name.startswith(("全社会", "社会公众", "社会")) for name in named)
            return (
                public,
                tuple(name for name in named if not name.startswith(("全社会", "社会"))),
                bool(named),
            )
        whole, some = self._said(texts, heads.PUBLIC), self._said(texts, heads.SPECIFIC)
        public = cells.tick(whole) is True or (cells.tick(whole) is None and bool(whole))
        mark = cells.tick(some)
        named = cells.names_of(re.sub(rf"[{cells.TICKED}]", "", some)).items if some else ()
        if mark is False:
            named = ()
        if mark is True and not named:
            named = ("特定群众",)
        return public, named, public or bool(named)

    def _disclosure(self, texts: Sequence[str]) -> tuple[Disclosure | None, bool]:
        """Both ticked: what must be published of itself weighs more; a person should look."""
        columns = (
            (heads.PROACTIVE, Disclosure.PROACTIVE),
            (heads.ON_REQUEST, Disclosure.ON_REQUEST),
            (heads.WITHHELD, Disclosure.WITHHELD),
        )
        ticked = [
            disclosure for role, disclosure in columns if cells.tick(self._said(texts, role)) is not False
        ]
        if not ticked and heads.DISCLOSURE in self._at:
            said = self._said(texts, heads.DISCLOSURE)
            chosen = cells.boxes_of(said, lambda name: "公开" in name).ticked if said else ()
            words = "".join(chosen) or said
            signs = (
                ("依申请", Disclosure.ON_REQUEST),
                ("不予", Disclosure.WITHHELD),
                ("主动", Disclosure.PROACTIVE),
            )
            ticked = [disclosure for sign, disclosure in signs if sign in words]
            ticked.sort(key=lambda disclosure: disclosure is not Disclosure.PROACTIVE)
        return (ticked[0] if ticked else None), len(ticked) == 1

    def _tiers(self, texts: Sequence[str]) -> tuple[str, ...]:
        found: list[str] = []
        for column, text in zip(self._columns, texts, strict=True):
            if column.role == heads.TIER and cells.tick(text) is not False:
                found.extend(column.tiers)
        if not found and heads.TIERS in self._at:
            said = self._said(texts, heads.TIERS)
            named = cells.boxes_of(said, lambda name: bool(heads.tiers_of(name))).ticked if said else ()
            for name in named:
                found.extend(heads.tiers_of(name if "级" in name else f"{name}级"))
        order = ("city", "county", "township", "village")
        return tuple(tier for tier in order if tier in found)


def _level(text: str) -> str:
    """A name without its own number: 1.1就业政策 → 就业政策; 2型糖尿病 stays."""
    flat = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", cells.tidy(text))
    return _LEVEL_NUMBER.sub("", flat).strip() or flat
