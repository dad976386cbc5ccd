"""Looks at a file's bytes before any Excel library does: what it is, whether it is whole, whether it is too big.

Says so in a clerk's words. Reads no cells.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.words import zh
from desktop.files import zip_truth

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# BOF of BIFF8 (record 0x0809, 16 bytes, version 0x0600, workbook globals); FILEPASS follows it closely or is absent.
_XLS_OPENING = bytes.fromhex("0908100000060500")
_FILEPASS, _FIRST_RECORDS = 0x2F, 6
_ZIP = b"PK\x03\x04"
_LARGEST_FILE = 80 * 1024 * 1024
_LARGEST_UNPACKED = 600 * 1024 * 1024
_LARGEST_RATIO = 400
_MOST_CELLS = 8_000_000
_LAST_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
_COLUMN = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})\d')
_BEYOND_Z = re.compile(rb'r="[A-Z]{2}')
_FILLED = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*?(?<!/)>\s*<[vif]')
# First bytes in small letters, without blanks before them.
_BEGINNINGS = {
    b"%pdf": "PDF", b"<!doctype html": zh("网页"), b"<?xml": zh("XML文字"), b"\xff\xd8\xff": zh("图片"), b"\x89png": zh("图片"),
    b"gif8": zh("图片"), b"bm": zh("图片"), b"rar!": zh("压缩包"), b"7z\xbc\xaf": zh("压缩包"), b"\x1f\x8b": zh("压缩包"),
}  # fmt: skip
# Everything the zip reader raises on altered bytes; it has no one family for them.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    RuntimeError,
    KeyError,
    OSError,
)
_SAFE = zh("原来的文件和记录都没有动。")
SAVE_AS = zh("请用Excel或WPS打开它，另存为“.xlsx”再导入。")
_ASK_FOR_TABLE = zh("这里面的表格读不出来，请向给您文件的人要Excel原表。")
_WAY_OUT = {
    "PDF": _ASK_FOR_TABLE,
    "图片": _ASK_FOR_TABLE,
    "压缩包": zh("请先解压，再选里面的表格文件。"),
    "别的内容": zh("请看一下是不是选错了文件。"),
}


class NotExcel(Refusal):
    """The file is something else than an Excel workbook, whatever its name says."""


class DamagedWorkbook(Refusal):
    """An Excel file that is cut short or broken."""


class LockedWorkbook(Refusal):
    """An Excel file with a password for opening."""


class TooLargeWorkbook(Refusal):
    """A workbook beyond what a roster can be; opening it could bring the laptop to a halt."""


@dataclass(frozen=True, slots=True)
class Container:
    """The bytes of a workbook and what kind it is: xlsx, xls or ods."""

    path: Path
    kind: str
    data: bytes


def open_container(path: Path) -> Container:
    """Read the file whole; raises the refusals above, or SurroundingsError where the disk does not give it."""
    if path.is_dir():
        what = zh("“{name}”是文件夹，不是文件。", name=shown_name(path))
        raise NotExcel(what, safe=_SAFE, todo=zh("请打开这个文件夹，选里面的表格文件。"), code="not-excel")
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise too_large(path)
        data = path.read_bytes()
    except OSError as error:
        what = zh("打不开“{name}”。", name=shown_name(path))
        todo = zh("请看一下文件还在不在、是不是正在别的程序里打开，或者U盘是不是拔了。")
        raise SurroundingsError(what, safe=_SAFE, todo=todo, code="file-unreadable") from error
    return container_of(path, data)


def container_of(path: Path, data: bytes) -> Container:
    """The same for bytes already read; ``path`` only names them in messages."""
    if not data.strip(b"\0 \r\n\t"):
        raise NotExcel(
            zh("“{name}”是空的。", name=shown_name(path)),
            safe=_SAFE,
            todo=zh("请看一下是不是选错了文件。"),
            code="file-empty",
        )
    if data.startswith(_OLE):
        return _ole(path, data)
    if data.startswith(_ZIP):
        return _zipped(path, data)
    kind = _looks_like(data)
    what = zh("“{name}”不是Excel文件，里面是{kind}。", name=shown_name(path), kind=kind)
    raise NotExcel(what, safe=_SAFE, todo=_WAY_OUT.get(kind, SAVE_AS), code="not-excel")


def shown_name(path: Path) -> str:
    """The file's name as it can be shown: bytes that are no characters, from old sticks, become question marks."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def locked(path: Path) -> LockedWorkbook:
    what = zh("“{name}”设了打开密码。", name=shown_name(path))
    todo = zh("请在Excel或WPS里输入密码打开，去掉密码另存一份，再导入。")
    return LockedWorkbook(what, safe=_SAFE, todo=todo, code="excel-password")


