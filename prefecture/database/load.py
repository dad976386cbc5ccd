"""Brings taken records into the partitions: what only ever grows by COPY, what moves on by INSERT … ON CONFLICT. Decides nothing.

Everything runs in the caller's transaction, under the county's lock; what is here already was sorted out before.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from psycopg import sql

from desktop.domain.record import RecordState
from desktop.sync.merge import further
from desktop.sync.row_lines import AnyRow
from prefecture.database.connection import Connection
from prefecture.judge import Received

_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_BATCH = 512


@dataclass(frozen=True, slots=True)
class Taken:
    """A record to be brought in. ``have`` is the number of revisions we have of it; ``year`` the year of its partition;
    ``public_text`` what may be searched."""

    item: Received
    have: int
    year: int
    public_text: str


def year_of(formed_on: str) -> int:
    """The year of the partition; 0 for years that no office can mean, so that nobody makes partitions at will."""
    year = date.fromisoformat(formed_on).year
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else 0


def load(connection: Connection, coming: Iterator[Taken], bundle: str) -> None:
    """Rows, revisions, cards and postings of what is ``coming``, which is asked for one by one while the database takes in
    the rows of those before; it may not use the connection. A record id that another county has taken in the meantime raises
    UniqueViolation, and is judged again."""
    taken: list[Taken] = []
    _copy_in(connection, "roster_rows", _ROWS, _rows(coming, taken))
    connection.cursor().executemany(
        "INSERT INTO record_places (record, county, year, organisation) VALUES (%s, %s, %s, %s)",
        [(e.item.line.record, e.item.county, e.year, e.item.line.organisation) for e in taken if not e.have],
    )
    _put_cards(connection, taken, bundle)
    _copy_in(connection, "revisions", _REVISIONS, _revisions(taken, bundle))
    _put_postings(connection, taken, bundle)


_REVISIONS = (
    "county", "year", "record", "number", "parent", "digest", "made_at", "made_by", "device", "reason", "content", "bundle"
)  # fmt: skip
_ROWS = ("county", "year", "record", "row", "revision", "position", "values")
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _revisions(taken: Sequence[Taken], bundle: str) -> Iterator[str]:
    for entry in taken:
        line = entry.item.line
        head = f"{entry.item.county}\t{entry.year}\t{line.record}"
        for revision in line.revisions:
            if revision.number > entry.have:
                texts = (
                    revision.parent, revision.digest, revision.made_at, revision.made_by, revision.device,
                    revision.reason, _written(revision.content), bundle,
                )  # fmt: skip
                said = "\t".join(map(_escaped, texts))
                yield f"{head}\t{revision.number}\t{said}\n"


def _rows(coming: Iterator[Taken], taken: list[Taken]) -> Iterator[str]:
    for entry in coming:
        taken.append(entry)
        head = f"{entry.item.county}\t{entry.year}\t{entry.item.line.record}"
        for row in entry.item.rows:
            if row.revision > entry.have:
                yield f"{head}\t{row.row}\t{row.revision}\t{row.position}\t{_values(row)}\n"


def _values(row: AnyRow) -> str:
    if row.values_text is None:
        return "\\N"
    return row.values_text.replace("\\", "\\\\")  # JSON holds no control character but in this way


def _escaped(text: str) -> str:
    """A value in COPY's text format."""
    if text.isprintable() and "\\" not in text:
        return text
    text = text.replace("\\", "\\\\")
    return text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _copy_in(connection: Connection, table: str, columns: Sequence[str], lines: Iterator[str]) -> None:
    """Without a staging table: under the county's lock nothing of a revision we do not have can lie there."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        while batch := "".join(islice(lines, _BATCH)):
            copy.write(batch)


_CARD = """
INSERT INTO records (county, year, record, organisation, matter, form, edition, title, disclosure, formed_on, state, revision,
    digest, issued_on, publish_by, index_number, roster_count, card, public_text, bundle)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (county, year, record) DO UPDATE SET matter = excluded.matter, form = excluded.form, edition = excluded.edition,
    title = excluded.title, disclosure = excluded.disclosure, formed_on = excluded.formed_on, state = excluded.state,
    revision = excluded.revision, digest = excluded.digest, issued_on = excluded.issued_on, publish_by = excluded.publish_by,
    index_number = excluded.index_number, roster_count = excluded.roster_count, card = excluded.card,
    public_text = excluded.public_text, bundle = excluded.bundle
"""


def _put_cards(connection: Connection, taken: Sequence[Taken], bundle: str) -> None:
    connection.cursor().executemany(_CARD, [_card(entry, bundle) for entry in taken])


def _card(entry: Taken, bundle: str) -> tuple[object, ...]:
    line = entry.item.line
    return (
        entry.item.county, entry.year, line.record, line.organisation, line.matter, line.form, line.edition, line.title,
        line.disclosure, line.formed_on, line.state, line.revision, line.digest, line.issued_on or None,
        line.publish_by or None, line.index_number, line.roster_count,
        _written(line.model_dump(mode="json", exclude={"revisions"})), entry.public_text, bundle,
    )  # fmt: skip


def _put_postings(connection: Connection, taken: Iterable[Taken], bundle: str) -> None:
    """A sheet that was taken down later says so in its newer line; a removal is never forgotten by an older line."""
    connection.cursor().executemany(
        "INSERT INTO postings (county, year, record, posting, notice, hung, bundle) VALUES (%s, %s, %s, %s, %s, %s, %s)"
        " ON CONFLICT (county, year, record, posting) DO UPDATE SET notice = excluded.notice, hung = excluded.hung,"
        " bundle = excluded.bundle"
        " WHERE postings.hung ->> 'removed_on' IS NULL AND excluded.hung ->> 'removed_on' IS NOT NULL",
        [
            (
                entry.item.county,
                entry.year,
                entry.item.line.record,
                str(hung.posting["id"]),
                _written(hung.notice),
                _written(hung.posting),
                bundle,
            )
            for entry in taken
            for hung in entry.item.postings
        ],
    )


def move_on(connection: Connection, entry: Taken, bundle: str) -> None:
    """Postings of a record we have, and its state if it lies further along."""
    line = entry.item.line
    row = connection.execute(
        "SELECT state, revision FROM records WHERE (county, year, record) = (%s, %s, %s)",
        (entry.item.county, entry.year, line.record),
    ).fetchone()
    if row is not None and row[1] == line.revision and further(RecordState(row[0]), RecordState(line.state)):
        connection.execute(
            "UPDATE records SET state = %s, card = %s, bundle = %s WHERE (county, year, record) = (%s, %s, %s)",
            (line.state, _card(entry, bundle)[17], bundle, entry.item.county, entry.year, line.record),
        )
    _put_postings(connection, [entry], bundle)
