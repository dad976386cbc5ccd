"""The version of a record that is in force, from a revision on: read as it would be sent, and taken back to make room for
another. Decides nothing; everything runs in the caller's transaction, under the county's lock.
"""

from dataclasses import dataclass

from desktop.sync.models import PostingLine, RecordLine, RowLine
from prefecture.database.connection import Connection
from prefecture.judge import Received


@dataclass(frozen=True, slots=True)
class Place:
    """In which partitions a record lies, and which bundle brought what is in force."""

    county: str
    year: int
    organisation: str
    bundle: str


def place_of(connection: Connection, record: str) -> Place | None:
    row = connection.execute(
        "SELECT p.county, p.year, p.organisation, r.bundle FROM record_places p"
        " JOIN records r ON (r.county, r.year, r.record) = (p.county, p.year, p.record) WHERE p.record = %s",
        (record,),
    ).fetchone()
    return Place(*row) if row else None


def chain_of(connection: Connection, place: Place, record: str) -> list[str]:
    """Digests of the revisions in force, from 1 on."""
    found = connection.execute(
        "SELECT digest FROM revisions WHERE (county, year, record) = (%s, %s, %s) ORDER BY number",
        (place.county, place.year, record),
    )
    return [digest for (digest,) in found]


def in_force(connection: Connection, place: Place, record: str, fork: int) -> Received:
    """What is in force past revision ``fork``, with the row changes of those revisions and every posting."""
    where = (place.county, place.year, record)
    card = connection.execute(
        "SELECT card FROM records WHERE (county, year, record) = (%s, %s, %s)", where
    ).fetchone()
    revisions = connection.execute(
        "SELECT number, parent, digest, made_at, made_by, device, reason, content FROM revisions"
        " WHERE (county, year, record) = (%s, %s, %s) AND number > %s ORDER BY number",
        (*where, fork),
    ).fetchall()
    rows = connection.execute(
        'SELECT revision, "row", position, "values" FROM roster_rows'
        ' WHERE (county, year, record) = (%s, %s, %s) AND revision > %s ORDER BY revision, position, "row"',
        (*where, fork),
    ).fetchall()
    hung = connection.execute(
        "SELECT notice, hung FROM postings WHERE (county, year, record) = (%s, %s, %s) ORDER BY posting",
        where,
    ).fetchall()
    names = ("number", "parent", "digest", "made_at", "made_by", "device", "reason", "content")
    line = RecordLine.model_validate(
        {**(card[0] if card else {}), "revisions": [dict(zip(names, row, strict=True)) for row in revisions]}
    )
    return Received(
        line,
        tuple(
            RowLine(record=record, revision=revision, row=row, position=position, values=values)
            for revision, row, position, values in rows
        ),
        tuple(PostingLine(record=record, notice=notice, posting=sheet) for notice, sheet in hung),
        place.county,
    )


def take_back(connection: Connection, place: Place, record: str, fork: int) -> None:
    """Leave of the record what stood at revision ``fork``; its card stays until another version's takes its place. Sheets of
    what is taken back go with it. Without a revision left the record counts as new."""
    where = (place.county, place.year, record, fork)
    connection.execute(
        "DELETE FROM revisions WHERE (county, year, record) = (%s, %s, %s) AND number > %s", where
    )
    connection.execute(
        "DELETE FROM roster_rows WHERE (county, year, record) = (%s, %s, %s) AND revision > %s", where
    )
    connection.execute(
        "DELETE FROM postings WHERE (county, year, record) = (%s, %s, %s) AND (notice ->> 'revision')::int > %s",
        where,
    )
    if not fork:
        connection.execute("DELETE FROM record_places WHERE record = %s", (record,))
