"""A township and a county with real encrypted homes: what is sent arrives once, in any order, and is acknowledged."""

import itertools
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import pytest

from desktop.base.canonical import digest_of
from desktop.base.clock import CHINA, SteppingClock
from desktop.base.errors import Refusal, SurroundingsError
from desktop.domain.account import Account, Role
from desktop.domain.exchange import Contact
from desktop.domain.form import DisclosureClass, FieldType, Form, FormField
from desktop.domain.notice import Notice, Posting
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import (
    Record,
    RecordContent,
    RecordState,
    Revision,
    RosterRow,
    revision_content,
    roster_digest,
)
from desktop.storage import (
    attachments,
    bundles,
    contacts,
    notices,
    postings,
    records,
    revisions,
    rosters,
    travel,
)
from desktop.storage.attachments import Attachments
from desktop.storage.home import Home, create_home, open_home
from desktop.storage.keyslots import KdfCost
from desktop.storage.records import RecordPlace
from desktop.sync import apply as applying
from desktop.sync import digests, export, quarantine
from desktop.sync import plan as planning
from desktop.sync.apply import Applied, apply
from desktop.sync.collect import collect
from desktop.sync.export import Contents, Exported, Label, Receiver, Sender, write_bundle
from desktop.sync.hand import Hand
from desktop.sync.merge import Case, Known, Ours, Treatment
from desktop.sync.models import PostingLine, RecordLine, RowLine
from desktop.sync.opened import open_bundle
from desktop.sync.outgoing import export_bundle, office_of, receive_receipt
from desktop.sync.plan import Desk, Plan, preview
from desktop.sync.receipts import parse_receipt, receipt_bytes
from desktop.sync.row_lines import plain_row

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

    def plan(self, path: Path) -> Plan:
        opened = open_bundle(path, self.home.device.identity)
        with self.home.database.reading() as session:
            return preview(opened, session, self.desk, date(2026, 9, 20))

    def take_in(self, path: Path) -> Applied:
        plan = self.plan(path)
        hand = Hand(
            self.home.device, office_of(self.home.organisation), "陈立新", "2026-09-20T09:00:00+08:00"
        )
        with self.home.database.transaction() as session:
            return apply(plan, session, self.desk, place_of, hand)

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


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exchange")
    clock = SteppingClock(datetime(2026, 9, 14, 8, 0, tzinfo=CHINA))
    for name, office in (
        ("township", Organisation(code="632521103", unit="倒淌河镇人民政府", level=Level.TOWNSHIP)),
        ("county", Organisation(code="632521", unit="共和县人民政府办公室", level=Level.COUNTY)),
    ):
        account = Account(name="陈立新", role=Role.ADMIN)
        create_home(folder / name, office, account, PASSPHRASE, clock, CHEAP).home.close()
    return folder


@dataclass
class Offices:
    township: Side
    county: Side
    stick: Path


@pytest.fixture
def offices(built: Path, tmp_path: Path) -> Iterator[Offices]:
    shutil.copytree(built, tmp_path / "homes")
    clock = SteppingClock(datetime(2026, 9, 16, 8, 0, tzinfo=CHINA))
    sides = [
        Side(open_home(tmp_path / "homes" / name, "陈立新", PASSPHRASE, clock), clock)
        for name in ("township", "county")
    ]
    township, county = sides
    for here, there, upward in ((township, county, True), (county, township, False)):
        with here.home.database.transaction() as session:
            contacts.put(session, there.contact(upward=upward))
    stick = tmp_path / "stick"
    stick.mkdir()
    yield Offices(township, county, stick)
    for side in sides:
        side.home.close()


def people(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "amount": "386.00", "note": "邻居说搬走了"} for name in names]


def shared(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "amount": "386.00"} for name in names]


