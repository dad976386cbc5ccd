"""Any two revisions can be laid side by side."""

import pytest

from desktop.base.errors import Refusal
from tests.conftest import Open


@pytest.fixture
def thrice(as_person: Open, issued: str, issue) -> str:
    """Two corrections after the first issue: the amount of one household rises each time."""
    clerk = as_person("李春梅")
    for area, amount in (("11.00", "1265.00"), ("12.00", "1380.00")):
        clerk.flow.correct(issued, "面积复核")
        row = clerk.records.rows(issued)[0]
        values = {**row.values, "subsidy_area": area, "amount": amount}
        clerk.records.save_row(issued, row.with_values(values))
        issue(issued)
    return issued


def areas(lines):
    return [(line.old, line.new) for line in lines if line.place.endswith("补贴面积")]


def test_neighbours_and_distant_revisions_are_compared(as_person: Open, thrice: str) -> None:
    flow = as_person("周海明").flow
    assert areas(flow.difference(thrice)) == [("11.00", "12.00")]
    assert areas(flow.difference(thrice, 1, 2)) == [("10.00", "11.00")]
    assert areas(flow.difference(thrice, 1, 3)) == [("10.00", "12.00")]
    assert areas(flow.difference(thrice, 3, 1)) == [("12.00", "10.00")]
    assert flow.difference(thrice, 2, 2) == []


def test_a_revision_that_is_not_there_is_refused(as_person: Open, thrice: str) -> None:
    with pytest.raises(Refusal, match="没有修订 7"):
        as_person("周海明").flow.difference(thrice, 1, 7)
