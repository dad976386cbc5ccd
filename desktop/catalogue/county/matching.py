"""Finds for each row of a county's table the matter of the catalogue it stands for. Names first, elements beside.

Each matter is given to one row at most; what is near but not sure is marked so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.catalogue.county.names import folded_name, likeness
from desktop.domain.county_table import CountyRow, RowMatch, TableElement
from desktop.domain.matter import Matter

_LEAST, _SURE, _CLOSE = 0.55, 0.8, 0.04


@dataclass(frozen=True, slots=True)
class _Known:
    """A matter's names and elements, folded once."""

    matter: Matter
    level1: str
    name: str
    others: tuple[str, ...]
    elements: str


def match_rows(rows: Sequence[CountyRow], matters: Sequence[Matter]) -> list[RowMatch | None]:
    """A match for each row, None where nothing is near enough. Best pairs first; ties by the order of both."""
    known = [_known(matter) for matter in matters]
    pairs: list[tuple[float, int, int]] = []
    best: list[list[float]] = []
    for number, row in enumerate(rows):
        scores = [_score(row, candidate) for candidate in known]
        best.append(sorted(scores, reverse=True)[:2])
        pairs += [(-score, number, at) for at, score in enumerate(scores) if score >= _LEAST]
    found: list[RowMatch | None] = [None] * len(rows)
    given: set[int] = set()
    for negative, number, at in sorted(
        pairs, key=lambda pair: (round(pair[0], 4), abs(pair[1] - pair[2]), pair[1])
    ):
        if found[number] is None and at not in given:
            given.add(at)
            rivals = [score for score in best[number] if abs(score + negative) > 1e-9]
            alone = -negative >= 0.999 or not rivals or -negative - max(rivals) >= _CLOSE
            matter = known[at].matter
            found[number] = RowMatch(
                matter.code, matter.path, round(-negative, 3), -negative >= _SURE and alone
            )
    return found


def _known(matter: Matter) -> _Known:
    others = tuple(folded_name(alias) for alias in matter.aliases)
    elements = folded_name("".join(element.text for element in matter.elements))
    return _Known(matter, folded_name(matter.level1), folded_name(matter.name), others, elements)


def _score(row: CountyRow, known: _Known) -> float:
    if row.code and row.code == known.matter.code:
        return 2.0
    level1, name = folded_name(row.level1), folded_name(row.name)
    upper = folded_name(row.level2) if row.level3 else ""
    named = max(
        likeness(name, known.name),
        *(likeness(name, other) for other in known.others),
        0.92 * likeness(upper, known.name) if upper else 0.0,
        0.0,
    )
    above = max(likeness(level1, known.level1), likeness(upper, known.level1) if upper else 0.0)
    elements = folded_name("".join(element.text for element in row.elements))
    inside = likeness(elements, known.elements) if elements and known.elements else 0.0
    if named >= 0.999 and above >= 0.999:
        return 0.95 + 0.05 * inside
    return 0.5 * named + 0.2 * above + 0.3 * inside


def aligned(row: CountyRow, matter: Matter) -> CountyRow:
    """The row with its elements cut as the matter's are, where they are the same words; a broken line then is no doubt."""
    theirs = folded_name("".join(element.text for element in row.elements))
    if not theirs or theirs != folded_name("".join(element.text for element in matter.elements)):
        return row
    if len(row.elements) != len(matter.elements):
        cut = tuple(TableElement(element.text) for element in matter.elements)
        row = replace(row, elements=cut)
    return replace(row, uncertain=tuple(share for share in row.uncertain if share != "elements"))
