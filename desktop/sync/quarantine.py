"""Keeps what could not simply be taken in, whole and as it came: conflicting versions, and what is not understood.

The same thing held twice is held once. What waits is looked at again by `apply` when something new has come in.
"""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from desktop.base.canonical import canonical_json, digest_of, sha256_hex
from desktop.domain.exchange import Held
from desktop.storage import travel
from desktop.sync.merge import WORDS, Case
from desktop.sync.models import PostingLine, RecordLine, RowLine
from desktop.sync.read import Limits, parse_json
from desktop.sync.row_lines import AnyRow, plain_row

_OWN_LIMITS = Limits(line=1 << 30, depth=16)
CONFLICT, QUARANTINED, BRANCH = "conflict", "quarantined", "branch"


@dataclass(frozen=True, slots=True)
class HeldContent:
    """A received record as plain data: it may be more than this program understands. ``sender`` is the beginning of the
    division codes whose records the sender may bring."""

    record: dict[str, Any]
    rows: tuple[dict[str, Any], ...]
    postings: tuple[dict[str, Any], ...]
    sender: str

    def understood(self) -> tuple[RecordLine, tuple[RowLine, ...], tuple[PostingLine, ...]]:
        """The record with its rows and postings as this program knows them; a ValidationError if it does not."""
        return (
            RecordLine.model_validate(self.record),
            tuple(RowLine.model_validate(row) for row in self.rows),
            tuple(PostingLine.model_validate(posting) for posting in self.postings),
        )


def content_of(
    line: RecordLine, rows: tuple[AnyRow, ...], postings: tuple[PostingLine, ...], sender: str
) -> HeldContent:
    """A record that was understood, as plain data."""
    return HeldContent(
        line.model_dump(mode="json"),
        tuple(plain_row(row) for row in rows),
        tuple(posting.model_dump(mode="json") for posting in postings),
        sender,
    )


def payload_of(content: HeldContent) -> bytes:
    """Canonical JSON of all that came of one record."""
    return canonical_json(
        {
            "record": content.record,
            "rows": list(content.rows),
            "postings": list(content.postings),
            "sender": content.sender,
        }
    )


def read_payload(payload: bytes) -> HeldContent:
    """What `payload_of` wrote."""
    said = parse_json(payload, _OWN_LIMITS)
    return HeldContent(said["record"], tuple(said["rows"]), tuple(said["postings"]), said["sender"])


def conflict_id(record: str, digest: str) -> str:
    """A version in conflict is known by its content, whichever bundle brings it."""
    return digest_of({"conflict": record, "digest": digest})[:32]


def is_held(session: Session, line: RecordLine) -> bool:
    """Whether this very version lies here already as one side of a conflict, decided on or not."""
    wanted = conflict_id(line.record, line.digest)
    return any(entry.id == wanted for entry in travel.held(session, open_only=False, record=line.record))


def hold(session: Session, content: HeldContent, bundle: str, revision: int, case: Case, at: str) -> None:
    """Keep a received record as it came; the same thing again changes nothing."""
    payload = payload_of(content)
    record = str(content.record["record"])
    conflict = case is Case.BOTH_CHANGED
    travel.hold(
        session,
        Held(
            id=conflict_id(record, str(content.record["digest"])) if conflict else sha256_hex(payload)[:32],
            bundle=bundle,
            record=record,
            revision=revision,
            kind=CONFLICT if conflict else QUARANTINED,
            reason=WORDS[case],
            held_at=at,
            payload=payload,
        ),
    )
