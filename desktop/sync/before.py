"""What a record was before something was taken in, and after: kept with the bundle, so that its whole import can be taken
back. Reads only; plain JSON data, since it lies in the bundle's summary.
"""

from typing import Any

from sqlmodel import Session

from desktop.storage import attachments, notices, postings, records, revisions
from desktop.sync.merge import Case

Entry = dict[str, Any]
"""``case``, ``before`` (None: the record was not here) and ``after``."""


def before(session: Session, record: str) -> dict[str, Any] | None:
    """The head, number of sealed revisions, files, and what hung where; None if the record is not here."""
    known = records.find(session, record)
    if known is None:
        return None
    return {
        "head": known.model_dump(mode="json"),
        "chain": len(revisions.numbers(session, record)),
        "files": [list(file) for file in attachments.of_record(session, record)],
        "notices": [notice.id for notice in notices.of_record(session, record)],
        "postings": {
            posting.id: posting.removed_on is not None for posting in postings.of_record(session, record)
        },
    }


def after(session: Session, record: str, hung: dict[str, bool] | None = None) -> dict[str, Any] | None:
    """By what it is seen later whether anything has changed since. ``hung``: the postings, where they are known."""
    known = records.find(session, record)
    if known is None:
        return None
    if hung is None:
        hung = {posting.id: posting.removed_on is not None for posting in postings.of_record(session, record)}
    return {
        "revision": known.revision,
        "digest": known.digest,
        "state": str(known.state),
        "postings": hung,
    }


def after_taking(
    session: Session, record: str, was: dict[str, Any] | None, brought: bool
) -> dict[str, Any] | None:
    """As `after`, right after something was taken in; nothing that hangs is read again unless postings were ``brought``."""
    return after(session, record, None if brought else was["postings"] if was else {})


def entry(case: Case, was: dict[str, Any] | None, now: dict[str, Any] | None) -> Entry:
    return {"case": str(case), "before": was, "after": now}


def moved(entry: Entry) -> bool:
    """Whether anything is other than it was before."""
    was, now = entry["before"], entry["after"]
    if was is None or now is None:
        return now is not None
    head = was["head"]
    old = (head["revision"], head["digest"], head["state"], was["postings"])
    return bool(old != (now["revision"], now["digest"], now["state"], now["postings"]))
