"""Files made to harm, each a few bytes or cheaply made: archives that lie and burst, JSON without end."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache

from desktop.sync.stored_zip import archive

Maker = Callable[[], bytes]
MILLION = 1_000_000
VAST = 768 << 20


def _zip(*entries: tuple[zipfile.ZipInfo | str, bytes], packed: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packed) as made:
        for name, data in entries:
            made.writestr(name, data)
    return stream.getvalue()


def _twice(first: str, second: str) -> bytes:
    """Two entries of these names, of equal length, past what zipfile would warn of."""
    other = "Z" * len(second)
    return _zip((first, b"1"), (other, b"2")).replace(other.encode(), second.encode())


def _link() -> bytes:
    entry = zipfile.ZipInfo("header.json")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _zip((entry, b"/etc/passwd"))


def _lying(size: int) -> bytes:
    whole = bytearray(b"".join(archive([("payload.age", b"x" * 64), ("header.json", b"{}")])))
    at = whole.index(b"PK\x01\x02")
    whole[at + 20 : at + 28] = struct.pack("<2L", size, size)
    return bytes(whole)


def _million() -> bytes:
    """A million entries of nothing, as the directory tells them; its last record says how many in full."""
    name = b"a0000000"
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0) + name
    line = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0
    )
    listed = b"".join(line + b"a%07d" % number for number in range(MILLION))
    return (
        head
        + listed
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(listed), len(head), 0)
    )


@cache
def _nothing() -> tuple[bytes, int]:
    """VAST bytes of nothing, packed, and their checksum."""
    machine = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    crc, packed = 0, []
    nothing = bytes(1 << 20)
    for _ in range(VAST >> 20):
        packed.append(machine.compress(nothing))
        crc = zlib.crc32(nothing, crc)
    return b"".join(packed) + machine.flush(), crc


def _bomb(name: str, others: tuple[str, ...], told: int = 0) -> bytes:
    """VAST bytes of nothing under ``name``, packed; said to be ``told`` bytes if that is given."""
    packed, crc = _nothing()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for other in others:
            made.writestr(other, b"<x/>")
        made.writestr(name, packed)
    whole = bytearray(stream.getvalue())
    says = (zipfile.ZIP_DEFLATED, 0, 33, crc, len(packed), told or VAST)
    struct.pack_into("<HHHLLL", whole, whole.index(name.encode()) - 22, *says)
    struct.pack_into("<HHHLLL", whole, whole.rindex(name.encode()) - 36, *says)
    return bytes(whole)


def _json(text: str) -> Maker:
    return text.encode


def archives() -> Iterator[tuple[str, Maker]]:
    """For whoever reads our own archives."""
    for what, name in (
        ("slip", "../../outside"), ("absolute", "/etc/passwd"), ("drive", "C:/x"), ("backslash", "a\\..\\b"),
    ):  # fmt: skip
        yield what, lambda name=name: _zip((name, b"x"))
    yield "symlink", _link
    yield "duplicate", lambda: _twice("header.json", "header.json")
    yield "case", lambda: _twice("header.json", "HEADER.json")
    for size in (0, 1, 63, 65, 1 << 30, 0xFFFFFFFF):
        yield f"lying size {size}", lambda size=size: _lying(size)
    yield "bomb", lambda: _bomb("header.json", ("payload.age",))
    yield "bomb that lies", lambda: _bomb("header.json", ("payload.age",), 100)
    yield "a million entries", _million
    yield "nothing", lambda: b""


def offices() -> Iterator[tuple[str, Maker]]:
    """For whoever reads office files."""
    sheet = ("xl/workbook.xml", "[Content_Types].xml")
    for told in (0, 100):
        says = " that lies" if told else ""
        yield f"bomb{says}", lambda told=told: _bomb("xl/worksheets/sheet1.xml", sheet, told)
        yield f"bomb of a kind{says}", lambda told=told: _bomb("mimetype", ("content.xml",), told)
        yield f"bomb of words{says}", lambda told=told: _bomb("word/document.xml", (), told)
    yield "a million entries", _million


def documents() -> Iterator[tuple[str, Maker]]:
    """For whoever reads JSON."""
    yield "deep", _json("[" * 3_000_000)
    yield "deep objects", _json('{"a":' * 500_000 + "1" + "}" * 500_000)
    yield "huge number", _json('{"number":' + "9" * 5_000_000 + "}")
    yield "huge exponent", _json('{"number":1e999999999}')
    yield "a key twice", _json('{"kind":"receipt","kind":"receipt"}')
    yield "a million keys", _json("{" + ",".join(f'"{number}":0' for number in range(MILLION)) + "}")
    yield "no end", lambda: b'"' + b"x" * (60 << 20)
    yield "half a surrogate", _json('{"kind":"\\ud800"}')
    yield "no text", lambda: b"\xff\xfe\x00"
