"""What an old .xls or .et carries besides its cells: hidden rows and columns, comments, headers, leftovers ([MS-XLS])."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.ole import CompoundFile
from desktop.files.reading.property_set import read_property_sets
from desktop.files.reading.sheets import open_book, tell_sheet
from desktop.files.workbook import column_letters

_BOF, _EOF, _SHEET, _ROW, _COLUMNS, _NOTE, _TEXT, _CONTINUE = (
    0x809,
    0x0A,
    0x85,
    0x208,
    0x7D,
    0x1C,
    0x1B6,
    0x3C,
)
_HEADER, _FOOTER, _CACHED_TEXT, _OBJECT = 0x14, 0x15, 0xCD, 0x5D
_MOST_RECORDS = 3_000_000
_FARTHEST_COLUMN = 256


@dataclass(slots=True)
class _Page:
    """What one sheet hides. ``notes``: object number → cell; ``texts``: (object, text)."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    notes: dict[int, str] = field(default_factory=dict)
    texts: list[tuple[int, str]] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)


def read_xls(name: str, data: bytes, file: CompoundFile, into: Collector) -> str:
    """All of it into the collector; Refusal for a damaged, locked or oversized file."""
    book = open_book(name, data)
    stream = next((each for each in ("Workbook", "Book") if each in file), "")
    pages = _pages(file.read(stream)) if stream else {}
    for sheet in book.sheets:
        page = pages.get(sheet.name, _Page())
        tell_sheet(sheet, into, hidden_rows=frozenset(page.rows), hidden_columns=frozenset(page.columns))
        for text in page.margins:
            into.say(zh("{name} 页眉页脚", name=sheet.name), text, Part.HEADER)
        for number, text in page.texts:
            cell = page.notes.get(number)
            if cell:
                into.say(zh("{name}!{cell} 批注", name=sheet.name, cell=cell), text, Part.COMMENT)
            else:
                into.say(zh("{name} 文本框", name=sheet.name), text, Part.TEXT_BOX)
    for path in file.names():
        if path.startswith("_SX_DB_CUR/"):
            for kind, body in _records(file.read(path)):
                if kind == _CACHED_TEXT:
                    into.say(zh("数据透视表的缓存"), _string(body, 0, 2)[0], Part.CACHE)
    read_property_sets(file, into)
    return "xls"


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(data):
            return
        kind, length = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + length]
        at += 4 + length


def _pages(stream: bytes) -> dict[str, _Page]:
    """Sheet name → what it hides. A damaged record ends the sheet it stands in."""
    found: dict[str, _Page] = {}
    for kind, body in _records(stream):
        if kind == _SHEET and len(body) > 8:
            (start,) = struct.unpack_from("<I", body, 0)
            name, _ = _string(body, 6, 1)
            page = found[name] = _Page()
            try:
                _read_page(stream[start:], page)
            except (struct.error, IndexError):
                continue
        elif kind == _BOF and found:
            break
    return found


def _read_page(stream: bytes, page: _Page) -> None:
    depth, current, pending = 0, 0, 0
    for kind, body in _records(stream):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if kind == _OBJECT:
            current = struct.unpack_from("<4H", body, 0)[3]
        elif kind == _TEXT:
            pending = struct.unpack_from("<H", body, 10)[0]
        elif kind == _CONTINUE and pending:
            page.texts.append((current, _plain(body[1:], body[0] & 1)[:pending]))
            pending = 0
        else:
            _read_looks(kind, body, page)


def _read_looks(kind: int, body: bytes, page: _Page) -> None:
    """A row, columns, a note's place or a margin text; records of other kinds say nothing here."""
    if kind == _ROW:
        number, height, flags = struct.unpack_from("<H4xH4xH", body, 0)
        if flags & 0x20 or not height & 0x7FFF:
            page.rows.add(number)
    elif kind == _COLUMNS:
        first, last, width, _, flags = struct.unpack_from("<5H", body, 0)
        if flags & 1 or not width:
            page.columns.update(range(first, min(last + 1, _FARTHEST_COLUMN)))
    elif kind == _NOTE:
        row, column, _, number = struct.unpack_from("<4H", body, 0)
        page.notes[number] = f"{column_letters(column)}{row + 1}"
    elif kind in (_HEADER, _FOOTER) and len(body) > 3:
        page.margins.append(_string(body, 0, 2)[0])


def _string(body: bytes, at: int, size: int) -> tuple[str, int]:
    """A text with its length in one or two bytes before it, and where it ends."""
    if at + size >= len(body):
        return "", at
    length = body[at] if size == 1 else struct.unpack_from("<H", body, at)[0]
    wide = body[at + size] & 1
    start = at + size + 1
    end = start + length * (2 if wide else 1)
    return _plain(body[start:end], wide), end


def _plain(raw: bytes, wide: int) -> str:
    return raw.decode("utf-16-le", "replace") if wide else raw.decode("latin-1")
