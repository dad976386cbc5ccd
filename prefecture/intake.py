"""Takes one bundle in: judged outside, from whom it is, kept byte by byte, opened, loaded in one transaction, answered.

Safe to repeat, to interrupt anywhere and to run twice at once. What is turned away raises a Refusal and is noted; what
the surroundings hindered (database away, disk full) raises a SurroundingsError and is simply tried again.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

import psycopg

from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.resting import collector_resting
from desktop.catalogue.catalogue import Catalogue
from desktop.domain.record import moment
from desktop.sync.envelope import read_envelope
from desktop.sync.lineage import Arrival, signs
from desktop.sync.models import BundleInfo, Header
from desktop.sync.opened import Checked, OpenedBundle, unseal_bundle
from desktop.sync.read import LIMITS, Limits
from desktop.sync.receipts import make_receipt, parse_receipt
from desktop.sync.refusals import NOTHING_TOUCHED, broken, not_found, unreadable
from desktop.sync.signing import document_holds
from prefecture.arrival import make_arrival
from prefecture.database import bundles, contacts, held, troubles
from prefecture.database.connection import Connection, connected, database_may_be_away
from prefecture.database.load import year_of
from prefecture.keys import Receiver
from prefecture.settle import Desk, look_again, settle
from prefecture.store import Store, file_digest

log = logging.getLogger("mingbai.prefecture")


@dataclass(frozen=True, slots=True)
class Answer:
    """``receipt`` are the bytes of the signed receipt. ``known``: it had been taken in before; nothing was changed."""

    bundle: str
    sequence: int
    organisation: str
    accepted: int
    duplicate: int
    conflict: int
    rejected: int
    receipt: bytes
    known: bool = False


@dataclass(frozen=True)
class Intake:
    """``url`` is PostgreSQL's connection string; ``counties`` are the catalogues of counties that have something of their own,
    by their six digits."""

    url: str
    store: Store
    receiver: Receiver
    catalogue: Catalogue
    clock: Clock
    limits: Limits = LIMITS
    counties: Mapping[str, Catalogue] = field(default_factory=dict)

    def desk(self, county: str, at: datetime, bundle: str) -> Desk:
        """Where a bundle from this county is judged."""
        return Desk(self.receiver.prefix, self.catalogue_of(county), at, bundle)

    def catalogue_of(self, organisation: str) -> Catalogue:
        """What is known where this office lies."""
        return self.counties.get(organisation[:6], self.catalogue)

    def take(self, path: Path) -> Answer:
        """Take the bundle at ``path`` in. The file itself is left where it is."""
        with self.one_after_another() as take:
            return take(path)

    @contextmanager
    def one_after_another(self, *, kept: bool = False) -> Iterator[Callable[[Path], Answer]]:
        """As `take`, for many: over one connection, because a new one for each costs a third of its time. ``kept``: they are the
        store's own, taken in again; that a device was stopped later does not matter then."""
        with connected(self.url) as connection:
            yield partial(self._take, connection, kept=kept)

    @collector_resting()
    @database_may_be_away()
    def _take(self, connection: Connection, path: Path, *, kept: bool) -> Answer:
        try:
            file = file_digest(path)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
            raise not_found(path) from error
        except OSError as error:
            raise unreadable(error, path) from error
        header: Header | None = None
        try:
            header = self._header(path)
            known = bundles.find(connection, header.bundle)
            loadable = kept and (known is None or known.status in {"arrived", "loaded"})
            sender = self._sender(connection, header, stopped_too=loadable)
            if known is not None and known.file != file:
                raise _twice(header)
            if known is not None and known.settled and known.receipt is not None:
                return self._answer(known.receipt, known=True)
            checked = self._opened(path)
            self.store.keep(path, file)
            self._arrived(connection, header, file)
            content = checked.content()
        except Refusal as refusal:
            if not path.exists():  # another receiver took it in meanwhile and cleared it away
                raise not_found(path) from refusal
            log.info("refused %s: %s", file, refusal.code)
            with connection.transaction():
                bundles.refused(connection, header, file, refusal.code, refusal.what, self.clock.now())
                if header is not None:
                    bundles.not_loaded(connection, header.bundle, refusal.what)
            raise
        try:
            answer = self._loaded(connection, content, sender)
        except psycopg.errors.UniqueViolation:
            # Another county brought the same record id at the same moment: judged again, it is seen.
            answer = self._loaded(connection, content, sender)
        except psycopg.DataError as error:
            unfit = broken("有数据库不能存的字")
            bundles.not_loaded(connection, header.bundle, unfit.what)
            raise unfit from error
        if answer is None:
            log.info("halted %s: a person must decide about %s", header.bundle, header.device)
            raise _halted(sender.unit)
        return answer

    def look_again(self) -> int:
        """Judge anew what waits in quarantine, after a newer program or catalogue; how many records came in."""
        released = 0
        with connected(self.url) as connection:
            for county in held.waiting_counties(connection):
                for year in {year_of(line.formed_on) for line in held.lines(connection, county)}:
                    connection.execute("SELECT ensure_partitions(%s, %s)", (county, year))
                with connection.transaction():
                    lock_county(connection, county)
                    desk = self.desk(county, self.clock.now(), "")
                    released += len(look_again(connection, desk, county))
        return released

    def _header(self, path: Path) -> Header:
        """The header, signed by the key it names; whether that key is known comes next."""
        try:
            with path.open("rb") as stream:
                header = read_envelope(path, stream, self.limits).header
        except OSError as error:
            raise unreadable(error, path) from error
        if not document_holds(header, header.key):
            raise broken("签名对不上")
        return header

    def _sender(self, connection: Connection, header: Header, *, stopped_too: bool) -> contacts.Contact:
        contact = contacts.find(connection, header.device)
        if contact is None or contact.organisation != header.organisation:
            raise _stranger("这个包来自没有登记过的电脑，没有收。", "sender-unknown")
        if contact.signing_key != header.key:
            raise _stranger("这个包的签名不是登记过的那台电脑的，没有收。", "sender-key-differs")
        if contact.revoked_at and not stopped_too:
            raise _stranger(f"“{contact.unit}”这台电脑的登记已经停用，没有收。", "sender-revoked")
        if header.receiver != self.receiver.office.code:
            raise Refusal(
                "这个包写明是发给别的单位的，没有收。",
                safe=NOTHING_TOUCHED,
                todo="请问一下发送单位。",
                code="wrong-receiver",
            )
        return contact

    def _opened(self, path: Path) -> Checked:
        checked = unseal_bundle(path, self.receiver.identity, limits=self.limits)
        checked.require_whole()
        return checked

    def _arrived(self, connection: Connection, header: Header, file: str) -> None:
        now = self.clock.now()
        arrival = make_arrival(header, self.receiver, moment(now))
        bundles.arrived(connection, header, file, arrival.canonical(), now)

    def _loaded(
        self, connection: Connection, opened: OpenedBundle, sender: contacts.Contact
    ) -> Answer | None:
        """None: what was seen of the device must be decided by a person first."""
        now, county = self.clock.now(), sender.organisation[:6]
        for year in sorted({year_of(line.formed_on) for line in opened.records}):
            connection.execute("SELECT ensure_partitions(%s, %s)", (county, year))
        with connection.transaction():
            lock_county(connection, county)
            known = bundles.find(connection, opened.header.bundle)
            if known is not None and known.settled and known.receipt is not None:
                return self._answer(known.receipt, known=True)
            first_time = known is None or known.status != "loaded"
            if first_time and _to_be_decided(connection, opened.header, opened.info, now):
                bundles.halted(connection, opened.info)
                return None
            return self._settled(connection, opened, sender, now)

    def _settled(
        self, connection: Connection, opened: OpenedBundle, sender: contacts.Contact, now: datetime
    ) -> Answer:
        desk = self.desk(sender.organisation, now, opened.header.bundle)
        sizes = {file.digest: file.size for line in opened.records for file in line.attachments}
        bundles.register_attachments(
            connection,
            opened.header.bundle,
            {digest: sizes.get(digest, 0) for digest in opened.attachments},
        )
        outcomes = settle(connection, desk, opened, sender.scope)
        released = look_again(connection, desk, sender.organisation[:6])
        if released:
            log.info("%s released from quarantine: %d", opened.header.bundle, len(released))
        receipt = make_receipt(
            opened.header,
            outcomes,
            self.receiver.office,
            self.receiver.device,
            self.receiver.signing_key,
            moment(now),
        )
        bundles.loaded(connection, opened.info, receipt, now)
        return self._answer(receipt.canonical(), known=False)

    def _answer(self, receipt: bytes, *, known: bool) -> Answer:
        said = parse_receipt(receipt, {self.receiver.device: self.receiver.party.key})
        counts = said.counts
        return Answer(
            said.bundle, said.sequence, said.organisation, counts.accepted, counts.duplicate, counts.conflict,
            counts.rejected, receipt, known,
        )  # fmt: skip


