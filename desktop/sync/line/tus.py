"""Sends one file by tus 1.0: goes on where the server says it broke off, never sends more than a chunk twice for a cut.

Extensions used when the server offers them: creation, expiration, checksum. A server that already holds the file may say
so in its answer to the creation by an Upload-Offset equal to the length; then nothing is sent. What the server says is
held against what was sent: a position we never reached, or one past the end, is not believed.
"""

import base64
import hashlib
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.sync.line.faults import LineCut, confused, cut, refused
from desktop.sync.line.pace import nap
from desktop.sync.line.request import Answer, Line

CHUNK = 1 << 20
_VERSION = {"Tus-Resumable": "1.0.0"}
_GONE = frozenset({404, 410})
_HASHES = {"sha256": hashlib.sha256, "sha1": hashlib.sha1}
_MOST_BEGINNINGS = 3
_TOLD_EVERY = 0.1
_LONGEST_ASKED = 3600.0
_LEAST_TRIES = 5
_SMALLEST = 64 << 10


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file to send; ``sha256`` of all its bytes in hexadecimal."""

    path: Path
    size: int
    sha256: str

    @property
    def metadata(self) -> str:
        known = {"filename": self.path.name, "filetype": "application/octet-stream", "sha256": self.sha256}
        return ",".join(
            f"{key} {base64.b64encode(value.encode()).decode('ascii')}" for key, value in known.items()
        )


@dataclass(frozen=True, slots=True)
class Sent:
    """``wire``: bytes of content put on the line in this run; ``resent``: how many of them more than once or in vain;
    ``cuts``: how often the line had to be taken up again; ``known``: the server had it before."""

    wire: int
    resent: int
    cuts: int
    known: bool = False


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits between tries: ``first`` seconds, doubled up to ``longest``, shortened by chance so that many laptops do not
    come back at once. After ``give_up`` seconds, and some tries, in which the server took nothing more, the cut is told."""

    first: float = 0.5
    longest: float = 60.0
    give_up: float = 120.0


@dataclass(frozen=True, slots=True)
class _Offer:
    checksum: str = ""


