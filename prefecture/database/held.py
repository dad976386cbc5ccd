"""What could not simply be taken in: versions in conflict, and what is not understood 待查. Kept as it came."""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from desktop.base.canonical import canonical_json, digest_of, sha256_hex
from desktop.sync.merge import Case
from desktop.sync.models import PostingLine, RecordLine, RowLine
from desktop.sync.read import Limits, parse_json
from desktop.sync.row_lines import plain_row
from prefecture.database.connection import Connection
from prefecture.judge import Received

CONFLICT, QUARANTINED = "conflict", "quarantined"
_OWN_LIMITS = Limits(line=1 << 30, depth=16)


@dataclass(frozen=True, slots=True)
class Held:
    """``payload`` is the canonical JSON of record, rows and postings, with whatever this program does not know."""

    id: str
    bundle: str
    record: str
    revision: int
    reason: str
    scope: str
    payload: bytes

    def understood(self) -> Received:
        """The record as this program knows it; a ValidationError if it does not."""
        said = parse_json(self.payload, _OWN_LIMITS)
        return Received(
            RecordLine.model_validate(said["record"]),
            tuple(RowLine.model_validate(row) for row in said["rows"]),
            tuple(PostingLine.model_validate(posting) for posting in said["postings"]),
            self.scope,
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A version beside the one in force. ``resolved`` is empty while it waits for a person."""

    held: Held
    organisation: str
    held_at: datetime
    resolved: str
    resolved_by: str
    resolved_for: str


def payload_of(
    record: dict[str, Any], rows: tuple[dict[str, Any], ...], postings: tuple[dict[str, Any], ...]
) -> bytes:
    return canonical_json({"record": record, "rows": list(rows), "postings": list(postings)})


def payload_of_received(item: Received) -> bytes:
    return payload_of(
        item.line.model_dump(mode="json"),
        tuple(plain_row(row) for row in item.rows),
        tuple(posting.model_dump(mode="json") for posting in item.postings),
    )


def conflict_id(record: str, digest: str) -> str:
    """A version in conflict is known by its content, whichever bundle brings it."""
    return digest_of({"conflict": record, "digest": digest})[:32]


def conflicts_of(connection: Connection, records: list[str]) -> set[str]:
    """Ids of all versions of ``records`` that lie here in conflict, decided or not."""
    found = connection.execute("SELECT id FROM held WHERE record = ANY(%s) AND kind = 'conflict'", (records,))
    return {held_id for (held_id,) in found}


def hold(
    connection: Connection,
    *,
    bundle: str,
    organisation: str,
    record: str,
    revision: int,
    case: Case,
    scope: str,
    payload: bytes,
    digest: str,
    at: datetime,
) -> None:
    """Keep a record as it came; the same thing again changes nothing. ``digest`` is that of its newest revision."""
    conflict = case is Case.BOTH_CHANGED
    connection.execute(
        "INSERT INTO held (id, bundle, county, organisation, record, revision, kind, reason, scope, held_at, payload)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
        (
            conflict_id(record, digest) if conflict else sha256_hex(scope.encode() + payload)[:32],
            bundle,
            organisation[:6],
            organisation,
            record,
            revision,
            CONFLICT if conflict else QUARANTINED,
            str(case),
            scope,
            at,
            payload,
        ),
    )


def open_quarantine(connection: Connection, county: str) -> list[Held]:
    """What waits in a county and may fit now."""
    found = connection.execute(
        "SELECT id, bundle, record, revision, reason, scope, payload FROM held"
        " WHERE county = %s AND resolved = '' AND kind = 'quarantined' ORDER BY held_at, id",
        (county,),
    )
    return [Held(*row) for row in found]


def lines(connection: Connection, county: str) -> list[RecordLine]:
    """The cards of what waits in a county, as far as this program understands them."""
    found = []
    for entry in open_quarantine(connection, county):
        with contextlib.suppress(ValidationError):
            found.append(entry.understood().line)
    return found


def waiting_counties(connection: Connection) -> list[str]:
    found = connection.execute(
        "SELECT DISTINCT county FROM held WHERE resolved = '' AND kind = 'quarantined' ORDER BY county"
    )
    return [county for (county,) in found]


def resolve(connection: Connection, held_id: str, how: str, at: datetime) -> None:
    connection.execute(
        "UPDATE held SET resolved = %s, resolved_at = %s WHERE id = %s AND resolved = ''", (how, at, held_id)
    )


_CONFLICT = """
SELECT id, bundle, record, revision, reason, scope, payload, organisation, held_at, resolved, resolved_by, resolved_for
FROM held WHERE kind = 'conflict' AND {which} ORDER BY held_at, id LIMIT %s
"""


def open_conflicts(connection: Connection, prefix: str) -> list[Conflict]:
    """What waits for a person's word, of the offices whose code begins with ``prefix``: the oldest 200."""
    return _conflicts(connection, "resolved = '' AND organisation LIKE %s || '%%'", prefix, 200)


def conflict(connection: Connection, held_id: str) -> Conflict | None:
    return next(iter(_conflicts(connection, "id = %s", held_id)), None)


def versions_beside(connection: Connection, record: str) -> list[Conflict]:
    """Every version of ``record`` that lies beside the one in force, decided or not."""
    return _conflicts(connection, "record = %s", record)


def _conflicts(connection: Connection, which: str, value: str, most: int | None = None) -> list[Conflict]:
    found = connection.execute(_CONFLICT.format(which=which).encode(), (value, most))
    return [Conflict(Held(*row[:7]), *row[7:]) for row in found]


def of_record(connection: Connection, record: str) -> list[Held]:
    """Everything of ``record`` that is kept as it came, whatever became of it."""
    found = connection.execute(
        "SELECT id, bundle, record, revision, reason, scope, payload FROM held WHERE record = %s ORDER BY held_at, id",
        (record,),
    )
    return [Held(*row) for row in found]


def settle(connection: Connection, held_ids: list[str], how: str, by: str, why: str, at: datetime) -> None:
    """A person's word on these versions."""
    connection.execute(
        "UPDATE held SET resolved = %s, resolved_at = %s, resolved_by = %s, resolved_for = %s WHERE id = ANY(%s)",
        (how, at, by, why, held_ids),
    )


@dataclass(frozen=True, slots=True)
class ComeIn:
    """A revision that its receipt said had to wait, and that is in now. ``have``: the newest revision in force."""

    record: str
    revision: int
    digest: str
    sequence: int
    have: int


def come_in(connection: Connection, organisation: str) -> list[ComeIn]:
    """Of the offices whose code begins with ``organisation``."""
    found = connection.execute(
        "SELECT DISTINCT ON (v.record, v.number) v.record, v.number, v.digest, coalesce(b.sequence, 0), r.revision"
        " FROM held h JOIN record_places p ON p.record = h.record"
        " JOIN revisions v ON (v.county, v.year, v.record, v.number) = (p.county, p.year, p.record, h.revision)"
        " JOIN records r ON (r.county, r.year, r.record) = (p.county, p.year, p.record)"
        " LEFT JOIN bundles b ON b.bundle = h.bundle"
        " WHERE h.kind = 'quarantined' AND h.resolved <> '' AND h.organisation LIKE %s || '%%'"
        " ORDER BY v.record, v.number, h.id",
        (organisation,),
    )
    return [ComeIn(*row) for row in found]
