"""The one plain ZIP layout that bundles use: stored entries, ASCII names, no dates, no extras, no comments.

The same entries always give the same bytes, so a reader can compare the whole layout instead of trusting it.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from desktop.sync.digests import Sums

_VERSION = 20
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3 << 8
_FIRST_DAY = 0x21  # 1980-01-01, the earliest date the layout can say
_MARK = b"PK\x03\x04"
_HEAD = struct.Struct("<4s5H3L2H")
HEAD_LENGTH = _HEAD.size
"""Bytes that stand before an entry, without its name."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry as written: where it starts, its length and its checksum (CRC-32)."""

    name: str
    offset: int
    size: int
    crc: int


def checksum(data: bytes, before: int = 0) -> int:
    return zlib.crc32(data, before)


def entry_head(name: str, size: int, crc: int) -> bytes:
    """What stands before an entry's bytes."""
    raw = name.encode("ascii")
    return _HEAD.pack(_MARK, _VERSION, 0, 0, 0, _FIRST_DAY, crc, size, size, len(raw), 0) + raw


class Told(NamedTuple):
    """What the bytes before an entry tell of it."""

    size: int
    name_length: int


def told_by(head: bytes) -> Told | None:
    """None if no entry begins so. ``head``: at least `HEAD_LENGTH` bytes."""
    mark, _, _, _, _, _, _, size, _, name_length, _ = _HEAD.unpack_from(head)
    return Told(size, name_length) if mark == _MARK else None


def closing(entries: list[Placed]) -> bytes:
    """The directory that ends the archive."""
    listed = b"".join(
        struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", _UNIX | _VERSION, _VERSION, 0, 0, 0, _FIRST_DAY,
            entry.crc, entry.size, entry.size, len(entry.name), 0, 0, 0, 0, _REGULAR_FILE, entry.offset,
        )
        + entry.name.encode("ascii")
        for entry in entries
    )  # fmt: skip
    start = entries[-1].offset + len(entry_head(entries[-1].name, 0, 0)) + entries[-1].size if entries else 0
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(entries), len(entries), len(listed), start, 0)
    return listed + end


def archive(
    entries: Iterable[tuple[str, bytes]], known: Mapping[str, Sums] = MappingProxyType({})
) -> Iterator[bytes]:
    """The archive of these entries, piece by piece: one entry in memory at a time. ``known`` may hold, by the time an entry
    comes, what has been worked out of it already."""
    placed: list[Placed] = []
    offset = 0
    for name, data in entries:
        crc = known[name].crc if name in known else checksum(data)
        head = entry_head(name, len(data), crc)
        placed.append(Placed(name, offset, len(data), crc))
        offset += len(head) + len(data)
        yield head
        yield data
    yield closing(placed)
