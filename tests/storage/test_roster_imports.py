"""Imports of a roster are remembered as changes of rows: each is taken back by itself and exactly."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import Refusal
from desktop.domain.record import Record, Revision, RosterRow
from desktop.storage import revisions, roster_imports, rosters
from desktop.storage.home import Home


def row(name: str, position: int, amount: str = "500.00", key: str = "") -> RosterRow:
    return RosterRow(row=key or name, position=position, values={"name": name, "amount": amount})


def take(session, record: Record, rows: list[RosterRow], *, replaced: bool = True, revision: int = 1) -> int:
    return roster_imports.take(
        session, record.id, rows, revision=revision, at="2026-09-16T09:00:00+08:00", by="李春梅", file="名单.xlsx",
        taken=len(rows), refused=0, replaced=replaced,
    )  # fmt: skip


def back(session, record: Record, number: int = 0, revision: int = 1) -> roster_imports.TakenBack:
    return roster_imports.take_back(
        session, record.id, revision, number, "2026-09-16T10:00:00+08:00", "李春梅"
    )


def held(session, record: Record, revision: int = 1) -> list[tuple[str, int, str]]:
    found = rosters.rows_at(session, record.id, revision)
    return [(line.values["name"], line.position, line.values["amount"]) for line in found]


def test_an_import_in_the_middle_is_taken_back_and_later_ones_stay(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        take(session, record, [row("甲", 1), row("乙", 2)])
        second = take(session, record, [row("甲", 1), row("乙", 2), row("丙", 3)], replaced=False)
        take(session, record, [row("甲", 1), row("乙", 2), row("丙", 3), row("丁", 4)], replaced=False)
        done = back(session, record, second)
        assert held(session, record) == [("甲", 1, "500.00"), ("乙", 2, "500.00"), ("丁", 4, "500.00")]
        assert (done.removed, done.returned, done.kept) == (1, 0, ())
        assert [(e.number, bool(e.undone_at)) for e in roster_imports.entries(session, record.id)] == [
            (3, False),
            (2, True),
            (1, False),
        ]


def test_rows_edited_since_stay_and_are_named(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [row("甲", 1), row("乙", 2)])
        take(session, record, [row("丙", 1), row("丁", 2), row("戊", 3)])
        rosters.put_row(session, record.id, 1, row("丁", 2, "9.00"))
        rosters.remove_rows(session, record.id, 1, ["戊"])
        rosters.put_row(session, record.id, 1, row("己", 4))
        done = back(session, record)
        assert held(session, record) == [
            ("甲", 1, "500.00"),
            ("乙", 2, "500.00"),
            ("己", 4, "500.00"),
            ("丁", 5, "9.00"),
        ]
        assert [(line.values["name"], line.position) for line in done.kept] == [("丁", 5)]


def test_a_row_typed_back_to_what_came_in_goes_with_its_import(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        take(session, record, [row("甲", 1)])
        rosters.put_row(session, record.id, 1, row("甲", 1, "9.00"))
        rosters.put_row(session, record.id, 1, row("甲", 1))
        assert back(session, record).kept == ()
        assert held(session, record) == []


def test_a_row_that_was_there_before_and_moved_goes_back_to_its_place(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [row("甲", 1), row("乙", 2)])
        take(session, record, [row("乙", 1, key="x"), row("丙", 2, key="y")])
        assert [line.row for line in rosters.rows_at(session, record.id, 1)] == ["乙", "y"]
        back(session, record)
        assert held(session, record) == [("甲", 1, "500.00"), ("乙", 2, "500.00")]


def test_an_import_under_a_later_whole_one_waits_for_that(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        take(session, record, [row("甲", 1)])
        take(session, record, [row("乙", 1)])
        with pytest.raises(Refusal, match="整个换掉"):
            back(session, record, 1)
        back(session, record)
        assert held(session, record) == [("甲", 1, "500.00")]
        back(session, record)
        assert held(session, record) == []
        with pytest.raises(Refusal, match="没有可以撤销的导入"):
            back(session, record)
        with pytest.raises(Refusal, match="已经撤销过"):
            back(session, record, 1)
        with pytest.raises(Refusal, match="没有第 7 次"):
            back(session, record, 7)


def test_what_was_issued_is_not_taken_back_in_a_correction(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        take(session, record, [row("甲", 1)])
        sealed = Revision(
            record=record.id, number=1, digest="0" * 64, made_at="", made_by="", device="d", content={}
        )
        revisions.seal(session, sealed)
    with home.database.transaction() as session:
        with pytest.raises(Refusal, match="已经随修订 1 签发"):
            back(session, record, 0, 2)
        assert held(session, record, 2) == [("甲", 1, "500.00")]
        take(session, record, [row("甲", 1), row("乙", 2)], replaced=False, revision=2)
        back(session, record, 0, 2)
        assert held(session, record, 2) == [("甲", 1, "500.00")]
        assert held(session, record, 1) == [("甲", 1, "500.00")]


NAMES = st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), NAMES), min_size=1, max_size=5))
def test_imports_taken_back_one_by_one_leave_each_earlier_roster(
    home: Home, record: Record, imports: list[tuple[bool, list[str]]]
) -> None:
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, [])
        states = [held(session, record)]
        numbers = []
        for which, (whole, names) in enumerate(imports):
            before = [] if whole else rosters.rows_at(session, record.id, 1)
            start = len(before)
            new = [row(name, start + at, key=f"{which}-{at}") for at, name in enumerate(names, 1)]
            numbers.append(take(session, record, [*before, *new], replaced=whole))
            states.append(held(session, record))
        for number in reversed(numbers):
            assert held(session, record) == states.pop()
            back(session, record, number)
        assert held(session, record) == states.pop() == []
