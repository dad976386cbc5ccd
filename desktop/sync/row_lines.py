"""The lines of `data/rows.jsonl`: hundreds of thousands that are nearly all alike, and nearly all plain.

Going out, a row is the text that the database holds. Coming in, a line with the keys of one before it, in canonical order and
without a single escape, is recognised as it stands: its values stay the text they are, which is what their digest is made of
and what a database takes. Every other line is parsed like any JSON and judged by its model. Which way a line went makes no
difference to anybody.
"""

import json
import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from desktop.base.words import tr
from desktop.sync.models import RowLine
from desktop.sync.read import Limits, parse_json
from desktop.sync.refusals import broken

Plain = dict[str, Any]
_SHAPES = 24
_PIECE = 256 << 10
_LONGEST = 64
_IDENTIFIER = f"[0-9A-Za-z._-]{{1,{_LONGEST}}}"
_PLAIN = f"{string.digits}{string.ascii_letters}._-".encode()
_TEXT = r'[^"\\\x00-\x1f]*'
_RECORD = re.compile(_IDENTIFIER)


@dataclass(slots=True)
class WrittenRow:
    """A row change whose values are still what is written: ``cells`` is canonical JSON. Offers what `RowLine` offers, except that
    a row taken out is always a `RowLine`."""

    record: str
    revision: int
    row: str
    position: int
    cells: bytes
    _digest: str = ""

    @property
    def values_text(self) -> str:
        return self.cells.decode()

    @property
    def values(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.cells)
        return found

    @property
    def digest(self) -> str:
        """Kept: a receiver may judge a row more than once."""
        return self._digest or digests_of((self,))[0]

    def canonical(self) -> bytes:
        """RFC 8785 bytes."""
        return lines_of((self,))[:-1]

    def plain(self) -> Plain:
        """The line as parsed data."""
        return {
            "position": self.position, "record": self.record, "revision": self.revision, "row": self.row,
            "values": self.values,
        }  # fmt: skip


AnyRow = RowLine | WrittenRow


def plain_row(change: AnyRow) -> Plain:
    """The line as plain JSON data."""
    return change.plain() if isinstance(change, WrittenRow) else change.model_dump(mode="json")


def holds_any(change: AnyRow, columns: frozenset[str]) -> bool:
    """Whether a row change says something under one of these keys."""
    if isinstance(change, WrittenRow):
        return any(f'"{column}":'.encode() in change.cells for column in columns)
    return not columns.isdisjoint(change.values or {})


def digests_of(rows: Iterable[AnyRow]) -> list[str]:
    """The digest of each, in one go: a call for each of a hundred thousand costs as much as the digest."""
    found = []
    for row in rows:
        if isinstance(row, WrittenRow):
            digest = row._digest
            if not digest:
                said = b'{"position":%d,"row":"%b","values":%b}' % (row.position, row.row.encode(), row.cells)
                row._digest = digest = sha256(said).hexdigest()
            found.append(digest)
        else:
            found.append(row.digest)
    return found


def lines_of(rows: Iterable[AnyRow]) -> bytes:
    """The lines as they stand in the file."""
    parts = list[bytes]()
    for row in rows:
        if isinstance(row, WrittenRow):
            head = (
                f'{{"position":{row.position},"record":"{row.record}","revision":{row.revision},'
                f'"row":"{row.row}","values":'
            )
            parts += (head.encode(), row.cells, b"}\n")
        else:
            parts += (row.canonical(), b"\n")
    return b"".join(parts)


def are_identifiers(texts: Sequence[str]) -> bool:
    """As `is_identifier` of each, in one go."""
    whole = "".join(texts)
    return (
        whole.isascii()
        and not whole.encode("ascii").translate(None, _PLAIN)
        and all(0 < length <= _LONGEST for length in set(map(len, texts)))
    )


def is_identifier(text: str) -> bool:
    """Whether the text may name a record or a row: nothing in it needs to be escaped."""
    return _RECORD.fullmatch(text) is not None


def read_rows(data: bytes, limits: Limits) -> dict[str, list[WrittenRow | Plain]]:
    """The lines by record, in their order. Refuses what is no JSON, and a line that names no record."""
    found: dict[str, list[WrittenRow | Plain]] = {}
    known: list[re.Pattern[bytes]] = []
    last, named, rows = b"", "", list[WrittenRow | Plain]()
    for text in _pieces(data, limits):
        at = 0
        while at < len(text):
            match = known[0].match(text, at) if known else None
            if match is None:
                match = _recognised(text, at, known)
            if match is not None:
                position, record, revision, row, values = match.groups()
                at = match.end()
                if record != last:
                    last, named = record, record.decode()
                    rows = found.setdefault(named, [])
                rows.append(WrittenRow(named, int(revision), row.decode(), int(position), values))
                continue
            end = text.index(b"\n", at)
            said = parse_json(text[at:end], limits)
            at = end + 1
            _learn(said, known)
            found.setdefault(record_of(said), []).append(said)
    return found


def _pieces(data: bytes, limits: Limits) -> Iterator[bytes]:
    """Some lines at a time, whole ones. No line of a piece of several is longer than a line may be."""
    if data and not data.endswith(b"\n"):
        raise broken(tr("最后一行没有写完"))
    start, most = 0, min(_PIECE, limits.line)
    while start < len(data):
        end = data.rfind(b"\n", start, start + most) + 1 or data.index(b"\n", start + most) + 1
        if end - start > limits.line + 1:
            raise broken(tr("有一条内容过长"))
        piece = data[start:end]
        try:
            piece.decode()  # what is recognised as it stands must be text
        except UnicodeDecodeError as error:
            raise broken(tr("有一条内容读不懂")) from error
        yield piece
        start = end


def _recognised(text: bytes, at: int, known: list[re.Pattern[bytes]]) -> re.Match[bytes] | None:
    """The line at this place if it is like one before."""
    for place, shape in enumerate(known):
        if match := shape.match(text, at):
            if place:
                known.insert(0, known.pop(place))  # the next line is most likely of the same kind
            return match
    return None


def _learn(said: Any, known: list[re.Pattern[bytes]]) -> None:
    """Recognise lines with the same keys from now on."""
    values = said.get("values") if isinstance(said, dict) else None
    if not isinstance(values, dict) or len(known) >= _SHAPES:
        return
    keys = sorted(values)
    if all(re.fullmatch(_IDENTIFIER, key) for key in keys):
        inside = ",".join(f'"{re.escape(key)}":"{_TEXT}"' for key in keys)
        shape = (
            rf'\{{"position":(0|[1-9][0-9]{{0,14}}),"record":"({_IDENTIFIER})","revision":([1-9][0-9]{{0,5}}),'
            rf'"row":"({_IDENTIFIER})","values":(\{{{inside}\}})\}}\n'
        )
        known.insert(0, re.compile(shape.encode()))


def record_of(said: Any) -> str:
    """The record a line speaks of: the one thing without which nothing can be set apart."""
    record = said.get("record") if isinstance(said, dict) else None
    if not isinstance(record, str) or not is_identifier(record):
        raise broken(tr("有一条记录没有编号"))
    return record
