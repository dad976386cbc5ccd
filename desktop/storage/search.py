"""Finds records by any fragment of one or more characters, by pinyin initials, by the tail of an ID number.

The index holds pairs of neighbouring characters and never the texts. It does not decide who may search by tail: callers
do; of ID numbers the last four characters stand beside the row, outside the full-text table.

An entry of the index has the record's number in its upper bits and in the lower the row's newest version, for the record
itself nothing. So a search leaps over the rest of a record that holds a text many times, and what a million rows hold is not
read a million times.
"""

import json
import operator
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session, select

from desktop.storage import initials
from desktop.storage.tables import NoticeRow, PostingRow, RecordRow

_DOTS = str.maketrans({"•": "·", "・": "·", "‧": "·", "．": "·", "∙": "·"})
_PLAIN = re.compile("[0-9a-z·\u3400-\u4dbf\u4e00-\u9fff]*").fullmatch
"""Texts that are their own writing already: small letters, figures and characters that no normal form changes."""

TAIL = 4
_BITS = 32
_LOW = (1 << _BITS) - 1
_MANY = 100
"""After so many hits in one record the search leaps: a leap costs about as much as reading so many."""

_HITS = "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= ? ORDER BY rowid"
_ENDS = "tail = ? AND to_revision IS NULL AND removed = 0"


def index_head(session: Session, row: RecordRow) -> None:
    """Index a record's own texts anew in every script, with the titles of its notices and the numbers they hang under."""
    made = select(NoticeRow.title).where(NoticeRow.record == row.id)
    hung = select(PostingRow.number).join(NoticeRow).where(NoticeRow.record == row.id)
    hanging = [*session.exec(made), *session.exec(hung)]
    parts = [row.title, row.index_number, *row.words.split("\n"), *dict.fromkeys(hanging)]
    parts += json.loads(row.bilingual).values()
    letters = map(initials.of_title, parts)
    entry = row.number << _BITS
    _forget(session, [entry])
    _insert(session, [(entry, _tokens(parts), _tokens(letters))])


def index_notices(session: Session, record: str) -> None:
    """After a notice was made or hung: the record is found by it too."""
    row = session.get(RecordRow, record)
    if row is not None:
        index_head(session, row)


def index_rows(
    session: Session,
    number: int,
    versions: Iterable[int],
    rows: Iterable[Mapping[str, str]],
    columns: Sequence[str],
) -> None:
    """Find a record by versions that have become the newest of their rows; ``rows`` are the values of each."""
    first, held = number << _BITS, list(rows)
    if not columns or not held:
        return
    named = [_name_tokens([row.get(key, "") for row in held]) for key in columns]
    tokens = named[0] if len(named) == 1 else [_together(each) for each in zip(*named, strict=True)]
    _insert(
        session,
        [
            (first | version, text, letters)
            for version, (text, letters) in zip(versions, tokens, strict=True)
            if text
        ],
    )


def forget_rows(session: Session, number: int, versions: Iterable[int]) -> None:
    """These versions are no longer the newest of their rows."""
    first = number << _BITS
    _forget(session, [first | version for version in versions])


def forget_head(session: Session, number: int) -> None:
    """A record's own texts; its rows are `forget_rows`'."""
    _forget(session, [number << _BITS])


