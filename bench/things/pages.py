"""A page of 50 rows at any depth, filter and sort, beside raw sqlite3 on the same rows with the best index for it."""

import json
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from bench import homes
from bench.ground import Ground
from bench.measure import Result, result, rounds
from desktop.domain.record import RecordState
from desktop.usecases.office import Session
from desktop.usecases.record_views import RecordFilter
from desktop.usecases.roster_table import RosterOrder

TARGET = "≤ 1.5 × raw"
_ROWS, _PAGE, _TIMES = 50_000, 50, 20


def run(ground: Ground) -> list[Result]:
    found: list[Result] = []
    with closing(homes.open_home(homes.with_rows(_ROWS, _ROWS))) as session:
        record = session.records.search("耕地")[0].id
        with closing(_raw(ground.work / "raw.db", session, record)) as raw:
            for what, ours, theirs in _pairs(session, record, raw):
                timed = rounds(
                    {"ours": _often(ours), "raw sqlite3": _often(theirs)}, ground.runs(9, 5), warm=2
                )
                note = f"each run reads {_TIMES} pages; the peer's file is one table, not encrypted, read without a transaction"
                found.append(result(what, "raw sqlite3", timed, scale=_ROWS, target=TARGET, note=note))
    return found + _records(ground)


def _all(raw: Any, statement: str, *values: Any) -> list[Any]:
    return list(raw.execute(statement, values))


def _often(work: Callable[[], Any]) -> Callable[[], None]:
    def many() -> None:
        for _ in range(_TIMES):
            work()

    return many


def _pairs(session: Session, record: str, raw: Any) -> list[tuple[str, Callable[[], Any], Callable[[], Any]]]:
    """What, ours, theirs. The peer keys its page by position, for which its index is made."""
    table = session.table
    by_amount = table.arrange(record, RosterOrder(column="amount", descending=True)).rows
    named = table.arrange(record, RosterOrder(text="卓玛")).rows
    first = "SELECT cells FROM lines WHERE position > ? ORDER BY position LIMIT 50"
    amount = "SELECT cells FROM lines ORDER BY amount DESC, position LIMIT 50 OFFSET 10000"
    held = "SELECT cells FROM lines WHERE name LIKE '%卓玛%' ORDER BY position LIMIT 50 OFFSET 100"
    read = partial(_read, raw)
    return [
        (
            f"page of 50 rows at depth {depth:,}",
            partial(session.records.rows, record, depth, _PAGE),
            partial(read, first, depth),
        )
        for depth in (0, 25_000, 49_950)
    ] + [
        (
            "page of 50 rows, sorted by amount",
            lambda: table.rows(record, by_amount[10_000 : 10_000 + _PAGE]),
            lambda: read(amount),
        ),
        (
            "page of 50 rows, those with a name",
            lambda: table.rows(record, named[100 : 100 + _PAGE]),
            lambda: read(held),
        ),
    ]


def _read(raw: Any, statement: str, *values: Any) -> list[dict[str, str]]:
    return [json.loads(cells) for (cells,) in raw.execute(statement, values)]


def _raw(path: Path, session: Session, record: str) -> Any:
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE lines (position INTEGER, name TEXT, amount REAL, cells TEXT)")
    rows = session.records.rows(record, 0, _ROWS)
    connection.executemany(
        "INSERT INTO lines VALUES (?, ?, ?, ?)",
        [
            (
                row.position,
                row.values["name"],
                float(row.values["amount"]),
                json.dumps(row.values, ensure_ascii=False),
            )
            for row in rows
        ],
    )
    connection.execute("CREATE UNIQUE INDEX by_position ON lines (position)")
    connection.execute("CREATE INDEX by_amount ON lines (amount DESC, position)")
    connection.execute("CREATE INDEX by_name ON lines (position, name)")
    connection.commit()
    return connection


def _records(ground: Ground) -> list[Result]:
    """The list of records itself, newest first, of one state; and the end of a roster of 2,500 rows, in homes of any size."""
    found: list[Result] = []
    end = 2_450
    after = "SELECT cells FROM lines WHERE position > ? ORDER BY position LIMIT 50"
    for count in ground.row_counts:
        home = homes.with_rows(count)
        drafts = RecordFilter(states=frozenset({RecordState.DRAFT}))
        with closing(homes.open_home(home)) as session:
            lines = session.records.page(drafts, 0, 1_000)
            raw = dbapi2.connect(":memory:")
            with closing(raw):
                raw.execute(
                    "CREATE TABLE records (id TEXT, state TEXT, updated TEXT, title TEXT, matter TEXT)"
                )
                raw.executemany(
                    "INSERT INTO records VALUES (?, 'draft', ?, ?, ?)",
                    [(line.id, line.updated_at, line.title, line.matter) for line in lines],
                )
                raw.execute("CREATE INDEX by_state ON records (state, updated, id)")
                statement = "SELECT * FROM records WHERE state = ? ORDER BY updated DESC, id DESC LIMIT 50"
                contestants = {
                    "ours": _often(partial(session.records.page, drafts, 0, 50)),
                    "raw sqlite3": _often(partial(_all, raw, statement, "draft")),
                }
                timed = rounds(contestants, ground.runs(9, 5), warm=2)
            record = lines[0].id
            place = ground.work / f"raw-{count}.db"
            with closing(_raw(place, session, record)) as raw:
                contestants = {
                    "ours": _often(partial(session.records.rows, record, end, _PAGE)),
                    "raw sqlite3": _often(partial(_read, raw, after, end)),
                }
                rows = rounds(contestants, ground.runs(9, 5), warm=2)
        found.append(
            result("page of 50 rows at the end of 2,500", "raw sqlite3", rows, scale=count, target=TARGET)
        )
        note = "each run reads 20 pages; ours adds the catalogue's words and reads from the encrypted file, the peer from memory"
        found.append(result("page of 50 records, one state", "raw sqlite3", timed, scale=count, note=note))
    return found
