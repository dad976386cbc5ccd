"""Areas in 亩, 公顷 and ㎡: one turned into another exactly. 1 公顷 = 10 000 ㎡ = 15 亩."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from desktop.base.words import zh
from desktop.rules.characters import number_text
from desktop.rules.figures import to_decimal

SQUARE_METRES = {"亩": Fraction(2000, 3), "㎡": Fraction(1), "公顷": Fraction(10_000)}
_SAME = {"平方米": "㎡", "平米": "㎡", "m2": "㎡", "m²": "㎡", "M2": "㎡", "市亩": "亩"}
_SHOWN_PLACES = {"亩": 2, "㎡": 2, "公顷": 4}
_WRITTEN = re.compile(r"(\d[\d,]*(?:\.\d+)?)(亩|市亩|公顷|㎡|平方米|平米|m2|m²|M2)")


def converted(value: Decimal | Fraction, unit: str, to: str) -> Fraction:
    """``value`` in ``unit`` as so many ``to``; both are keys of SQUARE_METRES."""
    return Fraction(value) * SQUARE_METRES[unit] / SQUARE_METRES[to]


def written_area(raw: str) -> tuple[Decimal, str] | None:
    """(figure, unit) of an area that names its unit, as 2公顷 or 1,334 平方米; None for anything else."""
    found = _WRITTEN.fullmatch(number_text(raw))
    value = to_decimal(found[1].replace(",", "")) if found else None
    return (value, _SAME.get(found[2], found[2])) if found and value is not None else None


def rounded(value: Fraction, places: int) -> Decimal:
    """To so many places, half up as offices round."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def other_units(value: Decimal, unit: str) -> str:
    """The same area in the other units: 6,253.33 ㎡，0.6253 公顷; empty for a unit that is not of area."""
    if unit not in SQUARE_METRES:
        return ""
    others = (to for to in SQUARE_METRES if to != unit)
    return zh("，").join(
        f"{rounded(converted(value, unit, to), _SHOWN_PLACES[to]):,} " + zh(to) for to in others
    )
