"""A county's own catalogue table as read, and how it differs from the national catalogue.

Values only: nothing here reads a file, compares, or changes a catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.base.words import zh
from desktop.domain.record import Disclosure

CITY, COUNTY, TOWNSHIP, VILLAGE = "city", "county", "township", "village"
SHARE_WORDS: dict[str, str] = {
    "level1": zh("一级事项"),
    "level2": zh("二级事项"),
    "level3": zh("三级事项"),
    "elements": zh("公开要素"),
    "bases": zh("公开依据"),
    "time_limit": zh("公开时限"),
    "publishers": zh("公开主体"),
    "channels": zh("公开渠道"),
    "audience": zh("公开对象"),
    "disclosure": zh("公开方式"),
    "tiers": zh("公开层级"),
    "match": zh("对应事项"),
}


@dataclass(frozen=True, slots=True)
class TableBasis:
    """A legal basis as a table names it: the words between 《》, and the document number behind them, if any."""

    title: str
    doc_no: str = ""
    bare: bool = False

    @property
    def words(self) -> str:
        return (self.title if self.bare else f"《{self.title}》") + (
            f"（{self.doc_no}）" if self.doc_no else ""
        )


@dataclass(frozen=True, slots=True)
class TableElement:
    """One thing to publish. ``disclosure`` only where the table says it differs from the row's."""

    text: str
    disclosure: Disclosure | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CountyRow:
    """One matter of a county's table.

    ``place`` is ``table!row`` counted as on the screen. ``channels`` are those ticked, ``channels_any`` those of which
    one is enough. ``tiers`` are city, county, township, village. ``raw`` are the cells as they stand, with their
    headings; ``extras`` those of columns the standard table does not have. ``uncertain`` names the parts to look at.
    """

    place: str
    number: str = ""
    code: str = ""
    level1: str = ""
    level2: str = ""
    level3: str = ""
    elements: tuple[TableElement, ...] = ()
    bases: tuple[TableBasis, ...] = ()
    time_limit: str = ""
    publishers: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    channels_any: tuple[str, ...] = ()
    public: bool = False
    specific: tuple[str, ...] = ()
    disclosure: Disclosure | None = None
    tiers: tuple[str, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()
    raw: tuple[tuple[str, str], ...] = ()
    uncertain: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return " › ".join(level for level in (self.level1, self.level2, self.level3) if level)

    @property
    def name(self) -> str:
        return self.level3 or self.level2 or self.level1

    @property
    def audience_words(self) -> str:
        return "、".join((["全社会"] if self.public else []) + list(self.specific))


@dataclass(frozen=True, slots=True)
class RowMatch:
    """The national matter a row stands for. ``score`` from 0 to 1; ``sure`` False asks a person to look."""

    code: str
    path: str
    score: float
    sure: bool


class DifferenceKind(StrEnum):
    ADDED = "added"
    DROPPED = "dropped"
    RENAMED = "renamed"
    LIMIT = "limit"


DIFFERENCE_WORDS: dict[DifferenceKind, str] = {
    DifferenceKind.ADDED: zh("本县增加"),
    DifferenceKind.DROPPED: zh("本县不列"),
    DifferenceKind.RENAMED: zh("名称不同"),
    DifferenceKind.LIMIT: zh("时限不同"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One point in which the county's table and the catalogue in use differ; accepted or left one by one.

    ``code`` is the matter concerned, empty for an added one. ``ours`` and ``theirs`` are the two wordings.
    ``row`` is the table's row, None where the table has none.
    """

    key: str
    kind: DifferenceKind
    field: str
    code: str
    ours: str
    theirs: str
    row: CountyRow | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class LayerEntry:
    """One accepted difference. ``content`` is plain JSON data by kind: the new levels, the new limit, the whole row.

    ``unit`` accepted it ``on`` that day out of ``source`` (file name and place) for ``reason``.
    """

    kind: DifferenceKind
    field: str
    code: str
    content: Mapping[str, Any]
    reason: str
    source: str
    unit: str
    on: str
