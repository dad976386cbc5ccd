"""Brings everything that can still be read out of a damaged database into a new one, and counts what could not.

The damaged file is only read. Pages carry seals, so a row is either read as it was written or not at all. The search
index is made anew from what was kept.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2
from sqlmodel import select

from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.storage import backups, device, door_plate, home_file, migrate, search, settings
from desktop.storage.database import Database, check_whole, connect
from desktop.storage.home import DATABASE
from desktop.storage.roster_versions import find_anew
from desktop.storage.tables import DeviceRow, RecordRow

_DERIVED = ("search_", "sqlite_")
_MOST_FAULTS = 2_000
"""Where a table's end cannot be seen, it is taken to have come after so many unreadable rows on end."""
_FARTHEST = 1 << 24
"""How far is looked when a table's end cannot be seen: more rows than any home has."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """``path`` is a backup to restore from. ``kept`` and ``lost`` count rows by table; of ``lost`` it is the most it can be,
    since a row that cannot be read may not have been there. Of the tables ``cut`` the end was not seen."""

    path: Path
    kept: dict[str, int]
    lost: dict[str, int]
    cut: tuple[str, ...] = ()


def salvage(folder: Path, key: bytes, clock: Clock) -> Salvaged:
    """Read the home's database row by row into a new backup. Refusal when not even its list of tables can be read."""
    damaged = _Damaged(folder / DATABASE, key)
    try:
        roots = dict(damaged.ask("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))
        broken = damaged.broken_pages()
    except dbapi2.Error as error:
        raise Refusal(
            tr("数据文件的开头坏了，里面的内容一条也读不出来。"),
            safe=tr("程序没有改动它。"),
            todo=tr("请用最近一次备份恢复：备份在数据目录的“backups”文件夹里。"),
            code="beyond-salvage",
        ) from error
    target = backups.new_name(folder, clock, "salvaged")
    kept: dict[str, int] = {}
    lost: dict[str, int] = {}
    cut: list[str] = []
    try:
        migrate.create(target, key)
        fresh = connect(target, key, settings=("PRAGMA foreign_keys = OFF",))
        try:
            fresh.execute("BEGIN IMMEDIATE")
            for table in _own_tables(fresh):
                reader = _Reader(damaged, table, _columns(fresh, table), beheaded=roots.get(table) in broken)
                kept[table] = _copy(fresh, table, reader) if table in roots else 0
                lost[table] = reader.lost
                cut += [table] if reader.cut else []
            fresh.execute("COMMIT")
        finally:
            fresh.close()
        _complete(target, key, folder, clock)
    except BaseException:
        for leftover in target.parent.glob(f"{target.name}*"):
            leftover.unlink(missing_ok=True)
        raise
    finally:
        damaged.close()
    if faults := check_whole(target, key):
        raise RuntimeError(f"the salvaged copy is not whole: {faults[:1]}")
    write_atomically(target.with_suffix(".json"), (folder / door_plate.NAME).read_bytes())
    return Salvaged(target, kept, lost, tuple(cut))


class _Damaged:
    """The damaged file. A connection that met a broken page answers nothing more, so each fault costs a new one."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._connection: Any = None

    def ask(self, statement: str, values: tuple[int, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            if self._connection is None:
                self._connection = connect(self._path, self._key, settings=("PRAGMA query_only = ON",))
            return list(self._connection.execute(statement, values))
        except dbapi2.Error:
            self.close()
            raise

    def broken_pages(self) -> frozenset[int]:
        """The numbers of the pages whose seal does not hold."""
        try:
            said = [str(line) for (line,) in self.ask("PRAGMA cipher_integrity_check")]
        except dbapi2.Error:  # so broken that not even the check comes to an end: every row is tried
            said = []
        return frozenset(int(found[1]) for line in said if (found := re.search(r"page (\d+)$", line)))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class _Reader:
    """The rows of one table of the damaged file, in order; walks around what cannot be read.

    ``lost`` are the numbers between readable rows that could not be read; ``cut``: its end could not be seen either.
    ``beheaded``: the page from which all its others are found is broken, so none of its rows is looked for.
    """

    def __init__(self, damaged: _Damaged, table: str, columns: list[str], *, beheaded: bool = False) -> None:
        self._damaged, self._table, self._beheaded = damaged, table, beheaded
        self._columns = ", ".join(f'"{column}"' for column in columns)
        self.lost = 0
        self.cut = False
        self._in_vain = 0

    def rows(self) -> Iterator[tuple[Any, ...]]:
        if self._beheaded:
            self.cut = True
            return
        try:
            last = int(self._damaged.ask(f'SELECT coalesce(max(rowid), 0) FROM "{self._table}"')[0][0])
        except dbapi2.Error:
            self.cut, last = True, _FARTHEST
        yield from self._between(1, last)
        if not self.cut:
            self.lost += self._in_vain

    def _between(self, first: int, last: int) -> Iterator[tuple[Any, ...]]:
        if first > last or (self.cut and self._in_vain > _MOST_FAULTS):
            return
        found = None
        if last - first < _AT_ONCE:
            where = f'SELECT {self._columns} FROM "{self._table}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid'
            with contextlib.suppress(dbapi2.Error):
                found = self._damaged.ask(where, (first, last))
        if found is not None:
            if found:
                self.lost, self._in_vain = self.lost + self._in_vain, 0
            yield from found
        elif first == last:
            self._in_vain += 1
        else:
            middle = (first + last) // 2
            yield from self._between(first, middle)
            yield from self._between(middle + 1, last)


_AT_ONCE = 4096
"""So many row numbers are asked for at a time, so that a long table is never held in memory."""


def _own_tables(fresh: Any) -> list[str]:
    found = fresh.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return [name for (name,) in found if not name.startswith(_DERIVED)]


def _columns(fresh: Any, table: str) -> list[str]:
    return [str(line[1]) for line in fresh.execute(f'PRAGMA table_info("{table}")')]


def _copy(fresh: Any, table: str, reader: _Reader) -> int:
    """Rows that break a rule of the new file (a number given twice) cannot both be right; the first one stays."""
    columns = _columns(fresh, table)
    marks = ", ".join("?" for _ in columns)
    count = 0
    for row in reader.rows():
        fresh.execute(f'INSERT OR IGNORE INTO "{table}" VALUES ({marks})', row)
        count += 1
    return count


def _complete(target: Path, key: bytes, folder: Path, clock: Clock) -> None:
    """What a home cannot open without is there again, and the search index follows what was kept."""
    database = Database(target, key)
    try:
        with database.transaction() as session:
            if settings.get(session, "organisation") is None:
                known = home_file.read(folder).organisation
                settings.put(session, "organisation", known.as_json())
            if not session.exec(select(DeviceRow)).first():
                device.create(session, clock)
            for head in session.exec(select(RecordRow)).all():
                search.index_head(session, head)
                find_anew(session, head.id)
    finally:
        database.close()
