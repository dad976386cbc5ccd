"""The file ``*.mingbai-update``: a ZIP of stored entries, the signed papers first, then each file under its digest.

Nothing is unpacked here but one file at a time, and each is compared with what was signed before anybody gets it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.base.canonical import canonical_json, sha256_hex
from desktop.base.errors import Refusal
from desktop.base.files import writing_atomically
from desktop.base.words import tr
from desktop.sync import refusals as file_refusals
from desktop.sync.packs.file import MOST_ROOTS
from desktop.sync.packs.models import Envelope
from desktop.sync.read import Archive, Limits, parse_json, parse_model
from desktop.sync.stored_zip import archive
from desktop.sync.updates import refusals
from desktop.sync.updates.models import ProgramFile

LIMITS = Limits(total=2 << 30, entry=512 << 20, entries=15_100, line=4 << 20, depth=12, header=1 << 20)
_PAPERS = ("timestamp", "snapshot", "targets")


@dataclass(frozen=True, slots=True)
class UpdatePapers:
    """The signed statements; ``roots`` by version."""

    roots: Mapping[int, Envelope]
    timestamp: Envelope
    snapshot: Envelope
    targets: Envelope

    def entries(self) -> Iterator[tuple[str, bytes]]:
        for version in sorted(self.roots):
            yield f"root/{version}.json", self.roots[version].canonical()
        yield "timestamp.json", self.timestamp.canonical()
        yield "snapshot.json", self.snapshot.canonical()
        yield "targets.json", self.targets.canonical()


class UpdateFile:
    """An update opened for reading."""

    def __init__(self, opened: Archive) -> None:
        self._opened = opened
        roots = {
            int(name[5:-5]): self._envelope(name)
            for name in opened.names
            if name.startswith("root/") and name[5:-5].isdecimal() and name[5:6] != "0"
        }
        if not roots or len(roots) > MOST_ROOTS:
            raise refusals.broken(tr("缺少签名人的凭据"))
        self.papers = UpdatePapers(roots, *(self._envelope(f"{name}.json") for name in _PAPERS))

    def read(self, file: ProgramFile) -> bytes:
        """The content of a listed file, compared with what was signed."""
        data = self._opened.read(f"content/{file.sha256}")
        if len(data) != file.size or sha256_hex(data) != file.sha256:
            raise refusals.broken(tr("有一个文件和签过名的清单不一样"))
        return data

    def _envelope(self, name: str) -> Envelope:
        data = self._opened.read(name)
        if data != canonical_json(parse_json(data, LIMITS)):
            raise refusals.broken(tr("凭据的写法不对"))
        return parse_model(Envelope, data, LIMITS)


@contextmanager
def opened_update(path: Path) -> Iterator[UpdateFile]:
    """The update at ``path``; a Refusal where it is none, is broken or cannot be read."""
    try:
        with path.open("rb") as stream:
            yield UpdateFile(Archive(stream, LIMITS))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise file_refusals.not_found(path) from error
    except OSError as error:
        raise file_refusals.unreadable(error, path) from error
    except Refusal as refusal:
        if refusal.code in {"bundle-broken", "bundle-too-large"}:
            raise refusals.broken() from refusal
        raise


def write_update(path: Path, papers: UpdatePapers, folder: Path, files: Mapping[str, ProgramFile]) -> None:
    """One file with the papers and, each content once, the files of ``folder``; one in memory at a time."""

    def content() -> Iterator[tuple[str, bytes]]:
        yield from papers.entries()
        written: set[str] = set()
        for name, file in files.items():
            if file.sha256 not in written:
                written.add(file.sha256)
                yield f"content/{file.sha256}", (folder / name).read_bytes()

    with writing_atomically(path) as stream:
        for piece in archive(content()):
            stream.write(piece)
