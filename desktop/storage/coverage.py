"""Which matters have records, and in which states: the figures behind coverage. Counts only, no content."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from desktop.domain.flow import EDITABLE, IN_REVIEW
from desktop.domain.record import RecordState
from desktop.storage.tables import RecordRow


@dataclass(frozen=True, slots=True)
class Coverage:
    """Records of one matter in one state: how many, and the earliest day they must be public by."""

    matter: str
    state: RecordState
    records: int
    publish_by: date | None


def coverage(session: Session) -> list[Coverage]:
    """One entry per matter and state."""
    chosen = select(
        RecordRow.matter, RecordRow.state, func.count(col(RecordRow.id)), func.min(col(RecordRow.publish_by))
    ).group_by(col(RecordRow.matter), col(RecordRow.state))
    return [
        Coverage(matter, RecordState(state), count, earliest)
        for matter, state, count, earliest in session.exec(chosen)
    ]


def last_titles(session: Session) -> dict[str, str]:
    """The title of each matter's latest changed record."""
    newest = select(RecordRow.matter, RecordRow.title, func.max(col(RecordRow.updated_at)))
    chosen = newest.group_by(col(RecordRow.matter))
    return {matter: title for matter, title, _ in session.exec(chosen)}


@dataclass(frozen=True, slots=True)
class Dated:
    """A record with the day that counts for a rhythm: of issue, else of its making."""

    matter: str
    record: str
    title: str
    state: RecordState
    day: date
    publish_by: date | None = None


def dated_records(session: Session, organisation: str, matters: frozenset[str]) -> list[Dated]:
    """The organisation's records under these matters."""
    chosen = select(RecordRow).where(
        RecordRow.organisation == organisation, col(RecordRow.matter).in_(sorted(matters))
    )
    return [
        Dated(row.matter, row.id, row.title, row.state, row.issued_on or row.formed_on, row.publish_by)
        for row in session.exec(chosen)
    ]


def matters_in_work(session: Session, organisation: str) -> list[str]:
    """Codes of the matters the organisation has records under that are not issued yet."""
    chosen = select(RecordRow.matter).where(
        RecordRow.organisation == organisation, col(RecordRow.state).in_(EDITABLE | IN_REVIEW)
    )
    return sorted(set(session.exec(chosen)))
