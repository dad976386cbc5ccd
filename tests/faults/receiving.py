"""A county's real home that takes bundles in and forgets them again: everything happens in one transaction that is taken
back at the end, so that ten thousand tries need one home.
"""

import contextlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlmodel import Session

from desktop.base.clock import SteppingClock
from desktop.domain.account import Account, Role
from desktop.domain.exchange import Contact
from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.organisation import Level, Organisation
from desktop.storage import bundles, contacts, records, revisions, travel
from desktop.storage.home import Home, create_home
from desktop.storage.records import RecordPlace
from desktop.sync.apply import apply
from desktop.sync.hand import Hand
from desktop.sync.merge import Known
from desktop.sync.opened import OpenedBundle
from desktop.sync.outgoing import office_of
from desktop.sync.plan import Desk, preview
from desktop.sync.receipts import Receipt
from tests.faults.histories import COUNTY, DEVICES, FIRST_DAY, FORM, KEYS, MATTER, TOWNSHIP
from tests.faults.stage import CHEAP, PASSPHRASE

_FORM = Form(FORM, "最低生活保障", (MATTER,), (FormField("n", "数", FieldType.TEXT),), ())
State = dict[str, dict[str, object]]


class County:
    """``receiving`` begins a try; ``take`` brings one bundle; ``state`` says what there is of every record."""

    def __init__(self, folder: Path) -> None:
        clock = SteppingClock(FIRST_DAY)
        office = Organisation(code=COUNTY, unit="云滩县人民政府办公室", level=Level.COUNTY)
        first = Account(name="王得福", role=Role.ADMIN)
        self.home: Home = create_home(folder, office, first, PASSPHRASE, clock, CHEAP).home
        with self.home.database.transaction() as session:
            for device in DEVICES:
                contacts.put(
                    session,
                    Contact(
                        device=device, organisation=TOWNSHIP.code, unit=TOWNSHIP.unit, level=Level.TOWNSHIP,
                        signing_key=KEYS[device], recipient="age1", upward=False, granted_at="2026-09-01T09:00:00+08:00",
                    ),
                )  # fmt: skip
        known = Known(MATTER.__eq__, lambda matter, form: (matter, form) == (MATTER, FORM))
        self._desk = Desk(COUNTY, known, lambda matter, form: _FORM, self.home.attachments)

    @contextlib.contextmanager
    def receiving(self) -> Iterator[Session]:
        with self.home.database.transaction() as session, taken_back(session):
            yield session

    def take(self, session: Session, opened: OpenedBundle) -> Receipt:
        """The signed receipt; its sums were compared with what was sent."""
        plan = preview(opened, session, self._desk, date(2026, 9, 20))
        moment = opened.info.made_at
        hand = Hand(self.home.device, office_of(self.home.organisation), "王得福", moment)
        done = apply(plan, session, self._desk, lambda *_: RecordPlace(field="f"), hand)
        counts = done.receipt.counts
        sums = counts.accepted + counts.duplicate + counts.conflict + counts.rejected
        assert sums == done.receipt.records == len(opened.records) == len(done.receipt.lines)
        return done.receipt

    def state(self, session: Session) -> State:
        """Of each record: every version that lies here, wherever; the chain in force and how far it is; what waits."""
        found: State = {}
        for known in records.page(session, records.RecordQuery(), limit=10_000):
            chain = [one.digest for one in revisions.of_record(session, known.id)]
            found[known.id] = {
                "chain": chain,
                "state": str(known.state),
                "versions": set(chain),
                "held": set(),
            }
        for entry in travel.held(session):
            line = json.loads(entry.payload)["record"]
            one = found.setdefault(entry.record, {"chain": [], "state": "", "versions": set(), "held": set()})
            versions = {line["digest"], *(revision["digest"] for revision in line["revisions"])}
            one["versions"] |= versions  # type: ignore[operator]
            one["held"].add(entry.kind)  # type: ignore[attr-defined]
        return found

    def missing(self, session: Session) -> list[list[int]]:
        return [bundles.missing_sequences(session, device) for device in DEVICES]

    def close(self) -> None:
        self.home.close()


class _Back(Exception):
    pass


@contextlib.contextmanager
def taken_back(session: Session) -> Iterator[None]:
    """What is done inside is undone on leaving."""
    with contextlib.suppress(_Back), session.begin_nested():
        yield
        raise _Back
    session.expire_all()
