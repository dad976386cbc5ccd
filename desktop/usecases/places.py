"""Finding a place by its name, by pinyin initials, or by going down the tree of divisions, which ends at the township; the
villages are those that have a board of one's own office."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.base.words import tr
from desktop.domain.division import Division, DivisionLevel, Divisions
from desktop.storage import initials

MOST_HITS = 12
_VILLAGE = re.compile(r"(.+?(?:村|社区|牧委会))(?:村务|党务|政务|便民)?(?:公开|公示|公告|宣传)?栏?")
_ABOVE_COUNTY = frozenset({DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE})


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """``name`` goes into the field: written from the county down. ``within`` tells same names apart."""

    code: str
    name: str
    within: str


class Places:
    """The divisions as one office looks at them: its own villages first, then its county. ``near`` is the office's
    division code, ``boards`` tells the names of its boards (上滩村公示栏)."""

    def __init__(
        self, divisions: Divisions, near: str = "", boards: Callable[[], Sequence[str]] = tuple
    ) -> None:
        self._divisions, self._near, self._boards = divisions, near, boards

    def find(self, text: str) -> list[PlaceHit]:
        """At most twelve hits. Without a text one's own villages and the townships of the county; the written name of a
        division brings those below it; letters are pinyin initials (hxz finds 河西镇); else any part of a name."""
        wanted = "".join(text.split())
        return [*self._villages(wanted), *self._in_tree(wanted)][:MOST_HITS]

    def _villages(self, wanted: str) -> list[PlaceHit]:
        villages = dict.fromkeys(found[1] for name in self._boards() if (found := _VILLAGE.fullmatch(name)))
        letters = wanted.casefold() if wanted.isascii() else ""
        return [
            PlaceHit("", name, tr("有公示栏的村"))
            for name in villages
            if wanted in name or (letters and initials.of_title(name).startswith(letters))
        ]

    def _in_tree(self, wanted: str) -> list[PlaceHit]:
        if not wanted:
            return self._hits(self._divisions.children(self._county))
        below = [child for code in self._by_name.get(wanted, ()) for child in self._divisions.children(code)]
        if below:
            return self._hits(below)
        if wanted.isascii() and wanted.isalpha():
            letters = wanted.casefold()
            found = [entry for entry in self._divisions if self._letters[entry.code].startswith(letters)]
        else:
            found = [entry for entry in self._divisions if wanted in self._written[entry.code]]
        return self._hits(sorted(found, key=self._nearness))

    def _hits(self, found: Iterable[Division]) -> list[PlaceHit]:
        return [self._hit(division) for division in list(found)[:MOST_HITS]]

    def _hit(self, division: Division) -> PlaceHit:
        path = self._divisions.path(division.code)[:-1]
        above = [step.name for step in path if step.level in _ABOVE_COUNTY]
        return PlaceHit(division.code, self._written[division.code], "".join(above))

    def _nearness(self, division: Division) -> tuple[bool, bool, int, str]:
        return (
            division.code[:6] != self._near[:6],
            division.code[:4] != self._near[:4],
            len(self._written[division.code]),
            division.code,
        )

    @property
    def _county(self) -> str:
        """One's own county; of an office the list does not know, the top of the list."""
        return self._near[:6] if self._near[:6] in self._divisions else ""

    @cached_property
    def _written(self) -> dict[str, str]:
        return {entry.code: self._name_of(entry) for entry in self._divisions}

    def _name_of(self, division: Division) -> str:
        if division.level in _ABOVE_COUNTY:
            return division.name
        path = self._divisions.path(division.code)
        return "".join(step.name for step in path if step.level not in _ABOVE_COUNTY)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self._divisions:
            for name in {entry.name, self._written[entry.code], self._divisions.full_name(entry.code)}:
                found.setdefault(name, []).append(entry.code)
        return found

    @cached_property
    def _letters(self) -> dict[str, str]:
        return {entry.code: initials.of_title(entry.name) for entry in self._divisions}


def choice_letters(choices: Iterable[str]) -> list[str]:
    """The pinyin initials of each choice, for choosing by keyboard."""
    return [initials.of_title(choice) for choice in choices]
