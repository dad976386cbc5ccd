"""A transaction that writes very many rows has more memory for it, and gives it back."""

import pytest

from desktop.domain.record import Record, RosterRow
from desktop.storage import roster_versions, rosters
from desktop.storage.home import Home


def pages(home: Home) -> int:
    with home.database.reading() as session:
        return int(session.connection().exec_driver_sql("PRAGMA cache_size").scalar_one())


def put(home: Home, record: Record, count: int, *, fail: bool = False) -> int:
    """The pages the writing transaction had in the end."""
    rows = [RosterRow(f"r{number}", number, {"name": "扎西"}) for number in range(1, count + 1)]
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, rows)
        if fail:
            raise ZeroDivisionError
        return int(session.connection().exec_driver_sql("PRAGMA cache_size").scalar_one())


def test_many_rows_are_given_room_until_the_transaction_ends(
    home: Home, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_versions, "_MANY", 10)
    reading, writing = pages(home), put(home, record, 10)
    assert put(home, record, 40) == -(64 << 10) < writing
    assert (pages(home), put(home, record, 41)) == (reading, writing)


def test_the_room_is_given_back_when_the_transaction_fails(
    home: Home, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_versions, "_MANY", 10)
    usual = pages(home)
    with pytest.raises(ZeroDivisionError):
        put(home, record, 20, fail=True)
    assert pages(home) == usual
