"""Canonical JSON (RFC 8785) and digests: the same content gives the same bytes on every machine."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

import orjson
import rfc8785

_LARGEST = 2**53 - 1
_BATCH = 4096
_TEXT = frozenset({str})
_PLAIN = frozenset({str, bool, type(None)})
_quoted = json.encoder.encode_basestring
_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical_json(value: Any) -> bytes:
    """UTF-8 bytes of plain JSON data. Decimals and dates must already be strings: floats never enter."""
    # Both write such data alike, and a roster is tens of thousands of digests: the library is many times slower.
    return _written(value).encode() if _simple(value) else rfc8785.dumps(value)


def canonical_texts(values: Mapping[str, str]) -> str:
    """As `canonical_json`, as text, for values that are all texts under the same few keys: rows of a list."""
    heads = _heads(tuple(values))
    if heads:
        try:
            return "".join([head + _quoted(values[key]) for key, head in heads]) + "}"
        except TypeError:  # a value that is no text after all
            pass
    return canonical_json(values).decode()


def canonical_rows(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """`canonical_texts` of each of many rows, for less. That all values are texts is not looked at again."""
    # Among ASCII keys the order of bytes is the standard's order, and of texts orjson writes the standard's bytes.
    if all(map(str.isascii, map("".join, rows))):
        try:
            return [orjson.dumps(row, option=orjson.OPT_SORT_KEYS).decode() for row in rows]
        except TypeError:  # half a character
            pass
    return [canonical_texts(row) for row in rows]


def read_rows(texts: Sequence[str | bytes]) -> list[dict[str, str]]:
    """The values that were written by `canonical_rows` or another writer of JSON, as text or its UTF-8."""
    try:
        return list(map(orjson.loads, texts))
    except orjson.JSONDecodeError:  # half a character written as an escape, which Python's reader takes
        return list(map(json.loads, texts))


@lru_cache(maxsize=256)
def _heads(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What stands before each value, in order; nothing for keys that are not plain."""
    if not _TEXT.issuperset(map(type, keys)) or not "".join(keys).isascii():
        return ()
    return tuple((key, f"{',' if at else '{'}{_quoted(key)}:") for at, key in enumerate(sorted(keys)))


def _simple(value: Any) -> bool:
    """Data in which Python's own JSON and RFC 8785 cannot differ: no floats, no large numbers, ASCII keys."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        return bool(-_LARGEST <= value <= _LARGEST)
    if kind is dict:
        if not _TEXT.issuperset(map(type, value)) or not "".join(value).isascii():
            return False
        return _PLAIN.issuperset(map(type, value.values())) or all(map(_simple, value.values()))
    return kind in (list, tuple) and all(map(_simple, value))


def sha256_hex(data: bytes) -> str:
    """64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Any) -> str:
    """SHA-256 over the canonical JSON of ``value``."""
    return sha256_hex(canonical_json(value))


def digest_of_parts(parts: Iterable[str]) -> str:
    """SHA-256 over texts one after another, each closed by a line feed (for long rosters)."""
    running, left = hashlib.sha256(), iter(parts)
    while batch := list(islice(left, _BATCH)):
        running.update(("\n".join(batch) + "\n").encode())
    return running.hexdigest()
