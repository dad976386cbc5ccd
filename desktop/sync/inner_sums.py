"""The sums of the files inside a seal, worked out on the second core while they still come out of it.

Walks the plain layout of `stored_zip` from front to back and knows nothing of bags. Of an archive laid out otherwise it makes
anything or nothing: its sums count only after `Archive.require_plain_layout`.
"""

import hashlib
import zlib
from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from desktop.sync.digests import AT_ONCE, Sums, new_sm3
from desktop.sync.read import LIMITS, Limits
from desktop.sync.stored_zip import HEAD_LENGTH, told_by

_WAITING = 16
"""So many lots may wait for the thread before the caller does."""
_LONGEST_NAME = 400


class InnerSums:
    """Given the clear bytes piece by piece; holds on to at most `_WAITING` lots of them."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._walk = _Walk(limits.entries)
        self._gathered: list[bytes] = []
        self._length = 0
        self._thread: ThreadPoolExecutor | None = None
        self._waiting: deque[Future[None]] = deque()

    def take(self, piece: bytes) -> None:
        self._gathered.append(piece)
        self._length += len(piece)
        if self._length < AT_ONCE:
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "inner-sums")
        if len(self._waiting) == _WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._walk.over, self._lot()))

    def result(self) -> Mapping[str, Sums]:
        """By name, once all pieces were given."""
        while self._waiting:
            self._waiting.popleft().result()
        self._walk.over(self._lot())
        return self._walk.found

    def _lot(self) -> bytes:
        lot = b"".join(self._gathered)
        self._gathered, self._length = [], 0
        return lot

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=True)


class _Walk:
    """From entry to entry, as far as they lie one after another."""

    def __init__(self, most: int) -> None:
        self.found: dict[str, Sums] = {}
        self._most = most
        self._head, self._head_length = b"", HEAD_LENGTH
        self._name, self._size, self._left = "", 0, 0
        self._ended = False

    def over(self, lot: bytes) -> None:
        rest = memoryview(lot)
        while rest and not self._ended:
            if self._left:
                part, rest = rest[: self._left], rest[self._left :]
                self._digest(part)
            else:
                missing = self._head_length - len(self._head)
                self._head, rest = self._head + rest[:missing], rest[missing:]
                if len(self._head) == self._head_length:
                    self._meet()

    def _meet(self) -> None:
        """Enough has come of what stands before an entry: first to tell how long its name is, then the name."""
        told = told_by(self._head)
        if told is None or told.name_length > _LONGEST_NAME or len(self.found) == self._most:
            self._ended = True
        elif len(self._head) < HEAD_LENGTH + told.name_length:
            self._head_length = HEAD_LENGTH + told.name_length
        else:
            self._name = self._head[HEAD_LENGTH:].decode("ascii", "replace")
            self._head, self._head_length = b"", HEAD_LENGTH
            self._size = self._left = told.size
            self._sha256, self._sm3, self._crc = hashlib.sha256(), new_sm3(), 0
            self._digest(memoryview(b""))

    def _digest(self, part: memoryview) -> None:
        self._sha256.update(part)
        self._sm3.update(part)
        self._crc = zlib.crc32(part, self._crc)
        self._left -= len(part)
        if not self._left:
            self.found[self._name] = Sums(
                self._size, self._sha256.hexdigest(), self._sm3.hexdigest(), self._crc
            )
