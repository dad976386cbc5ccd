"""One run of the sending: the next bundle into the home's outbox, up to the server, and the receipts back.

A bundle leaves the outbox when its receipt was taken in; until then every run goes on where the last one stopped.
Whether a run may be made at all is decided before.
"""

import contextlib
import time
from typing import Any

from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder
from desktop.base.progress import Progress
from desktop.base.words import zh
from desktop.storage import bundles, contacts
from desktop.sync.check import verify_bundle
from desktop.sync.line import outbox
from desktop.sync.line.down import down_request, fetch_down
from desktop.sync.line.faults import LineCut
from desktop.sync.line.outbox import Waiting
from desktop.sync.line.pace import nap
from desktop.sync.line.packs import Fetching, fetch_offer
from desktop.sync.line.receipts import fetch_receipt
from desktop.sync.line.request import Line
from desktop.sync.line.tus import Patience, Sending, measured
from desktop.sync.models import division_prefix
from desktop.sync.told import last_down
from desktop.usecases.county_views import DownTaken
from desktop.usecases.desk import Desk
from desktop.usecases.down import Down
from desktop.usecases.exchange import Exchange
from desktop.usecases.exchange_desk import own_form_of
from desktop.usecases.exchange_views import ReceiptSummary
from desktop.usecases.pack_arrivals import arrived_folder, worth_fetching
from desktop.usecases.pack_state import stored
from desktop.usecases.upload_state import outbox_of, put_way, ways
from desktop.usecases.upload_views import Cause, Uploaded, UploadResult

_FIRST_LOOK, _LONGEST_LOOK = 0.5, 15.0


class _Preparing(Progress):
    """The making of a bundle, told without the words for a stick."""

    def __init__(self, outer: Progress) -> None:
        super().__init__()
        self._outer = outer

    def tick(self) -> None:
        self._outer.tick()

    def step(self, text: str, done: int = 0, total: int = 0) -> None:
        self._outer.step(zh("正在准备要上报的包"), done, total)