def test_a_record_travels_whole_and_what_is_local_stays(offices):
    record = offices.township.issue(
        "九月低保名单", people("扎西·东智", "马得福"), b"a photograph of the board"
    )
    offices.township.post(record)
    applied = offices.county.take_in(offices.township.send(offices.county, offices.stick).path)
    assert applied.receipt.counts.model_dump() == {
        "accepted": 1,
        "duplicate": 0,
        "conflict": 0,
        "rejected": 0,
    }
    with offices.county.home.database.reading() as session:
        known = records.get(session, record)
        assert (known.title, known.state, known.organisation) == (
            "九月低保名单",
            RecordState.POSTED,
            "632521103",
        )
        assert records.content(session, record).values == {"year": "2026"}
        assert [posting.board for posting in postings.of_record(session, record)] == ["村委会门口"]
        assert [hit.id for hit in records.page(session, records.RecordQuery(text="扎西"))] == [record]
        digest = attachments.of_record(session, record)[0][0]
    assert offices.county.rows(record, 1) == shared("扎西·东智", "马得福")
    assert offices.county.home.attachments.get(digest) == b"a photograph of the board"


def test_the_same_bundle_again_is_duplicates_only_and_changes_nothing(offices):
    for title in ("一月", "二月", "三月"):
        offices.township.issue(title, people("马得福"))
    path = offices.township.send(offices.county, offices.stick).path
    offices.county.take_in(path)
    before = offices.county.snapshot()
    again = offices.county.take_in(path)
    assert {line.status for line in again.receipt.lines} == {"duplicate"}
    assert again.receipt.counts.duplicate == 3
    assert offices.county.snapshot() == before


def test_only_what_changed_travels_after_a_receipt(offices):
    record = offices.township.issue("草原补奖", people("扎西", "卓玛", "多杰"))
    untouched = offices.township.issue("别的", people("马得福"))
    first = offices.township.send(offices.county, offices.stick)
    offices.township.acknowledge(offices.county.take_in(first.path), offices.county)
    offices.township.correct(record, {2: {"name": "卓玛", "amount": "400.00", "note": "x"}, 3: None})
    second = offices.township.send(offices.county, offices.stick)
    assert (second.records, second.revisions, second.rows) == (1, 1, 2)
    plan = offices.county.plan(second.path)
    assert [(item.case, item.received.record) for item in plan.items] == [(Case.THEIRS_NEWER, record)]
    assert "删去 1 行" in plan.items[0].detail
    offices.county.take_in(second.path)
    assert offices.county.rows(record, 1) == shared("扎西", "卓玛", "多杰")
    assert offices.county.rows(record, 2) == [*shared("扎西"), {"name": "卓玛", "amount": "400.00"}]
    assert offices.county.rows(untouched, 1) == shared("马得福")


def test_without_a_receipt_everything_is_sent_again_and_in_any_order_the_end_is_the_same(
    offices, built, tmp_path
):
    record = offices.township.issue("一", people("扎西", "卓玛"))
    sent = [offices.township.send(offices.county, offices.stick).path]
    offices.township.correct(record, {1: {"name": "扎西", "amount": "1.00"}})
    offices.township.post(offices.township.issue("二", people("多杰")))
    sent.append(offices.township.send(offices.county, offices.stick).path)
    with offices.township.home.database.transaction() as session:
        known = records.get(session, record)
        records.put(session, known.model_copy(update={"state": RecordState.WITHDRAWN}))
    sent.append(offices.township.send(offices.county, offices.stick).path)
    expected = None
    for order in itertools.permutations(sent):
        folder = tmp_path / f"county-{'-'.join(path.stem[-1] for path in order)}"
        shutil.copytree(tmp_path / "homes" / "county", folder, ignore=shutil.ignore_patterns("lock*"))
        county = Side(open_home(folder, "陈立新", PASSPHRASE, offices.county.clock), offices.county.clock)
        with county.home.database.transaction() as session:
            contacts.put(session, offices.township.contact(upward=False))
        for path in order:
            county.take_in(path)
        found = county.snapshot()
        county.home.close()
        expected = expected or found
        assert found == expected
    assert [state["state"] for state, *_ in expected] == ["withdrawn", "posted"]


