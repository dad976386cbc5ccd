"""Numbers in words: 十个工作日, 二〇二六, and money in capitals 陆万陆仟陆佰零叁元伍角. Reads only, judges nothing."""

from decimal import Decimal

DIGITS = {
    **{word: value for value, word in enumerate("零一二三四五六七八九")},
    **{word: value for value, word in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "○": 0,
    "O": 0,
    "o": 0,
    "两": 2,
    "貳": 2,
    "贰": 2,
    "弍": 2,
    "叄": 3,
    "参": 3,
    "陸": 6,
    "玐": 8,
}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
WORDS = "零〇一二两三四五六七八九十百"
CAPITALS = "零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正一二三四五六七八九十百千貳叄参陸萬億圓"


def whole_number(text: str) -> int | None:
    """The value of 十二, 三百零五 or 12; None if it is no such number."""
    if text.isascii():
        return int(text) if text.isdecimal() else None
    total = group = digit = 0
    seen = False
    for word in text:
        if word in DIGITS:
            digit, seen = DIGITS[word], True
        elif word in _PLACES:
            group += (digit if digit or group else 1) * _PLACES[word]
            digit, seen = 0, True
        elif word in _GROUPS:
            total = (total + group + digit) * _GROUPS[word]
            group = digit = 0
        else:
            return None
    return total + group + digit if seen else None


def digits_in_words(text: str) -> int | None:
    """A number written digit by digit, as the year 二〇二六."""
    values = [DIGITS.get(word) for word in text]
    return int("".join(str(value) for value in values)) if values and None not in values else None


def money_from_capitals(text: str) -> Decimal | None:
    """The sum in yuan that these capitals say; None where they cannot be read."""
    plain = text.replace("圆", "元").replace("圓", "元").rstrip("整正")
    yuan, mark, rest = plain.partition("元")
    if not mark:
        yuan, rest = ("", plain) if plain[-1:] in ("角", "分") else (plain, "")
    value = whole_number(yuan) if yuan else 0
    if value is None:
        return None
    cents = 0
    for mark, worth in (("角", 10), ("分", 1)):
        before, found, after = rest.partition(mark)
        if found:
            digit = DIGITS.get(before.lstrip("零〇") or "零")
            if digit is None:
                return None
            cents, rest = cents + digit * worth, after
    return Decimal(value) + Decimal(cents) / 100 if not rest else None
