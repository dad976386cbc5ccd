"""Where one person stands in all lists: found by those whose duty it is, and every look is logged without numbers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from desktop.domain.record import RecordContent
from desktop.storage import audit
from tests.conftest import Open
from tests.farmland import FARMLAND, VALUES, id_number, person


@pytest.fixture
def twice(as_person: Open, drafted: str, roster_file: Callable[..., Path]) -> str:
    """才让东智 of the drafted list stands in a second, newer one too, beside another of the same name."""
    clerk = as_person("李春梅")
    content = RecordContent(title="第二批补贴", formed_on=date(2026, 9, 15), values=VALUES)
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    rows = [person(1, area="3.00"), person(9, "才让东智", "4.00"), person(10, "才让东智布", "5.00")]
    clerk.roster_import.apply(record, clerk.roster_import.read(record, roster_file(rows, "二.xlsx")))
    return record


def test_a_person_is_found_in_every_list_with_village_and_amount(
    as_person: Open, drafted: str, twice: str
) -> None:
    view = as_person("周海明").people.find("才让东智")
    found = [(line.name, line.tail, line.record, line.place, line.amount) for line in view.lines]
    first, ninth, tenth = (id_number(serial)[-4:] for serial in (1, 9, 10))
    assert found == sorted(found[:3], key=lambda line: line[1]) + found[3:]
    assert set(found[:3]) == {
        ("才让东智", first, drafted, "上滩村", "1150.00"),
        ("才让东智", first, twice, "上滩村", "345.00"),
        ("才让东智", ninth, twice, "上滩村", "460.00"),
    }
    assert found[3:] == [("才让东智布", tenth, twice, "上滩村", "575.00")]
    assert [line.record for line in view.lines if line.tail == first] == [twice, drafted]  # the newest first
    assert not view.more


@pytest.mark.parametrize("asked", [id_number(1)[-4:], id_number(1), "crdz", "才 让东"])
def test_a_number_its_tail_initials_and_fragments_find_the_person(
    as_person: Open, drafted: str, asked: str
) -> None:
    assert [line.name for line in as_person("马生莲").people.find(asked).lines] == ["才让东智"]


def test_another_whole_number_with_the_same_tail_finds_nobody(as_person: Open, drafted: str) -> None:
    other = "110101199001010" + id_number(1)[-3:]
    assert as_person("马生莲").people.find(other).lines == ()


def test_removed_rows_are_not_found(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    clerk.records.remove_rows(drafted, [clerk.records.rows(drafted)[0].row])
    assert as_person("周海明").people.find("才让东智").lines == ()


@pytest.mark.parametrize("name", ["李春梅", "祁建国"])
def test_others_may_not_look_people_up(as_person: Open, drafted: str, name: str) -> None:
    people = as_person(name).people
    assert people.refusal
    with pytest.raises(Refusal, match="按人查名单"):
        people.find("才让东智")


@pytest.mark.parametrize("asked", ["", " ", "才", " 才 "])
def test_too_little_to_go_by_is_refused(as_person: Open, asked: str) -> None:
    with pytest.raises(Refusal, match="太少"):
        as_person("周海明").people.find(asked)


def test_each_look_is_in_the_log_and_no_number_is(as_person: Open, drafted: str) -> None:
    reviewer = as_person("周海明")
    reviewer.people.find("才让东智")
    reviewer.people.find(id_number(1))
    with reviewer.desk.home.database.reading() as session:
        entries = audit.of_subject(session, "person")
    assert [(entry.who, entry.verb, entry.details["lines"]) for entry in entries] == [
        ("周海明", "person-looked-up", 1)
    ] * 2
    assert entries[0].details["name"] == "才让东智"
    assert id_number(1)[-4:] not in str(entries[1].details)


def test_of_several_amounts_the_one_a_row_comes_to_is_shown(as_person: Open) -> None:
    clerk = as_person("李春梅")
    record = clerk.records.new("SNBT-003", "grassland_subsidy").value
    cells = {"name": "久美·扎西", "prohibited_amount": "100", "balance_amount": "20.5", "amount": "120.5"}
    clerk.records.add_row(record, cells)
    line = as_person("周海明").people.find("久美").lines[0]
    assert (line.amount_label, line.amount) == ("合计", "120.50")
