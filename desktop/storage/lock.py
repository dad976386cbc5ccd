"""One program per home. The operating system holds the lock, so the death of a program frees it."""

import errno
import sys
from pathlib import Path
from typing import BinaryIO

from desktop.base.errors import Refusal
from desktop.base.files import surroundings
from desktop.base.words import tr

if sys.platform == "win32":
    import msvcrt

    def _take(stream: BinaryIO) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(stream: BinaryIO) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


_NO_WRITING = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC})


class HomeLock:
    """Held from making until ``release``. Refusal when another program holds it.

    ``only_reading``: a place where nothing can be written needs no lock, since nobody writes there.
    """

    def __init__(self, folder: Path, *, only_reading: bool = False) -> None:
        path = folder / "lock"
        self._stream: BinaryIO | None = None
        try:
            self._stream = path.open("ab")
        except OSError as error:
            if only_reading and error.errno in _NO_WRITING:
                return
            raise surroundings(error, path) from error
        try:
            _take(self._stream)
        except OSError as error:
            self._stream.close()
            raise Refusal(
                tr("这份数据已经在另一个窗口里打开了。"),
                safe=tr("数据没有动。"),
                todo=tr("请用那个窗口，或先把它关上。"),
                code="home-in-use",
            ) from error

    def release(self) -> None:
        if self._stream is not None:
            self._stream.close()
