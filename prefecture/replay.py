"""Decisions that lie in the store and not in the database, as after the database came back from an older backup: carried out
once more, in their order. What was decided once is not asked about again.
"""

from dataclasses import dataclass, replace

from desktop.base.errors import Refusal
from desktop.sync.models import Part
from desktop.sync.read import parse_model
from desktop.sync.settled import Settled
from desktop.sync.signing import document_holds
from prefecture.branches import sides_of
from prefecture.conflicts import Keep, put_in_force, written
from prefecture.database import held, versions, words
from prefecture.database.connection import Connection, connected
from prefecture.database.held import Conflict
from prefecture.intake import Intake, lock_county


class _Kept(Part):
    decided_by: str
    settled: Settled


@dataclass(frozen=True, slots=True)
class Replayed:
    """``again``: how many were carried out; ``left``: records whose versions are not all here, decided about but not done."""

    again: int
    left: tuple[str, ...]


def replay(intake: Intake) -> Replayed:
    """Safe to repeat. A file that we did not sign ourselves is passed over."""
    left: list[str] = []
    again = 0
    with connected(intake.url) as connection:
        _write_missing(intake, connection)
        for data in intake.store.kept_decisions():
            try:
                kept = parse_model(_Kept, data)
            except Refusal:
                continue
            if not document_holds(kept.settled, intake.receiver.party.key):
                continue
            with connection.transaction():
                lock_county(connection, kept.settled.organisation[:6])
                if words.known(connection, kept.settled.number):
                    continue
                done = _carry_out(intake, connection, kept)
            again += done
            if not done:
                left.append(kept.settled.record)
    return Replayed(again, tuple(dict.fromkeys(left)))


def _write_missing(intake: Intake, connection: Connection) -> None:
    """What was committed and did not get as far as the store."""
    here = {path.name for path in intake.store.decisions.glob("*.json")}
    for said, by in words.every(connection):
        if intake.store.decision_name(said.number) not in here:
            intake.store.keep_decision(said.number, written(said, by))


def _carry_out(intake: Intake, connection: Connection, kept: _Kept) -> bool:
    said = kept.settled
    place = versions.place_of(connection, said.record)
    if place is None:
        return False
    chain = set(versions.chain_of(connection, place, said.record))
    in_force = said.kept[0].digest in chain
    wanted = said.gave_way if in_force else said.kept
    found = _held_with(connection, said.record, wanted[-1].digest) or _held_with(
        connection, said.record, wanted[0].digest
    )
    if found is None:
        return False
    sides = sides_of(connection, found)
    keep = Keep.OURS if in_force else Keep.THEIRS
    put_in_force(intake, connection, found, sides, keep, said.text, kept.decided_by, said)
    return True


def _held_with(connection: Connection, record: str, digest: str) -> Conflict | None:
    """A version beside the one in force in which this revision stands, the longest first."""
    fitting = []
    for one in held.versions_beside(connection, record):
        try:
            sides = sides_of(connection, one)
        except Refusal:
            continue
        if digest in sides.their_digests:
            fitting.append((len(sides.their_digests), one.held.id, replace(one)))
    return max(fitting, key=lambda each: each[:2])[2] if fitting else None
