"""The decisions about two versions, as they were signed for the offices below, and the newest file down of each office."""

from dataclasses import dataclass
from datetime import datetime

from desktop.sync.read import parse_model
from desktop.sync.settled import Settled
from prefecture.database.connection import Connection


def next_number(connection: Connection) -> int:
    """The number of the next decision. Decisions are made one after the other until the transaction ends."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('mingbai decisions'))")
    row = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM settled").fetchone()
    return int(row[0]) if row else 1


def put(connection: Connection, said: Settled, by: str, at: datetime) -> None:
    connection.execute(
        "INSERT INTO settled (number, at, organisation, record, decided_by, document) VALUES (%s, %s, %s, %s, %s, %s)",
        (said.number, at, said.organisation, said.record, by, said.canonical()),
    )


def known(connection: Connection, number: int) -> bool:
    """Whether the decision with this number has been carried out here. Asked for by one at a time, as `next_number` is."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('mingbai decisions'))")
    return connection.execute("SELECT 1 FROM settled WHERE number = %s", (number,)).fetchone() is not None


def every(connection: Connection) -> list[tuple[Settled, str]]:
    """All decisions in their order, and who gave each."""
    found = connection.execute("SELECT document, decided_by FROM settled ORDER BY number")
    return [(parse_model(Settled, document), by) for document, by in found]


def of_division(connection: Connection, organisation: str) -> tuple[Settled, ...]:
    """Every decision about a record of an office whose code begins with ``organisation``, in their order."""
    found = connection.execute(
        "SELECT document FROM settled WHERE organisation LIKE %s || '%%' ORDER BY number", (organisation,)
    )
    return tuple(parse_model(Settled, document) for (document,) in found)


@dataclass(frozen=True, slots=True)
class Told:
    """A decision, and the enrolled offices that no file down has told of it yet."""

    said: Settled
    at: datetime
    decided_by: str
    untold: list[str]


def latest(connection: Connection, prefix: str, limit: int = 100) -> list[Told]:
    """The newest decisions first."""
    found = connection.execute(
        "SELECT s.document, s.at, s.decided_by, ARRAY("
        "  SELECT DISTINCT c.organisation FROM contacts c LEFT JOIN downs d USING (organisation)"
        "  WHERE c.revoked_at = '' AND s.organisation LIKE c.organisation || '%%' AND coalesce(d.settled, 0) < s.number"
        "  ORDER BY 1)"
        " FROM settled s WHERE s.organisation LIKE %s || '%%' ORDER BY s.number DESC LIMIT %s",
        (prefix, limit),
    )
    return [Told(parse_model(Settled, row[0]), *row[1:]) for row in found]


@dataclass(frozen=True, slots=True)
class LastDown:
    number: int
    essence: str
    document: bytes


def last_down(connection: Connection, organisation: str) -> LastDown | None:
    """Asked for by one at a time, until the transaction ends."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('mingbai files down'))")
    row = connection.execute(
        "SELECT number, essence, document FROM downs WHERE organisation = %s", (organisation,)
    ).fetchone()
    return LastDown(*row) if row else None


def last_down_number(connection: Connection) -> int:
    row = connection.execute("SELECT coalesce(max(number), 0) FROM downs").fetchone()
    return int(row[0]) if row else 0


def put_down(connection: Connection, organisation: str, down: LastDown, settled: int, at: datetime) -> None:
    connection.execute(
        "INSERT INTO downs (organisation, number, made_at, essence, settled, document) VALUES (%s, %s, %s, %s, %s, %s)"
        " ON CONFLICT (organisation) DO UPDATE SET number = excluded.number, made_at = excluded.made_at,"
        " essence = excluded.essence, settled = excluded.settled, document = excluded.document",
        (organisation, down.number, at, down.essence, settled, down.document),
    )
