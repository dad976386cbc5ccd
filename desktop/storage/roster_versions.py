"""The versions beneath a roster: how an edit becomes the fewest of them, and how count and search follow.

Works on cells, which are a row's values as JSON text. Does not know whether an edit is allowed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, NamedTuple

from sqlmodel import Session

from desktop.base.canonical import canonical_texts, read_rows
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.storage import search
from desktop.storage.database import Look, with_room
from desktop.storage.tables import RecordRow

Line = tuple[str, int, int, str | bytes | None]
"""Row, position, revision, cells (text or its UTF-8; None = removed)."""
_Values = Sequence[Mapping[str, str]]

_MANY = 5_000
"""So many rows fill more than the memory that a small change is given."""
_FEW = 64
"""Up to so many rows are looked up one by one; beyond, the roster is read whole."""
_AT_ONCE = 50
"""So many rows in one statement: more do not make it cheaper."""
_INSERT = "INSERT INTO roster_rows (id, record, row, position, from_revision, removed, tail, cells) VALUES "
_ROW = "(?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))"
_NEWEST = "record = ? AND to_revision IS NULL AND removed = 0"


class Roster(NamedTuple):
    """What rows need of their record: its id and number, the columns that hold names, those that hold ID numbers."""

    record: str
    number: int
    names: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Version:
    id: int
    position: int
    cells: str
    removed: bool
    from_revision: int

    def same(self, other: "tuple[int, str] | None") -> bool:
        return self.removed if other is None else not self.removed and (self.position, self.cells) == other


def roster_of(session: Session, record: str) -> Roster:
    """Refusal when there is no such record."""
    statement = "SELECT number, name_columns, number_columns FROM records WHERE id = ?"
    with reading(session, statement, (record,)) as lines:
        found = lines.fetchone()
    if found is None:
        raise not_there()
    number, names, numbers = found
    return Roster(record, number, _keys(names), _keys(numbers))


def not_there() -> Refusal:
    return Refusal(
        tr("找不到这条记录。"),
        safe=tr("什么都没有改动。"),
        todo=tr("请刷新列表后再看。"),
        code="no-record",
    )


def bring_to(
    session: Session,
    record: str,
    revision: int,
    wanted: Mapping[str, tuple[int, str] | None],
    whole: Mapping[str, Mapping[str, str]] | None = None,
) -> bool:
    """Bring rows to what is wanted with the fewest versions; False when all was so already.

    ``revision`` is the working one. ``wanted`` gives position and cells by row id, None for a row to be gone. ``whole``: the
    values of every row there is afterwards, where the caller knows them.
    """
    roster = roster_of(session, record)
    versions = _versions(session, roster, list(wanted))
    drop: list[tuple[int]] = []
    add: list[Line] = []
    touched: list[str] = []
    followed: list[str] = []
    for row, want in wanted.items():
        history = versions.get(row)
        if history is None:
            if want is not None:
                add.append((row, want[0], revision, want[1]))
            continue
        own = history[-1] if history[-1].from_revision == revision else None
        earlier = history[-2 if own else -1 :][:1] if len(history) > (1 if own else 0) else []
        now = own or earlier[0]
        if now.same(want):
            continue
        touched.append(row)
        if earlier:
            followed.append(row)
        if own:
            drop.append((own.id,))
        if (earlier and earlier[0].same(want)) or (not earlier and want is None):
            continue
        add.append((row, want[0] if want else now.position, revision, want[1] if want else None))
    if not touched and not add:
        return False
    if not versions:
        add_newest(session, roster, add, None if whole is None else [whole[row] for row, *_ in add])
        return True
    with changing(session, roster, [*touched, *(row for row, *_ in add if row not in versions)]) as first:
        run_many(session, "DELETE FROM roster_rows WHERE id = ?", drop)
        insert(session, roster, first, add)
        link(session, roster, followed)
    return True


@contextmanager
def changing(session: Session, roster: Roster, rows: Sequence[str]) -> Iterator[int]:
    """Around what changes the versions of ``rows``: the search follows where another version is the newest afterwards.

    Gives the number for the first new version: one that none had before, or the search would take it for that one.
    """
    before = _newest(session, roster, rows)
    yield _free(session)
    after = _newest(session, roster, rows)
    search.forget_rows(session, roster.number, before - after)
    _find_by(session, roster, sorted(after - before))
    _keep_count(session, roster)


def add_newest(
    session: Session, roster: Roster, lines: Sequence[Line], values: _Values | None = None
) -> None:
    """Add to a roster without versions one for each of its rows. ``values``: those of ``lines``, where they are known."""
    known = read_rows([cells or "{}" for *_, cells in lines]) if values is None else values
    first = _free(session)
    insert(session, roster, first, lines, known)
    there = [at for at, (*_, cells) in enumerate(lines) if cells is not None]
    if len(there) < len(lines):
        known = [known[at] for at in there]
    search.index_rows(session, roster.number, [first + at for at in there], known, roster.names)
    _keep_count(session, roster)


def find_anew(session: Session, record: str) -> None:
    """Make the search find a record by its rows, where it knows none of them yet."""
    roster = roster_of(session, record)
    with reading(session, f"SELECT id FROM roster_rows WHERE {_NEWEST}", (roster.number,)) as lines:
        versions = sorted(version for (version,) in lines)
    _find_by(session, roster, versions)
    _keep_count(session, roster)


def insert(
    session: Session, roster: Roster, first: int, lines: Sequence[Line], values: _Values | None = None
) -> None:
    """Write versions, numbered from ``first``. ``values``: those of ``lines``, where they are known."""
    if len(lines) > _MANY:
        with_room(session)
    if values is None:
        values = read_rows([cells or "{}" for *_, cells in lines])
    number, tails = roster.number, search.tails(values, roster.numbers)
    rows = [
        (at, number, row, position, revision, int(cells is None), tail, cells or "{}")
        for at, (row, position, revision, cells), tail in zip(count(first), lines, tails, strict=False)
    ]
    whole = len(rows) - len(rows) % _AT_ONCE
    together = [list(chain.from_iterable(rows[at : at + _AT_ONCE])) for at in range(0, whole, _AT_ONCE)]
    run_many(session, _INSERT + ", ".join([_ROW] * _AT_ONCE), together)
    run_many(session, _INSERT + _ROW, rows[whole:])


def link(session: Session, roster: Roster, rows: Sequence[str]) -> None:
    """Set to_revision of these rows' versions from the version that follows each."""
    if not rows:
        return
    every = len(rows) > _FEW
    following = (
        "(SELECT min(new.from_revision) - 1 FROM roster_rows AS new"
        " WHERE new.record = old.record AND new.row = old.row AND new.from_revision > old.from_revision)"
    )
    statement = (
        f"UPDATE roster_rows AS old SET to_revision = {following}"
        f" WHERE record = ? AND to_revision IS NOT {following}" + ("" if every else " AND row = ?")
    )
    number = roster.number
    run_many(session, statement, [(number,)] if every else [(number, row) for row in rows])


