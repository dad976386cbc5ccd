"""A document 文件 as the examiner sees it: every word and every table with its place, wherever it was hidden.

Values only. ``files`` makes them from foreign files, ``printing`` and the use cases from our own notices; ``rules`` read them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop.base.words import zh


class Part(StrEnum):
    """Where in a file words stand. Everything but ``BODY`` is easily overlooked by the person who publishes it."""

    BODY = "body"
    HEADER = "header"
    NOTE = "note"
    TEXT_BOX = "text_box"
    COMMENT = "comment"
    TRACKED = "tracked"
    HIDDEN = "hidden"
    PROPERTY = "property"
    CACHE = "cache"
    EMBEDDED = "embedded"
    METADATA = "metadata"
    FILE_NAME = "file_name"


PART_WORDS: dict[Part, str] = {
    Part.BODY: zh("正文"),
    Part.HEADER: zh("页眉页脚"),
    Part.NOTE: zh("脚注尾注"),
    Part.TEXT_BOX: zh("文本框"),
    Part.COMMENT: zh("批注"),
    Part.TRACKED: zh("修订痕迹"),
    Part.HIDDEN: zh("隐藏内容"),
    Part.PROPERTY: zh("文件属性"),
    Part.CACHE: zh("缓存的数据"),
    Part.EMBEDDED: zh("嵌入的文件"),
    Part.METADATA: zh("照片信息"),
    Part.FILE_NAME: zh("文件名"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One line or paragraph. ``place`` is Chinese for the screen: “第 12 行”, “第 2 页”, “名单!B7”."""

    place: str
    text: str
    part: Part = Part.BODY


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table as a grid of strings; a merged cell stands at its first place, the rest of it is empty.

    ``rows[r][c]`` stands at ``places[r][c]``; both have the same shape, rows may differ in length.
    ``in_passages``: its lines are told as passages too (a table recognised in plain text).
    """

    place: str
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...]
    part: Part = Part.BODY
    in_passages: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Something the program could not look into: it is said, never passed over in silence.

    ``slight``: usual and rarely harmful, such as the words in a picture.
    """

    place: str
    why: str
    slight: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """``kind``: txt, docx, xlsx, xls, pdf, image, notice (one of our own). Passages stand in reading order.

    Equal only to itself: rules that remember what they know of a document ask for it many times, and documents are long.
    """

    name: str
    kind: str
    passages: tuple[Passage, ...] = ()
    tables: tuple[DocumentTable, ...] = ()
    unread: tuple[Unread, ...] = ()

    def body(self) -> tuple[Passage, ...]:
        """What a reader of the printed sheet sees, without tables."""
        return tuple(passage for passage in self.passages if passage.part is Part.BODY)

    def everything(self) -> Iterator[Passage]:
        """All words once: passages, then every cell of the tables that are not told as passages."""
        yield from self.passages
        for table in self.tables:
            if table.in_passages:
                continue
            for row, places in zip(table.rows, table.places, strict=True):
                for text, place in zip(row, places, strict=True):
                    if text:
                        yield Passage(place, text, table.part)
