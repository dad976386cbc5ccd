"""A second place 第二处, such as a stick: a checked backup and every attachment, both encrypted as they lie in the home.

Knows files only; nothing is unsealed here. Attachments carry their content's digest as name, so only new ones travel.
"""

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.files import discard, ensure_folder, surroundings, writing_atomically
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.storage import backups

ATTACHMENTS = "attachments"
_RESERVE = 8 << 20
"""Left free on the stick: file systems need room for their own tables."""
_KEPT = 3
"""So many backups stay in the second place; older ones make room once the new one was read back."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Carried:
    """``path``: the copy of the database. ``files`` and ``size`` count what was written this time, in bytes."""

    path: Path
    files: int
    size: int


def carry(backup: Path, attachments: Path, folder: Path, progress: Progress | None = None) -> Carried:
    """Write ``backup`` and the attachments missing there into ``folder``, read everything back, then thin out.

    Refusal when there is not room for all of it; then nothing was written.
    """
    progress = progress or Progress()
    ensure_folder(folder)
    shelf = folder / ATTACHMENTS
    try:
        new = [
            path
            for path in _stored(attachments)
            if not _same_size(path, shelf / path.parent.name / path.name)
        ]
        size = backup.stat().st_size + sum(path.stat().st_size for path in new)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise surroundings(error, folder) from error
    if size + _RESERVE > free:
        raise Refusal(
            tr("这里只剩 {free} MB，备份要 {size} MB。", free=free >> 20, size=(size + _RESERVE >> 20) + 1),
            safe=tr("还没有写任何文件，本机的备份已经做好。"),
            todo=tr("请换一个大一些的U盘，或删掉U盘上不用的文件。"),
            code="place-too-small",
        )
    for at, path in enumerate(new):
        progress.step(tr("抄附件"), at, len(new))
        target = ensure_folder(shelf / path.parent.name) / path.name
        _copy(path, target)
    progress.step(tr("抄备份"), len(new), len(new) + 1)
    copy = backups.copy_out(backup, folder)
    _same(backup, copy)
    _thin_out(folder, copy)
    return Carried(copy, len(new) + 1, size)


def bring_back(place: Path, attachments: Path) -> int:
    """Copy what the home's ``attachments`` lack from a second place; how many came."""
    count = 0
    for path in _stored(place / ATTACHMENTS):
        target = attachments / path.parent.name / path.name
        if not target.is_file():
            ensure_folder(target.parent)
            _copy(path, target)
            count += 1
    return count


def _stored(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("??/*")):
        if _DIGEST.fullmatch(path.name) and path.is_file():
            yield path


def _same_size(path: Path, other: Path) -> bool:
    """An attachment never changes; one that was cut off while a stick was pulled is written anew."""
    return other.is_file() and other.stat().st_size == path.stat().st_size


def _copy(path: Path, target: Path) -> None:
    try:
        with path.open("rb") as source, writing_atomically(target) as copy:
            shutil.copyfileobj(source, copy, _CHUNK)
    except OSError as error:
        raise surroundings(error, target) from error
    _same(path, target)


def _same(path: Path, copy: Path) -> None:
    try:
        if _digest(path) == _digest(copy):
            return
        copy.unlink(missing_ok=True)
    except OSError as error:
        raise surroundings(error, copy) from error
    raise SurroundingsError(
        tr("抄过去的备份读回来和原来的不一样，已经删掉。"),
        safe=tr("本机的数据和备份没有动。"),
        todo=tr("这个U盘可能坏了，请换一个。"),
        code="place-unsound",
    )


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _thin_out(folder: Path, newest: Path) -> None:
    others = sorted((path for path in folder.glob("????????T??????-*.db") if path != newest), reverse=True)
    for path in others[_KEPT - 1 :]:
        discard(path, path.with_suffix(".json"))
