"""Photos of the board, by posting. The pictures themselves lie encrypted beside the database."""

from sqlmodel import Session, col, select

from desktop.domain.noticeboard import BoardPhoto
from desktop.storage.tables import PhotoRow


def add(session: Session, photo: BoardPhoto) -> None:
    session.add(PhotoRow(**photo.model_dump()))
    session.flush()


def of_posting(session: Session, posting: str) -> list[BoardPhoto]:
    """In the order they were added."""
    chosen = select(PhotoRow).where(PhotoRow.posting == posting)
    found = session.exec(chosen.order_by(col(PhotoRow.added_at), col(PhotoRow.id)))
    return [BoardPhoto.model_validate(row.model_dump()) for row in found]


def counts(session: Session) -> dict[str, int]:
    """How many photos each posting has; postings without one are left out."""
    made: dict[str, int] = {}
    for posting in session.exec(select(PhotoRow.posting)):
        made[posting] = made.get(posting, 0) + 1
    return made
