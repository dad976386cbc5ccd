"""Fetching packs from the office above over the line, piece by piece, going on where a cut line left off. Whether one is to be
used is judged where packs are read; here only that it is what was offered.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from desktop.base.canonical import sha256_hex
from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder, surroundings
from desktop.base.progress import Progress
from desktop.base.words import zh
from desktop.sync.line.request import Line
from desktop.sync.models import Code, Hex64, Part
from desktop.sync.packs.file import LARGEST
from desktop.sync.packs.models import SUFFIX
from desktop.sync.read import LIMITS, parse_model

_JSON = "application/json"
_PIECE = 512 << 10


class OfferedPack(Part):
    """``version`` is that of its content list. Nothing of it is believed: it only says what is worth fetching."""

    publisher: str = Code
    unit: str = Field(max_length=200)
    version: int = Field(ge=1, le=2**53 - 1)
    sha256: str = Hex64
    size: int = Field(ge=1, le=LARGEST)

    @property
    def file_name(self) -> str:
        return f"{self.publisher}-{self.version:06d}-{self.sha256[:12]}{SUFFIX}"


class PackOffer(Part):
    packs: tuple[OfferedPack, ...] = Field(default=(), max_length=64, strict=False)


def fetch_offer(line: Line) -> tuple[OfferedPack, ...]:
    """What the server has to hand on; nothing if it does not know the question. Raises as `Line.ask`."""
    answer = line.ask("GET", line.setup.server.target("packs"), {}, most=LIMITS.header)
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if answer.status != 200 or kind != _JSON:
        return ()
    try:
        return parse_model(PackOffer, answer.body).packs
    except Refusal:
        return ()


@dataclass(frozen=True, slots=True)
class Fetching:
    """One pack on its way into ``folder``; what has come lies there as a part until it is whole."""

    line: Line
    pack: OfferedPack
    folder: Path
    progress: Progress

    def run(self) -> Path | None:
        """The whole file; None if the server gives something else than it offered. Raises as `Line.ask`; what had come by
        then stays, and the next run goes on from there."""
        ensure_folder(self.folder)
        whole = self.folder / self.pack.file_name
        part = whole.with_name(f"{whole.name}.part")
        try:
            while (have := part.stat().st_size if part.exists() else 0) < self.pack.size:
                self.progress.step(zh("正在取上级的更新包"), have, self.pack.size)
                piece = self._piece(have)
                if not piece or have + len(piece) > self.pack.size:
                    part.unlink(missing_ok=True)
                    return None
                with part.open("ab") as stream:
                    stream.write(piece)
            if sha256_hex(part.read_bytes()) != self.pack.sha256:
                part.unlink()
                return None
            part.replace(whole)
        except OSError as error:
            raise surroundings(error, whole) from error
        return whole

    def _piece(self, start: int) -> bytes:
        until = min(start + _PIECE, self.pack.size) - 1
        answer = self.line.ask(
            "GET",
            self.line.setup.server.target(f"packs/{self.pack.sha256}"),
            {"Range": f"bytes={start}-{until}"},
            most=self.pack.size,
        )
        if answer.status == 206:
            return answer.body
        return answer.body[start:] if answer.status == 200 else b""