def _free(session: Session) -> int:
    return 1 + int(run(session, "SELECT coalesce(max(id), 0) FROM roster_rows", ()).scalar_one())


def _newest(session: Session, roster: Roster, rows: Sequence[str]) -> set[int]:
    """The versions that are the newest of these rows; of many rows, those of all rows. Removed rows have none."""
    statement = f"SELECT id FROM roster_rows WHERE {_NEWEST}"
    if len(rows) > _FEW:
        with reading(session, statement, (roster.number,)) as lines:
            return {version for (version,) in lines}
    found: set[int] = set()
    for row in rows:
        found.update(run(session, f"{statement} AND row = ?", (roster.number, row)).scalars())
    return found


def _find_by(session: Session, roster: Roster, versions: Sequence[int]) -> None:
    """Let the search find the record by versions that are the newest of their rows now, in ascending order."""
    if not versions or not roster.names:
        return
    statement = "SELECT cells FROM roster_rows WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    with reading(session, statement, (json.dumps(versions),)) as lines:
        values = read_rows([cells for (cells,) in lines])
    search.index_rows(session, roster.number, versions, values, roster.names)


def _keep_count(session: Session, roster: Roster) -> None:
    """After a change of rows: the record's count is right, and its stamp goes up."""
    run(
        session,
        f"UPDATE records SET roster_count = (SELECT count(*) FROM roster_rows WHERE {_NEWEST}),"
        " roster_stamp = roster_stamp + 1 WHERE number = ?",
        (roster.number, roster.number),
    )
    head = session.get(RecordRow, roster.record)
    if head is not None:
        session.refresh(head)


def _versions(session: Session, roster: Roster, rows: Sequence[str]) -> dict[str, list[_Version]]:
    """The versions of these rows, oldest first; of many rows, those of all rows."""
    statement = "SELECT row, id, position, cells, removed, from_revision FROM roster_rows WHERE record = ?"
    order = " ORDER BY row, from_revision"
    found: list[Any] = []
    if len(rows) > _FEW:
        with reading(session, statement + order, (roster.number,)) as lines:
            found = lines.fetchall()
    else:
        for row in rows:
            found += run(session, f"{statement} AND row = ?{order}", (roster.number, row))
    versions: dict[str, list[_Version]] = {}
    for row, number, position, cells, removed, from_revision in found:
        versions.setdefault(row, []).append(_Version(number, position, cells, bool(removed), from_revision))
    return versions


def cells_of(values: dict[str, str]) -> str:
    """Canonical JSON: what is stored is the very text that is digested when a roster is sealed and that travels."""
    return canonical_texts(values)


@contextmanager
def reading(session: Session | Look, statement: str, values: tuple[Any, ...]) -> Iterator[Any]:
    """The driver's own cursor over the lines: of a hundred thousand, each made a row class would cost more than reading it."""
    if isinstance(session, Look):
        cursor = session.cursor()
    else:
        session.flush()
        cursor = session.connection().connection.cursor()
    try:
        yield cursor.execute(statement, values)
    finally:
        cursor.close()


def run(session: Session, statement: str, values: tuple[Any, ...]) -> Any:
    """Rosters go past the row classes: tens of thousands of lines at a time are too many for them."""
    session.flush()
    return session.connection().exec_driver_sql(statement, values)


def run_many(session: Session, statement: str, values: list[Any]) -> None:
    """For each line of values, by the driver's own cursor."""
    if not values:
        return
    session.flush()
    # Its type does not say that it takes lines one after another.
    cursor: Any = session.connection().connection.cursor()
    cursor.executemany(statement, values)
    cursor.close()


def _keys(listed: str) -> tuple[str, ...]:
    return tuple(key for key in listed.split(",") if key)