def damaged(path: Path) -> DamagedWorkbook:
    what = zh("“{name}”不完整或者坏了，读不出来。", name=shown_name(path))
    todo = zh("请重新复制一份；Excel或WPS还能打开的话，另存为“.xlsx”再导入。")
    return DamagedWorkbook(what, safe=_SAFE, todo=todo, code="excel-damaged")


def too_large(path: Path) -> TooLargeWorkbook:
    what = zh("“{name}”大得不像一张名单，没有打开。", name=shown_name(path))
    todo = zh("请把名单单独复制到一个新表里，只留有内容的行和列，再导入。")
    return TooLargeWorkbook(what, safe=_SAFE, todo=todo, code="excel-too-large")


def _ole(path: Path, data: bytes) -> Container:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise locked(path)
    if "WordDocument".encode("utf-16-le") in data:
        what = zh("“{name}”是Word文件，不是Excel文件。", name=shown_name(path))
        raise NotExcel(what, safe=_SAFE, todo=zh("请把表格复制到Excel里再导入。"), code="not-excel")
    if _has_filepass(data):
        raise locked(path)
    return Container(path, "xls", data)


def _has_filepass(data: bytes) -> bool:
    """True if an old .xls is encrypted: record FILEPASS among the first ones after the workbook's opening."""
    at = data.find(_XLS_OPENING)
    for _ in range(_FIRST_RECORDS):
        if at < 0 or at + 4 > len(data):
            return False
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


def _zipped(path: Path, data: bytes) -> Container:
    try:
        entries = zip_truth.listed(data)
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > _LARGEST_UNPACKED or unpacked > max(len(data) * _LARGEST_RATIO, 2_000_000):
            raise too_large(path)
        zip_truth.check_sizes(data, entries)
        names = {entry.filename for entry in entries}
        kind = _kind(names)
        if kind == "xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                _refuse_vast_sheets(path, archive, names)
    except ZIP_FAULTS as error:
        raise damaged(path) from error
    if kind in ("xlsx", "ods"):
        return Container(path, kind, data)
    if kind == "docx":
        what, todo = zh("是Word文件，不是Excel文件"), zh("请把名单放到Excel表里再导入。")
    else:
        what, todo = zh("不是Excel文件，里面是压缩包"), _WAY_OUT["压缩包"]
    raise NotExcel(
        zh("“{name}”{what}。", name=shown_name(path), what=what),
        safe=_SAFE,
        todo=todo,
        code="not-excel",
    )


def _kind(names: set[str]) -> str:
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    return "ods" if "content.xml" in names else ""


def _refuse_vast_sheets(path: Path, archive: zipfile.ZipFile, names: set[str]) -> None:
    """A stray cell in the last row and column would make the reader lay out billions of empty cells."""
    sheets = [name for name in sorted(names) if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
    # Nearly every sheet ends before column Z and is small; then its cells need not be looked at one by one.
    for extent_of in (_most_extent, _extent):
        cells = 0
        for name in sheets:
            cells += extent_of(archive.read(name))
            if cells > _MOST_CELLS:
                break
        else:
            return
    raise too_large(path)


def _most_extent(content: bytes) -> int:
    """At least `_extent`."""
    return _extent(content) if _BEYOND_Z.search(content) else _last_row(content) * 26


def _extent(content: bytes) -> int:
    """Rows times columns that are written down at all, or of a vast sheet those that are filled and not only coloured."""
    written = _last_row(content) * _widest(_COLUMN.findall(content))
    return written if written <= _MOST_CELLS else _filled_extent(content)


def _last_row(content: bytes) -> int:
    at = content.rfind(b"<row ")
    last = _LAST_ROW.match(content, at) if at >= 0 else None
    return int(last[1] if last else 0)


def _filled_extent(content: bytes) -> int:
    """Rows times columns up to the last cell that holds something: offices colour whole columns to the end."""
    columns: set[bytes] = set()
    row = 0
    for found in _FILLED.finditer(content):
        columns.add(found[1])
        row = max(row, int(found[2]))
    return row * _widest(columns)


def _widest(columns: Iterable[bytes]) -> int:
    return max((_column_number(letters) for letters in set(columns)), default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _looks_like(data: bytes) -> str:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"<html" in head or b"<table" in head:
        return zh("网页")
    known = next((words for start, words in _BEGINNINGS.items() if head.startswith(start)), "")
    text = b"\0" not in data[:2048] or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return known or (zh("普通文字") if text else zh("别的内容"))
