"""Rule: a masked identity number hides the birth date, and two masks of one person do not show it together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.characters import half_width
from desktop.rules.detectors import find_personal_numbers
from desktop.rules.notice_checks.columns import tables_of
from desktop.rules.notice_checks.lines import everything, line_of
from desktop.rules.notice_checks.persons import names_in
from desktop.rules.notice_checks.sightings import LAW, Sighting, told

_MASK = "*×•●█■□○#_"
_SIGNS = re.escape(_MASK)
_MASKED = re.compile(
    rf"(?<![0-9A-Za-z])(?=[0-9xX{_SIGNS}]*(?:[{_SIGNS}]|[xX]{{2}}))[0-9xX{_SIGNS}]{{11,20}}(?![0-9A-Za-z])"
)
_ONE_SIGN = re.compile(rf"[{_SIGNS}]|[xX](?=[xX{_SIGNS}])|(?<=[{_SIGNS}xX])[xX](?=.)")
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])"
_REGION = re.compile(rf"{_PROVINCE}\d{{4}}")
_BORN_READABLY = re.compile(
    rf"{_PROVINCE}[\d{_SIGNS}]{{4}}(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\dxX{_SIGNS}]{{4}}"
)
_ID_WORDS = re.compile("身份证|公民身份|证件号|身份号")
_MOST_OF_A_NAME = 300
_MOST_VISIBLE, _WITH_YEAR, _WHOLE, _FEW_HIDDEN = 13, 12, 18, 4
_ADVICE = zh("第7至14位是出生日期，请遮住；通常留前六位和后四位。")
_JOIN_ADVICE = zh("请让同一个人在各份材料里用同一种遮法（前六位、后四位）。")


@dataclass(frozen=True, slots=True)
class MaskedNumber:
    """``shown`` has 18 characters (an identity number) or 11 (a mobile), ``*`` where hidden."""

    name: str
    shown: str
    place: str


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    headings = {
        cell.place: column.heading
        for view in tables_of(document, data)
        for column in view.of_kind("id_number", "disability_card")
        for cell in column.cells
    }
    seen: list[Sighting] = []
    for line in everything(document):
        heading = headings.get(line.place, "")
        for found in _MASKED.finditer(line.folded):
            named = heading or _ID_WORDS.search(line.folded[: found.start()])
            if _BORN_READABLY.fullmatch(found.group()) or _shows_too_much(found.group(), bool(named)):
                seen.append(_partly(line.place, heading, line.part))
                break
        else:
            if any(hit.kind == "id_partly" for hit in find_personal_numbers(line.text, ())):
                seen.append(_partly(line.place, heading, line.part))
    yield from told(seen)
    for place, name in joinable([masked_numbers(document, data)])[0]:
        yield _joined(place, name)


def joinable(groups: Sequence[Sequence[MaskedNumber]]) -> list[list[tuple[str, str]]]:
    """For each group the ``(place, name)`` whose mask and another one of the same name show the number together."""
    found: list[dict[str, str]] = [{} for _ in groups]
    by_name: dict[str, dict[tuple[int, str], MaskedNumber]] = {}
    for at, group in enumerate(groups):
        for number in group:
            by_name.setdefault(number.name, {}).setdefault((at, number.shown), number)
    for known in by_name.values():
        numbers = list(known.items())[:_MOST_OF_A_NAME]
        for index, ((at, _), first) in enumerate(numbers):
            for (other_at, _), second in numbers[index + 1 :]:
                if _together(first.shown, second.shown):
                    found[at].setdefault(first.place, first.name)
                    found[other_at].setdefault(second.place, second.name)
    return [list(group.items()) for group in found]


def joined_findings(documents: Sequence[Document], data: ExaminationData) -> list[list[Finding]]:
    """For each document what its masks give away together with those of the other documents."""
    groups = joinable([masked_numbers(document, data) for document in documents])
    return [[_joined(place, name) for place, name in group] for group in groups]


@lru_cache(maxsize=2)
def masked_numbers(document: Document, data: ExaminationData) -> tuple[MaskedNumber, ...]:
    """Masked numbers of 18 characters with the name in their row or line."""
    numbers: list[MaskedNumber] = []
    for view in tables_of(document, data):
        names = view.names()
        for column in view.columns:
            for cell in column.cells:
                for found in _MASKED.finditer(cell.text):
                    shown = _normal(found.group())
                    if shown and cell.row in names:
                        numbers.append(MaskedNumber(names[cell.row], shown, cell.place))
    for passage in document.passages:
        line = line_of(passage, passage.text)
        for found in _MASKED.finditer(line.folded):
            shown = _normal(found.group())
            before = [name for name, _, end in names_in(line.folded, data) if end <= found.start()]
            if shown and before:
                numbers.append(MaskedNumber(before[-1], shown, passage.place))
    return tuple(numbers)


def _normal(text: str) -> str:
    """The number with ``*`` for whatever sign hides a character; empty if it is no identity number or mobile."""
    plain = _ONE_SIGN.sub("*", half_width(text).strip()).upper()
    return plain if "*" in plain and re.fullmatch(r"[0-9*]{17}[0-9X*]|[1*][0-9*]{10}", plain) else ""


def _together(first: str, second: str) -> bool:
    """True if nothing contradicts and both leave at most four characters hidden."""
    if len(first) != len(second) or first == second:
        return False
    if any(a != b for a, b in zip(first, second, strict=True) if "*" not in (a, b)):
        return False
    hidden = sum(a == b == "*" for a, b in zip(first, second, strict=True))
    return hidden <= _FEW_HIDDEN and hidden < min(first.count("*"), second.count("*"))


def _shows_too_much(number: str, named: bool) -> bool:
    digits = sum(character.isdigit() for character in number)
    if not named and not _REGION.match(number) and not re.match(rf"[{re.escape(_MASK)}]", number):
        return False
    lead = re.match(r"\d*", number)
    birth = number[6:14]
    if (
        len(number) == _WHOLE
        and re.fullmatch(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:\d{2}|..)", birth)
        and birth[:6].isdigit()
    ):
        return named or bool(_REGION.match(number)) or birth.isdigit()
    if not named and not _REGION.match(number):
        return False
    year_and_tail = len(number) == _WHOLE and re.match(r"(?:19|20)\d{2}", birth) and digits >= _WITH_YEAR
    if year_and_tail:
        return True
    if lead and len(lead.group()) >= 12 and re.match(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])", number[6:12]):
        return True
    return named and digits > _MOST_VISIBLE


def _partly(place: str, heading: str, part: Part) -> Sighting:
    return Sighting(
        "personal-id-partly",
        Severity.WARN,
        place,
        zh("遮得不够的身份证号，看得出出生日期"),
        _ADVICE,
        LAW,
        "",
        heading,
        part,
    )


def _joined(place: str, name: str) -> Finding:
    shown = name[:1] + "某" * (len(name) - 1)
    text = zh("{place}遮过的号码，和{shown}的另一处遮法不同，合起来能看出号码。", place=place, shown=shown)
    return Finding("mask-joinable", Severity.WARN, place, text, _JOIN_ADVICE, LAW)
