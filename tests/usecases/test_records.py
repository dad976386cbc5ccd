"""Records are written by the drafter, kept durably, and found again."""

from collections.abc import Callable
from datetime import date

import pytest

from desktop.base.errors import Refusal
from desktop.catalogue.catalogue import Catalogue, MatterNotFound
from desktop.domain.record import RecordContent, RecordState, RosterRow
from desktop.usecases.record_views import RecordFilter
from tests.conftest import Open
from tests.farmland import FARMLAND, VALUES


def test_every_matter_of_the_catalogue_can_be_recorded_today(as_person: Open, catalogue: Catalogue) -> None:
    clerk = as_person("李春梅")
    for matter in catalogue.matters[::23]:
        record = clerk.records.new(matter.code).value
        view = clerk.records.get(record)
        assert view.form.fields
        assert view.record.title == matter.name
        assert view.record.edition == catalogue.edition.number


def test_a_saved_record_is_there_after_the_home_was_closed(
    as_person: Open, homes: object, drafted: str
) -> None:
    clerk = as_person("李春梅")
    content = RecordContent(
        title="改过的标题", formed_on=date(2026, 9, 15), values={**VALUES, "rate": "１２０"}
    )
    clerk.records.save(drafted, content)
    kept = as_person("周海明").records.get(drafted)
    assert kept.content.title == "改过的标题"
    assert kept.content.values["rate"] == "120"
    assert kept.record.publish_by == date(2026, 10, 19)


def test_fields_that_follow_from_the_roster_follow_it(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    view = clerk.records.get(drafted)
    assert view.content.values["household_count"] == "3"
    assert view.content.values["total_area"] == "37.75"
    assert view.content.values["total_amount"] == "4341.25"
    clerk.records.save(drafted, view.content)
    clerk.records.remove_rows(drafted, [clerk.records.rows(drafted)[0].row])
    assert clerk.records.get(drafted).content.values["household_count"] == "2"


def test_a_field_the_form_does_not_have_is_refused_by_name(as_person: Open) -> None:
    content = RecordContent(title="x", formed_on=date(2026, 9, 14), values={"colour": "红"})
    with pytest.raises(Refusal, match="colour"):
        as_person("李春梅").records.new(FARMLAND, "farmland_subsidy", content)


def test_a_matter_that_does_not_exist_is_refused_with_near_ones(as_person: Open) -> None:
    with pytest.raises(MatterNotFound, match="SNBT-00"):
        as_person("李春梅").records.new("SNBT-0022")


def test_only_a_drafter_writes(as_person: Open) -> None:
    with pytest.raises(Refusal, match="起草"):
        as_person("周海明").records.new(FARMLAND)


def test_a_wrong_cell_is_refused_and_the_row_stays(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    row = clerk.records.rows(drafted)[0]
    with pytest.raises(Refusal):
        clerk.records.save_row(
            drafted, RosterRow(row=row.row, position=1, values={**row.values, "amount": "一千"})
        )
    assert clerk.records.rows(drafted)[0] == row


def test_records_are_found_by_any_fragment(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    for fragment in ("耕地地力", "补", "卓玛", "𬭎", "gddl"):
        assert [line.id for line in clerk.records.search(fragment)] == [drafted], fragment
    assert clerk.records.search("没有这样的字") == []
    assert clerk.records.count(RecordFilter(matter=FARMLAND)) == 1


def test_id_tails_are_found_only_by_those_who_may(as_person: Open, drafted: str) -> None:
    tail = as_person("李春梅").records.rows(drafted)[1].values["id_number"][-4:]
    assert as_person("李春梅").records.search(tail) == []
    assert [line.id for line in as_person("周海明").records.search(tail)] == [drafted]


def test_one_look_gives_the_counts_of_all_states_and_the_lines_of_those_wanted(
    as_person: Open, drafted: str, issue: Callable[[str], None]
) -> None:
    clerk = as_person("李春梅")
    issue(drafted)
    other = as_person("李春梅").records.new(FARMLAND, "farmland_subsidy").value
    counts, lines = clerk.records.look(RecordFilter(states=frozenset({RecordState.DRAFT}), text="地力"))
    assert counts == {RecordState.DRAFT: 1, RecordState.ISSUED: 1}
    assert [line.id for line in lines] == [other]
    assert clerk.records.look(RecordFilter(text="仁青"))[0] == {RecordState.ISSUED: 1}
