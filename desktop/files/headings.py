"""Reads the heads of a table: what a heading says once titles, units and line breaks are taken away, and which column
of the form it means. Looks at words only."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.form import FieldType, Form, FormField

_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")
_INSIDE = re.compile(r"[(\[【〔](.*?)[)\]】〕]")
_YEAR = re.compile(r"^(?:\d{4}|[〇零一二三四五六七八九]{4})年度?")
_TRIM = re.compile(r"[\s*:：、,。.·\"“”'_/\\-]+")
_UNITS = {
    "元": "元", "人民币元": "元", "万元": "万元", "千元": "千元", "百元": "百元", "亩": "亩", "公顷": "公顷", "万亩": "万亩",
    "平方米": "㎡", "平米": "㎡", "m2": "㎡", "㎡": "㎡", "平方公里": "平方公里", "元/亩": "元/亩", "元/公顷": "元/公顷",
    "万元/公顷": "万元/公顷", "万元/亩": "万元/亩",
}  # fmt: skip
_UNIT_LINE = re.compile(r"(?:计量|金额|面积)?单位[:：]\s*([^\s:：]+)")
_MONEY_UNITS = frozenset({"元", "万元", "千元", "百元"})
_NUMBERING = frozenset({"序号", "编号", "序", "no", "行号", "顺序号"})
EXACT, LOWER, ALONE, PART = 4, 3, 2, 1
_SHORTEST_PART, _LONGEST_REST = 3, 6


@dataclass(frozen=True, slots=True)
class HeadingText:
    """A column's heading as read: ``joined`` upper and lower parts, ``lower`` the last part alone, ``filled`` with an
    upper part that stands over several columns without being merged."""

    joined: str
    lower: str
    filled: str


@dataclass(frozen=True, slots=True)
class Match:
    """``column`` of the sheet means ``key`` of the form, with this quality."""

    column: int
    key: str
    quality: int


def plain(text: str) -> str:
    """A heading for comparing: one width and case, no blanks, brackets, year in front or punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = _TRIM.sub("", _BRACKETS.sub("", re.sub(r"\s+", "", folded)))
    return _YEAR.sub("", bare) or _TRIM.sub("", folded)


def unit_of(text: str) -> str:
    """The unit written in a heading in brackets or behind a stroke, else empty."""
    folded = unicodedata.normalize("NFKC", re.sub(r"\s+", "", text))
    inside = _INSIDE.findall(folded)
    behind = re.split(r"[:,，]", folded, maxsplit=1)[1:] or folded.split("/", 1)[1:]
    for part in (*inside, *behind):
        unit = _UNITS.get(part.casefold().removeprefix("单位:").removeprefix("单位"), "")
        if unit:
            return unit
    return ""


def units_line(text: str) -> frozenset[str]:
    """Units of a line such as 单位：亩、元 above the table; empty if the words are anything else."""
    found = _UNIT_LINE.search(unicodedata.normalize("NFKC", text))
    if not found:
        return frozenset()
    parts = [
        _UNITS.get(part, part if part in ("人", "户") else "") for part in re.split(r"[、,，;和/]", found[1])
    ]
    return frozenset(parts) if all(parts) else frozenset()


def unit_conflict(column: FormField, heading: str, line: frozenset[str]) -> str:
    """The foreign unit this column of the sheet is in, empty if it agrees with the form or nothing is said."""
    wanted = _UNITS.get(column.unit, "")
    if not wanted:
        return ""
    said = unit_of(heading)
    if said:
        return said if said != wanted else ""
    money = line & _MONEY_UNITS
    if column.type is FieldType.MONEY and len(money) == 1 and wanted not in money:
        return next(iter(money))
    return ""


def is_numbering(heading: str) -> bool:
    return plain(heading) in _NUMBERING


def _readings(heading: HeadingText) -> tuple[tuple[str, int], ...]:
    """What a heading may mean, most likely first. Under a part that spreads over several columns 金额 alone says
    little, so it comes last there."""
    if heading.filled and heading.filled != heading.joined:
        return (heading.filled, EXACT), (heading.joined, ALONE)
    return (heading.joined, EXACT), (heading.lower, LOWER), (heading.joined, PART)


class HeadingDictionary:
    """All names under which a form's columns are known. Build once for a form."""

    def __init__(self, form: Form) -> None:
        self._names: dict[str, str] = {}
        for column in form.roster:
            self._names.setdefault(plain(column.label), column.key)
        for column in form.roster:
            for alias in column.aliases:
                self._names.setdefault(plain(alias), column.key)
        self._weights = {column.key: 2 if column.required else 1 for column in form.roster}
        self._long = sorted(
            (name for name in self._names if len(name) >= _SHORTEST_PART), key=len, reverse=True
        )

    def match(self, headings: Sequence[HeadingText]) -> list[Match]:
        """At most one column for each key and one key for each column, best matches first."""
        found: list[Match] = []
        for column, heading in enumerate(headings):
            for text, quality in _readings(heading):
                key = self._part(plain(text)) if quality == PART else self._names.get(plain(text), "")
                if text and key:
                    found.append(Match(column, key, quality))
                    break
        taken_keys: set[str] = set()
        kept: list[Match] = []
        for match in sorted(found, key=lambda match: (-match.quality, match.column)):
            if match.key not in taken_keys:
                taken_keys.add(match.key)
                kept.append(match)
        return sorted(kept, key=lambda match: match.column)

    def score(self, matches: Sequence[Match]) -> int:
        """How well a line serves as the head of this form's table."""
        return sum(self._weights[match.key] * match.quality for match in matches)

    def _part(self, text: str) -> str:
        """The key whose name is a part of a heading that is not much longer."""
        for name in self._long:
            if name in text and len(text) - len(name) <= _LONGEST_REST:
                return self._names[name]
        return ""


def chosen(mapping: Mapping[str, str], heading: str, letters: str) -> str | None:
    """What the clerk decided for a column, named by its letter or its heading; "" leaves it out, None: nothing said."""
    for name, key in mapping.items():
        if name.strip().upper() == letters or (heading and plain(name) == plain(heading)):
            return key
    return None
