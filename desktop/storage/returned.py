"""Records given back to the office that sent them, with the reasons. What the other office then does is not its matter."""

import json

from sqlmodel import Session, col, select

from desktop.domain.exchange import Returned
from desktop.storage.tables import RecordRow, ReturnedRow


def put(session: Session, returned: Returned) -> None:
    """Note a return; given back again with other reasons, the last counts."""
    reasons = json.dumps(list(returned.reasons))
    session.merge(ReturnedRow(**returned.model_dump(exclude={"reasons"}), reasons=reasons))
    session.flush()


def find(session: Session, record: str, revision: int) -> Returned | None:
    row = session.get(ReturnedRow, (record, revision))
    return None if row is None else _returned(row)


def standing(session: Session, division: str = "") -> list[Returned]:
    """What is not answered by a correction yet, of the divisions whose codes begin with ``division``."""
    chosen = (
        select(ReturnedRow)
        .join(RecordRow, col(RecordRow.id) == ReturnedRow.record)
        .where(RecordRow.revision == ReturnedRow.revision, RecordRow.digest == ReturnedRow.digest)
        .where(col(ReturnedRow.organisation).startswith(division, autoescape=True))
    )
    ordered = chosen.order_by(col(ReturnedRow.at), col(ReturnedRow.record))
    return [_returned(row) for row in session.exec(ordered)]


def _returned(row: ReturnedRow) -> Returned:
    return Returned.model_validate(
        {**row.model_dump(exclude={"reasons"}), "reasons": json.loads(row.reasons)}
    )
