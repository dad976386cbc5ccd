"""An issued record gets the county's number; a number is never given twice."""

import pytest

from desktop.base.errors import Refusal
from desktop.domain.index_number import IndexPattern
from desktop.storage import records
from tests.conftest import Open

COUNTY_S = IndexPattern("{credit_code}/{year}{month}-{sequence:05d}", "11632299015000000X", 3)


def test_the_pattern_of_the_county_is_used_from_then_on(as_person: Open, drafted: str, issue) -> None:
    assert as_person("系统管理员").numbers.set_pattern(COUNTY_S).value == "11632299015000000X/202609-30001"
    issue(drafted)
    assert as_person("李春梅").records.get(drafted).record.index_number == "11632299015000000X/202609-30001"
    assert as_person("李春梅").numbers.pattern() == COUNTY_S


def test_a_number_that_is_there_already_is_passed_over(as_person: Open, drafted: str, issue) -> None:
    clerk = as_person("李春梅")
    as_person("系统管理员").numbers.set_pattern(COUNTY_S)
    other = clerk.records.new("SNBT-002").value
    with clerk.desk.home.database.transaction() as session:
        taken = records.get(session, other).model_copy(
            update={"index_number": "11632299015000000X/202609-30001"}
        )
        records.put(session, taken)
    issue(drafted)
    assert clerk.records.get(drafted).record.index_number.endswith("-30002")


def test_a_corrected_record_keeps_its_number(as_person: Open, issued: str, issue) -> None:
    clerk = as_person("李春梅")
    before = clerk.records.get(issued).record.index_number
    as_person("系统管理员").numbers.set_pattern(COUNTY_S)
    clerk.flow.correct(issued, "标题写错")
    content = clerk.records.get(issued).content
    clerk.records.save(issued, content.model_copy(update={"title": "另一个标题"}))
    issue(issued)
    assert clerk.records.get(issued).record.index_number == before


def test_only_the_administrator_sets_it_and_a_bad_one_changes_nothing(as_person: Open) -> None:
    with pytest.raises(Refusal, match="管理"):
        as_person("李春梅").numbers.set_pattern(COUNTY_S)
    admin = as_person("系统管理员")
    with pytest.raises(Refusal, match="两台电脑"):
        admin.numbers.set_pattern(IndexPattern("{org}/{year}-{sequence}"))
    assert admin.numbers.example(admin.numbers.pattern()).startswith("632299101/2026-")
