"""A stretch of the newest roster at any depth, for what the first one costs. Reads; never writes.

To come to the thousandth row, SQLite walks over those before it. So where each hundredth row stands is noted once, and a
stretch is read from the note before it. The notes hold for one state of the roster; every change of a row moves the
record's stamp on.
"""

from dataclasses import dataclass, field

from sqlmodel import Session

from desktop.domain.record import RosterRow
from desktop.storage.database import Look
from desktop.storage.roster_versions import not_there, reading
from desktop.storage.rosters import HOLDS, rows_at, rows_of

_KEPT = 8
"""Rosters whose notes are kept: those a person has open, or goes to and fro between."""


@dataclass(frozen=True, slots=True)
class _Notes:
    """Position and id of rows 0, ``each``, 2 × ``each`` … of one roster in one state."""

    state: tuple[int, int]
    starts: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class RosterDepth:
    """Remembers where to begin reading; one for a session, for any number of rosters."""

    each: int = 100
    _notes: dict[str, _Notes] = field(default_factory=dict)

    def rows(self, session: Session | Look, record: str, offset: int, limit: int) -> list[RosterRow]:
        """Rows ``offset`` … of the newest roster in printed order. Refusal when there is no such record."""
        state = newest(session, record)
        revision = state[0]
        if offset < 2 * self.each:
            return rows_at(session, record, revision, offset, limit)
        starts = self._starts(session, record, state)
        if offset // self.each >= len(starts):
            return []
        statement = (
            f"SELECT row, position, cells FROM roster_rows WHERE {HOLDS} AND (position, row) >= (?, ?)"
            " ORDER BY position, row LIMIT ? OFFSET ?"
        )
        start = starts[offset // self.each]
        given = (record, revision, revision, *start, limit, offset % self.each)
        with reading(session, statement, given) as found:
            return rows_of(found.fetchall())

    def prepare(self, session: Session | Look, record: str) -> None:
        """Notes now what the first look far down would have to note."""
        self._starts(session, record, newest(session, record))

    def _starts(self, session: Session | Look, record: str, state: tuple[int, int]) -> list[tuple[int, str]]:
        known = self._notes.get(record)
        if known is None or known.state != state:
            if len(self._notes) >= _KEPT:
                self._notes.clear()
            known = self._notes[record] = _Notes(state, _find_starts(session, record, state[0], self.each))
        return known.starts


def newest(session: Session | Look, record: str) -> tuple[int, int]:
    """The record's revision and the stamp of its roster."""
    statement = "SELECT revision, roster_stamp FROM records WHERE id = ?"
    with reading(session, statement, (record,)) as lines:
        found: tuple[int, int] | None = lines.fetchone()
    if found is None:
        raise not_there()
    return found


def _find_starts(session: Session | Look, record: str, revision: int, each: int) -> list[tuple[int, str]]:
    statement = (
        "SELECT position, row FROM"
        " (SELECT position, row, row_number() OVER (ORDER BY position, row) AS place"
        f" FROM roster_rows WHERE {HOLDS}) WHERE place % ? = 1 ORDER BY position, row"
    )
    with reading(session, statement, (record, revision, revision, each)) as found:
        return [(position, row) for position, row in found]
