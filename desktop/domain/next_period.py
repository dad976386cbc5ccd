"""The period that follows one named in a title: 2026年第三季度 → 2026年第四季度. Plain reading of words, no calendar."""

import re
from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_ORDINALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_YEAR = r"(?P<year>[0-9]{4}|[〇○零一二三四五六七八九]{4})\s*年"
_PART = r"(?P<part>[0-9]{1,2}|[一二三四五六七八九十]{1,2})"
_HALVES = {"上": "下", "下": "上"}


def next_period(text: str) -> str:
    """``text`` with its period moved on by one of its own kind: month, quarter, half-year, batch within a year, year.

    The finest part that follows a year moves, the year with it where needed. Text without a period stays as it is.
    """
    for pattern, move in _MOVES:
        found = pattern.search(text)
        moved = move(found) if found is not None else None
        if found is not None and moved is not None:
            return text[: found.start()] + moved + text[found.end() :]
    return text


def is_period(text: str) -> bool:
    """Whether the text names a period and nothing else."""
    return any(pattern.fullmatch(text.strip()) for pattern, _move in _MOVES)


def year_in(text: str) -> str:
    """The first year named, as four digits; empty if there is none."""
    found = re.search(_YEAR, text)
    return _plain_year(found["year"]) if found is not None else ""


def _month(found: re.Match[str]) -> str | None:
    return _part(found, 12)


def _quarter(found: re.Match[str]) -> str | None:
    return _part(found, 4)


def _batch(found: re.Match[str]) -> str | None:
    at = _number(found["part"])
    if at == 0:
        return None
    return _put(found, "part", _like(found["part"], at + 1))


def _part(found: re.Match[str], last: int) -> str | None:
    """The next one of ``last`` parts of a year; None where the number is none of them."""
    at = _number(found["part"])
    if not 1 <= at <= last:
        return None
    if at < last:
        return _put(found, "part", _like(found["part"], at + 1))
    return _put(found, "part", _like(found["part"], 1), year=True)


def _half(found: re.Match[str]) -> str:
    return _put(found, "part", _HALVES[found["part"]], year=found["part"] == "下")


def _year(found: re.Match[str]) -> str:
    return _put(found, "year", _year_after(found["year"]))


def _put(found: re.Match[str], group: str, new: str, *, year: bool = False) -> str:
    whole, start = found.group(), found.start()
    text = whole[: found.start(group) - start] + new + whole[found.end(group) - start :]
    return text.replace(found["year"], _year_after(found["year"]), 1) if year else text


def _year_after(year: str) -> str:
    after = str(int(_plain_year(year)) + 1)
    return after if year.isascii() else "".join(_DIGITS[int(digit)] for digit in after)


def _plain_year(year: str) -> str:
    if year.isdecimal():
        return str(int(year))
    plain = year.replace("○", "〇").replace("零", "〇")
    return "".join(str(_DIGITS.index(sign)) for sign in plain)


def _number(part: str) -> int:
    if part.isascii():
        return int(part)
    return _ORDINALS.index(part) + 1 if part in _ORDINALS else 0


def _like(old: str, number: int) -> str:
    """The number in the writing of the old one: 09 → 10, 三 → 四; beyond twelve in digits."""
    if old.isascii():
        return str(number).zfill(len(old)) if old.startswith("0") else str(number)
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else str(number)


_MOVES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(rf"{_YEAR}\s*第?{_PART}\s*季度"), _quarter),
    (re.compile(rf"{_YEAR}\s*{_PART}\s*月(?:份)?(?!\s*\d)"), _month),
    (re.compile(rf"{_YEAR}(?P<part>[上下])半年"), _half),
    (re.compile(rf"{_YEAR}度?\s*第?{_PART}\s*批"), _batch),
    (re.compile(_YEAR), _year),
)
