"""An old Word file (.doc, .wps): its text by the piece table of [MS-DOC], with notes, headers, comments and boxes.

What is hidden by format or struck out as a change is not told apart here; all of it counts as text, which errs on the
safe side. Judges nothing.
"""

import re
import struct
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.limits import damaged, locked
from desktop.files.reading.ole import CompoundFile

_FIB_WORD97 = 0xC1
_ENCRYPTED, _TABLE_ONE = 0x0100, 0x0200
_PARTS = (
    (Part.BODY, ""),
    (Part.NOTE, zh("脚注")),
    (Part.HEADER, zh("页眉页脚")),
    (Part.HIDDEN, zh("宏")),
    (Part.COMMENT, zh("批注")),
    (Part.NOTE, zh("尾注")),
    (Part.TEXT_BOX, zh("文本框")),
    (Part.TEXT_BOX, zh("页眉页脚的文本框")),
)
_FIELD = re.compile("\x13([^\x13\x14\x15]*)(?:\x14([^\x13\x15]*))?\x15")
_CONTROL = re.compile("[\x00-\x06\x08\x0e-\x1d]")


def read_old_word(name: str, file: CompoundFile, into: Collector) -> str:
    """All its text; Refusal if it is damaged, has a password, or is older than Word 97."""
    main = file.read("WordDocument")
    try:
        text, counts = _text(name, main, file)
    except (struct.error, KeyError) as error:
        raise damaged(name) from error
    at = 0
    for (part, word), count in zip(_PARTS, counts, strict=True):
        _tell(text[at : at + count], part, word, into)
        at += count
    return "doc"


def _text(name: str, main: bytes, file: CompoundFile) -> tuple[str, tuple[int, ...]]:
    """The text of all parts in a row, and how many characters each part has."""
    identity, version, _, _, _, flags = struct.unpack_from("<6H", main, 0)
    if identity not in (0xA5EC, 0xA5DC) or version < _FIB_WORD97:
        raise damaged(name)
    if flags & _ENCRYPTED:
        raise locked(name)
    counts = struct.unpack_from("<8I", main, 0x4C)
    start, length = struct.unpack_from("<II", main, 0x01A2)
    table = file.read("1Table" if flags & _TABLE_ONE else "0Table")
    pieces = _piece_table(name, table[start : start + length])
    count = (len(pieces) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    text: list[str] = []
    for each in range(count):
        (where,) = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * each + 2)
        size = ends[each + 1] - ends[each]
        if size < 0 or size > len(main):
            raise damaged(name)
        if where & 0x40000000:
            at = (where & 0x3FFFFFFF) // 2
            text.append(main[at : at + size].decode("cp1252", "replace"))
        else:
            text.append(main[where : where + 2 * size].decode("utf-16-le", "replace"))
    return "".join(text), counts


def _piece_table(name: str, clx: bytes) -> bytes:
    at = 0
    while at < len(clx) and clx[at] == 1:
        (size,) = struct.unpack_from("<H", clx, at + 1)
        at += 3 + size
    if at >= len(clx) or clx[at] != 2:
        raise damaged(name)
    (size,) = struct.unpack_from("<I", clx, at + 1)
    return clx[at + 5 : at + 5 + size]


def _tell(text: str, part: Part, word: str, into: Collector) -> None:
    for found in _FIELD.finditer(text):
        if re.match(r"\s*(?:MERGEFIELD|DATABASE|INCLUDE\w*|LINK|DDE\w*)\b", found[1]):
            into.say(zh("{word}域代码", word=word), found[1], Part.PROPERTY)
    for _ in range(3):
        text = _FIELD.sub(lambda found: found[2] or "", text)
    text = text.replace("\v", "\n").replace("\f", "\r").replace("\x1e", "-").replace("\x1f", "")
    text = _CONTROL.sub("", text)
    before = word + " " if word else ""
    number = tables = 0
    for block in _blocks(text):
        if isinstance(block, str):
            number += bool(block.strip())
            into.say(zh("{before}第 {number} 段", before=before, number=max(number, 1)), block, part)
            continue
        tables += 1
        where = zh("{before}表 {number}", before=before, number=tables)
        places = [
            [
                zh("{where} 第 {line} 行第 {column} 列", where=where, line=line, column=column)
                for column in range(1, len(row) + 1)
            ]
            for line, row in enumerate(block, 1)
        ]
        into.table(where, block, places, part)


def _blocks(text: str) -> Iterator[str | list[list[str]]]:
    """Paragraphs and tables in order. A cell ends with \\a, a row with one more, which reads like one more empty cell.

    Where the first row has no empty cell, it tells how wide the others are.
    """
    table: list[list[str]] = []
    row: list[str] = []
    *cells, rest = text.split("\a")
    for cell in cells:
        content = cell
        if not row and "\r" in cell:
            if table:
                yield table
                table = []
            above, content = cell.rsplit("\r", 1)
            yield from above.split("\r")
        width = len(table[0]) if table else 0
        if row and not content and (not width or len(row) >= width):
            table.append(row)
            row = []
        else:
            row.append(content.replace("\r", "\n").strip())
    if row:
        table.append(row)
    if table:
        yield table
    yield from rest.split("\r")
