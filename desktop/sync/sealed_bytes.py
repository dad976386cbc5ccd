"""Where sealed bytes wait between the sealing and the stick: in memory, and on the disk what is more than a laptop spares.

They are sealed: nothing that lies here can be read by anybody but the receiver.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

_CHUNK = 1 << 20


class SealedBytes:
    """Lots of bytes, kept as they come and given out again from the first, any number of times. Errors of the disk come
    through. ``in_memory``: so many bytes at most; ``folder``: where the rest lies, without a name, while this is open."""

    def __init__(self, in_memory: int, folder: Path | None) -> None:
        self._room = in_memory
        self._folder = folder
        self._lots: list[bytes] = []
        self._rest: IO[bytes] | None = None

    def __enter__(self) -> "SealedBytes":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._rest is not None:
            self._rest.close()

    def write(self, lot: bytes, /) -> int:
        if self._rest is None and len(lot) <= self._room:
            self._room -= len(lot)
            self._lots.append(lot)
            return len(lot)
        if self._rest is None:
            self._rest = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  # closed when this is left
        return self._rest.write(lot)

    def __iter__(self) -> Iterator[bytes]:
        yield from self._lots
        if self._rest is not None:
            self._rest.seek(0)
            while piece := self._rest.read(_CHUNK):
                yield piece
