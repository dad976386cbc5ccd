"""Finds records by any fragment of one or more characters, by pinyin initials, by the tail of an ID number.

The index holds pairs of neighbouring characters and never the texts; of ID numbers it holds the last four
characters alone, outside the full-text table. It does not decide who may search by tail: callers do.
"""

import itertools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, text
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from desktop.storage import initials
from desktop.storage.tables import RecordRow, SearchEntry

_DOTS = str.maketrans({"•": "·", "・": "·", "‧": "·", "．": "·", "∙": "·"})
TAIL = 4


@dataclass(frozen=True, slots=True)
class RowWords:
    """What one roster row is found by: its ``names``, and the ID ``numbers`` whose tails are kept."""

    row: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]


def index_head(session: Session, row: RecordRow) -> None:
    """Index a record's own texts anew."""
    _forget(session, row.id, [""])
    parts = [row.title, row.index_number, *row.words.split("\n")]
    letters = [initials.of_title(part) for part in parts]
    _insert(session, row.id, [("", parts, letters, "")])


def index_rows(session: Session, record: str, rows: Iterable[RowWords], *, all_rows: bool = False) -> None:
    """Index these roster rows anew; ``all_rows``: they are the whole roster, older ones are forgotten."""
    known = list(rows)
    _forget(session, record, None if all_rows else [row.row for row in known])
    found = [
        (
            row.row,
            list(row.names),
            [initials.of_name(name) for name in row.names],
            next((number[-TAIL:].upper() for number in row.numbers if len(number) >= TAIL), ""),
        )
        for row in known
    ]
    _insert(session, record, found)


def forget_rows(session: Session, record: str, rows: list[str]) -> None:
    _forget(session, record, rows)


def matching(query: str, *, tails: bool = False) -> SelectOfScalar[str] | None:
    """A selection of record ids for a typed text; None when the text holds nothing to search by."""
    asked = _normal(query)
    if not asked:
        return None
    found = text("SELECT rowid FROM search_index WHERE search_index MATCH :asked").bindparams(
        asked=_phrase(asked)
    )
    condition: ColumnElement[bool] = col(SearchEntry.entry).in_(found.columns(SearchEntry.__table__.c.entry))  # type: ignore[attr-defined]
    if tails and len(asked) == TAIL and asked[:-1].isdigit():
        condition = or_(condition, col(SearchEntry.tail) == asked.upper())
    return select(SearchEntry.record).where(condition)


def _forget(session: Session, record: str, rows: list[str] | None) -> None:
    """Take lines out of the index: those of the rows named, or of the whole roster (not the head) for None."""
    connection = session.connection()
    values: list[tuple[str, ...]]
    if rows is None:
        chosen, values = "record = ? AND row <> ''", [(record,)]
    else:
        chosen, values = "record = ? AND row = ?", [(record, row) for row in rows]
    if not values:
        return
    session.flush()
    for statement in (
        f"DELETE FROM search_index WHERE rowid IN (SELECT entry FROM search_entries WHERE {chosen})",
        f"DELETE FROM search_entries WHERE {chosen}",
    ):
        connection.exec_driver_sql(statement, values)


def _insert(session: Session, record: str, lines: list[tuple[str, list[str], list[str], str]]) -> None:
    """Each line: row, texts, their initials, tail."""
    if not lines:
        return
    session.flush()
    connection = session.connection()
    last = connection.exec_driver_sql("SELECT coalesce(max(entry), 0) FROM search_entries").scalar_one()
    numbered = list(enumerate(lines, start=last + 1))
    connection.exec_driver_sql(
        "INSERT INTO search_entries (entry, record, row, tail) VALUES (?, ?, ?, ?)",
        [(entry, record, row, tail) for entry, (row, _, _, tail) in numbered],
    )
    connection.exec_driver_sql(
        "INSERT INTO search_index (rowid, text, initials) VALUES (?, ?, ?)",
        [(entry, _tokens(texts), _tokens(letters)) for entry, (_, texts, letters, _) in numbered],
    )


def _normal(typed: str) -> str:
    """One writing for full and half width, upper and lower case, the dots in Tibetan names; no blanks."""
    plain = unicodedata.normalize("NFKC", typed.translate(_DOTS)).casefold().translate(_DOTS)
    return "".join(plain.split())


def _tokens(texts: list[str]) -> str:
    """Pairs of characters as ten hexadecimal digits, then the last character alone, which also keeps one text's
    pairs from touching the next's. Digits instead of characters: no tokenizer can drop or join any of them."""
    marks: list[str] = []
    for entry in texts:
        codes = [f"{ord(mark):05x}" for mark in _normal(entry)]
        marks.extend(left + right for left, right in itertools.pairwise(codes))
        marks.extend(codes[-1:])
    return " ".join(marks)


def _phrase(asked: str) -> str:
    codes = [f"{ord(mark):05x}" for mark in asked]
    if len(codes) == 1:
        return f'"{codes[0]}" *'
    pairs = (left + right for left, right in itertools.pairwise(codes))
    return f'"{" ".join(pairs)}"'
