"""Who is heard, and what the sender knows after a receipt: seen between offices with real homes."""

import pytest

from desktop.base.errors import Refusal
from desktop.domain.account import Account, Role
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import RecordState
from desktop.storage import contacts, records
from desktop.storage.home import create_home
from desktop.sync.outgoing import receive_receipt
from tests.sync.two_homes import CHEAP, PASSPHRASE, Side, people


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
        here.enrol(there, upward=upward)
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
