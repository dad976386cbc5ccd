"""The posting register told line by line: how each sheet stands, what it replaced, what is kept with it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from desktop.domain.notice import Notice, Posting
from desktop.domain.record import Record
from desktop.storage import board_photos, notices, objections, postings, records
from desktop.usecases.notice_views import PostingLine
from desktop.usecases.replacing import void_reason


def register_lines(
    session: Session, organisation: str, entries: Sequence[Posting], today: date
) -> list[PostingLine]:
    """``entries`` as lines, in their order. The links look through the whole register of the office."""
    whole = postings.page(session, organisation=organisation)
    numbers = {entry.id: entry.number for entry in whole}
    successors = {entry.replaces: entry.number for entry in whole if entry.replaces}
    photos = board_photos.counts(session)
    waiting = Counter(entry.notice for entry in objections.page(session, organisation, only_open=True))
    known: dict[str, tuple[Notice, Record]] = {}
    lines = []
    for entry in entries:
        if entry.notice not in known:
            notice = notices.get(session, entry.notice)
            known[entry.notice] = notice, records.get(session, notice.record)
        notice, record = known[entry.notice]
        void = void_reason(notice, record)
        left = None if entry.removed_on is not None else (entry.due_down_on - today).days - 1
        state = "down" if left is None else "due" if left < 0 or void else "running"
        lines.append(
            PostingLine(
                entry,
                notice.title,
                notice.record,
                notice.kind,
                left,
                state,
                void,
                numbers.get(entry.replaces, ""),
                successors.get(entry.id, ""),
                photos.get(entry.id, 0),
                waiting[entry.notice],
            )
        )
    return lines
