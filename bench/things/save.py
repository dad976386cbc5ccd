"""The durable save of one form, as a clerk's Ctrl+S does it, beside the least a disk can be asked for."""

import itertools
import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from bench import homes
from bench.ground import Ground
from bench.measure import Result, result, rounds
from desktop.usecases.office import Session

TARGET = "ours ≤ 50 ms"


def run(ground: Ground) -> list[Result]:
    found: list[Result] = []
    for count in ground.row_counts:
        home = homes.copy_of(homes.with_rows(count), ground.work / f"save-{count}")
        with closing(homes.open_home(home)) as session:
            record = homes.new_record(session)
            content = session.records.head(record).content
            saved = json.dumps(content.model_dump(mode="json"), ensure_ascii=False).encode()
            with closing(plain_database(ground.work / f"plain-{count}.db")) as plain:
                scratch = ground.work / f"fsync-{count}"
                contestants = {
                    "ours": saver(session, record),
                    "SQLite, one transaction, full sync": lambda plain=plain, saved=saved: transaction(
                        plain, saved
                    ),
                    "fsync of the disk": lambda scratch=scratch, saved=saved: fsync(scratch, saved),
                }
                timed = rounds(contestants, ground.runs(40, 20), warm=3)
        for peer in list(contestants)[1:]:
            found.append(result("save one form", peer, timed, scale=count, target=TARGET))
    return found


def saver(session: Session, record: str) -> Callable[[], None]:
    """Saves the form each time with another telephone number in it."""
    content, turn = session.records.head(record).content, itertools.count()

    def save() -> None:
        changed = {**content.values, "objection_phone": f"0970-86{next(turn) % 100000:05}"}
        session.records.save(record, content.model_copy(update={"values": changed}))

    return save


def plain_database(path: Path) -> Any:
    connection = dbapi2.connect(str(path), isolation_level=None)
    for statement in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE saved (id INTEGER PRIMARY KEY, content BLOB)",
    ):
        connection.execute(statement)
    return connection


def transaction(connection: Any, content: bytes) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT OR REPLACE INTO saved VALUES (1, ?)", (content,))
    connection.execute("COMMIT")


def fsync(path: Path, content: bytes) -> None:
    with path.open("ab") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
