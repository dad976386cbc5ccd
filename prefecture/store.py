"""The bytes as they came, on disk by their own SHA-256: written once, whole, and never changed.

A bundle lies here sealed as it arrived; nobody without the receiver's key reads it. Knows no database.

    <store>/bundles/ab/cd/<sha256>.mingbai     what is kept
    <store>/spool/<sha256>.mingbai             arrived, waiting to be taken in
    <store>/uploads/                           not yet complete (see `uploads`)
    <store>/packs/                             packs handed on, and what was seen of their publishers (see `pack_shelf`)
    <store>/decisions/<number>.json            what people decided about two versions, for building the database anew
"""

import contextlib
import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import SurroundingsError
from desktop.base.files import ensure_folder, surroundings, sync_folder, write_atomically, writing_atomically
from desktop.sync.envelope import SUFFIX

_CHUNK = 1 << 20


def file_digest(path: Path) -> str:
    """SHA-256 of a whole file, 64 hexadecimal digits."""
    running = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            running.update(piece)
    return running.hexdigest()


@dataclass(frozen=True, slots=True)
class Store:
    """``folder`` is the receiver's own; every method is safe to repeat and to run twice at once."""

    folder: Path

    @property
    def spool(self) -> Path:
        return self.folder / "spool"

    @property
    def uploads(self) -> Path:
        return self.folder / "uploads"

    @property
    def decisions(self) -> Path:
        return self.folder / "decisions"

    @property
    def packs(self) -> Path:
        return self.folder / "packs"

    def prepare(self) -> None:
        """Make the folders."""
        for folder in (self.folder / "bundles", self.spool, self.uploads, self.decisions):
            ensure_folder(folder)

    def path_of(self, digest: str) -> Path:
        return self.folder / "bundles" / digest[:2] / digest[2:4] / f"{digest}{SUFFIX}"

    def size(self, digest: str) -> int | None:
        """The length of a file with this SHA-256, kept or waiting; None if it is not here."""
        for path in (self.path_of(digest), self.spool / f"{digest}{SUFFIX}"):
            with contextlib.suppress(FileNotFoundError):
                return path.stat().st_size
        return None

    def kept(self) -> list[Path]:
        """Every bundle ever kept, for building the database anew: in the order in which they came."""
        found = (self.folder / "bundles").glob(f"??/??/*{SUFFIX}")
        return [path for _, path in sorted((path.stat().st_mtime_ns, path) for path in found)]

    @staticmethod
    def decision_name(number: int) -> str:
        return f"{number:09d}.json"

    def keep_decision(self, number: int, data: bytes) -> None:
        """One decision, whole or not at all; the same one again changes nothing."""
        path = self.decisions / self.decision_name(number)
        try:
            write_atomically(path, data)
        except OSError as error:
            raise surroundings(error, path) from error

    def kept_decisions(self) -> list[bytes]:
        """Every decision, in their order."""
        return [path.read_bytes() for path in sorted(self.decisions.glob("*.json"))]

    def keep(self, path: Path, digest: str) -> Path:
        """The kept copy of ``path``, whose SHA-256 is ``digest``; durable on return. Proven while it is copied."""
        kept = self.path_of(digest)
        if kept.is_file():
            return kept
        try:
            for folder in (kept.parent.parent, kept.parent):
                folder.mkdir(parents=True, exist_ok=True)
                sync_folder(folder.parent)
            with path.open("rb") as source, writing_atomically(kept) as target:
                running = hashlib.sha256()
                while piece := source.read(_CHUNK):
                    running.update(piece)
                    target.write(piece)
                if running.hexdigest() != digest:
                    raise SurroundingsError(
                        f"“{path.name}”在读的时候变了。",
                        safe="没有收。",
                        todo="请再收一次。",
                        code="file-changed",
                    )
        except OSError as error:
            raise surroundings(error, kept) from error
        return kept

    def hand_over(self, path: Path, digest: str) -> Path:
        """Move a complete upload into the spool; from here on it is not lost, whatever happens."""
        waiting = self.spool / f"{digest}{SUFFIX}"
        try:
            path.replace(waiting)
            sync_folder(self.spool)
        except OSError as error:
            raise surroundings(error, waiting) from error
        return waiting

    def waiting(self) -> list[Path]:
        """What lies in the spool, oldest first."""
        found = []
        for path in self.spool.glob(f"*{SUFFIX}"):
            try:
                found.append((path.stat().st_mtime_ns, path))
            except FileNotFoundError:
                continue  # another worker was quicker
        return [path for _, path in sorted(found)]

    def free(self) -> int:
        """Bytes free on the store's disk."""
        return shutil.disk_usage(self.folder).free
