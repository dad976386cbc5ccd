"""A township and a county with real encrypted homes, with the few steps the exchange needs. Nobody exists."""

import itertools
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from desktop.base.canonical import digest_of
from desktop.base.clock import SteppingClock
from desktop.domain.exchange import Contact
from desktop.domain.form import DisclosureClass, FieldType, Form, FormField
from desktop.domain.notice import Notice, Posting
from desktop.domain.record import Record, RecordState, Revision, RosterRow, revision_content, roster_digest
from desktop.storage import attachments, contacts, notices, postings, records, revisions, rosters, travel
from desktop.storage.home import Home
from desktop.storage.keyslots import KdfCost
from desktop.storage.records import RecordPlace
from desktop.sync.apply import Applied, apply
from desktop.sync.export import Exported
from desktop.sync.hand import Hand
from desktop.sync.merge import Known
from desktop.sync.opened import open_bundle
from desktop.sync.outgoing import export_bundle, office_of, receive_receipt
from desktop.sync.plan import Desk, Plan, preview
from desktop.sync.receipts import parse_receipt, receipt_bytes

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "高原上的风 2026"
NUMBERS = itertools.count(1)
FORM = Form(
    "dibao",
    "最低生活保障",
    ("m-1",),
    (
        FormField("year", "年度", FieldType.INTEGER),
        FormField("memo", "备忘", FieldType.TEXT, DisclosureClass.LOCAL),
    ),
    (
        FormField("name", "姓名", FieldType.PERSON_NAME),
        FormField("amount", "金额", FieldType.MONEY),
        FormField("note", "本机备注", FieldType.TEXT, DisclosureClass.LOCAL),
    ),
)


def own_form_of(record: Record) -> Form | None:
    return form_of(record.matter, record.form)


def form_of(matter: str, form: str) -> Form | None:
    return FORM if (matter, form) == ("m-1", "dibao") else None


def place_of(_matter: str, _form: str) -> RecordPlace:
    return RecordPlace(field="f", names=("name",))


