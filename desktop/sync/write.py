"""Writes a bundle to a stick so that it is either there whole and proven, or not there at all.

Order: space → part file on the stick → fsync → read back and compare, byte by byte → rename → fsync folder → marker.
The name carries the device's own number, which is never used twice, so nothing of anybody else's is overwritten.
What is larger than the medium takes becomes numbered parts; the marker then lists them all.
Knows bytes and places only; what the bytes mean is not its business.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from desktop.base.errors import SurroundingsError
from desktop.base.files import surroundings, sync_folder, write_atomically
from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.sync.check import counting
from desktop.sync.digests import Digests
from desktop.sync.medium import largest_file
from desktop.sync.parts import MARKER, divided

__all__ = ["MARKER", "check_space", "clean_leftovers", "write_verified"]

_PART = ".part"
_AT_ONCE = 256 << 10
"""So many bytes are read back at once: they are compared while they lie in the processor's own memory."""
_SPARE = 64 << 10  # for the marker file and what the file system itself needs


def clean_leftovers(folder: Path, prefix: str) -> list[str]:
    """Remove the part files that an earlier try of this device (``prefix``) left; the names of those removed."""
    removed = []
    for part in sorted(folder.glob(f".{prefix}*{_PART}")):
        with contextlib.suppress(OSError):
            part.unlink()
            removed.append(part.name)
    return removed


def check_space(folder: Path, needed: int) -> None:
    """Refuse before the first byte if ``needed`` bytes do not fit."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise surroundings(error, folder) from error
    short = needed + _SPARE - free
    if short > 0:
        raise SurroundingsError(
            tr("U盘空间不够：还差 {amount}，什么都没有写。", amount=_amount(short)),
            todo=tr("请删掉U盘上不用的文件，或换一个U盘。"),
            code="no-space",
        )


def _amount(size: int) -> str:
    return f"{-(-size // 1_000_000)} MB" if size > 1_000_000 else f"{-(-size // 1000)} KB"


def write_verified(
    folder: Path,
    name: str,
    pieces: Callable[[], Iterable[bytes]],
    size: int,
    *,
    prefix: str,
    largest: int | None = None,
    publishing: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext,
    progress: Progress | None = None,
) -> Path:
    """Write ``pieces`` (``size`` bytes in all) to ``folder``/``name`` and prove them; the path on return, that of the
    first part if they had to be divided. They are asked for twice: to be written, and to be compared.

    ``prefix`` names this device's files. ``largest`` bytes is the most one file may have; the medium's own limit counts
    too. ``publishing`` is entered when the file has been proven and left when it has its name: a transaction in it is
    kept only if the file is there. Raises SurroundingsError in a clerk's words, or Cancelled; in both cases nothing
    stays on the stick.
    """
    if not folder.is_dir():
        raise SurroundingsError(
            tr("找不到文件夹“{folder}”。", folder=folder),
            safe=tr("什么都没有写。"),
            todo=tr("请看一下U盘是否插好，再选一次。"),
            code="no-folder",
        )
    limits = [limit for limit in (largest, largest_file(folder)) if limit is not None]
    planned = divided(name, size, min(limits, default=None))
    clean_leftovers(folder, prefix)
    check_space(folder, size)
    hidden = [folder / f".{one}{_PART}" for one, _ in planned]
    targets = [folder / one for one, _ in planned]
    marker = folder / f"{name}{MARKER}"
    try:
        _forget_unfinished(folder, name)
        digests = _write(hidden, planned, pieces(), counting(progress, zh("正在写入"), size))
        _read_back(hidden, planned, pieces(), counting(progress, zh("现在不要拔U盘，正在核对"), size))
        if progress is not None:
            progress.step(zh("写好标记"), size, size)  # the last moment to stop
        with publishing():
            for part, target in zip(hidden, targets, strict=True):
                part.replace(target)
            sync_folder(folder)
            listed = zip(digests, targets, strict=True)
            write_atomically(marker, "".join(f"{one}  {path.name}\n" for one, path in listed).encode("ascii"))
    except OSError as error:
        _discard(*hidden, *targets, marker)
        raise surroundings(error, targets[0]) from error
    except BaseException:
        _discard(*hidden, *targets, marker)
        raise
    return targets[0]


def _forget_unfinished(folder: Path, name: str) -> None:
    """Parts of this very bundle without their list come from a try that broke between the renames."""
    if not (folder / f"{name}{MARKER}").exists():
        _discard(*folder.glob(f"{name}.[0-9][0-9][0-9]"))


def _discard(*paths: Path) -> None:
    for path in paths:
        with contextlib.suppress(OSError):  # the stick may be gone
            path.unlink(missing_ok=True)


def _write(
    parts: list[Path], planned: list[tuple[str, int]], pieces: Iterable[bytes], step: Callable[[int], None]
) -> list[str]:
    """The SHA-256 of each part, worked out beside the writing."""
    done, digests = 0, []
    for number, group in groupby(_cut(pieces, [size for _, size in planned]), key=itemgetter(0)):
        running = Digests(sm3=False, crc=False)
        with parts[number].open("wb") as stream:
            for _, piece in group:
                stream.write(piece)
                running.update(piece)
                done += len(piece)
                step(done)
            stream.flush()
            os.fsync(stream.fileno())
        digests.append(running.result().sha256)
    return digests


def _cut(pieces: Iterable[bytes], sizes: list[int]) -> Iterator[tuple[int, bytes]]:
    """The pieces, each with the number of the part it goes to; the last takes all that is left, so that more than was
    announced is noticed when it is read back."""
    number, room, last = 0, sizes[0], len(sizes) - 1
    for whole in pieces:
        piece = whole
        while piece:
            if not room and number < last:
                number, room = number + 1, sizes[number + 1]
            taken = piece if number == last else piece[:room]
            yield number, taken
            room, piece = room - len(taken), piece[len(taken) :]


def _read_back(
    parts: list[Path], planned: list[tuple[str, int]], pieces: Iterable[bytes], step: Callable[[int], None]
) -> None:
    """Refuses unless the parts hold exactly what was to be written and are as long as was planned."""
    total, room = 0, bytearray(_AT_ONCE)
    for number, group in groupby(_cut(pieces, [size for _, size in planned]), key=itemgetter(0)):
        done = 0
        with parts[number].open("rb") as stream:
            _forget_cached(stream.fileno())
            for _, piece in group:
                for start in range(0, len(piece), _AT_ONCE):
                    wanted = memoryview(piece)[start : start + _AT_ONCE]
                    if len(room) != len(wanted):
                        room = bytearray(len(wanted))
                    if stream.readinto(room) != len(wanted) or room != wanted:
                        raise _faulty()
                done += len(piece)
                step(total + done)
            if stream.read(1) or done != planned[number][1]:
                raise _faulty()
        total += done


def _faulty() -> SurroundingsError:
    return SurroundingsError(
        tr("写进U盘的内容读回来不一样，这个U盘可能坏了。"),
        safe=tr("没有留下不完整的包，原有数据没有动。"),
        todo=tr("请换一个U盘再写。"),
        code="stick-faulty",
    )


def _forget_cached(handle: int) -> None:
    """Ask the system to read from the stick itself, not from what it remembers of the writing; where it can."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with contextlib.suppress(OSError):
            advise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
