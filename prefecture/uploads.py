"""Uploads that are not complete yet, on disk: what has come so far, and what the sender said of the whole.

The length of the file is the offset, so that after any accident the two cannot differ. A chunk with a checksum leaves a
mark of where it began until it has been proven; what is found with a mark is cut back to it. No name of the sender's
ever becomes a path. Knows no HTTP and no database.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.base.files import surroundings, sync_folder, write_atomically
from prefecture.store import Store, file_digest

_ID = re.compile(r"[0-9a-f]{32}")


class Busy(Exception):
    """Another request is writing to this upload."""


class Altered(Exception):
    """The whole is not what the sender said it would be; it was thrown away."""


@dataclass(frozen=True, slots=True)
class Upload:
    """``length`` in bytes and ``sha256`` of the whole as announced; ``expires`` as a Unix time."""

    id: str
    length: int
    sha256: str
    expires: float


@dataclass(frozen=True, slots=True)
class Uploads:
    """``days`` without a new byte and an upload is thrown away."""

    store: Store
    days: float = 8.0

    def begin(self, length: int, sha256: str) -> Upload:
        """A new upload of nothing so far."""
        made = secrets.token_hex(16)
        try:
            write_atomically(self._info(made), json.dumps({"length": length, "sha256": sha256}).encode())
            self._part(made).touch()
            sync_folder(self.store.uploads)
        except OSError as error:
            raise surroundings(error, self.store.uploads) from error
        return Upload(made, length, sha256, time.time() + self.days * 86400)

    def find(self, upload: str) -> Upload | None:
        """The upload with this id, if there is one and it has not expired."""
        if not _ID.fullmatch(upload):
            return None
        try:
            said = json.loads(self._info(upload).read_bytes())
            touched = self._part(upload).stat().st_mtime
        except (FileNotFoundError, ValueError):
            return None
        expires = touched + self.days * 86400
        found = Upload(upload, int(said["length"]), str(said["sha256"]), expires)
        return found if expires > time.time() else None

    def offset(self, upload: Upload) -> int:
        """How many bytes are here for good. Under no lock: what a writer has not proven does not count."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            return int(self._mark(upload.id).read_text())
        return self._part(upload.id).stat().st_size

    @contextlib.contextmanager
    def writing(self, upload: Upload) -> Iterator["Writer"]:
        """The one writer of an upload; raises Busy. What came unproven before is cut off first."""
        with self._part(upload.id).open("r+b", buffering=0) as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Busy from error
            writer = Writer(stream.fileno(), self._mark(upload.id))
            writer.cut_back()
            yield writer

    def complete(self, upload: Upload) -> Path:
        """Prove the whole and hand it over to the spool; raises Altered."""
        part = self._part(upload.id)
        if file_digest(part) != upload.sha256:
            self.remove(upload.id)
            raise Altered
        handed = self.store.hand_over(part, upload.sha256)
        self.remove(upload.id)
        return handed

    def remove(self, upload: str) -> None:
        for path in (self._part(upload), self._mark(upload), self._info(upload)):
            path.unlink(missing_ok=True)

    def unfinished(self) -> list[tuple[str, int, float]]:
        """Id, announced bytes and time of the last byte of every upload begun."""
        found = []
        for info in self.store.uploads.glob("*.json"):
            with contextlib.suppress(FileNotFoundError, ValueError, KeyError):
                length = int(json.loads(info.read_bytes())["length"])
                found.append((info.stem, length, self._part(info.stem).stat().st_mtime))
        return found

    def sweep(self) -> int:
        """Throw away what has expired; how many."""
        old = [name for name, _, touched in self.unfinished() if touched + self.days * 86400 < time.time()]
        for name in old:
            self.remove(name)
        return len(old)

    def _part(self, upload: str) -> Path:
        return self.store.uploads / f"{upload}.part"

    def _info(self, upload: str) -> Path:
        return self.store.uploads / f"{upload}.json"

    def _mark(self, upload: str) -> Path:
        return self.store.uploads / f"{upload}.mark"


class RunningHash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


class Writer:
    """Appends to one upload. ``checksum`` names an algorithm of hashlib to be proven at the end of the chunk."""

    def __init__(self, handle: int, mark: Path) -> None:
        self._handle, self._path = handle, mark
        self._running: RunningHash | None = None
        self.start = 0

    def cut_back(self) -> None:
        """To where everything is proven."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            os.ftruncate(self._handle, int(self._path.read_text()))
            os.fsync(self._handle)
        self._path.unlink(missing_ok=True)
        self.start = os.lseek(self._handle, 0, os.SEEK_END)

    def expect(self, algorithm: str) -> None:
        """A checksum will be told for what now comes."""
        self._path.write_text(str(self.start))
        self._running = hashlib.new(algorithm, usedforsecurity=False)

    def write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self._handle, view) :]
        if self._running is not None:
            self._running.update(data)

    def finish(self, digest: bytes | None) -> bool:
        """Make it durable; False if the checksum is another, and then the chunk is cut off again."""
        if self._running is not None and (digest is None or self._running.digest() != digest):
            self.cut_back()
            return False
        os.fsync(self._handle)
        self._path.unlink(missing_ok=True)
        return True

    @property
    def offset(self) -> int:
        return os.lseek(self._handle, 0, os.SEEK_END)
