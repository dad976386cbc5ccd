"""Pinyin initials 拼音首字母 of names and titles, so that “zds” finds 最低生活保障. Knows no table."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial

_SURNAMES = {
    "仇": "q", "单": "s", "解": "x", "查": "z", "曾": "z", "翟": "z", "乐": "y", "区": "o", "召": "s", "种": "c",
    "折": "s", "祭": "z", "秘": "b", "沈": "s", "冼": "x", "重": "c", "褚": "c", "晁": "c", "隗": "w", "尉迟": "yc",
    "万俟": "mq", "单于": "cy", "澹台": "tt", "长孙": "zs",
}  # fmt: skip
"""Surnames whose reading begins otherwise than the character's usual one, and the double surnames among them."""

_LINE = "\n"
_SURNAME = re.compile(f"^(?:{'|'.join(sorted(_SURNAMES, key=len, reverse=True))})", re.MULTILINE)


class _Letters(dict[int, str]):
    """A character's letter by its code point, for `str.translate`; found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = letter = _plain(_first_letters(chr(code)))
        return letter


_LETTERS = _Letters({ord(_LINE): _LINE})


def of_title(text: str) -> str:
    """One letter a syllable, lower case; letters and digits stay, everything else falls out."""
    return _plain(_first_letters(text))


def of_name(name: str) -> str:
    """As `of_title`, with the surname read as a surname."""
    (letters,) = of_names([name])
    return letters


def of_names(names: Sequence[str]) -> list[str]:
    """`of_name` of each, in one go: a list has tens of thousands."""
    lines = _LINE.join(names)
    if not names or lines.count(_LINE) >= len(names):  # a name that holds the mark between names
        return [of_name(name.replace(_LINE, "")) for name in names]
    return _SURNAME.sub(lambda found: _SURNAMES[found[0]], lines).translate(_LETTERS).split(_LINE)


@lru_cache(maxsize=16384)
def syllable(mark: str) -> str:
    """The whole reading of one character with its tone (zhuo1), to sort by; what has none is itself."""
    return mark if mark.isascii() else "".join(_reader("TONE3")(mark))


def _first_letters(text: str) -> str:
    return "".join(_reader("FIRST_LETTER")(text))


@cache
def _reader(style: str) -> Callable[[str], list[str]]:
    """The library's tables take a fifth of the program's start, so they are read when the first word is."""
    from pypinyin import Style, lazy_pinyin

    return partial(lazy_pinyin, style=getattr(Style, style))


def _plain(text: str) -> str:
    return "".join(mark for mark in text.casefold() if mark.isascii() and mark.isalnum())
