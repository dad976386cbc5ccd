"""Compares money written in figures with the capitals in brackets behind it: 66603.5元（大写：陆万陆仟陆佰零叁元伍角）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.rules.characters import half_width
from desktop.rules.refused import ValueRefused
from desktop.rules.uppercase import money_in_capitals

_PAIR = re.compile(
    r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万?)元\s*[(,:]?\s*(?:人民币)?大写(?:金额)?\s*[:为是]?\s*(?:人民币)?"
    r"([\u4e00-\u9fff〇]{2,40})"
)
_SAME = str.maketrans({"圆": "元", "圓": "元", "零": None, "〇": None, "整": None, "正": None})


@dataclass(frozen=True, slots=True)
class CapitalsFault:
    """``figures`` as written, ``found`` capitals, and the ``right`` ones."""

    figures: str
    found: str
    right: str


def capitals_faults(text: str) -> Iterator[CapitalsFault]:
    """Sums whose capitals say something else than their figures. 零 and 整 may be written or left out."""
    for figures, ten_thousand, found in _PAIR.findall(half_width(text)):
        amount = Decimal(figures.replace(",", "")) * (10_000 if ten_thousand else 1)
        try:
            right = money_in_capitals(amount)
        except ValueRefused:
            continue
        if found.translate(_SAME) != right.translate(_SAME):
            yield CapitalsFault(f"{figures}{ten_thousand}元", found, right)
