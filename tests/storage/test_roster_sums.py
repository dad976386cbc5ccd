"""Sums that were added up once are the sums of the rows as they are now."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.record import Record, RosterRow
from desktop.storage import rosters
from desktop.storage.home import Home
from desktop.storage.roster_sums import RosterSums

PLACES = {"amount": 2}
CENTS = st.integers(1, 10**9)


def line(number: int, cents: int) -> RosterRow:
    amount = f"{cents // 100}.{cents % 100:02}"
    return RosterRow(row=f"r{number:03}", position=number, values={"name": "甲", "amount": amount})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CENTS, min_size=1, max_size=6), st.lists(st.tuples(st.integers(1, 8), CENTS), max_size=4))
def test_sums_follow_every_change_of_a_row(
    home: Home, record: Record, first: list[int], edits: list[tuple[int, int]]
) -> None:
    sums, held = RosterSums(), dict(enumerate(first, 1))
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [line(at, cents) for at, cents in held.items()])
    for at, cents in [(1, first[0]), *edits]:
        with home.database.transaction() as session:
            rosters.put_row(session, record.id, 1, line(at, cents))
        held[at] = cents
        with home.database.reading() as session:
            assert sums.of(session, record.id, PLACES) == {"amount": sum(held.values())}
            assert sums.known(session, record.id, PLACES) == {"amount": sum(held.values())}


def test_what_was_not_added_up_or_has_changed_since_is_not_known(home: Home, record: Record) -> None:
    sums = RosterSums()
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [line(1, 500)])
    with home.database.reading() as session:
        assert sums.known(session, record.id, PLACES) is None
        assert sums.known(session, record.id, {}) == {}
        sums.of(session, record.id, PLACES)
        assert sums.known(session, record.id, {"amount": 0}) is None
    with home.database.transaction() as session:
        rosters.remove_rows(session, record.id, 1, ["r001"])
    with home.database.reading() as session:
        assert sums.known(session, record.id, PLACES) is None


def test_known_sums_are_not_added_up_again(home: Home, record: Record) -> None:
    sums = RosterSums()
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [line(at, at) for at in range(1, 5_001)])
    with home.database.reading() as session:
        connection = session.connection().connection.dbapi_connection
        assert connection is not None
        steps: list[None] = []
        connection.set_progress_handler(lambda: steps.append(None), 1000)
        sums.of(session, record.id, PLACES)
        first = len(steps)
        sums.of(session, record.id, PLACES)
        connection.set_progress_handler(None, 1000)
    assert first > 10 * (len(steps) - first)
