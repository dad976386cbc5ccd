"""Finds records by any fragment of one or more characters, by pinyin initials, by the tail of an ID number.

The index holds pairs of neighbouring characters and never the texts; of ID numbers it holds the last four
characters alone, outside the full-text table. It does not decide who may search by tail: callers do.

Every record has a number, and its entries lie together: the number stands in the upper bits of an entry. So a search
leaps over the rest of a record that holds a text many times, and what a million rows hold is not read a million times.
"""

import json
import operator
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from desktop.storage import initials
from desktop.storage.tables import NoticeRow, PostingRow, RecordRow, SearchEntry, SearchRecord

_DOTS = str.maketrans({"•": "·", "・": "·", "‧": "·", "．": "·", "∙": "·"})
_PLAIN = re.compile("[0-9a-z·\u3400-\u4dbf\u4e00-\u9fff]*").fullmatch
"""Texts that are their own writing already: small letters, figures and characters that no normal form changes."""

TAIL = 4
_BITS = 32
_MANY = 100
"""After so many hits in one record the search leaps: a leap costs about as much as reading so many."""

_HITS = "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= ? ORDER BY rowid"


class RowWords(NamedTuple):
    """What one roster row is found by: its ``names``, and the ID ``numbers`` whose tails are kept."""

    row: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]


def index_head(session: Session, row: RecordRow) -> None:
    """Index a record's own texts anew in every script, with the titles of its notices and the numbers they hang under."""
    _forget(session, row.id, [""])
    made = select(NoticeRow.title).where(NoticeRow.record == row.id)
    hung = select(PostingRow.number).join(NoticeRow).where(NoticeRow.record == row.id)
    hanging = [*session.exec(made), *session.exec(hung)]
    parts = [row.title, row.index_number, *row.words.split("\n"), *dict.fromkeys(hanging)]
    parts += json.loads(row.bilingual).values()
    letters = map(initials.of_title, parts)
    _insert(session, row.id, [("", _tokens(parts), _tokens(letters), "")])


def index_notices(session: Session, record: str) -> None:
    """After a notice was made or hung: the record is found by it too."""
    row = session.get(RecordRow, record)
    if row is not None:
        index_head(session, row)


def index_rows(session: Session, record: str, rows: Iterable[RowWords], *, all_rows: bool = False) -> None:
    """Index these roster rows anew; ``all_rows``: they are the whole roster, older ones are forgotten."""
    known = list(rows)
    _forget(session, record, None if all_rows else [row.row for row in known])
    _insert(session, record, [(row, *_name_tokens(names), _tail(numbers)) for row, names, numbers in known])


def forget_rows(session: Session, record: str, rows: list[str]) -> None:
    _forget(session, record, rows)


def forget(session: Session, record: str) -> None:
    """Take all of a record out of the index."""
    _forget(session, record, None)
    _forget(session, record, [""])


def matching(session: Session, query: str, *, tails: bool = False) -> list[int] | None:
    """The numbers (`SearchRecord`) of the records that hold a typed text; None when it holds nothing to search by."""
    asked = _normal(query)
    if not asked:
        return None
    numbers = set(_numbers(session, _phrase(asked)))
    if tails and _is_tail(asked):
        ended = select(SearchEntry.entry).where(SearchEntry.tail == asked.upper())
        numbers.update(entry >> _BITS for entry in session.exec(ended) if entry is not None)
    return sorted(numbers)


def rows_with(session: Session, query: str, *, limit: int) -> list[tuple[str, str]]:
    """(record, row) of the newest roster rows that hold the text, or whose ID number ends so; at most ``limit``."""
    asked = _normal(query)
    if not asked:
        return []
    session.flush()
    connection = session.connection()
    named = connection.exec_driver_sql(
        "SELECT line.record, line.row FROM search_index JOIN search_entries AS line ON line.entry = search_index.rowid"
        " WHERE search_index MATCH ? AND line.row <> '' LIMIT ?",
        (_phrase(asked), limit),
    )
    found = [(record, row) for record, row in named]
    if _is_tail(asked):
        ended = connection.exec_driver_sql(
            "SELECT record, row FROM search_entries WHERE tail = ? LIMIT ?", (asked.upper(), limit)
        )
        found += [(record, row) for record, row in ended]
    return list(dict.fromkeys(found))[:limit]


