"""Whatever the order, however often, whichever laptop was brought back from a backup and whatever year its clock says: in
the end every receiver has the same, and every receipt adds up."""

import math
import os
import random
from collections.abc import Callable, Iterator

import pytest

from desktop.sync.opened import OpenedBundle
from tests.faults.conftest import SOAK
from tests.faults.histories import DEVICES, History, deliveries, history
from tests.faults.receiving import County, State, taken_back

HISTORIES = int(os.environ.get("HISTORIES", "10000" if SOAK else "12"))
FIRST_HISTORY = int(os.environ.get("FIRST_HISTORY", "0"))
"""Where a run goes on that is made in parts; every part draws the same histories as one long run."""
IN_ALL_ORDERS = 6 if SOAK else 5
RECEIVERS = 3


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    opened = County(tmp_path_factory.mktemp("orders") / "county")
    yield opened
    opened.close()


def test_all_orders_of_bundles_end_the_same(county: County, count: Callable[..., None]) -> None:
    """The orders are walked as a tree: what two orders have in common at their beginning is done once. Six bundles in
    720 orders in a soak, else five in 120."""
    made = next(
        found
        for found in (history(number, 12, restoring=False) for number in range(10_000))
        if len(found.bundles) == IN_ALL_ORDERS
    )
    ends: list[State] = []
    gaps: set[str] = set()

    def walk(left: tuple[OpenedBundle, ...]) -> None:
        if not left:
            ends.append(county.state(session))
            return
        for at, bundle in enumerate(left):
            with taken_back(session):
                county.take(session, bundle)
                rest = left[:at] + left[at + 1 :]
                there = {one.header.bundle for one in made.bundles} - {one.header.bundle for one in rest}
                gaps.add(f"{sorted(there)} {county.missing(session)}")
                if len(rest) == IN_ALL_ORDERS // 2:  # brought twice, it changes nothing
                    before = county.state(session)
                    receipt = county.take(session, bundle)
                    assert receipt.counts.accepted == receipt.counts.conflict == 0
                    assert county.state(session) == before
                walk(rest)

    with county.receiving() as session:
        walk(made.bundles)
    assert len(ends) == math.factorial(IN_ALL_ORDERS)
    assert all(end == ends[0] for end in ends)
    assert not any(one["held"] for one in ends[0].values())
    assert len(gaps) == 2**IN_ALL_ORDERS - 1, "what is missing follows from what has come, not from its order"
    count(f"orders of {IN_ALL_ORDERS} bundles", len(ends))


def as_issued(made: History) -> dict[str, set[str]]:
    """Every version that ever left a laptop."""
    sent: dict[str, set[str]] = {}
    for bundle in made.bundles:
        for line in bundle.records:
            versions = {line.digest, *(revision.digest for revision in line.revisions)}
            sent.setdefault(line.record, set()).update(versions)
    return sent


def check(county: County, made: History) -> None:
    ends = []
    for receiver in range(RECEIVERS):
        with county.receiving() as session:
            for bundle in deliveries(made.bundles, random.Random(f"{made.number} {receiver}")):
                county.take(session, bundle)
            ends.append(county.state(session))
            assert county.missing(session) == [[] for _ in DEVICES]
    sent = as_issued(made)
    for end in ends:
        assert {record: one["versions"] for record, one in end.items()} == sent, "a version was lost"
        for record, one in end.items():
            if record in made.parted:
                continue
            assert not one["held"], f"{record} came whole and still waits for somebody"
            assert one == ends[0][record], f"{record} differs from receiver to receiver"


def test_three_laptops_with_backups_and_wrong_clocks_end_the_same_everywhere(
    county: County, count: Callable[..., None]
) -> None:
    parted = bundles = 0
    for number in range(FIRST_HISTORY, FIRST_HISTORY + HISTORIES):
        made = history(number)
        try:
            check(county, made)
        except AssertionError as fault:
            raise AssertionError(f"history {number}: {fault}") from fault
        parted += len(made.parted)
        bundles += len(made.bundles)
    count("histories of three laptops", HISTORIES)
    count("bundles in these histories, each brought to three receivers", bundles)
    count("records in these histories with versions that part", parted)
    assert parted, "no backup ever led to two versions: the histories are too tame"
