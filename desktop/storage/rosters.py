"""Roster rows 名单, versioned by row: a version holds from one revision through another.

Only what changed is stored and travels: starting a correction copies nothing, changing one row of 10,000 adds one
version. A removal is a version too, so that changes from another device may arrive in any order.
Positions order the rows as printed; after a removal they may have gaps.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.domain.record import RosterRow
from desktop.storage import revisions, search
from desktop.storage.tables import RecordRow, RosterUndo

_HOLDS = "record = ? AND from_revision <= ? AND (to_revision IS NULL OR to_revision >= ?) AND removed = 0"
_FEW = 64
"""Up to so many rows are looked up one by one; beyond, the roster is read whole."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row as of ``revision``; ``values`` None: removed there."""

    row: str
    revision: int
    position: int
    values: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class _Version:
    id: int
    position: int
    cells: str
    removed: bool
    from_revision: int

    def same(self, other: "tuple[int, str] | None") -> bool:
        return self.removed if other is None else not self.removed and (self.position, self.cells) == other


def rows_at(
    session: Session, record: str, revision: int, offset: int = 0, limit: int = -1
) -> list[RosterRow]:
    """The rows that hold at ``revision`` in printed order; ``limit`` -1: all."""
    return list(_rows(session, record, revision, offset, limit))


def iterate(session: Session, record: str, revision: int) -> Iterator[RosterRow]:
    """As `rows_at`, one by one, for sums and long lists; to be used up inside the session."""
    return _rows(session, record, revision, 0, -1)


def row_count(session: Session, record: str, revision: int) -> int:
    found = _run(session, f"SELECT count(*) FROM roster_rows WHERE {_HOLDS}", (record, revision, revision))
    return int(found.scalar_one())


def find_row(session: Session, record: str, revision: int, row: str) -> RosterRow | None:
    statement = f"SELECT row, position, cells FROM roster_rows WHERE {_HOLDS} AND row = ?"
    found = _run(session, statement, (record, revision, revision, row)).first()
    return None if found is None else _row(*found)


def last_position(session: Session, record: str, revision: int) -> int:
    """The highest position in use, 0 for an empty roster."""
    statement = f"SELECT coalesce(max(position), 0) FROM roster_rows WHERE {_HOLDS}"
    return int(_run(session, statement, (record, revision, revision)).scalar_one())


def put_row(session: Session, record: str, revision: int, row: RosterRow) -> None:
    """Add a row, or change the one with this id, in the working revision."""
    _edit(session, record, revision, {row.row: (row.position, _cells(row.values))})


def remove_rows(session: Session, record: str, revision: int, rows: list[str]) -> None:
    """Take rows out of the working revision; earlier revisions keep them."""
    _edit(session, record, revision, dict.fromkeys(rows))


def replace_rows(
    session: Session, record: str, revision: int, rows: Iterable[RosterRow], *, undoable: bool = False
) -> None:
    """Make ``rows`` the whole working roster. Rows that were there with the same values keep their id and version.

    A row is recognised by its id, else by equal values. ``undoable``: `undo_replace` can take this back until the
    next edit.
    """
    _check_open(session, record, revision)
    before = rows_at(session, record, revision)
    ids = {row.row for row in before}
    free: dict[str, list[str]] = {}
    new = list(rows)
    named = {row.row for row in new}
    for row in reversed(before):
        if row.row not in named:
            free.setdefault(_cells(row.values), []).append(row.row)
    wanted: dict[str, tuple[int, str] | None] = dict.fromkeys(ids)
    for row in new:
        cells = _cells(row.values)
        alike = free.get(cells)
        known = row.row if row.row in ids or not alike else alike.pop()
        wanted[known] = (row.position, cells)
    _edit(session, record, revision, wanted)
    if undoable:
        packed = zlib.compress(json.dumps([row.model_dump() for row in before]).encode(), 1)
        session.merge(RosterUndo(record=record, revision=revision, before=packed))
        session.flush()


def can_undo(session: Session, record: str, revision: int) -> bool:
    kept = session.get(RosterUndo, record)
    return kept is not None and kept.revision == revision


