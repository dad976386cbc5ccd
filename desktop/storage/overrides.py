"""Overrides of the privacy gate's blocks: added and read, never changed."""

from sqlmodel import Session, col, select

from desktop.domain.override import Override
from desktop.storage.tables import OverrideRow


def add(session: Session, override: Override) -> None:
    session.add(OverrideRow(**override.model_dump()))
    session.flush()


def of_revision(session: Session, record: str, revision: int) -> list[Override]:
    """In the order they were given."""
    chosen = select(OverrideRow).where(OverrideRow.record == record, OverrideRow.revision == revision)
    found = session.exec(chosen.order_by(col(OverrideRow.entry)))
    return [Override.model_validate(row.model_dump(exclude={"entry"})) for row in found]
