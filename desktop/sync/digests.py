"""SHA-256, SM3 (GB/T 32905) and CRC-32 of the bytes of a bundle, in the one form the bundle uses.

SM3 takes as long as all else that is done to a long file's bytes, and while a digest reckons other threads may run. So many bytes
are digested on a thread beside, on the machine's second core, while the caller reads, seals or writes them.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

from cryptography.hazmat.primitives import hashes

P = ParamSpec("P")
T = TypeVar("T")
A = TypeVar("A")


class RunningDigest(Protocol):
    """What hashlib's objects offer, as far as it is used here."""

    def update(self, data: bytes | memoryview, /) -> None: ...
    def hexdigest(self) -> str: ...


class _LibrarySm3:
    """SM3 from the cryptography library, for an OpenSSL that hashlib sees without it."""

    def __init__(self) -> None:
        self._running = hashes.Hash(hashes.SM3())

    def update(self, data: bytes | memoryview, /) -> None:
        self._running.update(data)

    def hexdigest(self) -> str:
        return self._running.copy().finalize().hex()


def new_sm3() -> RunningDigest:
    """A running SM3 (GB/T 32905)."""
    try:
        return hashlib.new("sm3")
    except ValueError:
        return _LibrarySm3()


def sm3_hex(data: bytes) -> str:
    running = new_sm3()
    running.update(data)
    return running.hexdigest()


@dataclass(frozen=True, slots=True)
class Sums:
    """Length in bytes, digests in hexadecimal digits, CRC-32; ``sm3`` is empty and ``crc`` 0 where it was not asked for."""

    size: int
    sha256: str
    sm3: str
    crc: int


def sums_of(data: bytes, sm3: str | None = None) -> Sums:
    """Worked out here and now, but for ``sm3`` if it is known."""
    return Sums(len(data), hashlib.sha256(data).hexdigest(), sm3 or sm3_hex(data), zlib.crc32(data))


AT_ONCE = 4 << 20
"""So many bytes go to the thread together: each time it has to wait for its turn with the interpreter."""


def beside(size: int, threads: int = 2) -> Executor:
    """Where work on ``size`` bytes is done: on the other core, or here and now if a thread would take longer to begin."""
    return ThreadPoolExecutor(threads, "beside") if size >= AT_ONCE else _Here()


def one_ahead(work: Callable[[A], T], items: Iterable[A]) -> Iterator[T]:
    """``work`` done on each, in order, on a thread beside: while one result is used the next is made. Never more than two
    wait, and the thread ends with the last, or when no more are asked for."""
    with ThreadPoolExecutor(1, "ahead") as pool:
        waiting: Future[T] | None = None
        for item in items:
            coming = pool.submit(work, item)
            if waiting is not None:
                yield waiting.result()
            waiting = coming
        if waiting is not None:
            yield waiting.result()


class _Here(Executor):
    def submit(self, work: Callable[P, T], /, *args: P.args, **more: P.kwargs) -> Future[T]:
        done = Future[T]()
        try:
            done.set_result(work(*args, **more))
        except BaseException as error:
            done.set_exception(error)
        return done


class Digests:
    """The sums of bytes that come piece by piece. Holds on to at most two lots of `AT_ONCE` bytes, or one longer piece."""

    def __init__(self, *, sm3: bool = True, crc: bool = True) -> None:
        self.size = 0
        self._sha256, self._crc = hashlib.sha256(), 0
        self._with_crc = crc
        self._sm3 = new_sm3() if sm3 else None
        self._gathered: list[bytes] = []
        self._length = 0
        self._thread: ThreadPoolExecutor | None = None
        self._running: Future[None] | None = None

    def update(self, piece: bytes) -> None:
        self.size += len(piece)
        self._gathered.append(piece)
        self._length += len(piece)
        if self._length >= AT_ONCE:
            self._hand_over()

    def result(self) -> Sums:
        """Waits for the thread, which ends. Nothing may be added afterwards."""
        if self._running is not None:
            self._running.result()
        if self._thread is not None:
            self._thread.shutdown()
        self._take_in(b"".join(self._gathered))
        return Sums(
            self.size, self._sha256.hexdigest(), self._sm3.hexdigest() if self._sm3 else "", self._crc
        )

    def _hand_over(self) -> None:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "digests")
        if self._running is not None:
            self._running.result()
        lot = self._gathered[0] if len(self._gathered) == 1 else b"".join(self._gathered)
        self._gathered, self._length = [], 0
        self._running = self._thread.submit(self._take_in, lot)

    def _take_in(self, lot: bytes) -> None:
        self._sha256.update(lot)
        if self._sm3 is not None:
            self._sm3.update(lot)
        if self._with_crc:
            self._crc = zlib.crc32(lot, self._crc)