def undo_replace(session: Session, record: str, revision: int) -> None:
    """Put back the roster as it was before the last undoable replacement. Refusal when it was edited since."""
    kept = session.get(RosterUndo, record)
    if kept is None or kept.revision != revision:
        raise Refusal(
            "没有可以撤销的导入：名单在导入以后又改过，或者还没有导入。",
            safe="名单没有改动。",
            todo="请逐行修改，或重新导入。",
            code="nothing-to-undo",
        )
    rows = [RosterRow.model_validate(entry) for entry in json.loads(zlib.decompress(kept.before))]
    replace_rows(session, record, revision, rows)


def changes_between(session: Session, record: str, after: int, upto: int) -> list[RowChange]:
    """Every version made after revision ``after`` through ``upto``, by revision and position: what a receiver who
    has ``after`` still needs."""
    found = _run(
        session,
        "SELECT row, from_revision, position, removed, cells FROM roster_rows"
        " WHERE record = ? AND from_revision > ? AND from_revision <= ? ORDER BY from_revision, position, row",
        (record, after, upto),
    )
    return [
        RowChange(row, revision, position, None if removed else json.loads(cells))
        for row, revision, position, removed, cells in found
    ]


def apply_changes(session: Session, record: str, changes: Iterable[RowChange]) -> int:
    """Take in versions from another device, in any order, any number of times. Returns how many were new.

    A version that is here already (same row, same revision) is left as it is.
    """
    wanted = {(change.row, change.revision): change for change in changes}
    statement = "SELECT row, from_revision FROM roster_rows WHERE record = ?"
    known = {(row, revision) for row, revision in _run(session, statement, (record,))}
    new = [change for key, change in wanted.items() if key not in known]
    _insert(
        session,
        record,
        [
            (
                change.row,
                change.position,
                change.revision,
                None if change.values is None else _cells(change.values),
            )
            for change in new
        ],
    )
    rows = sorted({change.row for change in new})
    _link(session, record, rows)
    _after_change(session, record, rows)
    return len(new)


def take_back(session: Session, record: str, revision: int) -> None:
    """Undo the arrival of one revision's changes."""
    found = _run(
        session, "SELECT row FROM roster_rows WHERE record = ? AND from_revision = ?", (record, revision)
    )
    rows = sorted(found.scalars())
    _run(session, "DELETE FROM roster_rows WHERE record = ? AND from_revision = ?", (record, revision))
    _link(session, record, rows)
    _after_change(session, record, rows)


def _edit(session: Session, record: str, revision: int, wanted: dict[str, tuple[int, str] | None]) -> None:
    """Bring rows to what is wanted (position and cells, None = gone) with the fewest versions."""
    _check_open(session, record, revision)
    versions = _versions(session, record, list(wanted))
    drop: list[tuple[int]] = []
    add: list[tuple[str, int, int, str | None]] = []
    touched: list[str] = []
    for row, want in wanted.items():
        history = versions.get(row, [])
        own = history[-1] if history and history[-1].from_revision == revision else None
        earlier = history[-2 if own else -1 :][:1] if len(history) > (1 if own else 0) else []
        now = own or (earlier[0] if earlier else None)
        if now.same(want) if now else want is None:
            continue
        touched.append(row)
        if own:
            drop.append((own.id,))
        if (earlier and earlier[0].same(want)) or (not earlier and want is None):
            continue
        position = want[0] if want else (now.position if now else 0)
        add.append((row, position, revision, want[1] if want else None))
    if not touched:
        return
    if drop:
        _run_many(session, "DELETE FROM roster_rows WHERE id = ?", drop)
    _insert(session, record, add)
    _link(session, record, touched)
    _run(session, "DELETE FROM roster_undo WHERE record = ?", (record,))
    _after_change(session, record, touched)