@dataclass
class Side:
    """One office at work, with the few steps of the flow that the exchange depends on."""

    home: Home
    clock: SteppingClock
    matters: set[str] = field(default_factory=lambda: {"m-1"})

    @property
    def known(self) -> Known:
        return Known(
            lambda matter: matter in self.matters, lambda matter, form: form_of(matter, form) is not None
        )

    @property
    def desk(self) -> Desk:
        return Desk(self.home.organisation.code, self.known, form_of, self.home.attachments)

    def issue(self, title: str, rows: list[dict[str, str]], picture: bytes = b"") -> str:
        record = f"record-{next(NUMBERS)}"
        with self.home.database.transaction() as session:
            head = Record(
                id=record, organisation=self.home.organisation.code, matter="m-1", form="dibao", edition="2026.1",
                title=title, formed_on=date(2026, 9, 14), state=RecordState.DRAFT, drafted_by="李春梅",
                origin_device=self.home.device.id, updated_at="2026-09-14T09:00:00+08:00",
            )  # fmt: skip
            records.add(session, head, {"year": "2026", "memo": "只给自己看"}, place_of("", ""))
            for position, values in enumerate(rows, start=1):
                rosters.put_row(
                    session,
                    record,
                    1,
                    RosterRow(row=f"{record}.{position}", position=position, values=values),
                )
            if picture:
                digest = self.home.attachments.put(picture)
                attachments.attach(session, record, digest, "照片.png", "image/png", len(picture))
        self.seal(record)
        return record

    def correct(self, record: str, changes: dict[int, dict[str, str] | None]) -> None:
        """A new revision with these rows (by position) changed, or taken out."""
        with self.home.database.transaction() as session:
            known = records.get(session, record)
            records.put(
                session, known.model_copy(update={"state": RecordState.DRAFT, "revision": known.revision + 1})
            )
            for position, values in changes.items():
                row = f"{record}.{position}"
                if values is None:
                    rosters.remove_rows(session, record, known.revision + 1, [row])
                else:
                    line = RosterRow(row=row, position=position, values=values)
                    rosters.put_row(session, record, known.revision + 1, line)
        self.seal(record)

    def seal(self, record: str) -> None:
        with self.home.database.transaction() as session:
            known = records.get(session, record)
            kept = records.content(session, record)
            rows = [
                row.with_values({key: text for key, text in row.values.items() if key != "note"})
                for row in rosters.rows_at(session, record, known.revision)
            ]
            before = revisions.latest(session, record)
            content = revision_content(
                record, known.matter, known.form, known.edition, known.revision, before.digest if before else "",
                kept.model_copy(update={"values": {"year": kept.values["year"]}}), roster_digest(rows), len(rows),
                tuple(file[0] for file in attachments.of_record(session, record)),
            )  # fmt: skip
            digest = digest_of(content)
            revisions.seal(
                session,
                Revision(
                    record=record, number=known.revision, parent=content["parent"], digest=digest, content=content,
                    made_at="2026-09-14T10:00:00+08:00", made_by="陈立新", device=self.home.device.id,
                ),
            )  # fmt: skip
            update = {"state": RecordState.ISSUED, "digest": digest, "issued_on": date(2026, 9, 15)}
            records.put(session, known.model_copy(update=update))

    def post(self, record: str) -> None:
        with self.home.database.transaction() as session:
            known = records.get(session, record)
            notice = Notice(
                id=f"n-{record}", record=record, revision=known.revision, title=known.title, kind="dibao"
            )
            notices.add(session, notice)
            posting = Posting(
                id=f"p-{record}", notice=notice.id, board="村委会门口", number="1", year=2026,
                posted_on=date(2026, 9, 16), posted_by="李春梅", due_down_on=date(2026, 9, 23),
            )  # fmt: skip
            postings.add(session, posting, known.organisation)
            records.put(session, known.model_copy(update={"state": RecordState.POSTED}))

    def send(self, to: "Side", stick: Path) -> Exported:
        return export_bundle(self.home, to.contact(), stick, own_form_of, self.clock, "2026.1")

    def contact(self, *, upward: bool = True) -> Contact:
        home = self.home
        return Contact(
            device=home.device.id, organisation=home.organisation.code, unit=home.organisation.unit,
            level=home.organisation.level, signing_key=home.device.public_key, recipient=home.device.recipient,
            upward=upward, granted_at="2026-09-01T09:00:00+08:00",
        )  # fmt: skip

    @property
    def hand(self) -> Hand:
        office = office_of(self.home.organisation)
        return Hand(self.home.device, office, "陈立新", "2026-09-20T09:00:00+08:00")

    def enrol(self, other: "Side", *, upward: bool) -> None:
        with self.home.database.transaction() as session:
            contacts.put(session, other.contact(upward=upward))

    def plan(self, path: Path) -> Plan:
        opened = open_bundle(path, self.home.device.identity)
        with self.home.database.reading() as session:
            return preview(opened, session, self.desk, date(2026, 9, 20))

    def take_in(self, path: Path) -> Applied:
        return self.enter(self.plan(path))

    def enter(self, plan: Plan) -> Applied:
        with self.home.database.transaction() as session:
            return apply(plan, session, self.desk, place_of, self.hand)

    def acknowledge(self, applied: Applied, signer: "Side") -> None:
        keys = {signer.home.device.id: signer.home.device.public_key}
        receipt = parse_receipt(receipt_bytes(applied.receipt), keys)
        with self.home.database.transaction() as session:
            receive_receipt(session, receipt, self.home.device.id, "2026-09-21T09:00:00+08:00")

    def snapshot(self) -> object:
        """Everything the exchange is about, in plain data."""
        with self.home.database.reading() as session:
            return [
                (
                    known.model_dump(mode="json", exclude={"updated_at"}),
                    [entry.model_dump(mode="json") for entry in revisions.of_record(session, known.id)],
                    [
                        [asdict(row) for row in rosters.rows_at(session, known.id, number + 1)]
                        for number in range(known.revision)
                    ],
                    [posting.model_dump(mode="json") for posting in postings.of_record(session, known.id)],
                    attachments.of_record(session, known.id),
                )
                for known in sorted(records.page(session, limit=1000), key=lambda record: record.id)
            ]

    def rows(self, record: str, revision: int) -> list[dict[str, str]]:
        with self.home.database.reading() as session:
            return [row.values for row in rosters.rows_at(session, record, revision)]

    def states(self) -> dict[str, str]:
        with self.home.database.reading() as session:
            return {record: entry.state for record, entry in travel.latest(session).items()}

    def held(self) -> list[str]:
        with self.home.database.reading() as session:
            return [entry.kind for entry in travel.held(session)]


@dataclass
class Offices:
    township: Side
    county: Side
    stick: Path


def people(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "amount": "386.00", "note": "邻居说搬走了"} for name in names]


def shared(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "amount": "386.00"} for name in names]
