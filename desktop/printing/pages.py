"""Finished pages as plain data: what stands where. The only thing between layout and PDF; knows neither.

All measures are points from the top left corner of the sheet, y downwards; a run's y is its baseline.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face; ``spacing`` is added after each character.

    ``weight`` is the width of a line drawn around the letters, for a face that has no bold one.
    """

    x: float
    y: float
    text: str
    face: str
    size: float
    spacing: float = 0.0
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Box:
    """A filled black rectangle: ``x``, ``y`` are its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG filling a rectangle; ``x``, ``y`` are its top left corner."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    runs: tuple[Run, ...] = ()
    rules: tuple[Rule, ...] = ()
    boxes: tuple[Box, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def text(self) -> str:
        """All characters in drawing order, a line feed where the baseline changes."""
        parts: list[str] = []
        last: float | None = None
        for run in self.runs:
            if last is not None and abs(run.y - last) > 0.5:
                parts.append("\n")
            parts.append(run.text)
            last = run.y
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Pages:
    """A whole document. A page is made when asked for, so a list of 50,000 rows never lies in memory as runs.

    ``substituted`` are the characters set in another face because their own lacks them: worth a word to the clerk.
    """

    title: str
    author: str
    subject: str
    count: int
    make: Callable[[int], Page]
    substituted: str = ""

    def page(self, index: int) -> Page:
        """Page ``index``, counted from 0."""
        if not 0 <= index < self.count:
            raise IndexError(index)
        return self.make(index)

    def __iter__(self) -> Iterator[Page]:
        return (self.make(index) for index in range(self.count))

    def __len__(self) -> int:
        return self.count
