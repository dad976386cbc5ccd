"""Whether a ZIP is inside what its directory says. Opens nothing for use; asked before any library unpacks.

Libraries trust the sizes told, or unpack without asking: a few bytes could fill the memory.
"""

import io
import struct
import zipfile
import zlib

MOST_ENTRIES = 20_000
_LISTED = b"PK\x01\x02"
_HEAD = 30
_STEP = 1 << 18


def listed(data: bytes) -> list[zipfile.ZipInfo]:
    """The entries. Raises zipfile.BadZipFile also for more of them than an office file has, before they are read."""
    if data.count(_LISTED) > MOST_ENTRIES:
        raise zipfile.BadZipFile("too many entries")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.infolist()


def check_sizes(data: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Raises zipfile.BadZipFile if an entry unpacks to more bytes than it says, or in a way offices do not use."""
    for entry in entries:
        if entry.compress_type == zipfile.ZIP_STORED:
            if entry.compress_size > entry.file_size:
                raise zipfile.BadZipFile("larger than told")
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            _inflates_to_no_more(data, entry)
        else:
            raise zipfile.BadZipFile("packed in an unusual way")


def _inflates_to_no_more(data: bytes, entry: zipfile.ZipInfo) -> None:
    head = data[entry.header_offset : entry.header_offset + _HEAD]
    if len(head) < _HEAD:
        raise zipfile.BadZipFile("cut short")
    name, extra = struct.unpack("<2H", head[26:])
    start = entry.header_offset + _HEAD + name + extra
    packed = memoryview(data)[start : start + entry.compress_size]
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    size, fed = 0, 0
    rest: bytes | memoryview = b""
    while not machine.eof and (rest or fed < len(packed)):
        if not rest:
            rest = packed[fed : fed + _STEP]
            fed += len(rest)
        size += len(machine.decompress(rest, _STEP))
        rest = machine.unconsumed_tail
        if size > entry.file_size:
            raise zipfile.BadZipFile("larger than told")
