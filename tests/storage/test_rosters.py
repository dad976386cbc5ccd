"""Roster versions: any revision can be read at any time, and only what changed is stored."""

import itertools
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import Refusal
from desktop.domain.record import Record, Revision, RosterRow
from desktop.storage import records, revisions, rosters
from desktop.storage.home import Home
from desktop.storage.roster_versions import cells_of
from desktop.storage.rosters import RowChange


def row(name: str, position: int, amount: str = "500.00", key: str = "") -> RosterRow:
    return RosterRow(row=key or name, position=position, values={"name": name, "amount": amount})


def names(home: Home, record: Record, revision: int) -> list[str]:
    with home.database.reading() as session:
        return [line.values["name"] for line in rosters.rows_at(session, record.id, revision)]


def versions(home: Home) -> int:
    with home.database.reading() as session:
        return int(session.connection().exec_driver_sql("SELECT count(*) FROM roster_rows").scalar_one())


def seal(session: object, record: Record, number: int) -> None:
    revisions.seal(
        session,
        Revision(
            record=record.id,
            number=number,
            digest=f"{number:064d}",
            made_at="",
            made_by="",
            device="d",
            content={},
        ),
    )


def test_rows_come_back_in_printed_order_page_by_page(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [row(f"户{n}", n) for n in (3, 1, 4, 2, 5)])
    with home.database.reading() as session:
        assert rosters.row_count(session, record.id, 1) == 5
        page = rosters.rows_at(session, record.id, 1, offset=1, limit=2)
        assert [line.position for line in page] == [2, 3]
        assert records.get(session, record.id).roster_count == 5
        assert rosters.last_position(session, record.id, 1) == 5


def test_a_correction_stores_only_the_changed_row(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [row(f"户{n}", n) for n in range(1, 101)])
        seal(session, record, 1)
    with home.database.transaction() as session:
        rosters.put_row(session, record.id, 2, row("户7", 7, "620.00"))
        rosters.remove_rows(session, record.id, 2, ["户9"])
    assert versions(home) == 102
    with home.database.reading() as session:
        old = rosters.find_row(session, record.id, 1, "户7")
        new = rosters.find_row(session, record.id, 2, "户7")
        assert old is not None
        assert old.values["amount"] == "500.00"
        assert new is not None
        assert new.values["amount"] == "620.00"
        assert rosters.row_count(session, record.id, 1) == 100
        assert rosters.row_count(session, record.id, 2) == 99
        changes = rosters.changes_between(session, record.id, 1, 2)
    assert {(row, cells is None) for row, _, _, cells in changes} == {("户7", False), ("户9", True)}


def test_an_edit_taken_back_leaves_no_version_behind(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [row("甲", 1), row("乙", 2)])
        seal(session, record, 1)
        rosters.put_row(session, record.id, 2, row("甲", 1, "9.00"))
        rosters.put_row(session, record.id, 2, row("甲", 1))
        rosters.remove_rows(session, record.id, 2, ["乙"])
        rosters.put_row(session, record.id, 2, row("乙", 2))
        rosters.put_row(session, record.id, 2, row("丙", 3))
        rosters.remove_rows(session, record.id, 2, ["丙"])
        assert rosters.changes_between(session, record.id, 1, 2) == []
    assert versions(home) == 2


def test_a_new_import_recognises_rows_by_their_values(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [row("甲", 1), row("乙", 2), row("丙", 3)])
        seal(session, record, 1)
        again = [row("甲", 1, key="x1"), row("乙", 2, "620.00", key="x2"), row("丙", 3, key="x3")]
        rosters.replace_rows(session, record.id, 2, again)
        changed = {row for row, *_ in rosters.changes_between(session, record.id, 1, 2)}
    assert changed == {"乙", "x2"}


def test_a_sealed_roster_cannot_be_edited(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        rosters.put_row(session, record.id, 1, row("甲", 1))
        seal(session, record, 1)
    with home.database.transaction() as session, pytest.raises(Refusal, match="已经签发"):
        rosters.put_row(session, record.id, 1, row("甲", 1, "1.00"))


def test_fifty_thousand_rows_are_stored_and_paged_quickly(home: Home, record: Record) -> None:
    many = [
        RosterRow(
            row=f"r{n}", position=n, values={"name": f"扎西{n}", "id_number": f"63252419800101{n % 9999:04d}"}
        )
        for n in range(1, 50_001)
    ]
    start = time.process_time()
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, many)
    stored = time.process_time() - start
    start = time.process_time()
    with home.database.reading() as session:
        page = rosters.rows_at(session, record.id, 1, offset=49_900, limit=100)
    paged = time.process_time() - start
    assert [line.position for line in page] == list(range(49_901, 50_001))
    assert stored < 30, "two slow cores may take ten times as long as one fast one, not more"
    assert paged < 1


FRESH = itertools.count()
KEYS = ["a", "b", "c", "d"]
EDIT = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(KEYS), st.integers(1, 4), st.sampled_from(["1.00", "2.00"])),
    st.tuples(st.just("remove"), st.lists(st.sampled_from(KEYS), max_size=3)),
    st.tuples(st.just("replace"), st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["1.00", "2.00"]))),
    st.tuples(st.just("seal")),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDIT, max_size=14), st.randoms(use_true_random=False))
