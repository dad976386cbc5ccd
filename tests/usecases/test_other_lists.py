"""What a single roster cannot tell of itself: the same person in another village's list, and who is no more."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.base.errors import Cancelled
from desktop.base.progress import Progress
from desktop.domain.finding import Severity
from desktop.domain.record import RecordContent
from desktop.usecases import other_lists
from tests.conftest import Open
from tests.farmland import FARMLAND, VALUES, person


@pytest.fixture
def second_list(as_person: Open, roster_file: Callable[..., Path]) -> Callable[..., str]:
    def make(rows: list[list[object]], **values: str) -> str:
        clerk = as_person("李春梅")
        content = RecordContent(title="下滩村补贴", formed_on=date(2026, 9, 14), values={**VALUES, **values})
        record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
        clerk.roster_import.apply(record, clerk.roster_import.read(record, roster_file(rows)))
        return record

    return make


def codes(clerk: object, record: str) -> list[str]:
    return [finding.code for finding in clerk.records.findings(record)]  # type: ignore[attr-defined]


def test_a_person_in_another_list_of_the_same_year_is_told_with_its_place(
    as_person: Open, drafted: str, second_list: Callable[..., str]
) -> None:
    other = second_list([person(9, "马成英"), person(2, "李𬭎", "20.50")])
    clerk = as_person("李春梅")
    found = [f for f in clerk.records.findings(drafted) if f.code == "same-person-elsewhere"]
    assert [f.place for f in found] == ["第 2 行“身份证号”"]
    assert "“下滩村补贴”第 2 行" in found[0].text
    assert found[0].severity is Severity.WARN
    assert all(number not in found[0].text for number in (person(2)[4],))
    assert "same-person-elsewhere" in codes(clerk, other)


def test_last_year_s_list_is_no_clash(as_person: Open, drafted: str, second_list: Callable[..., str]) -> None:
    second_list([person(2, "李𬭎", "20.50")], year="2025")
    assert "same-person-elsewhere" not in codes(as_person("李春梅"), drafted)


def test_a_withdrawn_list_is_no_clash(
    as_person: Open, drafted: str, second_list: Callable[..., str], issue: Callable[[str], None]
) -> None:
    other = second_list([person(2, "李𬭎", "20.50")])
    assert "same-person-elsewhere" in codes(as_person("李春梅"), drafted)
    issue(other)
    as_person("祁建国").flow.withdraw(other, "重复")
    assert "same-person-elsewhere" not in codes(as_person("李春梅"), drafted)


@pytest.mark.parametrize(
    ("remark", "told"), [("2026年3月去世", True), ("已故马成之妻", True), ("低保户", False)]
)
def test_words_of_death_in_a_row_are_a_warning(
    as_person: Open, drafted: str, remark: str, *, told: bool
) -> None:
    clerk = as_person("李春梅")
    row = clerk.records.rows(drafted)[1]
    clerk.records.save_row(drafted, row.with_values({**row.values, "remark": remark}))
    found = [f for f in clerk.records.findings(drafted) if f.code == "deceased"]
    assert bool(found) is told
    assert all(f.place == "第 2 行“备注”" for f in found)


def test_a_person_who_comes_into_another_list_later_is_told_at_the_next_check(
    as_person: Open, drafted: str, second_list: Callable[..., str]
) -> None:
    clerk, number = as_person("李春梅"), person(2)[4]
    other = second_list([person(9, "马成英")])
    assert "same-person-elsewhere" not in codes(clerk, drafted)
    row = clerk.records.rows(other)[0]
    clerk.records.save_row(other, row.with_values({**row.values, "id_number": str(number)}))
    assert "same-person-elsewhere" in codes(clerk, drafted)
    clerk.records.save_row(other, row)
    assert "same-person-elsewhere" not in codes(clerk, drafted)


def test_the_look_at_other_lists_can_be_stopped(
    as_person: Open, drafted: str, second_list: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    second_list([person(9, "马成英")])
    clerk, progress = as_person("李春梅"), Progress()
    find = other_lists.lists_beside

    def stopped_then(*given: Any) -> Any:
        progress.cancel()
        return find(*given)

    monkeypatch.setattr(other_lists, "lists_beside", stopped_then)
    with pytest.raises(Cancelled):
        clerk.records.findings(drafted, progress)
    assert not clerk.desk.shelf.numbers._kept
