"""Administrative divisions 行政区划: codes, names and who belongs to whom. Values only."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from desktop.base.errors import Refusal
from desktop.base.words import tr


class DivisionLevel(StrEnum):
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"
    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    SPECIAL = "special"


class DivisionNotFound(Refusal):
    """No division has this code."""


@dataclass(frozen=True, slots=True)
class Division:
    """``code`` has 6 digits down to the county and 9 below. ``administrative`` is False for farms, parks and the like
    that only the statistics list; ``area_code`` is the telephone area code where known."""

    code: str
    name: str
    level: DivisionLevel
    parent: str
    administrative: bool = True
    area_code: str = ""
    note: str = ""


@dataclass(frozen=True)
class Divisions:
    """The tree of divisions."""

    entries: tuple[Division, ...]

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Kept: what is worked out of the tree is remembered by it, and asked for at every line of a document."""
        return hash(self.entries)

    @cached_property
    def _by_code(self) -> dict[str, Division]:
        return {division.code: division for division in self.entries}

    @cached_property
    def _children(self) -> dict[str, tuple[Division, ...]]:
        found: dict[str, list[Division]] = {}
        for division in self.entries:
            found.setdefault(division.parent, []).append(division)
        return {parent: tuple(children) for parent, children in found.items()}

    def __iter__(self) -> Iterator[Division]:
        return iter(self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Division:
        """The division with this code; a longer code (village, 12 digits) finds the township it lies in."""
        for length in (len(code), 9, 6):
            found = self._by_code.get(code[:length])
            if found is not None and length <= len(code):
                return found
        raise DivisionNotFound(
            tr("没有找到行政区划代码“{code}”。", code=code),
            safe=tr("什么都没有改动。"),
            todo=tr("请看一下代码有没有少一位，县级6位，乡级9位，村级12位。"),
            code="division-not-found",
        )

    def children(self, code: str) -> tuple[Division, ...]:
        """Direct children in the order of the file; "" gives the roots."""
        return self._children.get(code, ())

    def path(self, code: str) -> tuple[Division, ...]:
        """From the province down to the division itself."""
        chain = [self.get(code)]
        while chain[0].parent in self._by_code:
            chain.insert(0, self._by_code[chain[0].parent])
        return tuple(chain)

    def full_name(self, code: str) -> str:
        """All names in one, e.g. 青海省海南藏族自治州贵德县河西镇."""
        return "".join(division.name for division in self.path(code))

    def find(self, text: str, *, within: str = "") -> tuple[Division, ...]:
        """Divisions whose name is or holds ``text``: exact names first. ``within`` keeps to one branch."""
        wanted = text.strip()
        if not wanted:
            return ()
        hits = [d for d in self.entries if wanted in d.name and self._lies_in(d, within)]
        return tuple(sorted(hits, key=lambda d: (d.name != wanted, len(d.name), d.code)))

    def _lies_in(self, division: Division, code: str) -> bool:
        return not code or any(step.code == code for step in self.path(division.code))
