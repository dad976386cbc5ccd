"""Roster rows 名单, versioned by row: a version holds from one revision through another.

Only what changed is stored and travels: starting a correction copies nothing, changing one row of 10,000 adds one
version. A removal is a version too, so that changes from another device may arrive in any order.
Positions order the rows as printed; after a removal they may have gaps.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from sqlmodel import Session

from desktop.base.canonical import canonical_rows, read_rows
from desktop.base.errors import Refusal
from desktop.base.progress import Progress, Watched
from desktop.base.words import tr
from desktop.domain.record import RosterRow
from desktop.storage import revisions, search
from desktop.storage.database import Look
from desktop.storage.roster_versions import (
    Line,
    add_newest,
    bring_to,
    cells_of,
    changing,
    insert,
    link,
    reading,
    roster_of,
    run,
)

_OF_RECORD = "record = (SELECT number FROM records WHERE id = ?)"
HOLDS = f"{_OF_RECORD} AND from_revision <= ? AND (to_revision IS NULL OR to_revision >= ?) AND removed = 0"
Held = dict[str, tuple[int, str]]
"""Position and cells by row."""

_TICK = 64
_AT_ONCE = 500


class RowChange(NamedTuple):
    """A row as of ``revision``. ``cells`` are its values as canonical JSON, which is how they are stored, digested and sent;
    None: removed there."""

    row: str
    revision: int
    position: int
    cells: str | bytes | None


_LINE: Callable[[RowChange], Line] = itemgetter(0, 2, 1, 3)


def rows_at(
    session: Session | Look, record: str, revision: int, offset: int = 0, limit: int = -1
) -> list[RosterRow]:
    """The rows that hold at ``revision`` in printed order; ``limit`` -1: all."""
    return list(_rows(session, record, revision, offset, limit))


def watched_rows(session: Session, record: str, revision: int, progress: Progress) -> Sequence[RosterRow]:
    """All rows, read with ticks and ticking as they are walked through."""
    kept: list[RosterRow] = []
    for row in _rows(session, record, revision, 0, -1):
        if not len(kept) % _TICK:
            progress.tick()
        kept.append(row)
    return Watched(kept, progress)


def iterate(session: Session, record: str, revision: int) -> Iterator[RosterRow]:
    """As `rows_at`, one by one, for sums and long lists; to be used up inside the session."""
    return _rows(session, record, revision, 0, -1)


def row_count(session: Session, record: str, revision: int) -> int:
    found = run(session, f"SELECT count(*) FROM roster_rows WHERE {HOLDS}", (record, revision, revision))
    return int(found.scalar_one())


def sums(session: Session, record: str, revision: int, places: Mapping[str, int]) -> dict[str, int]:
    """Exact sums of columns, each counted in its last decimal place: ``places`` 2 gives 分 of an amount in 元.

    Empty cells count as nothing. The rows themselves are not read into memory.
    """
    if not places:
        return {}
    parts = ", ".join("total(CAST(round(json_extract(cells, ?) * ?) AS INTEGER))" for _ in places)
    given = [part for key, count in places.items() for part in (f'$."{key}"', 10**count)]
    found = run(
        session,
        f"SELECT {parts} FROM roster_rows WHERE {HOLDS}",
        (*given, record, revision, revision),
    ).one()
    return {key: int(total) for key, total in zip(places, found, strict=True)}


def rows_holding(
    session: Session, record: str, revision: int, key: str, wanted: Collection[str]
) -> list[tuple[int, str]]:
    """(position, value) of the rows whose cell of one column is among the ``wanted``, in printed order."""
    statement = (
        f"SELECT position, json_extract(cells, ?) AS cell FROM roster_rows WHERE {HOLDS}"
        " AND cell IN (SELECT value FROM json_each(?)) ORDER BY position, row"
    )
    found = run(session, statement, (f'$."{key}"', record, revision, revision, json.dumps(list(wanted))))
    return [(position, cell) for position, cell in found]


def find_row(session: Session, record: str, revision: int, row: str) -> RosterRow | None:
    statement = f"SELECT row, position, cells FROM roster_rows WHERE {HOLDS} AND row = ?"
    found = run(session, statement, (record, revision, revision, row)).first()
    return None if found is None else rows_of([found])[0]


def last_position(session: Session, record: str, revision: int) -> int:
    """The highest position in use, 0 for an empty roster."""
    statement = f"SELECT coalesce(max(position), 0) FROM roster_rows WHERE {HOLDS}"
    return int(run(session, statement, (record, revision, revision)).scalar_one())


def put_row(session: Session, record: str, revision: int, row: RosterRow) -> None:
    """Add a row, or change the one with this id, in the working revision."""
    _edit(session, record, revision, {row.row: (row.position, cells_of(row.values))})


def remove_rows(session: Session, record: str, revision: int, rows: list[str]) -> None:
    """Take rows out of the working revision; earlier revisions keep them."""
    _edit(session, record, revision, dict.fromkeys(rows))


def held(session: Session, record: str, revision: int) -> Held:
    """The rows that hold at ``revision`` as they are stored, in printed order."""
    statement = f"SELECT row, position, cells FROM roster_rows WHERE {HOLDS} ORDER BY position, row"
    with reading(session, statement, (record, revision, revision)) as found:
        return {row: (position, cells) for row, position, cells in found}


def replace_rows(
    session: Session, record: str, revision: int, rows: Iterable[RosterRow], before: Held | None = None
) -> Held:
    """Make ``rows`` the whole working roster. Rows that were there with the same values keep their id and version.

    A row is recognised by its id, else by equal values. ``before``: what `held` tells now, if it is known. Gives what
    `held` would tell then, in the order of ``rows``.
    """
    _check_open(session, record, revision)
    known = held(session, record, revision) if before is None else before
    new = list(rows)
    free: dict[str, list[str]] = {}
    if known:
        named = {row.row for row in new}
        for row, (_position, cells) in reversed(known.items()):
            if row not in named:
                free.setdefault(cells, []).append(row)
    after: Held = {}
    values: dict[str, dict[str, str]] = {}
    for each, cells in zip(new, canonical_rows([each.values for each in new]), strict=True):
        row = each.row
        if free and row not in known and (alike := free.get(cells)):
            row = alike.pop()
        after[row] = (each.position, cells)
        values[row] = each.values
    bring_to(session, record, revision, {**dict.fromkeys(known), **after}, whole=values)
    return after


def changes_between(
    session: Session, record: str, after: int, upto: int
) -> list[tuple[str, int, int, bytes | None]]:
    """Every version made after revision ``after`` through ``upto``, by revision and position: what a receiver who has ``after``
    still needs. Each as the fields of a `RowChange`, with the cells in UTF-8 as they stand in the database and travel: of a
    hundred thousand, each made a row class and its cells a text would cost half of reading it."""
    with reading(
        session,
        # In printed order rows lie side by side; by their ids, as SQLite would choose, all over the table.
        "SELECT row, from_revision, position, CASE WHEN removed THEN NULL ELSE CAST(cells AS BLOB) END"
        " FROM roster_rows INDEXED BY roster_in_order"
        f" WHERE {_OF_RECORD} AND from_revision > ? AND from_revision <= ?",
        (record, after, upto),
    ) as found:
        changes: list[tuple[str, int, int, bytes | None]] = found.fetchall()
    changes.sort(key=itemgetter(1, 2, 0))  # the database would carry the cells along while sorting
    return changes


def apply_changes(session: Session, record: str, changes: Iterable[RowChange]) -> int:
    """Take in versions from another device, in any order, any number of times. Returns how many were new.

    A version that is here already (same row, same revision) is left as it is.
    """
    wanted = list(changes)
    roster = roster_of(session, record)
    statement = "SELECT row, from_revision FROM roster_rows WHERE record = ?"
    with reading(session, statement, (roster.number,)) as found:
        known = set(found)
    if not known and len({change.row for change in wanted}) == len(wanted):
        add_newest(session, roster, list(map(_LINE, wanted)))
        return len(wanted)
    each = {(change.row, change.revision): change for change in wanted}
    new = [change for key, change in each.items() if key not in known]
    lines: list[Line] = list(map(_LINE, new))
    times = Counter(change.row for change in new)
    here = {row for row, _ in known}
    again = [row for row, versions in times.items() if versions > 1 or row in here]
    with changing(session, roster, list(times)) as first:
        insert(session, roster, first, lines)
        link(session, roster, again)
    return len(new)


def take_back(session: Session, record: str, revision: int) -> None:
    """Undo the arrival of one revision's changes."""
    roster = roster_of(session, record)
    arrived = "FROM roster_rows WHERE record = ? AND from_revision = ?"
    rows = list(run(session, f"SELECT row {arrived}", (roster.number, revision)).scalars())
    with changing(session, roster, rows):
        run(session, f"DELETE {arrived}", (roster.number, revision))
        link(session, roster, rows)


