"""Plain text and comma-separated lists, whatever their encoding. Judges nothing."""

import csv
import io
import re

from desktop.base.words import zh
from desktop.files.reading.collector import Collector
from desktop.files.reading.limits import unknown_kind
from desktop.files.reading.text_tables import tell_lines

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 4096


def read_text(name: str, data: bytes, into: Collector) -> str:
    """Lines as passages, tables in them on top."""
    lines = re.split(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]", decoded(name, data))
    tell_lines(lines, [zh("第 {number} 行", number=number) for number in range(1, len(lines) + 1)], into)
    return "txt"


def read_csv(name: str, data: bytes, into: Collector) -> str:
    """A table; a file whose lines do not hold several cells is read as text."""
    text = decoded(name, data)
    head = text[:_SAMPLE]
    delimiter = max(",\t;，", key=head.count)
    if not head.count(delimiter):
        return read_text(name, data, into)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        return read_text(name, data, into)
    places = [
        [zh("第 {line} 行第 {column} 列", line=line, column=column) for column in range(1, len(row) + 1)]
        for line, row in enumerate(rows, 1)
    ]
    into.table(zh("表格"), rows, places)
    return "csv"


def decoded(name: str, data: bytes) -> str:
    """The text by its mark, else as UTF-8, UTF-16 without a mark, or GB 18030; Refusal for what is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    zeros = data[:_SAMPLE].count(0)
    if zeros:
        encoding = "utf-16-le" if data[1:_SAMPLE:2].count(0) >= data[:_SAMPLE:2].count(0) else "utf-16-be"
        text = data.decode(encoding, "replace")
        if not _is_text(text[:_SAMPLE]):
            raise unknown_kind(name)
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    if not _is_text(text[:_SAMPLE]):
        raise unknown_kind(name)
    return text


def _is_text(sample: str) -> bool:
    """True unless too much of it is control characters, unassigned or broken."""
    odd = sum(
        1
        for character in sample
        if (character < " " and character not in "\r\n\t\f\v")
        or character == "\ufffd"
        or "\ue000" <= character <= "\uf8ff"
    )
    return odd * 20 <= len(sample)
