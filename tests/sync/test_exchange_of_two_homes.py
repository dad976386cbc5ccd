"""A township and a county with real encrypted homes: what is sent arrives once, in any order, and nothing is missed."""

import itertools
import shutil

from desktop.domain.record import RecordState
from desktop.storage import attachments, bundles, postings, records
from desktop.storage.home import open_home
from desktop.sync.merge import Case
from tests.sync.two_homes import PASSPHRASE, Side, people, shared


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


def test_without_a_receipt_everything_is_sent_again_and_in_any_order_the_end_is_the_same(offices, tmp_path):
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
        county.enrol(offices.township, upward=False)
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