def test_a_later_bundle_before_an_earlier_one_waits_and_is_taken_in_when_the_earlier_comes(offices):
    record = offices.township.issue("一", people("扎西"))
    first = offices.township.send(offices.county, offices.stick)
    spare = first.path.with_name("spare.mingbai")
    shutil.copy(first.path, spare)
    offices.township.acknowledge(offices.county.take_in(first.path), offices.county)
    offices.township.correct(record, {1: {"name": "扎西", "amount": "1.00"}})
    second = offices.township.send(offices.county, offices.stick)
    with (
        offices.county.home.database.transaction() as session
    ):  # the county's laptop was restored from before
        for table in ("roster_rows", "revisions", "record_files", "records", "incoming_bundles"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
    waiting = offices.county.take_in(second.path)
    assert [(line.status, line.why) for line in waiting.receipt.lines] == [("rejected", "waiting")]
    assert offices.county.held() == ["quarantined"]
    assert offices.county.take_in(spare).released == (record,)
    assert offices.county.rows(record, 2) == [{"name": "扎西", "amount": "1.00"}]
    assert offices.county.held() == []
    offices.township.acknowledge(waiting, offices.county)
    assert offices.township.send(offices.county, offices.stick).revisions == 2


def test_missing_numbers_are_named(offices):
    sent = []
    for title in ("一", "二", "三"):
        offices.township.issue(title, [])
        sent.append(offices.township.send(offices.county, offices.stick))
    plan = offices.county.plan(sent[2].path)
    assert [(finding.code, finding.text) for finding in plan.findings] == [
        ("sequence-missing", "1、2 号包还没有收到。")
    ]
    offices.county.take_in(sent[2].path)
    offices.county.take_in(sent[0].path)
    with offices.county.home.database.reading() as session:
        assert bundles.missing_sequences(session, offices.township.home.device.id) == [2]


def test_a_restored_laptop_that_uses_a_number_again_is_noticed(offices, tmp_path):
    offices.township.issue("一", [])
    shutil.copytree(
        tmp_path / "homes" / "township",
        tmp_path / "copy",
        ignore=shutil.ignore_patterns("lock*", "*-wal", "*-shm"),
    )
    first = offices.township.send(offices.county, offices.stick)
    offices.county.take_in(first.path)
    copied = Side(
        open_home(tmp_path / "copy", "陈立新", PASSPHRASE, offices.township.clock), offices.township.clock
    )
    copied.issue("另一台上的", [])
    other = tmp_path / "other-stick"
    other.mkdir()
    again = copied.send(offices.county, other)
    copied.home.close()
    assert again.sequence == first.sequence
    assert "sequence-forked" in [finding.code for finding in offices.county.plan(again.path).findings]


def test_both_changed_keeps_both_and_a_person_decides(offices):
    record = offices.township.issue("养老机构运营补贴", people("扎西"))
    offices.township.acknowledge(
        offices.county.take_in(offices.township.send(offices.county, offices.stick).path), offices.county
    )
    offices.township.correct(record, {1: {"name": "扎西", "amount": "120.00"}})
    offices.county.correct(record, {1: {"name": "扎西", "amount": "110.00"}})
    other = offices.township.issue("没有人动过的", people("多杰"))
    path = offices.township.send(offices.county, offices.stick).path
    plan = offices.county.plan(path)
    assert {item.received.record: item.treatment for item in plan.items} == {
        record: Treatment.CONFLICT,
        other: Treatment.NEW,
    }
    applied = offices.county.take_in(path)
    assert offices.county.rows(record, 2) == [{"name": "扎西", "amount": "110.00"}]
    with offices.county.home.database.reading() as session:
        kept = travel.held(session, record=record)
    assert [entry.kind for entry in kept] == ["conflict"]
    assert b'"amount":"120.00"' in kept[0].payload
    assert offices.county.rows(other, 1) == shared("多杰")
    offices.township.acknowledge(applied, offices.county)
    assert offices.township.states() == {record: "conflict", other: "received_county"}
    again = offices.county.take_in(path)
    assert again.receipt.counts.conflict == 1
    assert len(offices.county.held()) == 1
    offices.township.acknowledge(again, offices.county)
    assert offices.township.states()[record] == "conflict"


def test_what_is_not_understood_is_kept_apart_and_taken_in_once_it_is(offices):
    record = offices.township.issue("一", people("扎西"))
    path = offices.township.send(offices.county, offices.stick).path
    offices.county.matters.clear()
    applied = offices.county.take_in(path)
    assert [(line.status, line.why) for line in applied.receipt.lines] == [("rejected", "unknown_matter")]
    assert offices.county.held() == ["quarantined"]
    offices.township.acknowledge(applied, offices.county)
    assert offices.township.states() == {record: "quarantined"}
    offices.county.matters.add("m-1")
    offices.township.issue("二", [])
    offices.county.take_in(offices.township.send(offices.county, offices.stick).path)
    assert offices.county.rows(record, 1) == shared("扎西")
    assert offices.county.held() == []


def test_a_sender_that_was_never_enrolled_or_was_revoked_is_refused(offices):
    offices.township.issue("一", [])
    path = offices.township.send(offices.county, offices.stick).path
    known = offices.township.contact(upward=False)
    before = offices.county.snapshot()
    for changed, words in (
        ({"revoked_at": "2026-09-18T09:00:00+08:00"}, "已经停用"),
        ({"signing_key": offices.county.home.device.public_key}, "签名不是登记过的"),
        ({"organisation": "632521104"}, "没有登记过"),
    ):
        with offices.county.home.database.transaction() as session:
            contacts.put(session, known.model_copy(update=changed))
        with pytest.raises(Refusal, match=words):
            offices.county.take_in(path)
    assert offices.county.snapshot() == before


def test_an_enrolment_out_of_date_is_said_but_does_not_stop_the_bundle(offices):
    offices.township.issue("一", [])
    path = offices.township.send(offices.county, offices.stick).path
    with offices.county.home.database.transaction() as session:
        contacts.put(
            session, offices.township.contact(upward=False).model_copy(update={"valid_until": "2026-09-19"})
        )
    assert [finding.code for finding in offices.county.plan(path).findings] == ["enrolment-expired"]


def test_a_village_is_told_that_the_township_has_its_record(offices, tmp_path):
    office = Organisation(code="632521103201", unit="倒淌河镇黑科村民委员会", level=Level.VILLAGE)
    account, clock = Account(name="扎西", role=Role.ADMIN), offices.township.clock
    village = Side(create_home(tmp_path / "village", office, account, PASSPHRASE, clock, CHEAP).home, clock)
    for here, there, upward in ((village, offices.township, True), (offices.township, village, False)):
        with here.home.database.transaction() as session:
            contacts.put(session, there.contact(upward=upward))
    record = village.issue("一", people("扎西"))
    sent = village.send(offices.township, offices.stick)
    village.acknowledge(offices.township.take_in(sent.path), offices.township)
    assert village.states() == {record: "received_township"}
    village.home.close()


def test_a_receipt_settles_what_was_sent_and_then_there_is_nothing_to_send(offices):
    record = offices.township.issue("一", people("扎西"))
    sent = offices.township.send(offices.county, offices.stick)
    assert offices.township.states() == {record: "awaiting_receipt"}
    offices.township.acknowledge(offices.county.take_in(sent.path), offices.county)
    assert offices.township.states() == {record: "received_county"}
    with pytest.raises(Refusal, match="没有要发的内容"):
        offices.township.send(offices.county, offices.stick)
    offices.township.post(record)
    posted = offices.township.send(offices.county, offices.stick)
    assert (posted.records, posted.revisions, posted.rows) == (1, 0, 0)
    offices.township.acknowledge(offices.county.take_in(posted.path), offices.county)
    with offices.county.home.database.reading() as session:
        assert records.get(session, record).state is RecordState.POSTED
    with pytest.raises(Refusal, match="没有要发的内容"):
        offices.township.send(offices.county, offices.stick)


def test_a_receipt_for_other_bytes_or_other_records_is_refused(offices):
    offices.township.issue("一", [])
    first = offices.county.take_in(offices.township.send(offices.county, offices.stick).path)
    offices.township.issue("二", [])
    second = offices.county.take_in(offices.township.send(offices.county, offices.stick).path)
    before = offices.township.states()
    for change in (
        {"bundle": second.receipt.bundle},
        {"lines": second.receipt.lines},
        {"sender": "another-device"},
        {"size": 1},
    ):
        wrong = first.receipt.model_copy(update=change)
        with pytest.raises(Refusal), offices.township.home.database.transaction() as session:
            receive_receipt(session, wrong, offices.township.home.device.id, "2026-09-21T09:00:00+08:00")
    assert offices.township.states() == before


def test_a_stick_that_fails_uses_no_number_and_marks_nothing_as_sent(offices, monkeypatch):
    record = offices.township.issue("一", [])

    def pulled_out(self: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", pulled_out)
        with pytest.raises(SurroundingsError, match="读写这个磁盘时出错"):
            offices.township.send(offices.county, offices.stick)
    assert list(offices.stick.iterdir()) == []
    assert offices.township.states() == {}
    assert offices.township.send(offices.county, offices.stick).sequence == 1
    assert offices.township.states() == {record: "awaiting_receipt"}


def test_drafts_and_corrections_under_way_do_not_travel(offices):
    record = offices.township.issue("一", [])
    with offices.township.home.database.transaction() as session:
        known = records.get(session, record)
        records.put(session, known.model_copy(update={"state": RecordState.DRAFT, "revision": 2}))
        content = RecordContent(title="改到一半", formed_on=date(2026, 9, 14), values={"year": "2027"})
        records.save_content(session, record, content, "2026-09-17T09:00:00+08:00")
    with pytest.raises(Refusal, match="没有要发的内容"):
        offices.township.send(offices.county, offices.stick)


def test_what_the_format_cannot_hold_is_named_and_not_sent(offices):
    offices.township.issue("长" * 501, [])
    with pytest.raises(Refusal, match="放不进包里"):
        offices.township.send(offices.county, offices.stick)


def test_a_file_name_that_leads_elsewhere_arrives_as_a_plain_name(offices):
    record = offices.township.issue("一", [])
    home = offices.township.home
    with home.database.transaction() as session:
        attachments.attach(
            session, record, home.attachments.put(b"x"), "../../evil\\name.png", "image/png", 1
        )
        records.put(session, records.get(session, record).model_copy(update={"revision": 2}))
    offices.township.seal(record)
    offices.county.take_in(offices.township.send(offices.county, offices.stick).path)
    with offices.county.home.database.reading() as session:
        assert [file[1] for file in attachments.of_record(session, record)] == ["_.._evil_name.png"]


def test_a_roster_altered_behind_the_seal_does_not_leave(offices):
    record = offices.township.issue("一", people("扎西"))
    with offices.township.home.database.transaction() as session:
        session.connection().exec_driver_sql('UPDATE roster_rows SET cells = \'{"name":"别人"}\'')
    with pytest.raises(Refusal, match="和签发时的不一样"):
        offices.township.send(offices.county, offices.stick)
    assert offices.township.states() == {}
    assert record


def lying(offices: Offices, change: object) -> Applied:
    """The township's program sends something else than what was issued; signature and digests are in order."""
    with offices.township.home.database.reading() as session:
        contents = collect(session, offices.township.home.attachments, "632521103", own_form_of)
    home = offices.township.home
    exported = write_bundle(
        change(contents),  # type: ignore[operator]
        Sender(home.device.id, office_of(home.organisation), home.device.signing_key),
        Receiver("632521", offices.county.home.device.recipient),
        Label("lying", 1, "", "2026.1", "0", "2026-09-16T09:00:00+08:00"),
        offices.stick,
    )
    return offices.county.take_in(exported.path)


def _with_first_row(contents: Contents, **values: str) -> Contents:
    first = plain_row(contents.rows[0])
    row = RowLine.model_validate(first | {"values": first["values"] | values})
    return replace(contents, rows=(row, *contents.rows[1:]))


def _another_amount(contents: Contents) -> Contents:
    return _with_first_row(contents, amount="9.00")


def _a_row_less(contents: Contents) -> Contents:
    return replace(contents, rows=contents.rows[1:])


def _a_local_column(contents: Contents) -> Contents:
    return _with_first_row(contents, note="x")


def _without_its_photograph(contents: Contents) -> Contents:
    return replace(contents, attachments=())


def _in_another_s_name(contents: Contents) -> Contents:
    line = contents.records[0].model_copy(update={"organisation": "632521104"})
    return replace(contents, records=(line,))


def _a_posting_of_nothing(contents: Contents) -> Contents:
    posting = PostingLine(record=contents.records[0].record, notice={"id": "n"}, posting={"id": "p"})
    return replace(contents, postings=(posting,))


def _content_of_another_shape(contents: Contents) -> Contents:
    entry = contents.records[0].revisions[0]
    strange = {**entry.content, "values": ["not", "a", "map"], "attachments": [1, None]}
    changed = entry.model_copy(update={"content": strange, "digest": digest_of(strange)})
    update = {"revisions": (changed,), "digest": changed.digest}
    return replace(contents, records=(contents.records[0].model_copy(update=update),))


def _a_day_that_does_not_exist(contents: Contents) -> Contents:
    line = contents.records[0].model_copy(update={"issued_on": "2026-13-45"})
    return replace(contents, records=(line,))


def _files_that_were_not_issued(contents: Contents) -> Contents:
    line = contents.records[0].model_copy(update={"attachments": ()})
    return replace(contents, records=(line,))


def test_a_record_of_a_newer_program_waits_whole_beside_the_others_until_the_program_can_read_it(
    offices, monkeypatch
):
    record = offices.township.issue("更新的", people("扎西"), b"photograph")
    other = offices.township.issue("普通的", people("多杰"))

    def newer(contents: Contents) -> Contents:
        lines = [
            Newer.model_validate({**line.model_dump(), "version": 2}) if line.record == record else line
            for line in contents.records
        ]
        return replace(contents, records=tuple(lines))

    applied = lying(offices, newer)
    assert {line.record: line.why for line in applied.receipt.lines} == {
        record: "newer_program",
        other: "new",
    }
    assert offices.county.rows(other, 1) == shared("多杰")
    assert offices.county.held() == ["quarantined"]
    monkeypatch.setattr(quarantine, "RecordLine", Newer)
    offices.township.issue("后来的", [])
    for path in offices.stick.iterdir():
        path.unlink()  # the laptop itself does not know the bundle that was made with its keys above
    assert offices.county.take_in(offices.township.send(offices.county, offices.stick).path).released == (
        record,
    )
    assert offices.county.rows(record, 1) == shared("扎西")
    assert offices.county.held() == []


def only(contents: Contents, record: str) -> Contents:
    return Contents(tuple(line for line in contents.records if line.record == record))


class Newer(RecordLine):
    """What a later program might write, and then read."""

    version: Literal[1, 2] = 2  # type: ignore[assignment]
    novelty: str = ""


def test_a_photograph_under_the_name_of_another_is_refused_with_its_bundle(offices, monkeypatch):
    offices.township.issue("一", [], b"photograph")
    monkeypatch.setattr(export, "_require_registered", lambda _name, _sums: None)
    with pytest.raises(Refusal, match="附件和它的编号对不上"):
        lying(offices, lambda contents: replace(contents, attachment=lambda _: b"another"))
    assert (offices.county.snapshot(), offices.county.held()) == ([], [])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_another_amount, Case.ROSTER_DIFFERS),
        (_a_row_less, Case.ROSTER_DIFFERS),
        (_a_local_column, Case.ROSTER_DIFFERS),
        (_without_its_photograph, Case.WAITING),
        (_in_another_s_name, Case.FOREIGN),
        (_a_posting_of_nothing, Case.FAULTY),
        (_content_of_another_shape, Case.FAULTY),
        (_a_day_that_does_not_exist, Case.FAULTY),
        (_files_that_were_not_issued, Case.FAULTY),
    ],
)
def test_what_is_not_as_it_was_issued_is_kept_apart_and_not_taken_in(offices, change, why):
    offices.township.issue("一", people("扎西", "卓玛"), b"photograph")
    applied = lying(offices, change)
    assert [(line.status, line.why) for line in applied.receipt.lines] == [("rejected", str(why))]
    assert offices.county.snapshot() == []
    assert offices.county.held() == ["quarantined"]


