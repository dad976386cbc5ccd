"""The outer file ``*.mingbai``: the sealed payload and a small signed header, so that anybody can tell from whom it
comes and whether it is whole, and nobody but the receiver what is in it.

Layout and its checks only; what the header must agree with is judged in `check`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.sync import providers
from desktop.sync.digests import Digests, Sums
from desktop.sync.models import FORMAT, Header
from desktop.sync.read import LIMITS, Archive, Limits, parse_json, parse_model
from desktop.sync.refusals import broken, newer, no_bundle
from desktop.sync.stored_zip import HEAD_LENGTH, Placed, checksum, closing, entry_head

SUFFIX = ".mingbai"
HEADER = "header.json"
_SEALED = b"payload."
"""So the name of the first entry begins, whatever the suite."""
_CHUNK = 1 << 20


def payload_name(header: Header) -> str:
    """The sealed entry is named after its suite, which the sender's key says."""
    return providers.of_public(header.key).payload


def pieces(header: Header, payload: Iterable[bytes], payload_crc: int) -> Iterator[bytes]:
    """The bytes of the file: payload first, then the header, then the directory."""
    written = header.canonical()
    sealed = payload_name(header)
    entries = [
        Placed(sealed, 0, header.size, payload_crc),
        Placed(HEADER, len(entry_head(sealed, 0, 0)) + header.size, len(written), checksum(written)),
    ]
    yield entry_head(sealed, header.size, payload_crc)
    yield from payload
    yield entry_head(HEADER, len(written), checksum(written))
    yield written
    yield closing(entries)


def length(header: Header) -> int:
    """The size in bytes of the whole file."""
    written = header.canonical()
    entries = [Placed(payload_name(header), 0, header.size, 0), Placed(HEADER, 0, len(written), 0)]
    heads = sum(len(entry_head(entry.name, 0, 0)) for entry in entries)
    return heads + header.size + len(written) + len(closing(entries))


@dataclass(frozen=True, slots=True)
class Envelope:
    """A file whose layout is right: its header, not yet believed, and where the sealed bytes lie in it."""

    path: Path
    header: Header
    start: int
    crc: int


def read_envelope(path: Path, stream: BinaryIO, limits: Limits = LIMITS) -> Envelope:
    """The envelope, or a Refusal: version first, then every byte of the layout outside the payload."""
    try:
        archive = Archive(stream, limits)
    except Refusal:
        if _begins_otherwise(stream):
            raise no_bundle(path) from None
        raise
    if HEADER not in archive.entries and _begins_otherwise(stream):
        raise no_bundle(path)
    if HEADER not in archive.entries or archive.entries[HEADER].file_size > limits.header:
        raise broken()
    raw = archive.read(HEADER)
    said = parse_json(raw, limits)
    if isinstance(said, dict) and isinstance(said.get("format"), str) and said["format"] != FORMAT:
        raise newer()
    header = parse_model(Header, raw, limits)
    sealed = payload_name(header)
    if archive.names != (sealed, HEADER) or raw != canonical_json(said):
        raise broken()
    if header.size != archive.entries[sealed].file_size:
        raise broken()
    crc = archive.entries[sealed].CRC
    start = len(entry_head(sealed, 0, 0))
    tail = b"".join(
        (
            entry_head(HEADER, len(raw), checksum(raw)),
            raw,
            closing(
                [
                    Placed(sealed, 0, header.size, crc),
                    Placed(HEADER, start + header.size, len(raw), checksum(raw)),
                ]
            ),
        )
    )
    stream.seek(0)
    front = stream.read(start)
    stream.seek(start + header.size)
    if front != entry_head(sealed, header.size, crc) or stream.read(len(tail) + 1) != tail:
        raise broken()
    return Envelope(path, header, start, crc)


def _begins_otherwise(stream: BinaryIO) -> bool:
    """Asked of a file that cannot be read: whether it is no bundle at all, rather than one cut short or altered."""
    stream.seek(0)
    front = stream.read(HEAD_LENGTH + len(_SEALED))
    return len(front) == HEAD_LENGTH + len(_SEALED) and not front.endswith(_SEALED)


class Payload:
    """The sealed bytes as they stand in the file, summed up while they are read: once, for whatever reason."""

    def __init__(self, envelope: Envelope, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = envelope.header.size
        self._digests = Digests(sm3=providers.of_public(envelope.header.key).sm3_outside)
        stream.seek(envelope.start)

    def read(self, amount: int) -> bytes:
        piece = self._stream.read(min(amount, self._left))
        self._left -= len(piece)
        self._digests.update(piece)
        return piece

    def sums(self, step: Callable[[int], None] = lambda _: None) -> Sums:
        """Of the whole; what nobody has read yet is read now. ``step`` is told the bytes read so far."""
        while self.read(_CHUNK):
            step(self._digests.size)
        return self._digests.result()