def _to_be_decided(connection: Connection, header: Header, info: BundleInfo, now: datetime) -> bool:
    """Whether this bundle shows, or others showed, that its device is not one laptop any more. Under the county's lock, so
    that of two such bundles the second is always seen."""
    device = header.device
    new = Arrival(header.bundle, header.sequence, header.sha256, info.previous)
    seen = signs(new, troubles.row_of(connection, device), troubles.explained(connection, device))
    if seen:
        troubles.note(connection, device, header.bundle, header.sequence, [one.text for one in seen], now)
    return bool(seen) or bool(troubles.of_device(connection, device))


def lock_county(connection: Connection, county: str) -> None:
    """One intake a county at a time; other counties go on beside it."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('mingbai county ' || %s))", (county,))


def _stranger(what: str, code: str) -> Refusal:
    return Refusal(
        what, safe=NOTHING_TOUCHED, todo="请先让对方做登记申请，核对后发给授权，再收这个包。", code=code
    )


def _halted(unit: str) -> Refusal:
    return Refusal(
        f"“{unit}”这台电脑可能从备份恢复过，或者被复制过，要由人来定。",
        safe="这个包已经存好，没有丢，只是先不入库。",
        todo="请打电话问清楚发送单位，再用 mingbai-prefecture decide 定下来。",
        code="device-state",
    )


def _twice(header: Header) -> Refusal:
    return Refusal(
        f"{header.sequence} 号包以前收过，这一个同名但内容不同，没有收。",
        safe=NOTHING_TOUCHED,
        todo="请发送单位重新导出一次；对方的电脑可能是从备份恢复的，或者被复制过。",
        code="bundle-differs",
    )
