"""The relations of the yearly report: whatever balances is left alone, whatever does not is found at its place."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.annual_report import AnnualReport, Cells, Key
from desktop.domain.organisation import Level
from desktop.files.annual_book import place_words
from desktop.rules.annual_check import carried_over, check_report
from tests import factories

REPORT = factories.catalogue().annual_report
APPLICATIONS = next(table for table in REPORT.tables if table.key == "applications")
TYPED_ROWS = [row.key for row in APPLICATIONS.rows if not row.adds]
TYPED_COLUMNS = [column.key for column in APPLICATIONS.columns if not column.adds]
HANDLED = [row for row in TYPED_ROWS if row not in ("new", "carried_in", "carried_out")]


def words(key: Key) -> str:
    return place_words(REPORT, key)


def whole(report: AnnualReport = REPORT) -> Cells:
    return {
        (table.key, row.key, column.key): Decimal(0)
        for table in report.tables
        for row in table.rows
        for column in table.columns
        if not table.parts(row, column)
    }


def codes(cells: Cells, level: Level = Level.TOWNSHIP, last: Cells | None = None) -> list[str]:
    return [finding.code for finding in check_report(REPORT, cells, words, level, last)]


@st.composite
def balanced(draw: st.DrawFn) -> Cells:
    """Numbers of a year in which every application is either decided or carried out."""
    cells = whole()
    for column in TYPED_COLUMNS:
        decided = 0
        for row in HANDLED:
            cells["applications", row, column] = Decimal(number := draw(st.integers(0, 50)))
            decided += number
        left, before = draw(st.integers(0, 20)), draw(st.integers(0, 5))
        cells["applications", "carried_out", column] = Decimal(left)
        cells["applications", "carried_in", column] = Decimal(min(before, decided + left))
        cells["applications", "new", column] = Decimal(decided + left - min(before, decided + left))
    return cells


@given(balanced())
def test_a_report_that_balances_is_left_alone(cells: Cells) -> None:
    assert codes(cells) == []
    assert (
        codes(
            cells,
            last={
                ("applications", "carried_out", c): cells["applications", "carried_in", c]
                for c in TYPED_COLUMNS
            },
        )
        == []
    )


@given(balanced(), st.sampled_from(TYPED_ROWS), st.sampled_from(TYPED_COLUMNS), st.integers(1, 9))
def test_any_number_that_is_off_is_found_in_its_column_and_in_the_total(
    cells: Cells, row: str, column: str, more: int
) -> None:
    cells["applications", row, column] += more
    found = check_report(REPORT, cells, words, Level.TOWNSHIP)
    label = next(known.label for known in APPLICATIONS.columns if known.key == column)
    assert {finding.code for finding in found} == {"t3-balance"}
    assert any(finding.text.startswith(f"“{label}”列") for finding in found)
    assert all(finding.source.startswith("每一列") for finding in found)


def test_published_numbers_balance() -> None:
    """A published set of all columns: 14069 + 560 = 13810 + 819."""
    cells = whole()
    for row, value in (("new", 14069), ("carried_in", 560), ("granted", 13810), ("carried_out", 819)):
        cells["applications", row, "natural"] = Decimal(value)
    assert codes(cells) == []
    assert REPORT.value(cells, ("applications", "handled_total", "total")) == 13810


def test_what_is_left_over_comes_from_last_year() -> None:
    last = {**whole(), ("applications", "carried_out", "natural"): Decimal(3)}
    assert carried_over(last)["applications", "carried_in", "natural"] == 3
    assert "t3-carry" in codes(whole(), last=last)


@pytest.mark.parametrize(("level", "found"), [(Level.TOWNSHIP, ["t2-rules-town"]), (Level.COUNTY, [])])
def test_a_township_makes_no_rules(level: Level, found: list[str]) -> None:
    assert codes({**whole(), ("rules", "rules", "c3"): Decimal(6)}, level) == found


def test_documents_in_force_go_on_from_last_year() -> None:
    last = {("rules", "norm_docs", "c3"): Decimal(5)}
    now = {**whole(), ("rules", "norm_docs", "c1"): Decimal(2), ("rules", "norm_docs", "c2"): Decimal(1)}
    assert codes({**now, ("rules", "norm_docs", "c3"): Decimal(6)}, last=last) == []
    assert codes({**now, ("rules", "norm_docs", "c3"): Decimal(7)}, last=last) == ["t2-valid"]


def test_an_empty_cell_is_no_nought() -> None:
    assert set(codes({})) == {"annual-empty"}
    assert REPORT.value({}, ("applications", "new", "total")) is None
