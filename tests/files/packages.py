"""Office files written part by part, for what no library of ours writes: tracked changes, hidden words, leftovers."""

import io
import struct
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def paragraph(text: str, properties: str = "", around: str = "{}") -> str:
    run = f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p>{around.format(run)}</w:p>"


def part(root: str, inside: str) -> str:
    """A part of a Word package with this root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_W} {_MORE}>{inside}</w:{root}>'


def docx(body: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    """A Word file with this body and further parts by name."""
    return package({"word/document.xml": part("document", f"<w:body>{body}</w:body>"), **(parts or {})})


def package(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def added(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """The package with parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return package({**kept, **parts})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams under its root, all in sectors of 512 bytes."""
    sectors: list[bytes] = []
    table: list[int] = []

    def store(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, max(len(data), 1), 512)]
        for number, piece in enumerate(pieces):
            sectors.append(piece)
            table.append(first + number + 1 if number + 1 < len(pieces) else 0xFFFFFFFE)
        return first

    entries = [_entry("Root Entry", 5, 1 if streams else 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 0)]
    for number, (name, data) in enumerate(streams.items(), 1):
        following = number + 1 if number < len(streams) else 0xFFFFFFFF
        whole = data.ljust(4096, b"\0")
        entries.append(_entry(name, 2, 0xFFFFFFFF, following, store(whole), len(whole)))
    directory = store(b"".join(entries))
    table.append(0xFFFFFFFD)
    fat = len(sectors)
    raw = b"".join(struct.pack("<I", each) for each in table).ljust(512, b"\xff")
    assert len(raw) == 512, "the test's file is too long for one sector of its table"
    sectors.append(raw)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<8I", 0, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header = header[:44] + struct.pack("<8I", 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", fat) + b"\xff" * (4 * 108)
    return header + b"".join(sectors)


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)


def old_word(text: str, counts: tuple[int, ...], *, flags: int = 0) -> bytes:
    """An old Word file with one piece of UTF-16 text; ``counts`` are the lengths of its eight parts."""
    start = 0x600
    body = text.encode("utf-16-le")
    main = bytearray(start)
    struct.pack_into("<6H", main, 0, 0xA5EC, 0xC1, 0, 0, 0, 0x0200 | flags)
    struct.pack_into("<8I", main, 0x4C, *(*counts, *[0] * (8 - len(counts))))
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    return compound({"WordDocument": bytes(main) + body, "1Table": clx})