@pytest.fixture
def on_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "AT_ONCE", 1)


def test_attachments_stored_beside_are_all_there_when_the_record_is(offices, on_a_thread, monkeypatch):
    pictures = {offices.township.issue(str(size), people("扎西"), b"x" * size): size for size in (1, 9, 99)}
    keep, threads = Attachments.keep, set[str]()

    def slowly(store: Attachments, digest: str, data: bytes) -> None:
        threads.add(threading.current_thread().name)
        time.sleep(0.01)
        keep(store, digest, data)

    path = offices.township.send(offices.county, offices.stick).path
    monkeypatch.setattr(Attachments, "keep", slowly)
    offices.county.take_in(path)
    assert threading.current_thread().name not in threads
    with offices.county.home.database.reading() as session:
        for record, size in pictures.items():
            [(digest, *_)] = attachments.of_record(session, record)
            assert offices.county.home.attachments.get(digest) == b"x" * size


def test_an_attachment_that_cannot_be_stored_undoes_the_whole_import(offices, on_a_thread, monkeypatch):
    for picture in (b"one", b"two"):
        offices.township.issue(picture.decode(), people("扎西"), picture)
    path = offices.township.send(offices.county, offices.stick).path

    def full(_store: Attachments, _digest: str, _data: bytes) -> None:
        raise SurroundingsError("磁盘空间不够。", code="write-failed")

    with monkeypatch.context() as spoilt:
        spoilt.setattr(Attachments, "keep", full)
        with pytest.raises(SurroundingsError, match="磁盘空间不够"):
            offices.county.take_in(path)
    assert (offices.county.snapshot(), offices.county.held()) == ([], [])
    assert offices.county.take_in(path).receipt.counts.accepted == 2


