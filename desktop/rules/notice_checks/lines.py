"""The lines of a document as a reader sees them: one width, no hidden marks, without a web page's navigation.

Knows nothing of what a notice must hold.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Part, Passage
from desktop.rules.characters import clean_line, half_width

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")
_CRUMB = re.compile(r"[^<]{0,40}(?:>|»|>>|›)[^<]{1,60}")


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is cleaned and for showing; ``folded`` is half-width and for searching: both as long as each other. ``dense``
    is without the blanks that spread a title or a signature (公  示)."""

    place: str
    text: str
    folded: str
    dense: str
    part: Part = Part.BODY


@dataclass(frozen=True, slots=True)
class Page:
    """``lines`` are the document's own; ``navigation`` is what the web page put around them. ``text``: all own lines, one
    below the other, folded."""

    lines: tuple[Line, ...]
    navigation: tuple[Line, ...]
    text: str


def line_of(passage: Passage, text: str) -> Line:
    cleaned = clean_line(text)
    folded = half_width(cleaned)
    return Line(passage.place, cleaned, folded, _BETWEEN_HAN.sub("", folded), passage.part)


@lru_cache(maxsize=2)
def page_of(document: Document, data: ExaminationData) -> Page:
    """The body's lines in reading order; those that hold nothing are left out."""
    own: list[Line] = []
    around: list[Line] = []
    pattern = _navigation(data.own.outline.navigation)
    for passage in document.body() or _lone_cells(document):
        for text in passage.text.splitlines():
            line = line_of(passage, text)
            if line.text:
                (around if is_navigation(line.dense, pattern) else own).append(line)
    return Page(tuple(own), tuple(around), "\n".join(line.folded for line in own))


def _lone_cells(document: Document) -> tuple[Passage, ...]:
    """A workbook's title, notes and signature: cells that stand alone in their row."""
    return tuple(
        Passage(place, text)
        for table in document.tables
        if table.part is Part.BODY
        for row, places in zip(table.rows, table.places, strict=True)
        if sum(bool(cell.strip()) for cell in row) == 1
        for text, place in zip(row, places, strict=True)
        if text.strip()
    )


@lru_cache(maxsize=2)
def everything(document: Document) -> tuple[Line, ...]:
    """All words wherever they stand, cells too, cleaned."""
    return tuple(
        line
        for passage in document.everything()
        for text in passage.text.splitlines()
        if (line := line_of(passage, text)).text
    )


def is_navigation(dense: str, pattern: re.Pattern[str]) -> bool:
    """True for a line that belongs to the web page: a crumb trail, its data about the article, its buttons."""
    if _ADDRESS.fullmatch(dense) or (len(dense) <= 100 and _CRUMB.fullmatch(dense)):
        return True
    return len(dense) <= 200 and pattern.match(dense) is not None


@lru_cache(maxsize=4)
def _navigation(words: Sequence[str]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"[\s\[【(<《|·•]*(?:时间(?=:\d{{4}}-)|{known})\s*(?:[:\]】)》|>]|$| )")


@lru_cache(maxsize=2)
def tables_lines(document: Document) -> tuple[Line, ...]:
    """The cells that hold Han characters of the tables a reader sees, each text once: lists repeat their villages."""
    seen: dict[str, Line] = {}
    for table in document.tables:
        if table.in_passages or table.part is not Part.BODY:
            continue
        for row, places in zip(table.rows, table.places, strict=True):
            for text, place in zip(row, places, strict=True):
                if text and text not in seen and not text.isascii():
                    seen[text] = line_of(Passage(place, text, table.part), text.replace("\n", ""))
    return tuple(seen.values())
