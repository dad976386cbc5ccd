"""What was seen of a person in a document, told in few words: a whole column is one finding, not a thousand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.base.words import zh
from desktop.domain.document import PART_WORDS, Part
from desktop.domain.finding import Finding, Severity

_TOLD_ONE_BY_ONE, _PLACES_NAMED = 3, 3
LAW = zh("个人信息保护法第6条、第25条")
SENSITIVE = zh("个人信息保护法第28条")


@dataclass(frozen=True, slots=True)
class Sighting:
    """``what`` names it (身份证号); ``detail`` stands in brackets and never holds more than four characters of a number.

    ``column`` is the heading of the table column, empty in running text.
    """

    code: str
    severity: Severity
    place: str
    what: str
    advice: str
    source: str = LAW
    detail: str = ""
    column: str = ""
    part: Part = Part.BODY


def told(sightings: Iterable[Sighting]) -> Iterator[Finding]:
    """One finding each, or one for many of a kind in the same column or the same part of the file."""
    groups: dict[tuple[str, Severity, Part, str, str], list[Sighting]] = {}
    for sighting in sightings:
        key = (sighting.code, sighting.severity, sighting.part, sighting.column, sighting.what)
        groups.setdefault(key, []).append(sighting)
    for group in groups.values():
        if len(group) <= _TOLD_ONE_BY_ONE:
            yield from map(_one, group)
        else:
            yield _many(group)


def _one(seen: Sighting) -> Finding:
    detail = zh("（{detail}）", detail=seen.detail) if seen.detail else ""
    text = zh("{where}有{what}{detail}。", where=where(seen.part, seen.place), what=seen.what, detail=detail)
    return Finding(seen.code, seen.severity, seen.place, text, seen.advice, seen.source)


def _many(group: list[Sighting]) -> Finding:
    first = group[0]
    places = zh("、").join(dict.fromkeys(seen.place for seen in group[:_PLACES_NAMED]))
    in_column = zh("“{column}”这一列", column=first.column) if first.column else ""
    part = "" if first.part is Part.BODY else zh("{kind}里", kind=PART_WORDS[first.part])
    text = zh(
        "{part}{in_column}有 {count} 处{what}：{places}等。",
        part=part,
        in_column=in_column,
        count=len(group),
        what=first.what,
        places=places,
    )
    return Finding(first.code, first.severity, first.place, text, first.advice, first.source)


def where(part: Part, place: str) -> str:
    """The place in words; what a reader of the sheet does not see is named (修订痕迹里，第 3 段)."""
    return place if part is Part.BODY else zh("{kind}里（{place}）", kind=PART_WORDS[part], place=place)