def test_no_attachment_is_begun_any_more_once_the_rows_were_hindered(offices, on_a_thread, monkeypatch):
    for number in range(40):
        offices.township.issue(str(number), [], f"picture {number}".encode())
    path = offices.township.send(offices.county, offices.stick).path
    keep, begun = Attachments.keep, list[str]()

    def slowly(store: Attachments, digest: str, data: bytes) -> None:
        begun.append(digest)
        time.sleep(0.02)
        keep(store, digest, data)

    def hindered(*_: object) -> Case:
        raise SurroundingsError("数据库写不进去。", code="disk-error")

    monkeypatch.setattr(Attachments, "keep", slowly)
    monkeypatch.setattr(applying, "judge_again", hindered)
    with pytest.raises(SurroundingsError, match="数据库写不进去"):
        offices.county.take_in(path)
    assert len(begun) < 40
    at_the_end = len(begun)
    time.sleep(0.1)
    assert len(begun) == at_the_end


def test_a_roster_is_proven_once_and_again_if_ours_has_changed_since(offices, monkeypatch):
    record = offices.township.issue("草原补奖", people("扎西", "卓玛"))
    first = offices.township.send(offices.county, offices.stick).path
    offices.township.correct(record, {2: people("多杰")[0]})
    second = offices.township.send(offices.county, offices.stick).path
    proven: list[int] = []
    holds = planning.roster_holds

    def counting(line: RecordLine, *rest: object) -> bool:
        proven.append(line.revision)
        return holds(line, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "roster_holds", counting)
    offices.county.take_in(first)
    assert proven == [1]
    proven.clear()
    old = [offices.county.plan(path) for path in (second, second)]
    assert proven == [2, 2]
    for plan, case in zip(old, (Case.THEIRS_NEWER, Case.UNCHANGED), strict=True):
        hand = Hand(
            offices.county.home.device, office_of(offices.county.home.organisation), "陈立新", "2026-09-20T09:00:00+08:00"
        )  # fmt: skip
        with offices.county.home.database.transaction() as session:
            applied = apply(plan, session, offices.county.desk, place_of, hand)
        assert [line.status for line in applied.receipt.lines] == [
            "accepted" if case is Case.THEIRS_NEWER else "duplicate"
        ]
    assert proven == [2, 2]
    assert offices.county.rows(record, 2) == shared("扎西", "多杰")


def test_a_roster_planned_on_what_is_no_longer_ours_is_proven_anew(offices, monkeypatch):
    record = offices.township.issue("草原补奖", people("扎西"))
    path = offices.township.send(offices.county, offices.stick).path
    plan = offices.county.plan(path)
    elsewhere = Ours(("another",), RecordState.ISSUED)
    stale = replace(plan, items=tuple(replace(item, ours=elsewhere) for item in plan.items))
    monkeypatch.setattr(planning, "roster_holds", lambda *_: False)
    hand = Hand(
        offices.county.home.device, office_of(offices.county.home.organisation), "陈立新", "2026-09-20T09:00:00+08:00"
    )  # fmt: skip
    with offices.county.home.database.transaction() as session:
        applied = apply(stale, session, offices.county.desk, place_of, hand)
    assert [line.status for line in applied.receipt.lines] == ["rejected"]
    assert [line.record for line in applied.receipt.lines] == [record]