def take_out(session: Session, record: str) -> None:
    """All versions of all rows, for good."""
    roster = roster_of(session, record)
    versions = run(session, "SELECT id FROM roster_rows WHERE record = ?", (roster.number,)).scalars()
    search.forget_rows(session, roster.number, list(versions))
    run(session, "DELETE FROM roster_rows WHERE record = ?", (roster.number,))


def _edit(session: Session, record: str, revision: int, wanted: dict[str, tuple[int, str] | None]) -> None:
    _check_open(session, record, revision)
    bring_to(session, record, revision, wanted)


def _check_open(session: Session, record: str, revision: int) -> None:
    if revisions.is_sealed(session, record, revision):
        raise Refusal(
            tr("这一版已经签发，名单不能再改。"),
            safe=tr("名单没有改动。"),
            todo=tr("要改动，请先发起更正。"),
            code="sealed",
        )


def _rows(
    session: Session | Look, record: str, revision: int, offset: int, limit: int
) -> Iterator[RosterRow]:
    statement = (
        f"SELECT row, position, cells FROM roster_rows WHERE {HOLDS} ORDER BY position, row LIMIT ? OFFSET ?"
    )
    with reading(session, statement, (record, revision, revision, limit, offset)) as found:
        while lines := found.fetchmany(_AT_ONCE):
            yield from rows_of(lines)


def rows_of(lines: Sequence[tuple[str, int, str]]) -> list[RosterRow]:
    """Rows from what the table holds of each: id, position, cells."""
    values = read_rows([cells for _, _, cells in lines])
    return [RosterRow(row, position, each) for (row, position, _), each in zip(lines, values, strict=True)]
