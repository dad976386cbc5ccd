"""Takes out again a record that came from another office, with all that came with it. Own records are never taken out:
the database refuses to delete their revisions and register entries.

The bytes of attachments stay beside the database; one too many there does no harm.
"""

from collections.abc import Collection

from sqlmodel import Session, col, delete, select

from desktop.storage import rosters, search
from desktop.storage.tables import (
    NoticeRow,
    PostingRow,
    RecordFile,
    RecordRow,
    RevisionRow,
)


def take_out(session: Session, record: str) -> None:
    """The record, its revisions, roster, postings, notices, files and its words in the search."""
    made = list(session.exec(select(NoticeRow.id).where(NoticeRow.record == record)))
    session.exec(delete(PostingRow).where(col(PostingRow.notice).in_(made)))
    rosters.take_out(session, record)
    search.forget_head(session, session.get_one(RecordRow, record).number)
    for table in (NoticeRow, RecordFile, RevisionRow):
        session.exec(delete(table).where(col(table.record) == record))
    session.exec(delete(RecordRow).where(col(RecordRow.id) == record))
    session.expire_all()


def take_out_postings(
    session: Session, record: str, postings: Collection[str], keep_notices: Collection[str]
) -> None:
    """Entries of another office's register, and the record's notices but those to keep."""
    session.exec(delete(PostingRow).where(col(PostingRow.id).in_(list(postings))))
    others = col(NoticeRow.id).not_in(list(keep_notices))
    session.exec(delete(NoticeRow).where(col(NoticeRow.record) == record, others))
    session.expire_all()
    search.index_notices(session, record)


def hang_again(session: Session, posting: str) -> None:
    """Undo the arrival of the news that a sheet was taken down."""
    row = session.exec(select(PostingRow).where(PostingRow.id == posting)).one()
    row.removed_on, row.removed_by, row.removed_reason = None, "", ""
    session.flush()
