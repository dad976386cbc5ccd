"""Gathers what a lower office is to be told: given back, put right since the receipt, arrived further up. Reads only.

Always all that holds now, worked out from what lies here, so that no word of it can grow old unnoticed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from desktop.domain.exchange import Held
from desktop.storage import bundles, contacts, records, returned, revisions, travel
from desktop.sync.down import AboveKey, ReturnLine, Standing, StandingLine, UpwardLine
from desktop.sync.models import Office
from desktop.sync.quarantine import QUARANTINED, read_payload
from desktop.sync.read import parse_model
from desktop.sync.receipts import Receipt
from desktop.sync.undo import entries_of

_IN = frozenset({"accepted", "duplicate"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A version of which a receipt once spoke."""

    record: str
    revision: int
    digest: str
    status: Standing
    sequence: int
    text: str


def returns_for(session: Session, division: str, words: dict[str, str]) -> tuple[ReturnLine, ...]:
    """What was given back and not corrected yet. ``words`` names the reasons by code."""
    return tuple(
        ReturnLine(
            record=entry.record,
            revision=entry.revision,
            digest=entry.digest,
            reasons=entry.reasons,
            words=tuple(words.get(code, code) for code in entry.reasons),
            text=entry.text,
            at=entry.at,
        )
        for entry in returned.standing(session, division)
    )


def standing_for(session: Session, division: str) -> tuple[StandingLine, ...]:
    """One line per version whose receipt is no longer the whole truth."""
    found: dict[tuple[str, str], StandingLine] = {}
    for told in [*_held(session, division), *_taken_back(session, division)]:
        chain = [revision.digest for revision in revisions.of_record(session, told.record)]
        here = told.digest in chain
        if told.status == "accepted" and not here:
            continue
        found[told.record, told.digest] = StandingLine(
            record=told.record,
            revision=told.revision,
            digest=told.digest,
            status="accepted" if here else told.status,
            sequence=told.sequence,
            have=len(chain),
            text="" if here else told.text,
        )
    return tuple(found[key] for key in sorted(found))


def _held(session: Session, division: str) -> Iterator[_Told]:
    sequences = {bundle.bundle: bundle.sequence for bundle in bundles.incoming(session)}
    for held in travel.held(session, open_only=False):
        said = read_payload(held.payload).record
        if not held.resolved or not str(said.get("organisation", "")).startswith(division):
            continue
        yield _Told(
            held.record,
            held.revision,
            str(said["digest"]),
            _status(held),
            sequences.get(held.bundle, 0),
            held.resolved_reason,
        )


def _status(held: Held) -> Standing:
    if held.kind != QUARANTINED:
        return "replaced"
    return "dropped" if held.resolved == "dropped" else "accepted"


def _taken_back(session: Session, division: str) -> Iterator[_Told]:
    for bundle in bundles.incoming(session):
        if not bundle.undone_at or not bundle.organisation.startswith(division):
            continue
        for record, entry in entries_of(bundle).items():
            left = entry["after"]
            yield _Told(
                record, left["revision"], left["digest"], "taken_back", bundle.sequence, bundle.undone_reason
            )


def upward_for(session: Session, division: str) -> tuple[tuple[UpwardLine, ...], tuple[Receipt, ...]]:
    """How far the division's records came beyond this office: the furthest word on each, with the receipts that say so."""
    lines: dict[str, UpwardLine] = {}
    given: dict[str, Receipt] = {}
    for data in bundles.receipts(session):
        receipt = parse_model(Receipt, data)
        name = receipt.name
        given[name] = receipt
        for line in receipt.lines:
            known = lines.get(line.record)
            better = known is None or line.revision > known.revision or known.status not in _IN
            if better and _belongs(session, line.record, division):
                lines[line.record] = UpwardLine(
                    record=line.record, revision=line.revision, status=line.status, receipt=name
                )
    used = {line.receipt for line in lines.values()}
    return tuple(lines[key] for key in sorted(lines)), tuple(given[name] for name in given if name in used)


def _belongs(session: Session, record: str, division: str) -> bool:
    known = records.find(session, record)
    return known is not None and known.organisation.startswith(division)


def above_keys(session: Session) -> tuple[AboveKey, ...]:
    """The devices of the office above this one whose receipts are handed on."""
    return tuple(
        AboveKey(
            device=contact.device,
            organisation=Office.model_validate(
                {"code": contact.organisation, "unit": contact.unit, "level": str(contact.level)}
            ),
            key=contact.signing_key,
        )
        for contact in contacts.every(session)
        if contact.upward
    )
