"""The one door to PostgreSQL, and the steps that bring its tables up to date. Knows nothing of bundles."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import psycopg

from desktop.base.errors import Refusal, SurroundingsError

Connection = psycopg.Connection[tuple[Any, ...]]
_STEP = re.compile(r"(\d{4})_(\w+)\.sql")


class DatabaseAway(SurroundingsError):
    """PostgreSQL cannot be reached or cannot go on (stopped, full, lost line): the work is done again later."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"数据库现在用不了：{detail.strip().splitlines()[0] if detail.strip() else '原因不明'}。",
            safe="收到的包都存在磁盘上，没有丢。",
            todo="数据库恢复以后会接着入库，不用重新上报。",
            code="database-away",
        )


@contextmanager
def database_may_be_away() -> Iterator[None]:
    """Around work on a connection: raises DatabaseAway where the driver says so in its own words."""
    try:
        yield
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise DatabaseAway(str(error)) from error


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection in autocommit; transactions are begun where they are needed. Raises DatabaseAway."""
    with (
        database_may_be_away(),
        psycopg.connect(
            url, autocommit=True, connect_timeout=5, application_name="mingbai-prefecture"
        ) as connection,
    ):
        yield connection


def steps() -> list[tuple[int, str, str]]:
    """Number, name and SQL of every step, in order."""
    found = []
    for entry in files("prefecture.database").joinpath("migrations").iterdir():
        named = _STEP.fullmatch(entry.name)
        if named:
            found.append((int(named[1]), named[2], entry.read_text(encoding="utf-8")))
    return sorted(found)


def migrate(url: str) -> int:
    """Carry out the steps that are missing, each in one transaction; returns the version. Refuses a newer database."""
    known = steps()
    with connected(url) as connection, connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('mingbai migrations'))")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS schema_steps (number int PRIMARY KEY, name text NOT NULL,"
            " done_at timestamptz NOT NULL DEFAULT now())"
        )
        done = {number for (number,) in connection.execute("SELECT number FROM schema_steps")}
        if max(done, default=0) > known[-1][0]:
            raise Refusal(
                "这个数据库是更新的程序建的，本程序认不全。",
                safe="数据库没有动。",
                todo="请更新 mingbai-prefecture 再用。",
                code="database-newer",
            )
        for number, name, statements in known:
            if number not in done:
                connection.execute(statements.encode())
                connection.execute("INSERT INTO schema_steps (number, name) VALUES (%s, %s)", (number, name))
    return known[-1][0]
