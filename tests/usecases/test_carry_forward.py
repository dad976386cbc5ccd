"""Last quarter's record made again: what comes along, what moves on, and what the new roster changes."""

from collections.abc import Callable
from datetime import date

import pytest

from desktop.base.errors import Refusal
from desktop.domain.record import RecordContent, RecordState
from tests.conftest import Open
from tests.farmland import FARMLAND, VALUES, id_number, person


def test_a_copy_is_a_draft_of_its_own_with_the_period_moved_on(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    old = clerk.records.get(issued)
    made = clerk.carry.copy(issued).value
    new = clerk.records.get(made)
    assert new.record.id != issued
    assert new.record.state is RecordState.DRAFT
    assert (new.record.revision, new.record.digest, new.record.index_number) == (1, "", "")
    assert (new.record.matter, new.record.form) == (old.record.matter, old.record.form)
    assert new.content.title == "2027年耕地地力保护补贴发放情况"
    assert new.content.formed_on == date(2026, 9, 16)
    assert new.content.values == {**old.content.values, "year": "2027"}
    before, after = clerk.records.rows(issued), clerk.records.rows(made)
    assert [row.values for row in after] == [row.values for row in before]
    assert not {row.row for row in after} & {row.row for row in before}
    assert clerk.records.get(issued).record == old.record
    assert "submit" in new.may


def test_a_quarter_moves_in_title_and_period_and_dates_stay_empty(as_person: Open) -> None:
    clerk = as_person("李春梅")
    content = RecordContent(
        title="青石滩乡2026年第四季度农村低保对象",
        formed_on=date(2026, 9, 14),
        values={"year": "2026", "period_text": "2026年第四季度", "standard_monthly": "500"},
    )
    made = clerk.carry.copy(clerk.records.new("SHJZ-005", "dibao", content).value).value
    copied = clerk.records.get(made).content
    assert copied.title == "青石滩乡2027年第一季度农村低保对象"
    assert copied.values["period_text"] == "2027年第一季度"
    assert copied.values["year"] == "2027"
    assert copied.values["standard_monthly"] == "500.00"
    land = RecordContent(
        title="征地补偿登记", formed_on=date(2026, 9, 1), values={"registration_deadline": "2026-09-30"}
    )
    code = clerk.desk.catalogue.form("land_compensation", clerk.desk.catalogue.matter(FARMLAND)).matters[0]
    copy = clerk.carry.copy(clerk.records.new(code, "land_compensation", land).value).value
    assert clerk.records.get(copy).content.values["registration_deadline"] == ""


def test_without_its_roster_only_the_form_comes_along(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    made = clerk.carry.copy(drafted, roster=False).value
    assert clerk.records.row_count(made) == 0


def test_only_a_drafter_copies_and_only_the_offices_own(as_person: Open, issued: str) -> None:
    with pytest.raises(Refusal, match="起草"):
        as_person("周海明").carry.copy(issued)
    with pytest.raises(Refusal, match="找不到"):
        as_person("李春梅").carry.copy("nothing-like-it")


def test_new_gone_and_changed_are_told_by_person(
    as_person: Open, issued: str, roster_file: Callable[..., object]
) -> None:
    clerk = as_person("李春梅")
    made = clerk.carry.copy(issued).value
    assert clerk.carry.compare(made).changes == ()
    assert clerk.carry.compare(made).same == 3
    rows = [person(3, "仁青·卓玛", "9.25"), person(1), person(4, "马成英", "1.00")]
    clerk.roster_import.apply(made, clerk.roster_import.read(made, roster_file(rows)))
    found = clerk.carry.compare(made)
    assert (found.source, found.same) == (issued, 1)
    assert [(change.kind, change.name, change.position) for change in found.changes] == [
        ("amount", "仁青·卓玛", 1), ("new", "马成英", 3), ("gone", "李𬭎", 2),
    ]  # fmt: skip
    amount = next(cell for cell in found.changes[0].cells if cell.key == "amount")
    assert (amount.before, amount.after, amount.difference) == ("833.75", "1,063.75", "+230.00")
    total = next(cell for cell in found.totals if cell.key == "amount")
    assert total.difference == "-2,012.50"


def test_without_a_number_the_name_and_the_group_tell_who_it_is(as_person: Open) -> None:
    clerk = as_person("李春梅")
    content = RecordContent(title="2026年补贴", formed_on=date(2026, 9, 14), values=VALUES)
    old = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    twins = [("一社", "1"), ("一社", "2"), ("二社", "3")]
    for group, area in twins:
        clerk.records.add_row(
            old,
            {
                "village": "上滩村",
                "group": group,
                "name": "扎西",
                "subsidy_area": area,
                "amount": f"{area}15",
            },
        )
    new = clerk.carry.copy(old).value
    rows = clerk.records.rows(new)
    clerk.records.save_row(new, rows[1].with_values({**rows[1].values, "amount": "300"}))
    clerk.records.save_row(new, rows[2].with_values({**rows[2].values, "id_number": id_number(7)}))
    clerk.records.remove_rows(new, [rows[0].row])
    found = clerk.carry.compare(new)
    kinds = sorted(change.kind for change in found.changes)
    assert kinds == ["amount", "gone", "other"]
    number = next(cell for change in found.changes for cell in change.cells if cell.key == "id_number")
    assert number.after == f"…{id_number(7)[-4:]}"


def test_two_people_with_the_same_name_and_other_numbers_are_two_people(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    made = clerk.carry.copy(issued).value
    row = clerk.records.rows(made)[0]
    clerk.records.save_row(made, row.with_values({**row.values, "id_number": id_number(9)}))
    assert [change.kind for change in clerk.carry.compare(made).changes] == ["new", "gone"]


def test_a_record_not_copied_is_compared_with_the_last_one_issued(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    content = RecordContent(title="2027年补贴", formed_on=date(2027, 9, 14), values=VALUES)
    fresh = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    assert clerk.carry.source(fresh) == issued
    assert clerk.carry.compare(fresh).count("gone") == 3
    with pytest.raises(Refusal, match="以前没有签发过"):
        clerk.carry.compare(issued)
