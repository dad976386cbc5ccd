"""Resident identity numbers 公民身份号码 (GB 11643-1999): checksum, birth date, sex."""

from datetime import date
from functools import lru_cache
from operator import mul

from desktop.base.words import zh

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def check_digit(first17: str) -> str:
    if len(first17) != len(_WEIGHTS) or not (first17.isascii() and first17.isdigit()):
        raise ValueError(first17)
    return _check(first17)


def _check(first17: str) -> str:
    # In a list place and birthday come again and again, so the sum is taken of parts that are remembered.
    return _CHECKS[(_sum(first17[:6], 0) + _sum(first17[6:14], 6) + _sum(first17[14:], 14)) % 11]


@lru_cache(maxsize=65536)
def _sum(digits: str, at: int) -> int:
    return sum(map(mul, map(int, digits), _WEIGHTS[at:]))


def birth_date(number: str) -> date | None:
    """From a well-formed 18 or 15-character number, else None."""
    return _day(number[6:14] if len(number) == 18 else "19" + number[6:12])


@lru_cache(maxsize=65536)
def _day(text: str) -> date | None:
    """Kept: a long list asks several times for each of the days of one lifetime."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def sex(number: str) -> str:
    """男 or 女, from a well-formed 18 or 15-character number (GB 11643: odd order numbers are male)."""
    return zh("男") if int(number[16] if len(number) == 18 else number[14]) % 2 else zh("女")


def is_valid(number: str) -> bool:
    """True for a correct 18-character number (X in capitals) or an old 15-digit one with a possible birth date."""
    first = number[:17]
    if not number.isascii() or not first.isdigit() or first[0] == "0":
        return False
    if len(number) == 18:
        return _check(first) == number[17] and birth_date(number) is not None
    return len(number) == 15 and birth_date(number) is not None
