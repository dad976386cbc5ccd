"""A record is opened without reading its rows; what it shows is the same as if every row had been added up by hand."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import Cancelled
from desktop.base.progress import Progress
from desktop.domain.record import RecordContent
from desktop.rules.totals import column_totals, computed_values
from desktop.usecases import records as records_module
from tests.conftest import Open
from tests.farmland import FARMLAND, VALUES

AMOUNTS = st.lists(st.decimals("0.01", "99999999.99", places=2), min_size=1, max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=AMOUNTS)
def test_sums_of_the_database_are_exact(as_person: Open, amounts: list[Decimal]) -> None:
    clerk = as_person("李春梅")
    content = RecordContent(title="补贴", formed_on=date(2026, 9, 14), values=VALUES)
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    clerk.records.save_rows(record, [], [{"amount": str(amount)} for amount in amounts])
    opened = clerk.records.head(record)
    rows = clerk.records.rows(record)
    assert opened.totals == {**column_totals(opened.form, rows), "count": str(len(rows))}
    assert Decimal(opened.totals["amount"]) == sum(amounts)
    computed = computed_values(opened.form, rows)
    assert {key: opened.content.values[key] for key in computed} == computed


def test_the_head_says_nothing_of_checks_and_the_whole_does(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    row = clerk.records.rows(drafted)[0]
    wrong = row.with_values({**row.values, "amount": "1.00"})
    clerk.records.save_row(drafted, wrong)
    assert clerk.records.head(drafted).findings == ()
    whole = clerk.records.get(drafted)
    assert whole.findings_count == len(whole.findings) > 0
    assert list(whole.findings) == clerk.records.findings(drafted)


def test_checks_can_be_stopped_on_the_way(as_person: Open, drafted: str) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        as_person("李春梅").records.findings(drafted, progress)


def test_a_long_roster_is_opened_before_it_is_added_up(
    as_person: Open, drafted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = as_person("李春梅")
    monkeypatch.setattr(records_module, "SHORT_ROSTER", 1)
    opened = clerk.records.head(drafted, at_once=True)
    assert not opened.summed
    assert opened.totals == {"count": str(opened.record.roster_count)}
    whole = clerk.records.head(drafted)
    assert whole.summed
    assert Decimal(whole.totals["amount"]) > 0
    assert clerk.records.head(drafted, at_once=True) == whole
    clerk.records.add_row(drafted, {"amount": "1.00"})
    assert not clerk.records.head(drafted, at_once=True).summed
