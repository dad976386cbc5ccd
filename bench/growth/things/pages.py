"""A page of 50 rows of one roster that grows: at its beginning and its end, sorted, filtered; beside raw sqlite3 on the same rows."""

import json
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from bench import homes
from bench.growth.thing import Spot, Thing, Took, warmed
from desktop.domain.record import RecordState
from desktop.usecases.record_views import RecordFilter
from desktop.usecases.roster_table import RosterOrder

FIRST, LAST = "page of 50 rows, first", "page of 50 rows, last"
ORDER, SORTED = "putting a roster in order by amount", "page of 50 rows, sorted by amount"
FILTER, NAMED = "finding the rows with a name", "page of 50 rows, those with a name"
RECORDS = "page of 50 records, one state"
_PAGE, _PIECE = 50, 50_000
_BY_AMOUNT, _BY_NAME = RosterOrder(column="amount", descending=True), RosterOrder(text="卓玛")


def ready(spot: Spot) -> None:
    """The home with one roster, the peer's file with its rows, and a home with many rosters; all kept in the cache."""
    homes.with_rows(spot.scale)
    homes.one_roster(spot.scale)
    if not _path(spot).is_file():
        part = _path(spot).with_suffix(".part")
        part.unlink(missing_ok=True)
        _make(part, spot)
        part.rename(_path(spot))


def _make(path: Path, spot: Spot) -> None:
    with closing(homes.open_home(homes.one_roster(spot.scale))) as session:
        record = _record(session)
        with closing(dbapi2.connect(str(path))) as raw:
            raw.execute("CREATE TABLE lines (position INTEGER, name TEXT, amount REAL, cells TEXT)")
            for start in range(0, spot.scale, _PIECE):
                raw.executemany(
                    "INSERT INTO lines VALUES (?, ?, ?, ?)",
                    (
                        (
                            row.position,
                            row.values["name"],
                            float(row.values["amount"]),
                            json.dumps(row.values, ensure_ascii=False),
                        )
                        for row in session.records.rows(record, start, _PIECE)
                    ),
                )
            raw.execute("CREATE UNIQUE INDEX by_position ON lines (position)")
            raw.execute("CREATE INDEX by_amount ON lines (amount DESC, position)")
            raw.execute("CREATE INDEX by_name ON lines (position, name)")
            raw.commit()


def _path(spot: Spot) -> Path:
    return homes.CACHE / f"pages-{spot.scale}.db"


def _record(session: Any) -> str:
    return str(session.records.page(RecordFilter(), 0, 1)[0].id)


def _ours(spot: Spot) -> Took:
    last = max(0, spot.scale - _PAGE)
    with closing(homes.open_home(homes.one_roster(spot.scale))) as session:
        record, table = _record(session), session.table
        found = {
            FIRST: warmed(partial(session.records.rows, record, 0, _PAGE)),
            LAST: warmed(partial(session.records.rows, record, last, _PAGE)),
            ORDER: warmed(partial(table.arrange, record, _BY_AMOUNT), 2),
            FILTER: warmed(partial(table.arrange, record, _BY_NAME), 2),
        }
        ordered, named = table.arrange(record, _BY_AMOUNT).rows, table.arrange(record, _BY_NAME).rows
        found[SORTED] = warmed(lambda: table.rows(record, _middle(ordered)))
        found[NAMED] = warmed(lambda: table.rows(record, _middle(named)))
    with closing(homes.open_home(homes.with_rows(spot.scale))) as session:
        drafts = RecordFilter(states=frozenset({RecordState.DRAFT}))
        found[RECORDS] = warmed(partial(session.records.page, drafts, 0, _PAGE))
    return found


def _middle(rows: Any) -> Any:
    return rows[len(rows) // 2 :][:_PAGE]


def _raw(spot: Spot) -> Took:
    last, middle = max(0, spot.scale - _PAGE), spot.scale // 2
    held = "FROM lines WHERE name LIKE '%卓玛%' ORDER BY position"
    with closing(dbapi2.connect(str(_path(spot)))) as raw:

        def read(statement: str, *values: int) -> Callable[[], Any]:
            return lambda: [
                json.loads(cells) for (cells,) in raw.execute(f"SELECT cells {statement}", values)
            ]

        def ids(statement: str) -> Callable[[], Any]:
            return lambda: list(raw.execute(f"SELECT rowid {statement}"))

        (many,) = raw.execute("SELECT count(*) FROM lines WHERE name LIKE '%卓玛%'").fetchone()
        by_position = "FROM lines WHERE position > ? ORDER BY position LIMIT 50"
        return {
            FIRST: warmed(read(by_position, 0), peer=True),
            LAST: warmed(read(by_position, last), peer=True),
            ORDER: warmed(ids("FROM lines ORDER BY amount DESC, position"), 2, peer=True),
            FILTER: warmed(ids(held), 2, peer=True),
            SORTED: warmed(
                read("FROM lines ORDER BY amount DESC, position LIMIT 50 OFFSET ?", middle), peer=True
            ),
            NAMED: warmed(read(f"{held} LIMIT 50 OFFSET ?", many // 2), peer=True),
        }


THING = Thing(
    whats=(FIRST, LAST, ORDER, SORTED, FILTER, NAMED, RECORDS),
    ready=ready,
    contestants={"ours": _ours, "raw sqlite3": _raw},
    note="the peer's file is one table, not encrypted, read without a transaction",
)
