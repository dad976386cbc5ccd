"""Revisions 修订: sealed content, one after another. They are added and read; the database refuses the rest."""

import json

from sqlmodel import Session, col, delete, select

from desktop.base.canonical import canonical_json
from desktop.domain.record import Revision
from desktop.storage.tables import RevisionRow

_OWN = set(Revision.model_fields) - {"content"}


def seal(session: Session, revision: Revision) -> None:
    """Store a revision for good. A second one with the same number is an error of the caller."""
    row = RevisionRow(**revision.model_dump(include=_OWN), content=canonical_json(revision.content).decode())
    session.add(row)
    session.flush()


def find(session: Session, record: str, number: int) -> Revision | None:
    row = session.get(RevisionRow, (record, number))
    return None if row is None else _revision(row)


def is_sealed(session: Session, record: str, number: int) -> bool:
    chosen = select(RevisionRow.number).where(RevisionRow.record == record, RevisionRow.number == number)
    return session.exec(chosen).first() is not None


def latest(session: Session, record: str) -> Revision | None:
    chosen = select(RevisionRow).where(RevisionRow.record == record).order_by(col(RevisionRow.number).desc())
    row = session.exec(chosen.limit(1)).first()
    return None if row is None else _revision(row)


def numbers(session: Session, record: str) -> list[int]:
    """The numbers of the sealed revisions, from the first on; their content is not read."""
    chosen = select(RevisionRow.number).where(RevisionRow.record == record).order_by(col(RevisionRow.number))
    return list(session.exec(chosen))


def of_record(session: Session, record: str) -> list[Revision]:
    """From the first on."""
    chosen = select(RevisionRow).where(RevisionRow.record == record).order_by(col(RevisionRow.number))
    return [_revision(row) for row in session.exec(chosen)]


def sealed_heads(session: Session) -> list[tuple[str, int, str]]:
    """(record, number, digest) of every sealed revision, in a fixed order: what there is to send."""
    chosen = select(RevisionRow.record, RevisionRow.number, RevisionRow.digest)
    return list(session.exec(chosen.order_by(col(RevisionRow.record), col(RevisionRow.number))).all())


def take_back(session: Session, record: str, number: int) -> None:
    """Undo the arrival of another device's revision. For one of this device's own the database refuses."""
    session.exec(
        delete(RevisionRow).where(col(RevisionRow.record) == record, col(RevisionRow.number) == number)
    )


def _revision(row: RevisionRow) -> Revision:
    return Revision.model_validate({**row.model_dump(include=_OWN), "content": json.loads(row.content)})
