"""Where a Chinese line may end (行首行尾禁则). Pure: sees characters and their widths, knows no fonts.

ReportLab's own rule is not used: its list lacks ，；：！？” and more. Tibetan ends lines after a tsheg or a shad only.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.printing import tibetan

NO_START = tibetan.NO_START | frozenset(
    "。，、；：！？”’》〉）】〕］｝」』〗〙…—～·•‧％‰℃°,.;:!?)]}%′″〃々ー"
)
NO_END = tibetan.NO_END | frozenset("“‘《〈（【〔［｛「『〖〘￥＄№([{$¥")
_PAIRED = frozenset("—…")
_JOINERS = frozenset(".,-_/@:%+&#'=~")
# The right half of these is empty, so half of it may stand outside the line without ink leaving the text block.
HALF_EMPTY = frozenset("。，、；：）》】〕〉」』")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters ``start``..``end`` (end not included); ``trim`` is the empty width that hangs over the edge."""

    start: int
    end: int
    trim: float = 0.0


def _word(character: str) -> bool:
    return (character.isascii() and character.isalnum()) or "\u00c0" <= character <= "\u024f"


def _in_word(character: str) -> bool:
    return _word(character) or character in _JOINERS


def may_break(before: str, after: str) -> bool:
    """Whether a line may end with ``before`` and the next begin with ``after``."""
    if after in NO_START or before in NO_END or after == " ":
        return False
    if before == " ":
        return True
    if before in _PAIRED and after == before:
        return False
    if tibetan.is_tibetan(before):
        joined = tibetan.is_tibetan(after) or _word(after)
        return before in tibetan.BREAK_AFTER or not joined
    if tibetan.is_tibetan(after):
        return not _word(before)
    return not (_in_word(before) and _in_word(after))


def break_lines(text: str, widths: Sequence[float], first: float, rest: float) -> list[Line]:
    """Lines of at most ``first`` (then ``rest``) points. ``widths[i]`` is the advance of ``text[i]``.

    A piece wider than a whole line is cut inside, at a place that keeps the rules if there is one.
    """
    lines: list[Line] = []
    start, room = 0, first
    while start < len(text):
        line = _one_line(text, widths, start, room, rest)
        lines.append(line)
        start = line.end
        while start < len(text) and text[start] == " ":
            start += 1
        room = rest
    return lines


def break_evenly(text: str, widths: Sequence[float], room: float) -> list[Line]:
    """As few lines of at most ``room`` as can be, about equally long: no name ends in a line of one character.

    A word or a syllable is cut only where even the whole room could not hold it.
    """
    best = break_lines(text, widths, room, room)
    least = len(best)
    for share in (1.0, 1.05, 1.1, 1.15, 1.2, 1.3, 1.5) if least > 1 else ():
        tried = min(sum(widths) / least * share + 0.01, room)
        lines = break_lines(text, widths, tried, tried)
        if len(lines) == least and _cuts(text, lines) <= _cuts(text, best):
            return lines
    return best


def _cuts(text: str, lines: Sequence[Line]) -> int:
    """How many line ends stand where none should."""
    pairs = itertools.pairwise(lines)
    return sum(not may_break(text[line.end - 1], text[after.start]) for line, after in pairs)


def _one_line(text: str, widths: Sequence[float], start: int, room: float, rest: float) -> Line:
    used = 0.0
    good = start
    for at in range(start, len(text)):
        if at > start and may_break(text[at - 1], text[at]):
            good = at
        used += widths[at]
        if used > room + 0.01 and text[at] != " ":
            half = widths[at] / 2 if text[at] in HALF_EMPTY else 0.0
            ends_here = at + 1 == len(text) or may_break(text[at], text[at + 1])
            if half and used - half <= room and ends_here:
                return Line(start, at + 1, used - room)
            if good == start or _piece(text, widths, good) > rest:
                good = _forced(text, good, at)
            return Line(start, _trimmed(text, start, good))
    return Line(start, _trimmed(text, start, len(text)))


def _piece(text: str, widths: Sequence[float], start: int) -> float:
    """Width of the unbreakable piece that begins at ``start``."""
    end = start + 1
    while end < len(text) and not may_break(text[end - 1], text[end]):
        end += 1
    return sum(widths[start:end])


def _forced(text: str, start: int, at: int) -> int:
    """A cut inside a piece that no line can hold: the last place that keeps the rules, else the last that fits."""
    for cut in range(at, start, -1):
        if text[cut] not in NO_START and text[cut - 1] not in NO_END:
            return cut
    return max(at, start + 1)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] == " ":
        end -= 1
    return end
