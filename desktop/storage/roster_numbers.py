"""Which numbers stand in which other list, remembered for as long as no row of it changes. Reads; never writes.

To look through a list every row must be decrypted and taken apart. So of each number a digest is kept in memory, eight bytes that
mean nothing in another run of the program; only a list that holds one of the digests is looked through again.
"""

import json
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlmodel import Session

from desktop.domain.record import RecordState
from desktop.storage.roster_versions import reading, run
from desktop.storage.rosters import HOLDS

_MOST = 4_000_000
"""Digests kept, 32 MB; beyond, all are forgotten and the lists are looked through anew."""


class ListBeside(NamedTuple):
    """Another list under the same matter. ``stamp`` goes up with every change of a row; ``values`` are the form's."""

    id: str
    title: str
    revision: int
    stamp: int
    values: dict[str, str]


def lists_beside(session: Session, record: str, limit: int) -> list[ListBeside]:
    """The other lists of this record's matter and form that have rows and were not withdrawn, the latest change first."""
    found = run(
        session,
        "SELECT other.id, other.title, other.revision, other.roster_stamp, other.cells"
        " FROM records AS own JOIN records AS other ON other.matter = own.matter AND other.form = own.form"
        " WHERE own.id = ? AND other.id <> own.id AND other.roster_count > 0 AND other.state <> ?"
        " ORDER BY other.updated_at DESC, other.id DESC LIMIT ?",
        (record, str(RecordState.WITHDRAWN), limit),
    )
    return [
        ListBeside(other, title, revision, stamp, json.loads(cells))
        for other, title, revision, stamp, cells in found
    ]


@dataclass(frozen=True, slots=True)
class _Digests:
    revision: int
    stamp: int
    columns: "dict[str, array[int]]"


@dataclass(slots=True)
class RosterNumbers:
    """One for a session, for any number of lists. Not to be asked in a transaction that has changed rows of other lists:
    were it taken back, a stamp would be given a second time."""

    _kept: dict[str, _Digests] = field(default_factory=dict)
    _count: int = 0

    def shared(
        self, session: Session, other: ListBeside, keys: Sequence[str], own: dict[str, set[int]]
    ) -> dict[str, set[int]]:
        """By column the digests (`digests`) of ``own`` that the other list holds too; columns without any are left out."""
        kept = self._kept.get(other.id)
        if kept is None or (kept.revision, kept.stamp) != other[2:4] or not kept.columns.keys() >= set(keys):
            kept = self._look_through(session, other, keys)
        return {key: same for key in keys if (same := own[key].intersection(kept.columns[key]))}

    def _look_through(self, session: Session, other: ListBeside, keys: Sequence[str]) -> _Digests:
        cells = ", ".join("json_extract(cells, ?)" for _ in keys)
        asked = [f'$."{key}"' for key in keys]
        statement = f"SELECT {cells} FROM roster_rows WHERE {HOLDS}"
        with reading(session, statement, (*asked, other.id, other.revision, other.revision)) as found:
            columns = list(zip(*found, strict=True)) or [()] * len(keys)
        made = {
            key: array("q", map(hash, filter(None, column)))
            for key, column in zip(keys, columns, strict=True)
        }
        self._count += sum(map(len, made.values()))
        if self._count > _MOST:
            self._kept.clear()
            self._count = sum(map(len, made.values()))
        self._kept[other.id] = _Digests(other.revision, other.stamp, made)
        return self._kept[other.id]


def digests(numbers: Collection[str]) -> set[int]:
    return set(map(hash, numbers))
