"""A document as running sentences: broken lines joined, stray blanks gone, every character still tied to its place.

Rows of a table that were copied as text are left out here: they are read as tables or not at all.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.document import Document, Part
from desktop.rules.characters import folded_for_search, half_width

_STRAY_BLANKS = re.compile(r"(?<![0-9A-Za-z.%])\s+|\s+(?![0-9A-Za-z])")
_WIDE_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_COMMA_OF_TEXT = re.compile(r"(?<=\d)，(?=\d)")
_POINT_OF_TEXT = re.compile(r"(?<=\d)．(?=\d)")
_ROW = re.compile(
    r"^(?!.*[。;；])(?=.*[|｜\t])|^(?!.*[。;；])\S(?:\s{2,}\S+){3,}|^\S+(?:\s+\S+)*\s+[\d.,]+\s+[\d.,]+(?:\s|$)"
)
_SENTENCE_END = re.compile(r"[。;!?\n]")
_OPENS = re.compile(
    r"附件|联系|监督|举报|受理|咨询|电话|地址|公示(?:期|时间|日期)|公告(?:期|时间|日期)|特此|来源|发布|时间|"
    r"[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.](?!\d)|第[一二三四五六七八九十]+[章条]"
)
_FULL_LINE = 25
_SHORTEST_TOLD = 16
_TOLD = re.compile(r"\d[\u4e00-\u9fff%㎡/].*?\d[\u4e00-\u9fff%㎡]", re.DOTALL)
_NEVER_FIRST = "日月年至止元亩户,。、;%的"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Folded text with where each line of it began; ``index`` is the position of its first line in the body."""

    text: str
    starts: tuple[int, ...]
    places: tuple[str, ...]
    index: int

    def place_at(self, offset: int) -> str:
        return self.places[max(0, bisect_right(self.starts, offset) - 1)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a paragraph without a full stop or semicolon inside; ``start`` is its offset there."""

    text: str
    start: int
    paragraph: Paragraph

    def place_at(self, offset: int) -> str:
        return self.paragraph.place_at(self.start + offset)


@lru_cache(maxsize=2)
def paragraphs_of(document: Document) -> tuple[Paragraph, ...]:
    """The body in paragraphs; a line that stops in the middle of a sentence is joined with the next."""
    told = {place for table in document.tables if table.in_passages for row in table.places for place in row}
    lines = [
        (passage.place, folded(passage.text))
        for passage in document.body()
        if passage.place not in told and not _ROW.search(passage.text.strip())
    ]
    return tuple(_joined([(place, text) for place, text in lines if text]))


@lru_cache(maxsize=2)
def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """Every sentence of the body in order."""
    return tuple(sentence for paragraph in paragraphs_of(document) for sentence in _sentences(paragraph))


@lru_cache(maxsize=2)
def cells_told(document: Document) -> tuple[Paragraph, ...]:
    """Cells of tables that hold a whole sentence with figures, each text once: what is to be built, how a sum is made up."""
    seen: dict[str, Paragraph] = {}
    for table in document.tables:
        if table.part is not Part.BODY:
            continue
        for row, places in zip(table.rows, table.places, strict=True):
            for cell, place in zip(row, places, strict=True):
                if len(cell) >= _SHORTEST_TOLD and cell not in seen and _TOLD.search(cell):
                    seen[cell] = Paragraph(folded(cell.replace("\n", "")), (0,), (place,), -1)
    return tuple(seen.values())


@lru_cache(maxsize=2)
def sentences_in_cells(document: Document) -> tuple[Sentence, ...]:
    """Every sentence of ``cells_told``."""
    return tuple(sentence for paragraph in cells_told(document) for sentence in _sentences(paragraph))


def folded(text: str) -> str:
    """Half-width, without hidden marks, and without blanks except between figures or Latin letters."""
    if text.isascii():
        return _STRAY_BLANKS.sub("", text.strip())
    visible, _ = folded_for_search(
        _COMMA_OF_TEXT.sub("、", _POINT_OF_TEXT.sub(".", _WIDE_THOUSANDS.sub(",", text)))
    )
    return _STRAY_BLANKS.sub("", half_width(visible).replace("X", "×").strip(" |"))


def _joined(lines: list[tuple[str, str]]) -> Iterator[Paragraph]:
    text, starts, places, first = "", [0], [""], 0
    for index, (place, line) in enumerate(lines):
        if text and _goes_on(lines[index - 1][1], line):
            starts.append(len(text))
            places.append(place)
            text += line
            continue
        if text:
            yield Paragraph(text, tuple(starts), tuple(places), first)
        text, starts, places, first = line, [0], [place], index
    if text:
        yield Paragraph(text, tuple(starts), tuple(places), first)


def _goes_on(line: str, following: str) -> bool:
    """A line that ends with a colon or comma, or a long one without a stop, goes on unless the next opens something."""
    if line[-1] not in "。;!?" and (
        following[0] in _NEVER_FIRST or (line[-1] in "年月" and following[0].isdigit())
    ):
        return True
    if _OPENS.match(following):
        return line.endswith(":") and bool(re.match(r"\d(?!\d?[.、])", following))
    if line[-1] in ":,、(":
        return True
    return len(line) >= _FULL_LINE and line[-1] not in '。;!?.)》”"'


def _sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    start = 0
    for found in _SENTENCE_END.finditer(paragraph.text):
        if found.start() > start:
            yield Sentence(paragraph.text[start : found.start()], start, paragraph)
        start = found.end()
    if start < len(paragraph.text):
        yield Sentence(paragraph.text[start:], start, paragraph)


@lru_cache(maxsize=2)
def passages_at(document: Document) -> dict[str, tuple[int, int]]:
    """By place, the first and the last passage told to stand there, counted from 0."""
    found: dict[str, tuple[int, int]] = {}
    for number, passage in enumerate(document.passages):
        first, _ = found.get(passage.place, (number, number))
        found[passage.place] = first, number
    return found
