"""What arrives and may not be taken in is kept beside the records, whole, until it may be or a person decides."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest

from desktop.base.canonical import digest_of
from desktop.base.errors import Refusal
from desktop.storage import travel
from desktop.sync import export, quarantine
from desktop.sync.apply import Applied
from desktop.sync.collect import collect
from desktop.sync.export import Contents, Label, Receiver, Sender, write_bundle
from desktop.sync.merge import Case, Treatment
from desktop.sync.models import PostingLine, RecordLine, RowLine
from desktop.sync.outgoing import office_of
from desktop.sync.row_lines import plain_row
from tests.sync.two_homes import Offices, own_form_of, people, shared


def lying(offices: Offices, change: Callable[[Contents], Contents]) -> Applied:
    """The township's program sends something else than what was issued; signature and digests are in order."""
    with offices.township.home.database.reading() as session:
        contents = collect(session, offices.township.home.attachments, "632521103", own_form_of)
    home = offices.township.home
    exported = write_bundle(
        change(contents),
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


class Newer(RecordLine):
    """What a later program might write, and then read."""

    version: Literal[1, 2] = 2
    novelty: str = ""


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
