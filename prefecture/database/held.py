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