class Sending:
    """One file on its way. ``remember`` is told the address the server gave, and "" when it is no longer good."""

    def __init__(
        self,
        line: Line,
        parcel: Parcel,
        progress: Progress,
        remember: Callable[[str], None],
        *,
        location: str = "",
        patience: Patience = Patience(),  # frozen
        chunk: int = CHUNK,
        words: str = zh("正在上报"),
    ) -> None:
        self._line, self._parcel, self._progress, self._remember = line, parcel, progress, remember
        self._patience, self._most, self._chunk, self._words = patience, chunk, chunk, words
        self._location = location
        self._offer: _Offer | None = None
        self._offset: int | None = None  # None: ask the server
        self._reached: int | None = None  # how far this run sent or was told; None: not known yet
        self._best = -1
        self._beginnings = self._cuts = self._tries = self._part = 0
        self._arrived_before = 0
        self._known = False
        self._moved_at = time.monotonic()
        self._told_at = 0.0

    def run(self) -> Sent:
        """Until the server has all of it. Raises Refusal (it will not have it), LineCut (patience is over), SurroundingsError
        (certificate, nonsense), Cancelled; the address stays remembered, and another run goes on from there."""
        before = self._line.sent
        with self._parcel.path.open("rb") as stream:
            self._line.told = self._tell
            try:
                while True:
                    try:
                        self._go_on(stream)
                        break
                    except LineCut as fault:
                        self._wait_after(fault)
                        self._offset = None
            finally:
                self._line.told = lambda _: None
        wire = self._line.sent - before
        return Sent(wire, max(0, wire - self._parcel.size + self._arrived_before), self._cuts, self._known)

    def _go_on(self, stream: BinaryIO) -> None:
        if self._offer is None:
            self._offer = self._ask_offer()
        while self._offset != self._parcel.size:
            if not self._location:
                self._create()
            elif self._offset is None:
                self._ask_offset()
            else:
                self._send_chunk(stream, self._offset)

    def _ask_offer(self) -> _Offer:
        answer = self._line.ask("OPTIONS", self._files(), _VERSION)
        if answer.status in {404, 405, 501}:
            return _Offer()  # not every server answers this; the creation will tell
        if not 200 <= answer.status < 300:
            raise answer.fault()
        versions = _listed(answer, "tus-version")
        if versions and "1.0.0" not in versions:
            raise confused(tr("它用的上报协议版本不同"))
        most = answer.number("tus-max-size")
        if most and most < self._parcel.size:
            raise refused(413)
        offered = (
            _listed(answer, "tus-checksum-algorithm")
            if "checksum" in _listed(answer, "tus-extension")
            else []
        )
        return _Offer(next((name for name in _HASHES if name in offered), ""))

    def _create(self) -> None:
        if self._beginnings == _MOST_BEGINNINGS:
            raise confused(tr("答应了收，又说没有这个包"))
        asked = self._files()
        headers = _VERSION | {
            "Upload-Length": str(self._parcel.size),
            "Upload-Metadata": self._parcel.metadata,
        }
        answer = self._line.ask("POST", asked, headers)
        if answer.status not in {200, 201, 204, 409}:
            raise answer.fault()
        if answer.number("upload-offset") == self._parcel.size:
            self._offset, self._known = self._parcel.size, True
            return
        given = answer.headers.get("location", "")
        led = self._line.setup.server.own_target(given, asked) if given else None
        if answer.status == 409 or led is None:
            raise confused(tr("没有给出它自己的收件地址"))
        self._location = led
        self._beginnings += 1
        self._remember(led)
        self._offset = self._reached = 0
        if answer.status != 201:
            self._offset = None

    def _ask_offset(self) -> None:
        answer = self._line.ask("HEAD", self._location, _VERSION)
        if answer.status in _GONE:
            self._begin_again()
            return
        if not 200 <= answer.status < 300:
            raise answer.fault()
        offset, length = answer.number("upload-offset"), answer.number("upload-length")
        if offset is None:
            raise confused(tr("没有说收到了多少"))
        if offset > self._parcel.size or length not in {None, self._parcel.size}:
            self._begin_again()
            return
        if self._reached is None:
            self._reached = self._arrived_before = offset
            self._known = offset == self._parcel.size
        elif offset > self._reached:
            self._begin_again()  # it says it has what we never sent
            return
        self._stands_at(offset)

    def _send_chunk(self, stream: BinaryIO, offset: int) -> None:
        stream.seek(offset)
        piece = stream.read(min(self._chunk, self._parcel.size - offset))
        headers = _VERSION | {
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
        }
        if self._offer is not None and self._offer.checksum:
            name = self._offer.checksum
            digest = base64.b64encode(_HASHES[name](piece).digest()).decode("ascii")
            headers["Upload-Checksum"] = f"{name} {digest}"
        end = offset + len(piece)
        self._reached, self._part = max(self._reached or 0, end), 0
        answer = self._line.ask("PATCH", self._location, headers, piece)
        if answer.status in _GONE:
            self._begin_again()
        elif answer.status in {409, 460}:
            raise cut(tr("这一段没有对上") if answer.status == 409 else tr("这一段在路上坏了"))
        elif not 200 <= answer.status < 300:
            raise answer.fault()
        elif answer.number("upload-offset") != end:
            raise cut(tr("服务器记的位置不对"))
        else:
            self._stands_at(end)
            self._chunk = min(self._most, self._chunk * 2)

    def _stands_at(self, offset: int) -> None:
        self._offset = offset
        if offset > self._best:
            self._best, self._tries, self._moved_at = offset, 0, time.monotonic()

    def _begin_again(self) -> None:
        """The server no longer has it, or says what cannot be."""
        self._location, self._offset, self._reached = "", None, None
        self._arrived_before = 0
        self._remember("")

    def _wait_after(self, fault: LineCut) -> None:
        self._cuts += 1
        self._line.close()
        # Where the line tears often, whole chunks must be short enough to get through.
        self._chunk = max(min(self._most, _SMALLEST), self._chunk // 2)
        usual = min(self._patience.longest, self._patience.first * 2 ** min(self._tries, 30))
        pause = max(fault.wait, usual * random.uniform(0.5, 1.0))  # no secret
        self._tries += 1
        tired = time.monotonic() + pause - self._moved_at > self._patience.give_up
        if (tired and self._tries >= _LEAST_TRIES) or fault.wait > _LONGEST_ASKED:
            raise fault
        nap(pause, self._progress)

    def _tell(self, size: int) -> None:
        self._part += size
        self._progress.tick()
        now = time.monotonic()
        if now - self._told_at >= _TOLD_EVERY:
            self._told_at = now
            self._progress.step(self._words, (self._offset or 0) + self._part, self._parcel.size)

    def _files(self) -> str:
        return self._line.setup.server.target("files/")


def measured(path: Path, progress: Progress) -> Parcel:
    """The parcel of a file as it lies there."""
    running, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            progress.tick()
            running.update(piece)
            size += len(piece)
    return Parcel(path, size, running.hexdigest())


def _listed(answer: Answer, header: str) -> list[str]:
    return [word.strip().lower() for word in answer.headers.get(header, "").split(",") if word.strip()]
