"""Reads archives and JSON that strangers made. Nothing is extracted, nothing is trusted, everything is bounded.

Looks at form only: whether names, sizes, modes, nesting are what the format allows. Meaning is judged in `check`.
"""

import errno
import io
import json
import re
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, BinaryIO, Never, TypeVar

from pydantic import BaseModel, ValidationError

from desktop.base.file_names import is_device
from desktop.base.words import tr
from desktop.sync.refusals import broken, too_large
from desktop.sync.stored_zip import Placed, closing, entry_head

AnyModel = TypeVar("AnyModel", bound=BaseModel)

_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*(/[0-9A-Za-z][0-9A-Za-z._-]*){0,4}")
SEALED_NAMES = frozenset({"payload.age", "payload.sm4"})
_END = struct.Struct("<4s4H2LH")
_LOCATOR = 20
"""Bytes of the record by which a ZIP64 archive, which this is not, tells where its own last record is."""
_LISTED = 400
"""More bytes than an entry takes in the directory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in bytes and counts. The defaults fit a laptop with 4 GB and a village's year."""

    total: int = 768 << 20
    entry: int = 256 << 20
    entries: int = 20_000
    line: int = 8 << 20
    depth: int = 12
    header: int = 64 << 10


LIMITS = Limits()


@contextmanager
def _as_broken() -> Iterator[None]:
    """Everything by which zipfile shows that a file is no archive, as one Refusal; a failing disk stays what it is."""
    try:
        yield
    except OSError as error:
        if error.errno not in {None, errno.EINVAL}:
            raise
        raise broken() from error
    except (zipfile.BadZipFile, ValueError, EOFError, RuntimeError, struct.error, OverflowError) as error:
        raise broken() from error


class Archive:
    """A ZIP of stored entries, opened for reading. Entries are checked once, before the first byte is used."""

    def __init__(self, stream: BinaryIO, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._stream = stream
        self._reading = Lock()  # entries are read on two threads at once
        with _as_broken():
            _check_end(stream, limits)
            self._zip = zipfile.ZipFile(stream)
            entries = self._zip.infolist()
        if len(entries) > limits.entries:
            raise too_large()
        seen: set[str] = set()
        for entry in entries:
            _check_entry(entry, limits)
            if entry.filename.casefold() in seen:
                raise broken(tr("有两个文件同名"))
            seen.add(entry.filename.casefold())
        self.size = sum(entry.file_size for entry in entries)
        if self.size > limits.total:
            raise too_large()
        self.entries = {entry.filename: entry for entry in entries}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.entries)

    def require_plain_layout(self) -> None:
        """Refuse an archive laid out otherwise than `stored_zip` lays it out: nothing lies between or behind entries."""
        with _as_broken():
            listed = self._zip.infolist()
            placed = [Placed(one.filename, one.header_offset, one.file_size, one.CRC) for one in listed]
            expected = 0
            for one in placed:
                head = entry_head(one.name, one.size, one.crc)
                self._stream.seek(expected)
                if one.offset != expected or self._stream.read(len(head)) != head:
                    raise broken(tr("里面的排法不合规定"))
                expected += len(head) + one.size
            self._stream.seek(expected)
            end = closing(placed)
            if self._stream.read(len(end) + 1) != end:
                raise broken(tr("里面的排法不合规定"))

    def read(self, name: str) -> bytes:
        """The entry's bytes; a Refusal if it is missing or does not hold what its size and checksum say."""
        if name not in self.entries:
            raise broken(tr("缺少 {name}", name=name))
        entry = self.entries[name]
        with _as_broken(), self._reading:
            data = self._zip.read(entry)
        if len(data) != entry.file_size:
            raise broken()
        return data


def _check_end(stream: BinaryIO, limits: Limits) -> None:
    """The archive's last record, before zipfile lays out the directory it tells of in memory: a million entries would
    fill it. Only the plain record that `stored_zip` writes is one."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _LOCATOR - _END.size))
    tail = stream.read()
    if len(tail) < _END.size or tail[-_END.size - _LOCATOR :].startswith(b"PK\x06\x07"):
        raise broken()
    mark, _, _, _, entries, length, _, remark = _END.unpack(tail[-_END.size :])
    if mark != b"PK\x05\x06" or remark:
        raise broken()
    if entries > limits.entries or length > max(limits.entries, 1) * _LISTED:
        raise too_large()


def _check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    name = entry.filename
    folders = name.split("/")
    if not _NAME.fullmatch(name) or any(part.endswith(".") or is_device(part) for part in folders):
        raise broken(tr("里面有不合规定的文件名"))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG} or entry.is_dir():
        raise broken(tr("里面有不是普通文件的东西"))
    if entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size:
        raise broken(tr("里面的文件大小对不上"))
    if entry.flag_bits & 0x1:
        raise broken(tr("里面的文件带了口令"))
    if entry.file_size > limits.entry and name not in SEALED_NAMES:
        raise too_large()


def _refuse_number(_: str) -> Never:
    raise ValueError("only whole numbers")


def _whole_number(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > 2**53 - 1:
        raise ValueError("beyond what JSON numbers carry exactly")
    return int(text)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


_DECODER = json.JSONDecoder(
    parse_int=_whole_number,
    parse_float=_refuse_number,
    parse_constant=_refuse_number,
    object_pairs_hook=_unique_keys,
)


def _nested_deeper(text: str, most: int) -> bool:
    """Whether brackets outside of strings are nested deeper, counted without recursion."""
    if text.count("[") + text.count("{") <= most:
        return False  # there are too few of them: nearly every line
    deepest = depth = 0
    for mark in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text, re.DOTALL):
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    return deepest > most


def parse_json(data: bytes, limits: Limits = LIMITS) -> Any:
    """One JSON document: UTF-8, no floats, no key twice, bounded in length and depth; a Refusal otherwise."""
    if len(data) > limits.line:
        raise broken(tr("有一条内容过长"))
    try:
        text = data.decode("utf-8")
        if _nested_deeper(text, limits.depth):
            raise broken(tr("有一条内容嵌套过深"))
        value = _DECODER.decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise broken(tr("有一条内容读不懂")) from error
    return value


def parse_model(model: type[AnyModel], data: bytes, limits: Limits = LIMITS) -> AnyModel:
    """``data`` as ``model``; a Refusal if it is anything else."""
    try:
        return model.model_validate(parse_json(data, limits))
    except ValidationError as error:
        raise broken(tr("有一条内容的格式不对")) from error


def lines(data: bytes, each: Callable[[int], None] = lambda _: None) -> list[bytes]:
    """The lines of a JSON-lines file without their line feeds. ``each`` is told the bytes passed; it may raise."""
    if data and not data.endswith(b"\n"):
        raise broken(tr("最后一行没有写完"))
    found = data.split(b"\n")[:-1]
    each(len(data))
    return found