def _link(session: Session, record: str, rows: list[str]) -> None:
    """Set to_revision of these rows' versions from the version that follows each."""
    every = len(rows) > _FEW
    statement = (
        "UPDATE roster_rows AS old SET to_revision = (SELECT min(new.from_revision) - 1 FROM roster_rows AS new"
        " WHERE new.record = old.record AND new.row = old.row AND new.from_revision > old.from_revision)"
        " WHERE record = ?" + ("" if every else " AND row = ?")
    )
    _run_many(session, statement, [(record,)] if every else [(record, row) for row in rows])


def _after_change(session: Session, record: str, rows: list[str]) -> None:
    """Keep the record's count and the search index in step with the newest state of the roster."""
    newest = "record = ? AND to_revision IS NULL AND removed = 0"
    _run(
        session,
        f"UPDATE records SET roster_count = (SELECT count(*) FROM roster_rows WHERE {newest}) WHERE id = ?",
        (record, record),
    )
    head = session.get(RecordRow, record)
    if head is None or not rows:
        return
    session.refresh(head)
    names = [key for key in head.name_columns.split(",") if key]
    numbers = [key for key in head.number_columns.split(",") if key]
    if not names and not numbers:
        return
    statement = f"SELECT row, cells FROM roster_rows WHERE {newest}"
    whole = len(rows) > _FEW
    if whole:
        found = list(_run(session, statement, (record,)))
    else:
        found = [line for row in rows for line in _run(session, f"{statement} AND row = ?", (record, row))]
        search.forget_rows(session, record, rows)
    words = []
    for row, cells in found:
        values = json.loads(cells)
        words.append(search.RowWords(row, _pick(values, names), _pick(values, numbers)))
    search.index_rows(session, record, words, all_rows=whole)


def _pick(values: dict[str, str], keys: list[str]) -> tuple[str, ...]:
    return tuple(values[key] for key in keys if values.get(key))


def _check_open(session: Session, record: str, revision: int) -> None:
    if revisions.is_sealed(session, record, revision):
        raise Refusal(
            "这一版已经签发，名单不能再改。",
            safe="名单没有改动。",
            todo="要改动，请先发起更正。",
            code="sealed",
        )


def _versions(session: Session, record: str, rows: list[str]) -> dict[str, list[_Version]]:
    """The versions of these rows, oldest first."""
    statement = "SELECT row, id, position, cells, removed, from_revision FROM roster_rows WHERE record = ?"
    order = " ORDER BY row, from_revision"
    if len(rows) > _FEW:
        found = list(_run(session, statement + order, (record,)))
    else:
        found = [
            line for row in rows for line in _run(session, statement + " AND row = ?" + order, (record, row))
        ]
    versions: dict[str, list[_Version]] = {}
    for row, number, position, cells, removed, from_revision in found:
        versions.setdefault(row, []).append(_Version(number, position, cells, bool(removed), from_revision))
    return versions


def _insert(session: Session, record: str, lines: list[tuple[str, int, int, str | None]]) -> None:
    """Each line: row, position, revision, cells (None = removed)."""
    _run_many(
        session,
        "INSERT INTO roster_rows (record, row, position, from_revision, cells, removed) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (record, row, position, revision, cells or "{}", int(cells is None))
            for row, position, revision, cells in lines
        ],
    )


def _rows(session: Session, record: str, revision: int, offset: int, limit: int) -> Iterator[RosterRow]:
    statement = (
        f"SELECT row, position, cells FROM roster_rows WHERE {_HOLDS} ORDER BY position, row LIMIT ? OFFSET ?"
    )
    for found in _run(session, statement, (record, revision, revision, limit, offset)):
        yield _row(*found)


def _row(row: str, position: int, cells: str) -> RosterRow:
    return RosterRow(row=row, position=position, values=json.loads(cells))


def _cells(values: dict[str, str]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _run(session: Session, statement: str, values: tuple[Any, ...]) -> Any:
    """Rosters go past the row classes: tens of thousands of lines at a time are too many for them."""
    session.flush()
    return session.connection().exec_driver_sql(statement, values)


def _run_many(session: Session, statement: str, values: list[tuple[Any, ...]]) -> None:
    if values:
        session.flush()
        session.connection().exec_driver_sql(statement, values)
