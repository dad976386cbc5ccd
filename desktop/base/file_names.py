"""Names for files made of what people wrote: titles, villages, sheets. They suit every disk an office has. Touches no disk."""

import re
import unicodedata

_NEVER = re.compile(r'[\\/:*?"<>|]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)", re.IGNORECASE)
_ENDING = re.compile(r"\.[0-9A-Za-z-]{1,16}$")
_MOST = 180
"""Bytes: most systems hold 255, and a part file beside it and a remark behind it need room."""


def file_name(words: str) -> str:
    """``words`` as one name: what Windows or Linux refuse is ``_``, devices of Windows get one in front, what is too long loses
    its end but not its ending. Never empty; a name that is fit stays as it is."""
    name = _NEVER.sub("_", "".join("_" if _unseen(char) else char for char in words)).strip(" .")
    found = _ENDING.search(name)
    ending = found.group() if found and found.start() else ""
    stem = _cut(name.removesuffix(ending), _MOST - len(ending.encode()))
    name = (stem or "_") + ending
    return f"_{name}" if is_device(name) else name


def is_device(name: str) -> bool:
    """Whether Windows takes this name for a device, whatever folder it stands in and whatever ending it has."""
    return _DEVICE.match(name) is not None


def _unseen(char: str) -> bool:
    """Control characters, marks that turn the direction of a name, halves of a character."""
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").rstrip(" .")
