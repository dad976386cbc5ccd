"""Files written whole or not at all. Every file that a person or another program relies on goes through here."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desktop.base.errors import SurroundingsError
from desktop.base.words import tr, zh

_REASONS = {
    errno.ENOSPC: (zh("磁盘空间不够。"), zh("请删掉不用的文件，或换一个位置。")),
    errno.EDQUOT: (zh("磁盘空间不够。"), zh("请删掉不用的文件，或换一个位置。")),
    errno.EACCES: (zh("没有写这个文件夹的权限。"), zh("请换一个文件夹。")),
    errno.EPERM: (zh("没有写这个文件夹的权限。"), zh("请换一个文件夹。")),
    errno.EROFS: (zh("这个位置是只读的。"), zh("请换一个文件夹，或打开U盘的写保护。")),
    errno.ENOENT: (zh("找不到这个文件夹。"), zh("请看一下U盘是否插好，或换一个文件夹。")),
    errno.ENOTDIR: (zh("这个位置不是文件夹。"), zh("请换一个文件夹。")),
    errno.EIO: (zh("读写这个磁盘时出错。"), zh("请换一个U盘或磁盘再试。")),
}


def surroundings(error: OSError, path: Path) -> SurroundingsError:
    """The clerk's sentence for an operating system error at ``path``; the error itself is its cause."""
    what, todo = _REASONS.get(
        error.errno or 0, (tr("这个文件或文件夹现在用不了。"), tr("请换一个位置再试。"))
    )
    told = SurroundingsError(
        tr("写入“{path}”时：{what}", path=path, what=what),
        safe=tr("原有的文件没有动。"),
        todo=todo,
        code="write-failed",
    )
    told.__cause__ = error
    return told


def sync_folder(folder: Path) -> None:
    """Make a rename durable. Windows has no such call and does not need it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing_atomically(path: Path) -> Iterator[BinaryIO]:
    """Open a part file beside ``path``; on leaving it is synced and renamed, on any error it is removed."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        discard(part)
        raise surroundings(error, path) from error
    except BaseException:
        discard(part)
        raise


def discard(*paths: Path) -> None:
    """Take away what nobody needs any more, in this order. What a disk that gave up does not let go of stays, with all that
    comes after it: its name says what it is, and whoever left it tries again."""
    with contextlib.suppress(OSError):
        for path in paths:
            path.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` whole or not at all; durable on return."""
    with writing_atomically(path) as stream:
        stream.write(data)


def ensure_folder(path: Path) -> Path:
    """The folder, made with its parents if needed."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise surroundings(error, path) from error
    return path
