"""Steps and classes describe one schema; an older file is brought up after a checked copy."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from desktop.base.errors import SurroundingsError
from desktop.storage import migrate, tables
from desktop.storage.database import check_whole, connect, schema_number

KEY = bytes(range(32))


def described(connection: Any, table: str) -> dict[str, object]:
    """Columns, keys and indexes as SQLite itself sees them."""

    def ask(name: str, of: str) -> list[tuple[object, ...]]:
        return [tuple(line) for line in connection.execute(f"PRAGMA {name}('{of}')")]

    indexes = sorted(
        (line[1], line[2], tuple(ask("index_info", str(line[1])))) for line in ask("index_list", table)
    )
    return {"columns": ask("table_info", table), "keys": ask("foreign_key_list", table), "indexes": indexes}


def test_the_schema_after_all_steps_is_the_schema_of_the_classes(tmp_path: Path) -> None:
    migrate.create(tmp_path / "stepped.db", KEY)
    stepped = connect(tmp_path / "stepped.db", KEY)
    plain = dbapi2.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: plain, module=dbapi2, poolclass=StaticPool)
    own = [table for table in SQLModel.metadata.sorted_tables if table.name in every_table()]
    SQLModel.metadata.create_all(engine, own)
    for table in own:
        assert described(stepped, table.name) == described(plain, table.name), table.name
    names = {
        str(line[0])
        for line in stepped.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not str(line[0]).startswith(("search_index", "sqlite_"))
    }
    assert names == every_table()
    stepped.close()
    engine.dispose()
    plain.close()


def every_table() -> set[str]:
    return {
        str(entry.__tablename__)
        for entry in vars(tables).values()
        if isinstance(entry, type) and issubclass(entry, SQLModel) and hasattr(entry, "__table__")
    }


def test_an_older_database_is_copied_then_brought_up_with_its_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = tmp_path / "old.db", tmp_path / "copy.db"
    migrate.create(path, KEY)
    connection = connect(path, KEY)
    connection.execute("INSERT INTO boards (name, position) VALUES ('镇政府大院', 1)")
    connection.close()
    step = ("ALTER TABLE boards ADD COLUMN village VARCHAR NOT NULL DEFAULT ''",)
    monkeypatch.setattr(migrate, "STEPS", (*migrate.STEPS, step))
    monkeypatch.setattr(migrate, "NEWEST", migrate.NEWEST + 1)
    migrate.bring_up(path, KEY, lambda: copy)
    assert schema_number(path, KEY) == migrate.NEWEST
    assert schema_number(copy, KEY) == migrate.NEWEST - 1
    assert check_whole(copy, KEY) == []
    connection = connect(path, KEY)
    assert connection.execute("SELECT name, village FROM boards").fetchall() == [("镇政府大院", "")]
    connection.close()


def test_a_step_that_breaks_off_leaves_the_schema_and_its_number_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    migrate.create(path, KEY)
    before = schema_number(path, KEY)
    step = ("CREATE TABLE half (a)", "INSERT INTO nowhere VALUES (1)")
    monkeypatch.setattr(migrate, "STEPS", (*migrate.STEPS, step))
    monkeypatch.setattr(migrate, "NEWEST", migrate.NEWEST + 1)
    with pytest.raises(dbapi2.OperationalError, match="nowhere"):
        migrate.bring_up(path, KEY, lambda: tmp_path / "copy.db")
    assert schema_number(path, KEY) == before
    connection = connect(path, KEY)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    connection.close()


def test_without_a_sound_copy_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, copy = tmp_path / "old.db", tmp_path / "copy.db"
    migrate.create(path, KEY)
    before = path.read_bytes()
    monkeypatch.setattr(migrate, "check_whole", lambda *_: ["page 3"])
    monkeypatch.setattr(migrate, "NEWEST", migrate.NEWEST + 1)
    with pytest.raises(SurroundingsError, match="备份写好后核对不上"):
        migrate.bring_up(path, KEY, lambda: copy)
    assert path.read_bytes() == before
    assert not copy.exists()
