"""What PostgreSQL holds of the records of a bundle, fetched for all of them at once. Reads only."""

from collections.abc import Iterable

from desktop.domain.record import RecordState, row_digest
from desktop.sync.merge import Ours
from desktop.sync.roster_chain import RosterState
from prefecture.database.connection import Connection
from prefecture.judge import Standing


def standings(connection: Connection, records: Iterable[str]) -> dict[str, Standing]:
    """Chain, state and place of those of ``records`` that are here."""
    found = connection.execute(
        "SELECT p.record, p.organisation, p.year, r.state, array_agg(v.digest ORDER BY v.number)"
        " FROM record_places p"
        " JOIN records r ON (r.county, r.year, r.record) = (p.county, p.year, p.record)"
        " JOIN revisions v ON (v.county, v.year, v.record) = (p.county, p.year, p.record)"
        " WHERE p.record = ANY(%s) GROUP BY p.record, p.organisation, p.year, r.state",
        (list(records),),
    )
    return {
        record: Standing(Ours(tuple(chain), RecordState(state)), organisation, year)
        for record, organisation, year, state, chain in found
    }


def roster_at(connection: Connection, record: str, revision: int) -> RosterState:
    """The roster of ``record`` as it stood at ``revision``."""
    return {
        row: (position, row_digest(row, position, values))
        for row, (position, values) in rows_at(connection, record, revision).items()
    }


_ROWS_AT = """
SELECT DISTINCT ON (o."row") o."row", o.position, o."values" FROM record_places p
JOIN roster_rows o ON (o.county, o.year, o.record) = (p.county, p.year, p.record)
WHERE p.record = %s AND o.revision <= %s ORDER BY o."row", o.revision DESC
"""


def rows_at(connection: Connection, record: str, revision: int) -> dict[str, tuple[int, dict[str, str]]]:
    """As `roster_at`, with the values themselves."""
    found = connection.execute(_ROWS_AT, (record, revision))
    return {row: (position, values) for row, position, values in found if values is not None}


def attachments_here(connection: Connection, digests: Iterable[str]) -> set[str]:
    found = connection.execute("SELECT digest FROM attachments WHERE digest = ANY(%s)", (list(digests),))
    return {digest for (digest,) in found}
