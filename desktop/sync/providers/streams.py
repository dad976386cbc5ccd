"""The two ends between which a suite seals: pieces in, counted bytes out. Knows no cryptography but digests."""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol

from desktop.sync.digests import AT_ONCE, Digests, Sums
from desktop.sync.refusals import too_large

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 1 << 18
_AT_ONCE = 1 << 20


class Readable(Protocol):
    """Anything that gives its next bytes."""

    def read(self, amount: int, /) -> bytes: ...


class Writable(Protocol):
    """Anything that takes bytes."""

    def write(self, data: bytes, /) -> int: ...


class Pieces(io.RawIOBase):
    """Gives a library the pieces as it asks; keeps the error that the library would swallow."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._left = memoryview(b"")  # so that taking a little of a long piece does not copy the rest
        self.error: BaseException | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        try:
            while not self._left:
                self._left = memoryview(next(self._pieces))
        except StopIteration:
            return 0
        except BaseException as error:
            self.error = error
            raise
        room = memoryview(buffer)
        taken = min(len(room), len(self._left))
        room[:taken], self._left = self._left[:taken], self._left[taken:]
        return taken

    def by_small_reads(self) -> io.BufferedReader:
        """For a library that asks for 8 KiB at a time: most of its questions are then answered without this class."""
        return io.BufferedReader(self, _AT_ONCE)


class Told:
    """Writes what a library gives; keeps the error that the library would swallow."""

    def __init__(self, out: "Writable") -> None:
        self._out = out
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self._out.write(data)
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """What is written to keeps nothing back."""


class Counted(Told):
    """As `Told`, and sums up what went through. Small pieces are passed on together, the last with the result."""

    def __init__(self, out: "Writable", *, sm3: bool) -> None:
        super().__init__(out)
        self._digests = Digests(sm3=sm3)
        self._gathered: list[bytes] = []
        self._length = 0

    def write(self, data: bytes) -> int:
        self._gathered.append(data)
        self._length += len(data)
        if self._length >= AT_ONCE:
            self._pass_on()
        return len(data)

    def flush(self) -> None:
        """Nothing is passed on before there is enough of it."""

    def result(self) -> Sums:
        self._pass_on()
        return self._digests.result()

    def _pass_on(self) -> None:
        lot = b"".join(self._gathered)
        self._gathered, self._length = [], 0
        super().write(lot)
        self._digests.update(lot)


class Bounded:
    """Stops a small sealed file from unfolding into more than a laptop's memory. ``seen`` is shown what comes."""

    def __init__(self, out: BinaryIO, limit: int, seen: Callable[[bytes], None]) -> None:
        self._out = out
        self._left = limit
        self._seen = seen

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise too_large()
        self._seen(data)
        return self._out.write(data)


def pieces_of(stream: Readable, size: int, step: Callable[[int], None]) -> Iterator[bytes]:
    """``size`` bytes of ``stream`` from where it stands; ``step`` is told how many have been read."""
    done = 0
    while done < size:
        piece = stream.read(min(_CHUNK, size - done))
        if not piece:
            return
        done += len(piece)
        step(done)
        yield piece
