"""Breaking a title into lines of full sense, shaped as a trapezoid or a diamond (GB/T 9704-2012, 7.3.1).

Pure: widths come in, lines go out. Which words belong together is content and comes from the template's options.
"""

import itertools
import math
from collections.abc import Callable, Sequence

from desktop.printing.kinsoku import may_break

_MOST_LINES = 5
_INSIDE_WORD = 3.0
_PER_LINE = 1.0  # a further line is worth it only to keep a word whole


def title_lines(
    title: str, room: float, width: Callable[[str], float], words: Sequence[str] = ()
) -> list[str]:
    """Lines of at most ``room`` points. A line feed in ``title`` is a break somebody chose and is kept."""
    if "\n" in title:
        return [line.strip() for line in title.split("\n") if line.strip()]
    if width(title) <= room:
        return [title]
    places = [at for at in range(2, len(title) - 1) if may_break(title[at - 1], title[at])]
    dear = _inside_words(title, words)
    least = max(2, math.ceil(width(title) / room))
    found = [
        (cost + _PER_LINE * count, lines)
        for count in range(least, min(least + 2, _MOST_LINES + 1))
        for cost, lines in _best(title, places, count, room, width, dear)
    ]
    return min(found)[1] if found else _greedy(title, room, width)


def _inside_words(title: str, words: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for word in words:
        at = title.find(word) if word else -1
        while at >= 0:
            found.update(range(at + 1, at + len(word)))
            at = title.find(word, at + 1)
    return found


def _best(
    title: str, places: list[int], count: int, room: float, width: Callable[[str], float], dear: set[int]
) -> list[tuple[float, list[str]]]:
    """The best way to cut into ``count`` lines with its cost, or nothing."""
    total = width(title)
    near = [
        [at for at in places if abs(width(title[:at]) - total * part / count) < total / count * 0.6]
        for part in range(1, count)
    ]
    best: tuple[float, list[str]] | None = None
    for cuts in itertools.product(*near):
        if any(later <= earlier for earlier, later in itertools.pairwise(cuts)):
            continue
        edges = [0, *cuts, len(title)]
        lines = [title[first:last] for first, last in itertools.pairwise(edges)]
        widths = [width(line) for line in lines]
        if max(widths) > room:
            continue
        cost = (
            _shape(widths)
            + sum(_INSIDE_WORD for cut in cuts if cut in dear)
            - sum(_sense(title, cut) for cut in cuts)
        )
        if best is None or cost < best[0]:
            best = (cost, lines)
    return [best] if best else []


def _shape(widths: list[float]) -> float:
    """Low for a trapezoid or a diamond with gentle slopes, high for a block or an hourglass."""
    longest = max(widths)
    cost = sum(abs(0.8 - min(a, b) / max(a, b)) for a, b in itertools.pairwise(widths))
    steps = [b - a for a, b in itertools.pairwise(widths)]
    hourglass = any(a < 0 < b for a, b in itertools.pairwise(steps))
    return cost + (2.0 if hourglass else 0.0) + (1.0 if min(widths) < longest * 0.35 else 0.0)


def _sense(title: str, cut: int) -> float:
    """A break is best after 的, 关于 or a year, and bad before 的."""
    if title[cut] == "的":
        return -2.0
    return 0.3 if title[cut - 1] in "的度年镇乡县村" or title[:cut].endswith("关于") else 0.0


def _greedy(title: str, room: float, width: Callable[[str], float]) -> list[str]:
    lines = [""]
    for character in title:
        if lines[-1] and width(lines[-1] + character) > room and may_break(lines[-1][-1], character):
            lines.append("")
        lines[-1] += character
    return lines
