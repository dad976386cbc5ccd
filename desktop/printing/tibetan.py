"""Tibetan text as a row of characters: where its stretches lie, where syllables end, what may stand alone. Pure."""

import re

STRETCH = re.compile("[\u0f00-\u0fff]+(?: +[\u0f00-\u0fff]+)*")
"""Tibetan with the spaces inside it: shaped and copied as one."""
SYLLABLE = re.compile("[^\u0f0b\u0f0c\u0f0d-\u0f14 ]*[\u0f0b\u0f0c]?|[\u0f0d-\u0f14]| +")

_TSHEG = "\u0f0b"
_SHADS = "\u0f0d\u0f0e\u0f0f\u0f10\u0f11\u0f14"
COMBINING = frozenset(
    chr(code)
    for first, last in (
        (0x0F18, 0x0F19),
        (0x0F35, 0x0F35),
        (0x0F37, 0x0F37),
        (0x0F39, 0x0F39),
        (0x0F3E, 0x0F3F),
        (0x0F71, 0x0F84),
        (0x0F86, 0x0F87),
        (0x0F8D, 0x0FBC),
        (0x0FC6, 0x0FC6),
    )
    for code in range(first, last + 1)
)
"""Signs that hang on the letter before them: no line begins with one, no cut goes before one."""
NO_START = COMBINING | frozenset(f"{_TSHEG}\u0f0c{_SHADS}\u0f12\u0f08\u0f3b\u0f3d\u0f7f\u0f85")
NO_END = frozenset("\u0f01\u0f02\u0f03\u0f04\u0f05\u0f06\u0f07\u0f3a\u0f3c\u0fd0\u0fd1\u0fd3\u0fd4")
BREAK_AFTER = frozenset(f"{_TSHEG}{_SHADS}\u0f34\u0f85\u0fbe\u0fbf\u0fd2")


def is_tibetan(character: str) -> bool:
    return "\u0f00" <= character <= "\u0fff"


def has_tibetan(text: str) -> bool:
    return not text.isascii() and STRETCH.search(text) is not None


def stretches(character: str) -> bool:
    """Whether space may be added after ``character`` to fill a line: in Tibetan only where a syllable ends."""
    return not is_tibetan(character) or character in BREAK_AFTER


def syllables(text: str) -> list[str]:
    """``text`` cut after each tsheg, shad and row of spaces; joined again it is the same text."""
    return [part for part in SYLLABLE.findall(text) if part]
