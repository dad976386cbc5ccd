"""A number that stands in another list is noticed whenever it came there, and no list is read twice for nothing."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from desktop.domain.record import Record, RosterRow
from desktop.storage import roster_numbers, rosters
from desktop.storage.home import Home
from desktop.storage.roster_numbers import ListBeside, RosterNumbers, digests

KEYS = ["id_number", "bank_account"]
CELLS = st.sampled_from(["", "1", "2", "3", "4"])
LISTS = st.lists(st.tuples(CELLS, CELLS), max_size=5)


def lines(cells: list[tuple[str, str]]) -> list[RosterRow]:
    return [
        RosterRow(row=f"r{at}", position=at, values=dict(zip(KEYS, pair, strict=True)))
        for at, pair in enumerate(cells, 1)
    ]


def beside(home: Home, record: Record) -> ListBeside:
    with home.database.reading() as session:
        found = session.connection().exec_driver_sql(
            "SELECT title, revision, roster_stamp FROM records WHERE id = ?", (record.id,)
        )
        title, revision, stamp = found.one()
        return ListBeside(record.id, title, revision, stamp, {})


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LISTS, min_size=1, max_size=3), st.sets(CELLS, min_size=1))
def test_what_is_shared_follows_every_change_of_the_list(
    home: Home, record: Record, states: list[list[tuple[str, str]]], wanted: set[str]
) -> None:
    numbers, own = RosterNumbers(), digests(wanted - {""})
    for cells in states:
        with home.database.transaction() as session:
            rosters.replace_rows(session, record.id, 1, lines(cells))
        other = beside(home, record)
        with home.database.reading() as session:
            found = numbers.shared(session, other, KEYS, dict.fromkeys(KEYS, own))
            assert numbers.shared(session, other, KEYS, dict.fromkeys(KEYS, own)) == found
        right = {key: digests({pair[at] for pair in cells}) & own for at, key in enumerate(KEYS)}
        assert found == {key: same for key, same in right.items() if same}


def test_a_list_that_did_not_change_is_not_looked_through_again(
    home: Home, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, lines([("1", "2")]))
    other, numbers = beside(home, record), RosterNumbers()
    looks: list[str] = []
    look_through = RosterNumbers._look_through

    def counted(self: RosterNumbers, session: Session, other: ListBeside, keys: Sequence[str]) -> Any:
        looks.append(other.id)
        return look_through(self, session, other, keys)

    monkeypatch.setattr(RosterNumbers, "_look_through", counted)
    with home.database.reading() as session:
        for _ in range(3):
            numbers.shared(session, other, KEYS, {key: digests({"1"}) for key in KEYS})
        assert len(looks) == 1
        monkeypatch.setattr(roster_numbers, "_MOST", 1)
        numbers.shared(session, other._replace(id="gone", stamp=0), KEYS, {key: set() for key in KEYS})
        numbers.shared(session, other, KEYS, {key: digests({"2"}) for key in KEYS})
    assert len(looks) == 3


def test_nothing_of_a_number_can_be_read_from_what_is_kept(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, lines([("632524198001011236", "6222020000000000000")]))
    numbers, other = RosterNumbers(), beside(home, record)
    with home.database.reading() as session:
        numbers.shared(session, other, KEYS, {key: set() for key in KEYS})
    assert not any(number in repr(numbers) for number in ("632524198001011236", "1236", "62220200"))