class Run:
    """One go at it, over one connection."""

    def __init__(self, desk: Desk, line: Line, progress: Progress, patience: Patience, chunk: int) -> None:
        self._desk, self._line, self._progress = desk, line, progress
        self._folder = ensure_folder(outbox_of(desk))
        self._patience, self._chunk = patience, chunk
        self._exchange = Exchange(desk)
        self._sent: list[Uploaded] = []
        self._receipts: list[ReceiptSummary] = []
        self._refused: Refusal | None = None

    def all(self, cause: Cause, wait: float) -> UploadResult:
        """Raises a Refusal only when everything that could go has gone."""
        asked = cause is Cause.ASKED
        self._tidy()
        self._look_for_receipts()
        if cause is not Cause.RESUMED and self._is_news(asked):
            self._make()
        for entry in outbox.waiting(self._folder):
            way = self._way(entry)
            if not way.get("arrived") and (asked or not way.get("refused")):
                self._send(entry)
        self._wait_for_receipts(wait)
        heard = None if cause is Cause.RESUMED else self._hear()
        packs = () if cause is Cause.RESUMED else self._fetch_packs()
        if self._refused is not None:
            raise self._refused
        left = tuple(entry.sequence for entry in outbox.waiting(self._folder))
        return UploadResult(tuple(self._sent), tuple(self._receipts), left, heard, packs)

    def _make(self) -> None:
        """The next bundle; one that may not leave does not hold up those made before."""
        try:
            self._exchange.export(self._folder, _Preparing(self._progress))
        except Refusal as refusal:
            self._refused = refusal

    def _tidy(self) -> None:
        """Bundles answered meanwhile (by stick), and files that are not what was written."""
        with self._desk.home.database.reading() as session:
            known = {bundle.bundle: bundle for bundle in bundles.outgoing(session)}
        for entry in outbox.waiting(self._folder):
            sent = known.get(entry.bundle)
            whole = self._way(entry).get("arrived") or verify_bundle(entry.path, self._progress).ok
            if sent is None or sent.receipt_at or not whole:
                self._forget(entry)

    def _is_news(self, asked: bool) -> bool:
        desk = self._desk
        organisation = division_prefix(desk.organisation.code, str(desk.organisation.level))
        with desk.home.database.reading() as session:
            carrying = [entry.sequence for entry in outbox.waiting(self._folder)]
            if not asked:
                carrying = [bundle.sequence for bundle in bundles.outgoing(session)]
            return outbox.is_news(
                session,
                desk.home.attachments,
                organisation,
                lambda record: own_form_of(desk, record),
                carrying,
            )

    def _send(self, entry: Waiting) -> None:
        parcel = measured(entry.path, self._progress)
        way = self._way(entry)
        here = self._line.setup.server.url
        told = Sending(
            self._line,
            parcel,
            self._progress,
            lambda location: self._note(entry, {"server": here, "location": location}),
            location=way.get("location", "") if way.get("server") == here else "",
            patience=self._patience,
            chunk=self._chunk,
            words=zh("正在上报第 {sequence} 号包", sequence=entry.sequence),
        ).run()
        self._note(entry, {"server": here, "location": "", "arrived": True})
        with self._desk.home.database.transaction() as session:
            self._desk.note(session, "uploaded", entry.bundle, sequence=entry.sequence, server=here)
        self._sent.append(
            Uploaded(entry.bundle, entry.sequence, parcel.size, told.resent, told.cuts, told.known)
        )

    def _wait_for_receipts(self, wait: float) -> None:
        until, pause = time.monotonic() + wait, _FIRST_LOOK
        while self._look_for_receipts() and time.monotonic() + pause <= until:
            self._progress.step(zh("已送到，等回执"))
            nap(pause, self._progress)
            pause = min(_LONGEST_LOOK, pause * 1.5)

    def _look_for_receipts(self) -> bool:
        """Take in what is there; whether any is still owed."""
        owed = False
        for entry in outbox.waiting(self._folder):
            if not self._way(entry).get("arrived"):
                continue
            data = None
            try:
                data = fetch_receipt(self._line, entry.bundle)
            except LineCut:
                pass  # it will be asked for again
            except Refusal as refusal:
                # It was looked at there and not taken in. Sent again only when somebody asks, after what was wrong is mended.
                self._refused = refusal
                self._note(entry, {"server": self._line.setup.server.url, "location": "", "refused": True})
                continue
            if data is None:
                owed = True
                continue
            self._receipts.append(self._exchange.take_receipt(data).value)
            self._forget(entry)
        return owed

    def _hear(self) -> DownTaken | None:
        """What the office above has to say besides the receipts, if it has anything new to say over the line."""
        desk = self._desk
        with desk.home.database.reading() as session:
            above = contacts.upward(session)
            have = last_down(session, above.device) if above else 0
        own = desk.home.device
        asked = down_request(own.id, desk.organisation.code, have, desk.now(), own.signing_key)
        try:
            data = fetch_down(self._line, asked)
            return None if data is None else Down(desk).take_answer(data).value
        except LineCut:
            return None  # it will be asked for again
        except Refusal as refusal:
            self._refused = self._refused or refusal
            return None

    def _fetch_packs(self) -> tuple[str, ...]:
        """Packs that the office above hands on and that are newer than ours: laid ready for a person to look at."""
        desk, came = self._desk, list[str]()
        with desk.home.database.reading() as session:
            state = stored(session)
        with contextlib.suppress(LineCut):  # what is missing comes with the next run
            for pack in fetch_offer(self._line):
                if worth_fetching(pack, desk.organisation, desk.home.folder, state):
                    folder = arrived_folder(desk.home.folder)
                    path = Fetching(self._line, pack, folder, self._progress).run()
                    came += [path.name] if path else []
        return tuple(came)

    def _way(self, entry: Waiting) -> dict[str, Any]:
        with self._desk.home.database.reading() as session:
            return dict(ways(session).get(entry.bundle, {}))

    def _note(self, entry: Waiting, way: dict[str, Any] | None) -> None:
        with self._desk.home.database.transaction() as session:
            put_way(session, entry.bundle, way)

    def _forget(self, entry: Waiting) -> None:
        self._note(
            entry, None
        )  # first, so that no note outlives its file: a file without one is looked at again
        outbox.discard(entry.path)
