"""The prefecture's receiver: one large bundle, and the month of 400 townships, on a real PostgreSQL that syncs to its disk.

The peer is what any loader must do at the least: psycopg's COPY of the same roster rows into one table with the same key.
Ours opens the sealed bundle, checks it, keeps its bytes, proves every roster, loads and signs the receipt.
"""

import itertools
import json
from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path

import psycopg
from psycopg import sql

from bench import homes
from bench.ground import Ground
from bench.measure import Result, Sample, p95, result, rounds, timed
from bench.townships import PREFECTURE, Township, bundle_of, records_of
from desktop.base.clock import Clock
from desktop.base.files import write_atomically
from desktop.sync.enrolment import REQUEST_SUFFIX
from desktop.sync.export import Contents, Receiver
from prefecture.database.connection import connected, migrate
from prefecture.enrol import enrol
from prefecture.intake import Answer, Intake
from prefecture.keys import FILE, create_receiver, load_receiver
from prefecture.store import Store
from prefecture.temporary import TemporaryPostgres, temporary_postgres

COPY, KEPT = "psycopg COPY of the same rows", "durable write of each file and COPY of its rows"
TARGET = "≤ 2"
_NUMBERS = itertools.count(1)


def run(ground: Ground) -> list[Result]:
    with temporary_postgres() as server:
        migrate(server.database("ready"))
        return [_one_bundle(ground, server), _a_month(ground, server)]


def _one_bundle(ground: Ground, server: TemporaryPostgres) -> Result:
    count = 10_000 if ground.quick else 100_000
    contents = records_of("632299101", count // 2500, 2500)
    township = Township("632299101")
    where = Prefecture(ground.work / "one")
    where.let_in([township])
    path = bundle_of(township, contents, where.receiver, ground.work)
    found = rounds(
        {"intake": lambda: where.take(server, [path])[0], COPY: partial(copied, server, [contents])},
        ground.runs(5, 3),
    )
    note = f"a bundle of {len(contents.records)} records, {path.stat().st_size / 1e6:.0f} MB sealed"
    return result("receiver: intake", COPY, found, "intake", scale=count, note=note, target=TARGET)


def _a_month(ground: Ground, server: TemporaryPostgres) -> Result:
    townships = [
        Township(f"6322{county:02}{place:03}")
        for county in range(1, 3 if ground.quick else 21)
        for place in range(101, 121)
    ]
    where = Prefecture(ground.work / "month")
    where.let_in(townships)
    sent = [records_of(one.code, 3, 200, plain=12, scan_bytes=200_000, scans=2) for one in townships]
    paths = [
        bundle_of(one, contents, where.receiver, ground.work)
        for one, contents in zip(townships, sent, strict=True)
    ]
    each: list[Sample] = []

    def month() -> Sample:
        each[:] = where.take(server, paths)
        return Sample(sum(one.seconds for one in each))

    plain = ground.work / "plain"
    plain.mkdir()
    found = rounds(
        {"intake": month, KEPT: partial(copied, server, sent, paths, plain)}, ground.runs(5, 1), warm=0
    )
    rows = sum(len(contents.rows) for contents in sent)
    megabytes = sum(path.stat().st_size for path in paths) / 1e6
    note = f"{len(paths)} bundles, {15 * len(paths):,} records, {rows:,} rows, {megabytes:.0f} MB; p95 is of a bundle"
    return result(
        f"receiver: month of {len(paths)} townships", KEPT, found, "intake", scale=rows, note=note,
        p95_ms=p95([one.seconds for one in each]) * 1000,
    )  # fmt: skip


class Prefecture:
    """Keys and enrolled townships in a folder; every `take` begins with an empty database and an empty store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        known = (folder / FILE).is_file()
        self._keys = (
            load_receiver(folder)
            if known
            else create_receiver(folder, PREFECTURE, "云州人民政府办公室", Clock())
        )
        self._requests: list[Path] = sorted(folder.glob(f"*{REQUEST_SUFFIX}")) if known else []

    @property
    def receiver(self) -> Receiver:
        return Receiver(PREFECTURE, self._keys.party.recipient)

    def let_in(self, townships: Sequence[Township]) -> None:
        self._requests += [one.request(self._folder) for one in townships]

    def take(self, server: TemporaryPostgres, paths: Sequence[Path]) -> list[Sample]:
        """The time of each bundle. The server holds a database ``ready`` with our tables in it."""
        name = f"take_{next(_NUMBERS)}"
        command(server, sql.SQL("CREATE DATABASE {} TEMPLATE ready").format(sql.Identifier(name)))
        store = Store(self._folder / name)
        store.prepare()
        intake = Intake(server.url(name), store, self._keys, homes.catalogue(), Clock())
        for request in self._requests:
            enrol(intake.url, self._keys, request, self._folder / "grants", intake.clock)
        with intake.one_after_another() as take:
            found = [timed(partial(taken_in, take, path)) for path in paths]
        command(server, sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        return found


def taken_in(take: Callable[[Path], Answer], path: Path) -> None:
    answer = take(path)
    assert answer.accepted
    assert not answer.rejected


def copied(
    server: TemporaryPostgres,
    sent: Sequence[Contents],
    files: Sequence[Path] = (),
    folder: Path | None = None,
) -> Sample:
    """Rows that lie ready as Python values, into one table with the key of ours, a transaction a bundle; before each its file
    is written durably, if there are ``files``."""
    ready = [
        [
            (row.record[:6], 2026, row.record, row.row, row.revision, row.position, json.dumps(row.values, ensure_ascii=False))
            for row in contents.rows
        ]
        for contents in sent
    ]  # fmt: skip
    name = f"copy_{next(_NUMBERS)}"
    url = server.database(name)
    columns = 'county text, year int, record text, "row" text, revision int, position bigint, "values" jsonb'
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            f'CREATE TABLE plain ({columns}, PRIMARY KEY (county, year, record, "row", revision))'.encode()
        )

        def load() -> None:
            for rows, file in zip_longest(ready, files):
                if file is not None and folder is not None:
                    write_atomically(folder / file.name, file.read_bytes())
                with (
                    connection.transaction(),
                    connection.cursor() as cursor,
                    cursor.copy("COPY plain FROM STDIN") as copy,
                ):
                    for row in rows:
                        copy.write_row(row)

        taken = timed(load)
    command(server, sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
    return taken


def command(server: TemporaryPostgres, statement: sql.Composable) -> None:
    with connected(server.url("postgres")) as connection:
        connection.execute(statement)