def test_every_revision_reads_as_it_was_and_its_changes_rebuild_it_in_any_order(
    home: Home, record: Record, edits: list[tuple], order
) -> None:
    """Against a plain dictionary per revision; then the same roster is rebuilt elsewhere from shuffled changes."""
    model: dict[str, tuple[int, dict[str, str]]] = {}
    sealed: list[dict[str, tuple[int, dict[str, str]]]] = []
    with home.database.transaction() as session:
        number = next(FRESH)
        own = record.model_copy(update={"id": f"model-{number}"})
        other = record.model_copy(update={"id": f"copy-{number}"})
        records.add(session, own, {}, records.RecordPlace(names=("amount",)))
        records.add(session, other, {}, records.RecordPlace())
        revision = 1
        for edit in edits:
            if edit[0] == "put":
                values = {"amount": edit[3]}
                model[edit[1]] = (edit[2], values)
                rosters.put_row(
                    session, own.id, revision, RosterRow(row=edit[1], position=edit[2], values=values)
                )
            elif edit[0] == "remove":
                for key in edit[1]:
                    model.pop(key, None)
                rosters.remove_rows(session, own.id, revision, edit[1])
            elif edit[0] == "replace":
                model = {
                    key: (at, {"key": key, "amount": amount})
                    for at, (key, amount) in enumerate(edit[1].items())
                }
                new = [RosterRow(row=key, position=at, values=values) for key, (at, values) in model.items()]
                rosters.replace_rows(session, own.id, revision, new)
            else:
                seal(session, own, revision)
                sealed.append(dict(model))
                revision += 1
        sealed.append(dict(model))
        changes = [
            rosters.RowChange(row, number, position, cells and cells.decode())
            for row, number, position, cells in rosters.changes_between(session, own.id, 0, revision)
        ]
        order.shuffle(changes)
        half = len(changes) // 2
        for part in (changes[half:], changes[:half], changes):
            rosters.apply_changes(session, other.id, part)
        assert rosters.apply_changes(session, other.id, changes) == 0
        for number, want in enumerate(sealed, start=1):
            for place in (own, other):
                got = {
                    line.row: (line.position, line.values)
                    for line in rosters.iterate(session, place.id, number)
                }
                assert got == want
            assert rosters.row_count(session, own.id, number) == len(want)
        assert records.get(session, other.id).roster_count == len(model)


def test_taking_back_an_arrived_revision_restores_the_one_before(home: Home, record: Record) -> None:
    first = [RowChange("a", 1, 1, cells_of({"name": "甲"})), RowChange("b", 1, 2, cells_of({"name": "乙"}))]
    second = [
        RowChange("a", 2, 1, cells_of({"name": "甲二"})),
        RowChange("b", 2, 2, None),
        RowChange("c", 2, 3, cells_of({"name": "丙"})),
    ]
    with home.database.transaction() as session:
        assert rosters.apply_changes(session, record.id, second) == 3
        assert rosters.apply_changes(session, record.id, first) == 2
    assert names(home, record, 1) == ["甲", "乙"]
    assert names(home, record, 2) == ["甲二", "丙"]
    with home.database.transaction() as session:
        rosters.take_back(session, record.id, 2)
    assert names(home, record, 2) == ["甲", "乙"]


@pytest.mark.parametrize("earlier", [[], [RowChange("z", 1, 9, cells_of({"name": "先到"}))]])
def test_changes_that_arrive_as_bytes_are_stored_as_the_text_they_are(
    home: Home, record: Record, earlier: list[RowChange]
) -> None:
    cells = cells_of({"name": "扎西·东智", "remark": '说"好"'})
    twice = [RowChange("a", 1, 1, cells.encode()), RowChange("b", 1, 2, cells)]
    with home.database.transaction() as session:
        assert rosters.apply_changes(session, record.id, earlier) == len(earlier)
        assert rosters.apply_changes(session, record.id, twice) == 2
        stored = session.connection().exec_driver_sql(
            "SELECT typeof(cells), cells FROM roster_rows WHERE position < 9"
        )
        assert set(stored) == {("text", cells)}
        found = rosters.rows_holding(session, record.id, 1, "name", ["扎西·东智"])
    assert found == [(1, "扎西·东智"), (2, "扎西·东智")]


def test_only_rows_with_a_wanted_value_are_given_and_only_those_that_hold(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        rosters.replace_rows(
            session, record.id, 1, [row("甲", 1), row("乙", 2), row("丙", 3), row("甲", 4, key="again")]
        )
        rosters.remove_rows(session, record.id, 1, ["丙"])
        found = rosters.rows_holding(session, record.id, 1, "name", {"甲", "丙", "丁"})
        assert found == [(1, "甲"), (4, "甲")]
        assert rosters.rows_holding(session, record.id, 1, "missing", {""}) == []
        assert rosters.rows_holding(session, record.id, 1, "name", set()) == []