def _numbers(session: Session, phrase: str) -> Iterator[int]:
    """The numbers of the records that hold the phrase, ascending."""
    session.flush()
    cursor = session.connection().connection.cursor()
    start: int | None = 0
    while start is not None:
        begin, start, last, seen = start, None, -1, 0
        for (entry,) in cursor.execute(_HITS, (phrase, begin)):
            number = entry >> _BITS
            if number != last:
                yield number
                last, seen = number, 0
            seen += 1
            if seen == _MANY:
                start = (number + 1) << _BITS
                break
    cursor.close()


def _is_tail(asked: str) -> bool:
    return len(asked) == TAIL and asked[:-1].isdigit()


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


def _insert(session: Session, record: str, lines: list[tuple[str, str, str, str]]) -> None:
    """Each line: row, tokens of its texts, of their initials, tail."""
    if not lines:
        return
    session.flush()
    connection = session.connection()
    first = _number(session, record) << _BITS
    last = connection.exec_driver_sql(
        "SELECT coalesce(max(entry), ?) FROM search_entries WHERE entry BETWEEN ? AND ?",
        (first, first, first + (1 << _BITS) - 1),
    ).scalar_one()
    # Its type does not say that it takes lines one after another.
    cursor: Any = connection.connection.cursor()
    cursor.executemany(
        "INSERT INTO search_entries (entry, record, row, tail) VALUES (?, ?, ?, ?)",
        ((entry, record, row, tail) for entry, (row, _, _, tail) in enumerate(lines, last + 1)),
    )
    cursor.executemany(
        "INSERT INTO search_index (rowid, text, initials) VALUES (?, ?, ?)",
        ((entry, texts, letters) for entry, (_, texts, letters, _) in enumerate(lines, last + 1)),
    )
    cursor.close()


def _number(session: Session, record: str) -> int:
    """The number under which a record's entries lie together; given at its first entry and kept."""
    known = session.exec(select(SearchRecord.number).where(col(SearchRecord.record) == record)).first()
    if known is not None:
        return known
    made = SearchRecord(record=record)
    session.add(made)
    session.flush()
    assert made.number is not None
    return made.number


def _normal(typed: str) -> str:
    """One writing for full and half width, upper and lower case, the dots in Tibetan names; no blanks."""
    if _PLAIN(typed):
        return typed
    plain = unicodedata.normalize("NFKC", typed.translate(_DOTS)).casefold().translate(_DOTS)
    return "".join(plain.split())


def _tail(numbers: tuple[str, ...]) -> str:
    return next((number[-TAIL:].upper() for number in numbers if len(number) >= TAIL), "")


def _name_tokens(names: tuple[str, ...]) -> tuple[str, str]:
    """Tokens of a row's names and of their initials. Most rows name one person."""
    if len(names) == 1:
        return _name_marks(names[0])
    marks = [_name_marks(name) for name in names]
    return " ".join(filter(None, (text for text, _ in marks))), " ".join(
        filter(None, (letters for _, letters in marks))
    )


@lru_cache(maxsize=16_384)  # names come again and again in the lists of one place
def _name_marks(name: str) -> tuple[str, str]:
    return _marks(name), _marks(initials.of_name(name))


def _tokens(texts: Iterable[str]) -> str:
    """Pairs of characters as ten hexadecimal digits, then the last character alone, which also keeps one text's
    pairs from touching the next's. Digits instead of characters: no tokenizer can drop or join any of them."""
    return " ".join(filter(None, map(_marks, texts)))


@lru_cache(maxsize=16_384)  # initials above all are few
def _marks(entry: str) -> str:
    codes = list(map(_code, _normal(entry)))
    return " ".join([*map(operator.add, codes, codes[1:]), *codes[-1:]])


@lru_cache(maxsize=65_536)
def _code(mark: str) -> str:
    return f"{ord(mark):05x}"


def _phrase(asked: str) -> str:
    codes = list(map(_code, asked))
    if len(codes) == 1:
        return f'"{codes[0]}" *'
    pairs = map(operator.add, codes, codes[1:])
    return f'"{" ".join(pairs)}"'