def tails(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> list[str | None]:
    """What is kept of each row's ID numbers to be found by: the end of the first one."""
    found: list[str | None] = [None] * len(rows)
    for key in reversed(columns):
        for at, row in enumerate(rows):
            if len(number := row.get(key, "")) >= TAIL:
                found[at] = number[-TAIL:].upper()
    return found


def matching(session: Session, query: str, *, tails: bool = False) -> list[int] | None:
    """The numbers of the records that hold a typed text; None when it holds nothing to search by."""
    asked = _normal(query)
    if not asked:
        return None
    numbers = set(_numbers(session, _phrase(asked)))
    if tails and _is_tail(asked):
        ended = f"SELECT DISTINCT record FROM roster_rows WHERE {_ENDS}"
        numbers.update(session.connection().exec_driver_sql(ended, (asked.upper(),)).scalars())
    return sorted(numbers)


def rows_with(session: Session, query: str, *, limit: int) -> list[tuple[str, str]]:
    """(record, row) of the newest roster rows that hold the text, or whose ID number ends so; at most ``limit``."""
    asked = _normal(query)
    if not asked:
        return []
    session.flush()
    connection = session.connection()
    # CROSS JOIN: in this order, and not the rows of every record first.
    named = connection.exec_driver_sql(
        f"SELECT records.id, line.row FROM search_index CROSS JOIN roster_rows AS line ON line.id = search_index.rowid & {_LOW}"
        " CROSS JOIN records ON records.number = line.record WHERE search_index MATCH ? LIMIT ?",
        (_phrase(asked), limit),
    )
    found = [(record, row) for record, row in named]
    if _is_tail(asked):
        ended = connection.exec_driver_sql(
            "SELECT records.id, line.row FROM roster_rows AS line CROSS JOIN records ON records.number = line.record"
            f" WHERE {_ENDS} LIMIT ?",
            (asked.upper(), limit),
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


def _forget(session: Session, entries: list[int]) -> None:
    _run_many(session, "DELETE FROM search_index WHERE rowid = ?", [(entry,) for entry in entries])


def _insert(session: Session, lines: list[tuple[int, str, str]]) -> None:
    """Each line: entry, tokens of its texts, of their initials."""
    _run_many(session, "INSERT INTO search_index (rowid, text, initials) VALUES (?, ?, ?)", lines)


def _run_many(session: Session, statement: str, lines: list[Any]) -> None:
    if not lines:
        return
    session.flush()
    # Its type does not say that it takes lines one after another.
    cursor: Any = session.connection().connection.cursor()
    cursor.executemany(statement, lines)
    cursor.close()


def _normal(typed: str) -> str:
    """One writing for full and half width, upper and lower case, the dots in Tibetan names; no blanks."""
    if _PLAIN(typed):
        return typed
    plain = unicodedata.normalize("NFKC", typed.translate(_DOTS)).casefold().translate(_DOTS)
    return "".join(plain.split())


def _together(marks: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The tokens of a row's names as those of one."""
    texts, letters = zip(*marks, strict=True)
    return " ".join(filter(None, texts)), " ".join(filter(None, letters))


def _name_tokens(names: Sequence[str]) -> list[tuple[str, str]]:
    """The tokens of each name and of its initials."""
    plain = names if _PLAIN("".join(names)) else list(map(_normal, names))
    letters = initials.of_names(names)
    few = list(dict.fromkeys(letters))  # many names begin with the same letters
    tokens = dict(zip(few, _pairs(few), strict=True))
    return list(zip(_pairs(plain), map(tokens.__getitem__, letters), strict=True))


def _tokens(texts: Iterable[str]) -> str:
    """One text's pairs do not touch the next's."""
    return " ".join(filter(None, _pairs(list(map(_normal, texts)))))


def _pairs(texts: Sequence[str]) -> list[str]:
    """Of each text its pairs of characters as ten hexadecimal digits, then the last character alone. Digits instead of
    characters: no tokenizer can drop or join any of them. The texts are as `_normal` writes them: without blanks.

    Written twice, every character ends one pair and begins the next; only before the first is one too many.
    """
    return [twice[_CODE + 1 :] for twice in "\n".join(texts).translate(_TWICE).split("\n")]


class _Twice(dict[int, str]):
    """By code point, for `str.translate`; kept when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = twice = f"{code:0{_CODE}x} {code:0{_CODE}x}"
        return twice


_CODE = 5
"""Digits of a character."""
_TWICE = _Twice({ord("\n"): "\n"})


def _phrase(asked: str) -> str:
    codes = [f"{ord(mark):0{_CODE}x}" for mark in asked]
    if len(codes) == 1:
        return f'"{codes[0]}" *'
    pairs = map(operator.add, codes, codes[1:])
    return f'"{" ".join(pairs)}"'
