"""A bundle as numbered parts ``….mingbai.001``, ``.002``: for sticks that take no large file, and for lines that carry
only small ones. The list of digests beside it, ``….mingbai.sha256``, names them in order and is written last.

Says how a file is divided and puts parts together again for reading; nothing is joined on disk.
"""

import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.sync.refusals import NOTHING_TOUCHED

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MARKER = ".sha256"
MOST = 999
_NUMBERED = re.compile(r"(?P<whole>.+\.mingbai)\.(?P<number>\d{3})")
_LISTED = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>[^/\\]+)")
_LONGEST_LIST = 256 << 10


def divided(name: str, size: int, largest: int | None) -> list[tuple[str, int]]:
    """Names and sizes of the files that ``size`` bytes under ``name`` become; one file if it fits."""
    if largest is None or size <= largest:
        return [(name, size)]
    count = -(-size // largest)
    if largest < 1 or count > MOST:
        raise Refusal(
            tr("这样分要分成 {count} 份，太多了。", count=count),
            safe=tr("什么都没有写。"),
            todo=tr("请把每份写大一点。"),
            code="too-many-parts",
        )
    return [
        (f"{name}.{number:03d}", min(largest, size - (number - 1) * largest))
        for number in range(1, count + 1)
    ]


def is_part(path: Path) -> bool:
    return _NUMBERED.fullmatch(path.name) is not None


def whole_name(path: Path) -> str:
    """The bundle's name, whichever part of it ``path`` is."""
    found = _NUMBERED.fullmatch(path.name)
    return found["whole"] if found else path.name


def parts_of(path: Path) -> list[Path]:
    """All parts of the bundle that ``path`` is one part of, in order. Refuses if the list or a part is missing."""
    whole = whole_name(path)
    marker = path.with_name(f"{whole}{MARKER}")
    if not marker.is_file():
        raise _incomplete(tr("旁边没有“{name}”，这个包可能没有写完。", name=marker.name))
    text = marker.read_text("ascii", "replace") if marker.stat().st_size <= _LONGEST_LIST else ""
    names = [found["name"] if (found := _LISTED.fullmatch(line)) else "" for line in text.splitlines()]
    if not 1 < len(names) <= MOST or names != [f"{whole}.{n:03d}" for n in range(1, len(names) + 1)]:
        raise _incomplete(tr("“{name}”读不懂。", name=marker.name))
    missing = [number for number, name in enumerate(names, 1) if not path.with_name(name).is_file()]
    if missing:
        listed = tr("、").join(tr("第 {number} 份", number=number) for number in missing[:10])
        raise _incomplete(tr("这个包一共 {names} 份，缺{listed}。", names=len(names), listed=listed))
    return [path.with_name(name) for name in names]


def _incomplete(what: str) -> Refusal:
    return Refusal(
        what,
        safe=NOTHING_TOUCHED,
        todo=tr("请把各份和清单（.sha256）都拷到同一个文件夹里，再选一次。"),
        code="parts-missing",
    )


@contextmanager
def opening(path: Path) -> Iterator[BinaryIO]:
    """The bundle's bytes for reading, whether it lies there whole or in parts (``path`` is then any of them)."""
    if not is_part(path):
        with path.open("rb") as stream:
            yield stream
        return
    with ExitStack() as stack:
        streams: list[BinaryIO] = [stack.enter_context(part.open("rb")) for part in parts_of(path)]
        yield io.BufferedReader(_Joined(streams), 1 << 18)


class _Joined(io.RawIOBase):
    """Several open files one after another, as one."""

    def __init__(self, streams: list[BinaryIO]) -> None:
        self._streams = streams
        sizes = [stream.seek(0, io.SEEK_END) for stream in streams]
        self._starts = [0, *accumulate(sizes)]
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._starts[-1]}[whence]
        if base + offset < 0:
            raise ValueError("before the beginning")
        self._place = base + offset
        return self._place

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        if self._place >= self._starts[-1]:
            return 0
        number = bisect_right(self._starts, self._place) - 1
        stream = self._streams[number]
        stream.seek(self._place - self._starts[number])
        room = memoryview(buffer)
        data = stream.read(min(len(room), self._starts[number + 1] - self._place))
        room[: len(data)] = data
        self._place += len(data)
        return len(data)
