"""Wherever a stretch of a roster begins, it is the one that counting from the first row would find."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from desktop.base.errors import Refusal
from desktop.domain.record import Record, RosterRow
from desktop.storage import records, rosters
from desktop.storage.database import Look
from desktop.storage.home import Home
from desktop.storage.records import RecordPlace
from desktop.storage.roster_depth import RosterDepth, newest

PLACES = st.lists(st.integers(1, 30), min_size=1, max_size=40)
"""Positions of rows, some of them the same: two laptops may have added at one place."""
EDIT = st.one_of(
    st.tuples(st.just("put"), st.integers(0, 50), st.integers(1, 40)),
    st.tuples(st.just("remove"), st.integers(0, 39), st.just(0)),
)


def line(number: int, position: int) -> RosterRow:
    return RosterRow(row=f"r{number:03}", position=position, values={"name": f"户{number}"})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLACES, st.lists(EDIT, max_size=4), st.integers(1, 12))
def test_every_stretch_is_the_one_counted_from_the_first_row(
    home: Home, record: Record, places: list[int], edits: list[tuple[str, int, int]], limit: int
) -> None:
    depth = RosterDepth(each=4)
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [line(at, place) for at, place in enumerate(places)])
        for edit in [None, *edits]:
            if edit and edit[0] == "put":
                rosters.put_row(session, record.id, 1, line(edit[1], edit[2]))
            elif edit:
                rosters.remove_rows(session, record.id, 1, [line(edit[1], 1).row])
            every = rosters.rows_at(session, record.id, 1)
            for offset in range(len(every) + 6):
                assert depth.rows(session, record.id, offset, limit) == every[offset : offset + limit]


def test_a_stretch_far_down_does_not_walk_over_the_rows_before_it(home: Home, record: Record) -> None:
    depth = RosterDepth()
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [line(at, at) for at in range(1, 20_001)])
        assert depth.rows(session, record.id, 19_990, 50) == [line(at, at) for at in range(19_991, 20_001)]
        connection = session.connection().connection.dbapi_connection
        assert connection is not None
        steps: list[None] = []
        connection.set_progress_handler(lambda: steps.append(None), 1000)
        depth.rows(session, record.id, 19_990, 50)
        near = len(steps)
        rosters.rows_at(session, record.id, 1, 19_990, 50)
        connection.set_progress_handler(None, 1000)
    assert near * 10 < len(steps) - near


def test_only_a_change_of_rows_moves_the_stamp_on(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        before = newest(session, record.id)
        rosters.put_row(session, record.id, 1, line(1, 1))
        after = newest(session, record.id)
        rosters.put_row(session, record.id, 1, line(1, 1))
        assert before != after == newest(session, record.id)


def test_the_notes_of_many_rosters_do_not_pile_up(home: Home, record: Record) -> None:
    depth = RosterDepth(each=2)
    with home.database.transaction() as session:
        for number in range(30):
            copied = f"{record.id}-{number}"
            records.add(session, record.model_copy(update={"id": copied}), {}, RecordPlace())
            rosters.replace_rows(session, copied, 1, [line(at, at) for at in range(9)])
            depth.rows(session, copied, 6, 2)
    assert len(depth._notes) < 10


def test_a_record_that_is_not_there_is_refused(home: Home) -> None:
    with home.database.reading() as session, pytest.raises(Refusal, match="找不到"):
        RosterDepth().rows(session, "nobody", 0, 10)


def test_a_look_sees_one_state_writes_nothing_and_leaves_nothing_behind(home: Home, record: Record) -> None:
    depth = RosterDepth(each=2)

    def stretch(look: Look) -> list[int]:
        return [row.position for row in depth.rows(look, record.id, 4, 10)]

    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [line(at, at) for at in range(1, 9)])
    for _ in range(9):  # more often than there are connections
        with home.database.looking() as look:
            assert stretch(look) == [5, 6, 7, 8]
            with home.database.transaction() as session:
                rosters.put_row(session, record.id, 1, line(9, 9))
            assert stretch(look) == [5, 6, 7, 8]
        with home.database.looking() as look:
            assert stretch(look) == [5, 6, 7, 8, 9]
            with pytest.raises(dbapi2.OperationalError, match="readonly"):
                look.cursor().execute("DELETE FROM roster_rows")
        with home.database.transaction() as session:
            rosters.remove_rows(session, record.id, 1, ["r009"])
