"""How long the path of a home may be, so that every file in it can be reached. Looks at the path alone, not at the disk."""

import os
import sys
from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.words import tr

_RESERVE = 100
"""For the longest name inside: an attachment under its digest while it is written."""
_MOST = (259 if sys.platform == "win32" else 511) - _RESERVE
"""SQLite opens no path of 512 bytes on Linux, Windows none of 260 characters unless its owner allowed that."""


def require_reachable(folder: Path) -> None:
    """Refusal for a home so deep down that its backups could not be written; nothing was made yet."""
    path = folder.absolute()
    length = len(str(path)) if sys.platform == "win32" else len(os.fsencode(path))
    if length > _MOST:
        raise Refusal(
            tr("“{name}”放得太深了：从磁盘开头到这里的文件夹名字，加起来太长。", name=path.name),
            safe=tr("什么都没有写。"),
            todo=tr("请换一个浅一些的文件夹，例如磁盘最上面一层里的。"),
            code="path-too-long",
        )
