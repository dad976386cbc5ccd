"""The versions beneath a roster: how an edit becomes the fewest of them, and how count and search index follow.

Works on cells, which are a row's values as JSON text. Does not know whether an edit is allowed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from desktop.base.canonical import canonical_texts
from desktop.storage import search
from desktop.storage.database import with_room
from desktop.storage.tables import RecordRow

_Values = Mapping[str, Mapping[str, str]]

_MANY = 5_000
"""So many rows fill more than the memory that a small change is given."""
_FEW = 64
"""Up to so many rows are looked up one by one; beyond, the roster is read whole."""


@dataclass(frozen=True, slots=True)
class _Version:
    id: int
    position: int
    cells: str
    removed: bool
    from_revision: int

    def same(self, other: "tuple[int, str] | None") -> bool:
        return self.removed if other is None else not self.removed and (self.position, self.cells) == other


def bring_to(
    session: Session,
    record: str,
    revision: int,
    wanted: dict[str, tuple[int, str] | None],
    whole: _Values | None = None,
) -> bool:
    """Bring rows to what is wanted with the fewest versions; False when all was so already.

    ``revision`` is the working one. ``wanted`` gives position and cells by row id, None for a row to be gone. ``whole``: the
    values of every row there is afterwards, where the caller knows them.
    """
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
        return False
    if drop:
        run_many(session, "DELETE FROM roster_rows WHERE id = ?", drop)
    insert(session, record, add)
    link(session, record, [row for row in touched if row in versions])
    follow(session, record, touched, whole)
    return True


def link(session: Session, record: str, rows: list[str]) -> None:
    """Set to_revision of these rows' versions from the version that follows each."""
    if not rows:
        return
    every = len(rows) > _FEW
    statement = (
        "UPDATE roster_rows AS old SET to_revision = (SELECT min(new.from_revision) - 1 FROM roster_rows AS new"
        " WHERE new.record = old.record AND new.row = old.row AND new.from_revision > old.from_revision)"
        " WHERE record = ?" + ("" if every else " AND row = ?")
    )
    run_many(session, statement, [(record,)] if every else [(record, row) for row in rows])


def follow(session: Session, record: str, rows: list[str], whole: _Values | None = None) -> None:
    """Keep the record's count and stamp and the search index in step with the newest state of the roster.

    ``rows`` have changed; ``whole`` is that newest state where it need not be read first.
    """
    newest = "record = ? AND to_revision IS NULL AND removed = 0"
    run(
        session,
        f"UPDATE records SET roster_count = (SELECT count(*) FROM roster_rows WHERE {newest}),"
        " roster_stamp = roster_stamp + 1 WHERE id = ?",
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
    many = len(rows) > _FEW
    if not many:
        found = [line for row in rows for line in run(session, f"{statement} AND row = ?", (record, row))]
        search.forget_rows(session, record, rows)
    elif whole is None:
        with reading(session, statement, (record,)) as lines:
            found = lines.fetchall()
    if whole is None or not many:
        whole = dict(zip([row for row, _ in found], values_of([cells for _, cells in found]), strict=True))
    words = [
        search.RowWords(row, _pick(values, names), _pick(values, numbers)) for row, values in whole.items()
    ]
    search.index_rows(session, record, words, all_rows=many)


def _pick(values: Mapping[str, str], keys: list[str]) -> tuple[str, ...]:
    return tuple([values[key] for key in keys if values.get(key)])


def _versions(session: Session, record: str, rows: list[str]) -> dict[str, list[_Version]]:
    """The versions of these rows, oldest first."""
    statement = "SELECT row, id, position, cells, removed, from_revision FROM roster_rows WHERE record = ?"
    order = " ORDER BY row, from_revision"
    if len(rows) > _FEW:
        found = list(run(session, statement + order, (record,)))
    else:
        found = [
            line for row in rows for line in run(session, statement + " AND row = ?" + order, (record, row))
        ]
    versions: dict[str, list[_Version]] = {}
    for row, number, position, cells, removed, from_revision in found:
        versions.setdefault(row, []).append(_Version(number, position, cells, bool(removed), from_revision))
    return versions


def insert(session: Session, record: str, lines: list[tuple[str, int, int, str | None]]) -> None:
    """Each line: row, position, revision, cells (None = removed)."""
    if len(lines) > _MANY:
        with_room(session)
    run_many(
        session,
        "INSERT INTO roster_rows (record, row, position, from_revision, cells, removed) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (record, row, position, revision, cells or "{}", int(cells is None))
            for row, position, revision, cells in lines
        ],
    )


def cells_of(values: dict[str, str]) -> str:
    """Canonical JSON: what is stored is the very text that is digested when a roster is sealed and that travels."""
    return canonical_texts(values)


def values_of(cells: Sequence[str]) -> list[dict[str, str]]:
    """The values of many rows in one go: calling the JSON reader costs more than a row."""
    values: list[dict[str, str]] = json.loads(f"[{','.join(cells)}]")
    return values


@contextmanager
def reading(session: Session, statement: str, values: tuple[Any, ...]) -> Iterator[Any]:
    """The driver's own cursor over the lines: of a hundred thousand, each made a row class would cost more than reading it."""
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


def run_many(session: Session, statement: str, values: list[tuple[Any, ...]]) -> None:
    if values:
        session.flush()
        session.connection().exec_driver_sql(statement, values)
