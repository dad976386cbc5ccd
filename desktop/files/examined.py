"""The examiner's door to foreign files: looks at the bytes, not the ending, and tells every word with its place.

Reads whatever offices send: text, web pages, Word, Excel, WPS, PDF, photos, and the files inside them. Judges nothing.
"""

import io
import re
import zipfile
from pathlib import Path

from desktop.base.errors import SurroundingsError
from desktop.base.words import zh
from desktop.domain.document import Document, Part
from desktop.files import zip_truth
from desktop.files.container import ZIP_FAULTS
from desktop.files.reading.collector import Collector, Reader
from desktop.files.reading.limits import LARGEST_FILE, SAFE, Budget, damaged, locked, too_large, unknown_kind
from desktop.files.reading.ole import MAGIC, CompoundFile
from desktop.files.reading.picture import read_picture
from desktop.files.reading.plain import read_csv, read_text
from desktop.files.reading.portable import read_pdf
from desktop.files.reading.property_set import read_property_sets
from desktop.files.reading.sheets_ods import read_ods, read_odt
from desktop.files.reading.sheets_xls import read_xls
from desktop.files.reading.sheets_xlsx import read_xlsx
from desktop.files.reading.web import read_web
from desktop.files.reading.word import read_word
from desktop.files.reading.word_old import read_old_word

SUFFIXES = frozenset(
    ".txt .csv .html .htm .docx .docm .dotx .dotm .doc .wps .xlsx .xlsm .xltx .xlsb .xls .et .ods .odt .pdf"
    " .jpg .jpeg .png .tif .tiff .webp .bmp .gif".split()
)
"""Endings of files that are worth a try; what a file really is, its bytes say."""

_TEXTS = frozenset({".txt", ".csv", ".html", ".htm"})
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, as old programs save tables
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_NATIVE = "Ole10Native"
_PAGE = re.compile(rb"<(?:!doctype html|html|body|table|head)\b", re.IGNORECASE)


def read_document(path: Path) -> Document:
    """Everything in a file. Refusal for one that cannot be looked into, SurroundingsError where the disk fails."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise too_large(path.name)
        data = path.read_bytes()
    except OSError as error:
        todo = zh("请看一下文件还在不在、是不是正在别的程序里打开，或者U盘是不是拔了。")
        what = zh("打不开“{name}”。", name=path.name)
        raise SurroundingsError(what, safe=SAFE, todo=todo, code="file-unreadable") from error
    return document_of(path.name, data)


def document_of(name: str, data: bytes) -> Document:
    """The same for bytes at hand; ``name`` is examined too. Bounded in memory and time for hostile bytes."""
    into = Collector(Budget(name), _read)
    into.say(zh("文件名"), name, Part.FILE_NAME)
    try:
        kind = _read(name, data, into)
    except RecursionError as error:
        raise damaged(name) from error
    return Document(name, kind, tuple(into.passages), tuple(into.tables), tuple(into.unread))


def _read(name: str, data: bytes, into: Collector) -> str:
    if not data.strip(b"\0 \r\n\t"):
        raise unknown_kind(name, zh("空的"))
    if data.startswith(b"{\\rtf"):
        raise unknown_kind(name, zh("RTF格式"))
    return _reader_for(name, data)(name, data, into)


def _reader_for(name: str, data: bytes) -> Reader:
    for marks, reader in _OPENINGS:
        if data.startswith(marks):
            return reader
    if b"%PDF-" in data[:1024]:
        return read_pdf
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return read_picture
    if _PAGE.search(data[:65536].replace(b"\0", b"")):
        return read_web
    suffix = Path(name).suffix.lower()
    if suffix in SUFFIXES - _TEXTS and not data.startswith(_WIDE) and _CONTROL.search(data[:4096]):
        raise damaged(name)  # "nothing found" would be a lie about a workbook whose beginning is gone
    return read_csv if suffix == ".csv" else read_text


def _zipped(name: str, data: bytes, into: Collector) -> str:
    try:
        entries = zip_truth.listed(data)
        into.budget.foresee(sum(entry.file_size for entry in entries))
        if any(entry.flag_bits & 1 for entry in entries):
            raise locked(name)
        zip_truth.check_sizes(data, entries)
        names = {entry.filename for entry in entries}
        kind = b""
        if "mimetype" in names:
            with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as told:
                kind = told.read(100)
    except ZIP_FAULTS as error:
        raise damaged(name) from error
    if any(part.startswith("word/document") for part in names):
        return read_word(name, data, into)
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return read_xlsx(name, data, into)
    if "content.xml" in names:
        return read_odt(name, data, into) if b"text" in kind else read_ods(name, data, into)
    raise unknown_kind(name, zh("幻灯片") if "ppt/presentation.xml" in names else zh("压缩包"))


def _old_office(name: str, data: bytes, into: Collector) -> str:
    file = CompoundFile(name, data, into.budget)
    if "EncryptedPackage" in file:
        raise locked(name)
    kind = ""
    if "WordDocument" in file:
        kind = read_old_word(name, file, into)
        read_property_sets(file, into)
    elif "Workbook" in file or "Book" in file:
        kind = read_xls(name, data, file, into)
    inner = [path for path in file.names() if path.endswith((_NATIVE, "Package", "CONTENTS"))]
    for path in inner:
        packed = file.read(path)
        label, content = _native(packed) if path.endswith(_NATIVE) else (path.rsplit("/", 1)[-1], packed)
        into.inside(label, content)
    if not kind and not inner:
        raise unknown_kind(name)
    return kind or "ole"


def _native(packed: bytes) -> tuple[str, bytes]:
    """A file packed by the Object Packager: its name and its bytes; what is packed otherwise comes as it is."""
    found = re.match(rb"(?s).{4}\x02\0([^\0]{1,260})\0([^\0]{0,260})\0\0\0\x03\0(.{4})", packed[:1200])
    if not found:
        return zh("嵌入对象"), packed[4:]
    label = found[1].decode("gb18030", "replace")
    at = found.end() + int.from_bytes(found[3], "little")
    size = int.from_bytes(packed[at : at + 4], "little")
    return label, packed[at + 4 : at + 4 + size]


_OPENINGS: tuple[tuple[tuple[bytes, ...], Reader], ...] = (
    ((b"PK\x03\x04",), _zipped),
    ((MAGIC,), _old_office),
    (_PICTURES, read_picture),
)
