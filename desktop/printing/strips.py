"""Strips of the text block, and how they are dealt out to pages. Plain geometry: knows no fonts and no wording."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.printing.pages import Box, Rule, Run

_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Strip:
    """One line or row across the block; x from the block's left edge, y from the strip's top.

    ``keep``: must share a page with the next strip. ``blank``: falls away at the top of a page. ``foot``: stands at
    the bottom edge of the block.
    """

    height: float
    runs: tuple[Run, ...] = ()
    rules: tuple[Rule, ...] = ()
    boxes: tuple[Box, ...] = ()
    keep: bool = False
    blank: bool = False
    foot: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    top: float
    strip: Strip


def kept(strips: Sequence[Strip]) -> list[Strip]:
    """The same strips, all bound together: each but the last must share a page with the next."""
    return [replace(strip, keep=True) for strip in strips[:-1]] + list(strips[-1:])


def deal(strips: Sequence[Strip], height: float) -> list[list[Placed]]:
    """Strips on pages of ``height`` points. A bound group too tall for one page is split after all."""
    pages: list[list[Placed]] = [[]]
    used = 0.0
    full = False  # the next strip that is not blank begins a page
    at = 0
    while at < len(strips):
        group = _group(strips, at)
        at += len(group)
        full = full or (used > 0 and used + sum(strip.height for strip in group) > height + _SLACK)
        for strip in group:
            full = full or (used > 0 and used + strip.height > height + _SLACK)
            if strip.blank and (full or not used):
                continue
            if full:
                pages.append([])
                used, full = 0.0, False
            top = height - strip.height if strip.foot else used
            pages[-1].append(Placed(top, strip))
            used = top + strip.height
    return pages


def _group(strips: Sequence[Strip], at: int) -> Sequence[Strip]:
    end = at
    while strips[end].keep and end + 1 < len(strips):
        end += 1
    return strips[at : end + 1]


def moved(strip: Strip, dx: float, dy: float) -> tuple[list[Run], list[Rule], list[Box]]:
    """What stands in ``strip``, shifted to its place on the sheet."""
    return (
        [replace(run, x=run.x + dx, y=run.y + dy) for run in strip.runs],
        [Rule(rule.x1 + dx, rule.y1 + dy, rule.x2 + dx, rule.y2 + dy, rule.width) for rule in strip.rules],
        [Box(box.x + dx, box.y + dy, box.width, box.height) for box in strip.boxes],
    )
