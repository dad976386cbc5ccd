"""Records 公开记录: their head and their working content. Sealed content is in `revisions`, rows in `rosters`."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.flow import EDITABLE, IN_REVIEW
from desktop.domain.record import Record, RecordContent, RecordState
from desktop.storage import search
from desktop.storage.roster_versions import reading, run
from desktop.storage.tables import RecordRow

_HEAD = tuple(Record.model_fields)
_HEAD_COLUMNS = ", ".join(_HEAD)
_KEPT = {"id", "roster_count"}
_Asked = tuple[str, ...]


class RecordHead(NamedTuple):
    """What a list shows of a record."""

    id: str
    title: str
    matter: str
    state: RecordState
    revision: int
    digest: str
    updated_at: str
    publish_by: date | None
    issued_on: date | None
    roster_count: int
    index_number: str
    drafted_by: str


_STATES = {str(state): state for state in RecordState}
_LINE_COLUMNS = ", ".join(RecordHead._fields)


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
    given = run(session, "SELECT coalesce(max(number), 0) + 1 FROM records", ()).scalar_one()
    row = RecordRow(
        **record.model_dump(),
        number=given,
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
    found = _latest(session, _HEAD_COLUMNS, query, offset, limit)
    return [Record.model_validate(dict(zip(_HEAD, line, strict=True))) for line in found]


def lines(session: Session, query: RecordQuery = EVERY, offset: int = 0, limit: int = 50) -> list[RecordHead]:
    """As `page`, of each record only what a list shows: no model is made of it."""
    return list(map(_head, _latest(session, _LINE_COLUMNS, query, offset, limit)))


def count(session: Session, query: RecordQuery = EVERY) -> int:
    where = _where(session, query)
    if where is None:
        return 0
    return int(run(session, f"SELECT count(*) FROM records WHERE {where[0]}", where[1]).scalar_one())


def look(
    session: Session, query: RecordQuery, limit: int = 50
) -> tuple[dict[RecordState, int], list[RecordHead]]:
    """Counts by state whatever states are asked for, and the first ``limit`` in those: one search for both."""
    asked = _asked(session, query)
    if asked is None:
        return {}, []
    where, values = _narrowed(replace(query, states=frozenset()), asked)
    counted = run(session, f"SELECT state, count(*) FROM records WHERE {where} GROUP BY state", values)
    counts = {RecordState(state): number for state, number in counted}
    found = _latest(session, _LINE_COLUMNS, query, 0, limit, asked)
    return counts, list(map(_head, found))


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


def _latest(
    session: Session, columns: str, query: RecordQuery, offset: int, limit: int, asked: _Asked | None = None
) -> list[tuple[Any, ...]]:
    known = asked if asked is not None else _asked(session, query)
    if known is None:
        return []
    where, values = _narrowed(query, known)
    statement = (
        f"SELECT {columns} FROM records WHERE {where} ORDER BY updated_at DESC, id DESC LIMIT ? OFFSET ?"
    )
    with reading(session, statement, (*values, limit, offset)) as found:
        lines: list[tuple[Any, ...]] = found.fetchall()
    return lines


def _asked(session: Session, query: RecordQuery) -> _Asked | None:
    """The numbers of the records that hold the query's text; empty without a text, None when it cannot find anything."""
    if not query.text:
        return ()
    found = search.matching(session, query.text, tails=query.tails)
    return None if found is None else (json.dumps(found),)


def _where(session: Session, query: RecordQuery) -> tuple[str, tuple[str, ...]] | None:
    asked = _asked(session, query)
    return None if asked is None else _narrowed(query, asked)


def _narrowed(query: RecordQuery, asked: _Asked) -> tuple[str, tuple[str, ...]]:
    """What the query asks of a row, and the values for its marks."""
    states = sorted(map(str, query.states))
    parts = [f"state IN ({', '.join('?' for _ in states)})"] if states else []
    wanted = {"matter": query.matter, "field": query.field, "organisation": query.organisation}
    narrow = {column: value for column, value in wanted.items() if value}
    parts += [f"{column} = ?" for column in narrow]
    if asked:
        parts.append("number IN (SELECT value FROM json_each(?))")
    return " AND ".join(parts) or "1", (*states, *narrow.values(), *asked)


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
    return Record.model_validate(row.model_dump(include=set(_HEAD)))


def _cells(values: dict[str, str]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _head(line: tuple[Any, ...]) -> RecordHead:
    record, title, matter, state, revision, digest, updated_at, publish_by, issued_on, *rest = line
    due, issued = _day(publish_by), _day(issued_on)
    return RecordHead(record, title, matter, _STATES[state], revision, digest, updated_at, due, issued, *rest)


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
