"""Characters as offices type them: full-width forms, invisible marks, stray blanks. Every rule cleans text here."""

import re
import unicodedata
from collections.abc import Sequence

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = {0x3000: 0x20, 0x00A0: 0x20, 0x2002: 0x20, 0x2003: 0x20, 0x2007: 0x20, 0x2009: 0x20, 0x202F: 0x20}
_DASHES = {0x2010: 0x2D, 0x2011: 0x2D, 0x2012: 0x2D, 0x2013: 0x2D, 0x2014: 0x2D, 0x2212: 0x2D, 0x2500: 0x2D}
_POINTS = {0x3002: 0x2E, 0x00D7: 0x78}
_NUMBER_FORMS = {**_FULL_WIDTH, **_BLANKS, **_DASHES}
_WIDE = re.compile(f"[{re.escape(''.join(map(chr, _NUMBER_FORMS)))}]")
# Marks that change nothing on paper but hide text, turn its direction, or make equal names unequal.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufe00-\ufe0f]"
)
_LOST = re.compile("[\ufffd?？□\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SPACES = re.compile(r"[ \t]+")


def half_width(text: str) -> str:
    """``text`` with full-width letters, digits, dashes and blanks as ASCII; every character stays in its place."""
    return text.translate(_NUMBER_FORMS) if _WIDE.search(text) else text


def number_text(raw: str) -> str:
    """A number as typed, ready to be read: half-width, without blanks, invisible marks and a text apostrophe."""
    if raw.isascii() and raw.isalnum():
        return raw
    text = half_width(_INVISIBLE.sub("", raw)).translate(_POINTS)
    return re.sub(r"\s+", "", text).lstrip("'`’‘")


def clean_line(raw: str) -> str:
    """One line of text: invisible and direction marks gone, line breaks and runs of blanks become one blank."""
    if raw.isalnum():
        return raw
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", raw)).translate(_BLANKS)
    return _SPACES.sub(" ", re.sub(r"[\r\n\u2028\u2029]+", " ", text)).strip()


def clean_lines(raw: str) -> str:
    """Several lines of text, each cleaned; outer empty lines gone, never more than one empty line between."""
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    lines = [clean_line(line) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def lost_character(text: str) -> str:
    """The first character that stands for a lost one (?, □, U+FFFD, a private-use code), else empty."""
    found = _LOST.search(text)
    return found.group() if found else ""


def folded_for_search(text: str) -> tuple[str, Sequence[int]]:
    """``text`` for finding numbers: half-width, hidden marks left out; and for each character its place in ``text``."""
    if not _INVISIBLE.search(text):
        return half_width(text).replace("×", "X").replace("\t", " "), range(len(text))
    kept = [place for place, character in enumerate(text) if not _INVISIBLE.match(character)]
    visible = "".join(text[place] for place in kept)
    return half_width(visible).replace("×", "X").replace("\t", " "), kept
