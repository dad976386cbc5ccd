"""The recovery code 恢复码: 31 random characters and a check character, in 8 groups of 4, printed once at setup.

Crockford's alphabet (no I, L, O, U). The check character is a sum over the field with 32 elements. 31 places have a
weight of their own and the check shares that of the first: one wrong character, or two neighbours exchanged, are
always noticed before a try is spent.
"""

import secrets

from desktop.base.errors import Refusal
from desktop.base.words import tr

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "Ｏ": "0"})
_LENGTH = 31


def new_code() -> str:
    """155 random bits, e.g. ``7K3M-…`` (8 groups)."""
    text = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    text += _ALPHABET[_check(text)]
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def read_code(typed: str) -> str:
    """The 32 characters of a code as a person typed it; Refusal when it cannot be one."""
    text = "".join(mark for mark in typed.upper().translate(_READ_AS) if mark.isalnum())
    if len(text) != _LENGTH + 1:
        raise Refusal(
            tr("恢复码应当是 32 个字母和数字，现在是 {text} 个。", text=len(text)),
            safe=tr("数据没有动。"),
            todo=tr("请对照打印的那张纸再看一遍。"),
            code="recovery-code-length",
        )
    if any(mark not in _ALPHABET for mark in text) or _ALPHABET[_check(text[:_LENGTH])] != text[_LENGTH]:
        raise Refusal(
            tr("恢复码里有一个字不对。"),
            safe=tr("数据没有动。"),
            todo=tr("请对照打印的那张纸再看一遍。"),
            code="recovery-code-wrong",
        )
    return text


def _check(text: str) -> int:
    total, weight = 0, 1
    for mark in text:
        total ^= _times(weight, _ALPHABET.index(mark))
        weight = _times(weight, 2)
    return total


def _times(left: int, right: int) -> int:
    """Product in GF(32) with x⁵ + x² + 1, whose powers of 2 run through all 31 non-zero values."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = left << 1 ^ (0b100101 if left & 0b10000 else 0)
        right >>= 1
    return product
