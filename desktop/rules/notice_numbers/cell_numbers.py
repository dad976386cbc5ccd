"""The figure of one cell, as tables have them: 1,234.50, １２户, ￥300. Knows nothing of rows and columns."""

import re
from decimal import Decimal

from desktop.rules.characters import half_width

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.\d{1,10})?")
_PLAIN = re.compile(r"[0-9]{1,13}(?:\.[0-9]{1,10})?")
_LONGEST_NUMBER = 40
_WITH_UNIT = re.compile(r"(-?[\d,]+(?:\.\d+)?)(?:元|亩|户|人|名|公顷|万元|㎡|平方米|头|只|个|口|天|%)")


def number_of(cell: str) -> Decimal | None:
    """The figure of a cell, also with its unit or thousands commas; None for words and blanks."""
    if _PLAIN.fullmatch(cell):
        return Decimal(cell)
    text = cell.strip()
    if not text or len(text) > _LONGEST_NUMBER:
        return None
    if not text.isascii() or " " in text:
        text = re.sub(r"\s+", "", half_width(text))
    text = text.lstrip("¥￥")
    if not _NUMBER.fullmatch(text):
        found = _WITH_UNIT.fullmatch(text)
        if not found or not _NUMBER.fullmatch(found[1]):
            return None
        text = found[1]
    return Decimal(text.replace(",", ""))


def places_of(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
