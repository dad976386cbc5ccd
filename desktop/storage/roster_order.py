"""A roster in another order, or only the rows that hold a text: which rows, not the rows themselves.

Knows columns by key and whether they hold figures; nothing of forms. Reads; never writes.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from desktop.domain.record import RosterRow
from desktop.storage import initials
from desktop.storage.roster_versions import run
from desktop.storage.rosters import HOLDS, rows_of

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """``column`` empty: printed order. ``text`` is looked for in the ``searched`` columns, and as pinyin initials in
    ``names``. ``positions``, when given, are the only ones to show."""

    column: str = ""
    figures: bool = False
    descending: bool = False
    text: str = ""
    searched: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    positions: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Arranged:
    """Row ids in the wanted order with their positions."""

    rows: tuple[str, ...]
    positions: tuple[int, ...]


def arrange(session: Session, record: str, revision: int, wanted: Wanted) -> Arranged:
    """The rows of this revision that are wanted, in the wanted order; empty cells last, equal ones as printed."""
    lines = list(_lines(session, record, revision, wanted))
    if wanted.column:
        filled = [line for line in lines if line[2]]
        filled.sort(
            key=lambda line: _figure(line[2]) if wanted.figures else reading(line[2]),
            reverse=wanted.descending,
        )
        lines = filled + [line for line in lines if not line[2]]
    return Arranged(tuple(line[0] for line in lines), tuple(line[1] for line in lines))


def rows_by_id(session: Session, record: str, revision: int, rows: Sequence[str]) -> list[RosterRow]:
    """These rows in this order; one that is gone meanwhile is left out."""
    found: dict[str, RosterRow] = {}
    for at in range(0, len(rows), _AT_ONCE):
        some = rows[at : at + _AT_ONCE]
        marks = ", ".join("?" for _ in some)
        statement = f"SELECT row, position, cells FROM roster_rows WHERE {HOLDS} AND row IN ({marks})"
        lines = run(session, statement, (record, revision, revision, *some)).all()
        found |= {line.row: line for line in rows_of(lines)}
    return [found[row] for row in rows if row in found]


def _lines(session: Session, record: str, revision: int, wanted: Wanted) -> Iterator[tuple[str, int, str]]:
    """Row id, position and the text to sort by."""
    asked = "".join(wanted.text.split()).casefold()
    letters = asked if asked.isascii() and asked.isalpha() and wanted.names else ""
    what = "cells" if asked else ("json_extract(cells, ?)" if wanted.column else "''")
    parameters: list[Any] = [f'$."{wanted.column}"'] if wanted.column and not asked else []
    found = run(
        session,
        f"SELECT row, position, {what} FROM roster_rows WHERE {HOLDS} ORDER BY position, row",
        (*parameters, record, revision, revision),
    )
    for row, position, text in found:
        if wanted.positions is not None and position not in wanted.positions:
            continue
        if not asked:
            yield row, position, text or ""
            continue
        # A glance at the whole line first: most rows hold nothing of it, and need not be taken apart.
        if not letters and asked not in "".join(text.split()).casefold():
            continue
        values = json.loads(text)
        if _holds(values, asked, wanted.searched) or (letters and _begins(values, letters, wanted.names)):
            yield row, position, values.get(wanted.column, "")


def _holds(values: dict[str, str], asked: str, columns: Sequence[str]) -> bool:
    return any(asked in "".join(values.get(key, "").split()).casefold() for key in columns)


def _begins(values: dict[str, str], letters: str, names: Sequence[str]) -> bool:
    return any(letters in initials.of_name(values[key]) for key in names if values.get(key))


def _figure(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def reading(text: str) -> tuple[tuple[str, str], ...]:
    """A text as lists are ordered in Chinese offices and in Excel: by pinyin, equal readings by character."""
    return tuple((initials.syllable(mark), mark) for mark in text)
