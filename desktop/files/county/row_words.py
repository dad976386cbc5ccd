"""What the cells of one row of a county's table say: names, elements, bases, whom it is for, how it is disclosed, which tiers.

Knows nothing of the rows around it; `rows` fills in what stands above.
"""

import re
from collections.abc import Callable, Collection, Sequence

from desktop.domain.county_table import CountyRow
from desktop.domain.record import Disclosure
from desktop.files.county import cells, heads
from desktop.files.county.heads import Column

LEVELS = (heads.LEVEL1, heads.LEVEL2, heads.LEVEL3)
_LEVEL_NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|\d{1,3}(?:[.．]\d{1,3}){1,2}(?:[)）、.．]|(?=\D))|[（(]?\d{1,3}[)）、.．])\s*"
)
_TIMED = re.compile(r"\d|[一二三四五六七八九十]|及时|实时|即时|长期|定期|每|随时|按|前|后|动态|常年")
_SHARE = {
    heads.PUBLIC: "audience", heads.SPECIFIC: "audience", heads.AUDIENCE: "audience", heads.TIER: "tiers", heads.TIERS: "tiers",
}  # fmt: skip


def share_of(column: Column) -> str:
    """The share of a `CountyRow` that a column tells: several columns of ticks tell one."""
    return _SHARE.get(column.role, column.role)


class RowWords:
    """``texts``: the row's cells, one for each column. ``known`` says whether words are the name of a channel."""

    def __init__(
        self, columns: tuple[Column, ...], texts: Sequence[str], known: Callable[[str], bool]
    ) -> None:
        self._columns, self._texts, self._known = columns, texts, known
        self._at = {column.role: at for at, column in reversed(list(enumerate(columns)))}

    def said(self, role: str) -> str:
        at = self._at.get(role, -1)
        return self._texts[at].strip() if at >= 0 else ""

    def row(self, place: str, doubts: Collection[str]) -> CountyRow:
        """``doubts``: shares that are doubtful already."""
        elements = cells.items_of(self.said(heads.ELEMENTS))
        bases, bases_sure = cells.bases_of(self.said(heads.BASES))
        publishers = cells.names_of(self.said(heads.PUBLISHERS))
        boxes = cells.boxes_of(self.said(heads.CHANNELS), self._known)
        limit = cells.tidy(self.said(heads.LIMIT))
        public, specific, audience_sure = self._audience()
        disclosure, disclosure_sure = self._disclosure()
        tiers = self._tiers()
        levels = [_level(self.said(level)) for level in LEVELS]
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
        present = {share_of(column) for column in self._columns} | {"level1"}
        unsure = {share for share, certain in sure.items() if not certain and share in present}
        return CountyRow(
            place=place,
            number=cells.tidy(self.said(heads.NUMBER)),
            code=cells.tidy(self.said(heads.CODE)).upper(),
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
                for column, text in zip(self._columns, self._texts, strict=True)
                if column.role == heads.EXTRA and text.strip()
            ),
            raw=tuple(
                (column.heading, text) for column, text in zip(self._columns, self._texts, strict=True)
            ),
            uncertain=tuple(sorted(unsure.union(doubts))),
        )

    def _audience(self) -> tuple[bool, tuple[str, ...], bool]:
        if heads.PUBLIC not in self._at and heads.SPECIFIC not in self._at:
            said = self.said(heads.AUDIENCE)
            boxes = cells.boxes_of(said, lambda name: name in ("全社会", "特定群众", "特定群体"))
            named = boxes.ticked
            public = any(name.startswith(("全社会", "社会公众", "社会")) for name in named)
            return (
                public,
                tuple(name for name in named if not name.startswith(("全社会", "社会"))),
                bool(named),
            )
        whole, some = self.said(heads.PUBLIC), self.said(heads.SPECIFIC)
        public = cells.tick(whole) is True or (cells.tick(whole) is None and bool(whole))
        mark = cells.tick(some)
        named = cells.names_of(re.sub(rf"[{cells.TICKED}]", "", some)).items if some else ()
        if mark is False:
            named = ()
        if mark is True and not named:
            named = ("特定群众",)
        return public, named, public or bool(named)

    def _disclosure(self) -> tuple[Disclosure | None, bool]:
        """Both ticked: what must be published of itself weighs more; a person should look."""
        columns = (
            (heads.PROACTIVE, Disclosure.PROACTIVE),
            (heads.ON_REQUEST, Disclosure.ON_REQUEST),
            (heads.WITHHELD, Disclosure.WITHHELD),
        )
        ticked = [disclosure for role, disclosure in columns if cells.tick(self.said(role)) is not False]
        if not ticked and heads.DISCLOSURE in self._at:
            said = self.said(heads.DISCLOSURE)
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

    def _tiers(self) -> tuple[str, ...]:
        found: list[str] = []
        for column, text in zip(self._columns, self._texts, strict=True):
            if column.role == heads.TIER and cells.tick(text) is not False:
                found.extend(column.tiers)
        if not found and heads.TIERS in self._at:
            said = self.said(heads.TIERS)
            named = cells.boxes_of(said, lambda name: bool(heads.tiers_of(name))).ticked if said else ()
            for name in named:
                found.extend(heads.tiers_of(name if "级" in name else f"{name}级"))
        order = ("city", "county", "township", "village")
        return tuple(tier for tier in order if tier in found)


def _level(text: str) -> str:
    """A name without its own number: 1.1就业政策 → 就业政策; 2型糖尿病 stays."""
    flat = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", cells.tidy(text))
    return _LEVEL_NUMBER.sub("", flat).strip() or flat
