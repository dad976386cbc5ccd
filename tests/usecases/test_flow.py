"""What was reviewed is what is issued; what is issued is never overwritten."""

from datetime import date

import pytest

from desktop.base.canonical import digest_of
from desktop.base.errors import Refusal
from desktop.domain.record import RecordContent, RecordState
from tests.conftest import Open
from tests.farmland import FARMLAND, VALUES


def test_four_people_bring_a_record_to_issue(as_person: Open, issued: str) -> None:
    view = as_person("李春梅").records.get(issued)
    record = view.record
    assert record.state is RecordState.ISSUED
    assert (record.drafted_by, record.reviewed_by, record.secrecy_reviewed_by, record.issued_by) == (
        "李春梅", "周海明", "马生莲", "祁建国",
    )  # fmt: skip
    assert record.index_number.startswith("632299101/2026-")
    assert record.issued_on == date(2026, 9, 16)
    assert [revision.digest for revision in view.revisions] == [digest_of(view.revisions[0].content)]
    assert view.revisions[0].content["roster_count"] == 3
    assert [mark.state for mark in view.steps] == ["done", "done", "done", "done", "now"]


def test_an_unfinished_record_is_not_handed_in(as_person: Open) -> None:
    clerk = as_person("李春梅")
    record = clerk.records.new(FARMLAND).value
    with pytest.raises(Refusal, match="必须改好"):
        clerk.flow.submit(record)
    assert clerk.records.get(record).record.state is RecordState.DRAFT


def test_an_id_number_in_a_text_stops_the_record(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    number = clerk.records.rows(drafted)[0].values["id_number"]
    values = {**VALUES, "summary": f"才让东智（身份证 {number[:6]} {number[6:14]} {number[14:]}）已核实。"}
    clerk.records.save(drafted, RecordContent(title="补贴", formed_on=date(2026, 9, 14), values=values))
    with pytest.raises(Refusal) as refused:
        clerk.flow.submit(drafted)
    assert "身份证" in str(refused.value)
    assert number not in str(refused.value)


def test_nothing_can_be_edited_while_it_is_reviewed(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    clerk.flow.submit(drafted)
    with pytest.raises(Refusal, match="不能改"):
        clerk.records.save(drafted, clerk.records.get(drafted).content)
    with pytest.raises(Refusal):
        clerk.records.remove_rows(drafted, [clerk.records.rows(drafted)[0].row])


def test_a_return_needs_a_reason_and_goes_back_to_the_drafter(as_person: Open, drafted: str) -> None:
    as_person("李春梅").flow.submit(drafted)
    reviewer = as_person("周海明")
    with pytest.raises(Refusal, match="理由"):
        reviewer.flow.return_(drafted, " ")
    reviewer.flow.return_(drafted, "第 2 行面积请再核一次")
    view = as_person("李春梅").records.get(drafted)
    assert view.record.state is RecordState.RETURNED
    assert view.record.return_reason == "第 2 行面积请再核一次"
    assert view.steps[0].state == "returned"
    assert view.history[0].reason == "第 2 行面积请再核一次"
    as_person("李春梅").flow.submit(drafted)


def test_a_correction_opens_a_new_revision_and_keeps_the_old(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    first = clerk.records.get(issued).revisions[0]
    clerk.flow.correct(issued, "一户面积写错")
    row = clerk.records.rows(issued)[0]
    changed = {**row.values, "subsidy_area": "9.00", "amount": "1035.00"}
    clerk.records.save_row(issued, row.with_values(changed))
    told = clerk.flow.difference(issued)
    assert [(entry.kind, entry.old, entry.new) for entry in told if entry.place.startswith("名单")] == [
        ("改", "10.00", "9.00"), ("改", "1,150.00", "1,035.00"),
    ]  # fmt: skip
    for name in ("李春梅", "周海明", "马生莲", "祁建国"):
        as_person(name).flow.advance(issued)
    view = clerk.records.get(issued)
    assert [revision.number for revision in view.revisions] == [1, 2]
    assert view.revisions[0] == first
    assert view.revisions[1].parent == first.digest
    assert view.revisions[1].reason == "一户面积写错"


def test_only_the_issuer_withdraws_and_only_what_was_issued(as_person: Open, drafted: str) -> None:
    with pytest.raises(Refusal, match="签发以后才能撤回"):
        as_person("祁建国").flow.withdraw(drafted, "试")


def test_every_step_stands_in_the_audit_log(as_person: Open, issued: str) -> None:
    words = [line.words for line in as_person("李春梅").records.get(issued).history]
    assert words == ["签发", "保密审查通过", "审核通过", "提交审核", "收进名单", "起草"]
    entries, findings = as_person("系统管理员").care.verify_audit()
    assert entries > 6
    assert findings == []
