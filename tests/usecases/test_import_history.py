"""The imports of a record are listed with who and when, and any one of them is taken back as a whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from tests.conftest import Open
from tests.farmland import person


@pytest.fixture
def appended(as_person: Open, drafted: str, roster_file: Callable[..., Path]) -> str:
    """The drafted record with two more imports behind its first."""
    clerk = as_person("李春梅")
    for number in (8, 9):
        preview = clerk.roster_import.read(drafted, roster_file([person(number)]))
        assert clerk.roster_import.apply(drafted, preview, replace=False).value.number == number - 6
    return drafted


def test_each_import_is_listed_with_who_when_file_and_rows(as_person: Open, appended: str) -> None:
    lines = as_person("周海明").imports.of(appended)
    assert [(line.number, line.by, line.taken, line.refused, line.replaced) for line in lines] == [
        (3, "李春梅", 1, 0, False),
        (2, "李春梅", 1, 0, False),
        (1, "李春梅", 3, 0, True),
    ]
    assert all(line.file.endswith(".xlsx") and line.at.startswith("2026-") for line in lines)
    assert all("起草" in line.hindered for line in lines), "a reviewer is told why"
    assert not any(line.hindered for line in as_person("李春梅").imports.of(appended))


def test_one_in_the_middle_goes_and_the_last_stays(as_person: Open, appended: str) -> None:
    clerk = as_person("李春梅")
    before = clerk.records.rows(appended)
    done = clerk.imports.undo(appended, 2).value
    assert (done.number, done.removed, done.returned, done.rows) == (2, 1, 0, 4)
    assert clerk.records.rows(appended) == [*before[:3], before[4]]
    assert clerk.records.get(appended).record.roster_count == 4
    assert "已经撤销" in clerk.imports.of(appended)[1].hindered
    assert clerk.imports.of(appended)[1].undone_by == "李春梅"


def test_a_row_edited_since_stays_and_is_named(as_person: Open, appended: str) -> None:
    clerk = as_person("李春梅")
    row = clerk.records.rows(appended)[3]
    edited = row.with_values({**row.values, "remark": "改过"})
    clerk.records.save_row(appended, edited)
    outcome = clerk.imports.undo(appended, 2)
    assert outcome.value.kept == ((4, row.values["name"]),)
    assert row.values["name"] in outcome.findings[0].text
    assert clerk.records.row_count(appended) == 5


def test_what_was_issued_or_is_in_review_is_refused(
    as_person: Open, appended: str, issue: Callable[[str], None]
) -> None:
    issue(appended)
    clerk = as_person("李春梅")
    with pytest.raises(Refusal, match="不能改"):
        clerk.imports.undo(appended)
    clerk.flow.correct(appended, "有一户的面积不对")
    with pytest.raises(Refusal, match="已经随修订 1 签发"):
        clerk.imports.undo(appended)
    assert "发起更正" in clerk.imports.of(appended)[0].hindered
    assert clerk.records.row_count(appended) == 5


def test_only_the_drafter_takes_an_import_back(as_person: Open, appended: str) -> None:
    with pytest.raises(Refusal, match="起草"):
        as_person("周海明").imports.undo(appended)
