"""Records 公开记录: their head and their working content. Sealed content is in `revisions`, rows in `rosters`."""

import json
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.flow import EDITABLE, IN_REVIEW
from desktop.domain.record import Record, RecordContent, RecordState
from desktop.storage import search
from desktop.storage.tables import RecordRow

_HEAD = set(Record.model_fields)
_KEPT = {"id", "roster_count"}


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """What the catalogue and the form say of a record that storage must know to find it again.

    ``field`` is the catalogue's field code; ``words`` further texts to be found by (matter's name, aliases);
    ``names`` and ``numbers`` are the keys of the roster columns with persons' names and ID numbers.
    """

    field: str = ""
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records to list; empty parts do not narrow. ``tails``: ``text`` may also be the tail of an ID number."""

    states: frozenset[RecordState] = frozenset()
    matter: str = ""
    field: str = ""
    text: str = ""
    organisation: str = ""
    tails: bool = False


EVERY = RecordQuery()


def add(
    session: Session,
    record: Record,
    values: dict[str, str],
    place: RecordPlace,
    bilingual: dict[str, str] | None = None,
) -> None:
    """A new record with its working values, and those in a second script."""
    row = RecordRow(
        **record.model_dump(),
        field=place.field,
        words="\n".join(place.words),
        name_columns=",".join(place.names),
        number_columns=",".join(place.numbers),
        cells=_cells(values),
        bilingual=_cells(bilingual or {}),
    )
    session.add(row)
    session.flush()
    search.index_head(session, row)


def find(session: Session, record: str) -> Record | None:
    row = session.get(RecordRow, record)
    return None if row is None else _record(row)


def get(session: Session, record: str) -> Record:
    """Refusal when there is no such record."""
    return _record(_row(session, record))


def content(session: Session, record: str) -> RecordContent:
    """The working content: what was saved last, sealed or not."""
    row = _row(session, record)
    return RecordContent(
        title=row.title,
        formed_on=row.formed_on,
        disclosure=row.disclosure,
        withheld_code=row.withheld_code,
        withheld_reason=row.withheld_reason,
        values=json.loads(row.cells),
        bilingual=json.loads(row.bilingual),
    )


def save_content(session: Session, record: str, saved: RecordContent, at: str) -> Record:
    """Replace the working content. ``at`` is an ISO time."""
    row = _row(session, record)
    row.title, row.formed_on = saved.title, saved.formed_on
    row.disclosure = saved.disclosure
    row.withheld_code, row.withheld_reason = saved.withheld_code, saved.withheld_reason
    row.cells, row.updated_at = _cells(saved.values), at
    row.bilingual = _cells(saved.bilingual)
    session.flush()
    search.index_head(session, row)
    return _record(row)


def put(session: Session, record: Record) -> Record:
    """Replace the head of a known record. ``roster_count`` is kept by `rosters` and not taken from here."""
    row = _row(session, record.id)
    known = (row.title, row.index_number)
    for key, value in record.model_dump(exclude=_KEPT).items():
        setattr(row, key, value)
    session.flush()
    if known != (row.title, row.index_number):
        search.index_head(session, row)
    return _record(row)


def page(session: Session, query: RecordQuery = EVERY, offset: int = 0, limit: int = 50) -> list[Record]:
    """Latest change first."""
    conditions = _conditions(session, query)
    if conditions is None:
        return []
    chosen = select(RecordRow).where(*conditions)
    ordered = chosen.order_by(col(RecordRow.updated_at).desc(), col(RecordRow.id).desc())
    return [_record(row) for row in session.exec(ordered.offset(offset).limit(limit))]


def count(session: Session, query: RecordQuery = EVERY) -> int:
    conditions = _conditions(session, query)
    if conditions is None:
        return 0
    return session.exec(select(func.count(col(RecordRow.id))).where(*conditions)).one()


def look(
    session: Session, query: RecordQuery, limit: int = 50
) -> tuple[dict[RecordState, int], list[Record]]:
    """Counts by state whatever states are asked for, and the first ``limit`` in those: one search for both."""
    wider = _conditions(session, replace(query, states=frozenset()))
    if wider is None:
        return {}, []
    counted = select(RecordRow.state, func.count(col(RecordRow.id))).where(*wider)
    counts = {
        RecordState(state): number for state, number in session.exec(counted.group_by(col(RecordRow.state)))
    }
    chosen = select(RecordRow).where(*wider)
    if query.states:
        chosen = chosen.where(col(RecordRow.state).in_(query.states))
    ordered = chosen.order_by(col(RecordRow.updated_at).desc(), col(RecordRow.id).desc())
    return counts, [_record(row) for row in session.exec(ordered.limit(limit))]


def count_by_state(session: Session) -> dict[RecordState, int]:
    return look(session, EVERY, 0)[0]


def has_index_number(session: Session, number: str) -> bool:
    """Whether a record here, own or received, carries the number."""
    return session.exec(select(RecordRow.id).where(RecordRow.index_number == number)).first() is not None


def by_index_number(session: Session, number: str) -> Record | None:
    """The record that bears this index number 索引号, if it is here."""
    row = session.exec(select(RecordRow).where(RecordRow.index_number == number)).first() if number else None
    return None if row is None else _record(row)


def waiting_with_deadline(session: Session, until: date) -> list[Record]:
    """Records not yet issued whose publication is due by ``until``, the earliest first."""
    chosen = (
        select(RecordRow)
        .where(col(RecordRow.publish_by) <= until, col(RecordRow.state).in_(EDITABLE | IN_REVIEW))
        .order_by(col(RecordRow.publish_by), col(RecordRow.id))
    )
    return [_record(row) for row in session.exec(chosen)]


def _conditions(session: Session, query: RecordQuery) -> list[ColumnElement[bool]] | None:
    """What the query asks of a row; None when its text cannot find anything."""
    conditions: list[ColumnElement[bool]] = []
    if query.states:
        conditions.append(col(RecordRow.state).in_(query.states))
    for column, wanted in (
        (col(RecordRow.matter), query.matter),
        (col(RecordRow.field), query.field),
        (col(RecordRow.organisation), query.organisation),
    ):
        if wanted:
            conditions.append(column == wanted)
    if query.text:
        found = search.matching(session, query.text, tails=query.tails)
        if found is None:
            return None
        conditions.append(col(RecordRow.id).in_(found))
    return conditions


def _row(session: Session, record: str) -> RecordRow:
    row = session.get(RecordRow, record)
    if row is None:
        raise Refusal(
            tr("找不到这条记录。"),
            safe=tr("什么都没有改动。"),
            todo=tr("请刷新列表后再看。"),
            code="no-record",
        )
    return row


def _record(row: RecordRow) -> Record:
    return Record.model_validate(row.model_dump(include=_HEAD))


def _cells(values: dict[str, str]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
