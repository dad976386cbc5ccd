"""Canonical JSON is RFC 8785 whichever way it was written: the library is the judge."""

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.canonical import canonical_json, canonical_rows, canonical_texts, read_rows

_TEXT = st.text(st.characters(), max_size=8) | st.sampled_from(
    ["\x7f\x00\x1f", '"\\/\b\f\n\r\t', "\u2028\u2029\ufeff", "𬱖\uffff", "é", "e\u0301", "€", "\U0001f600"]
)
_PLAIN = st.none() | st.booleans() | st.integers(-(2**54), 2**54) | st.floats(allow_nan=True) | _TEXT
_JSON = st.recursive(
    _PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(_TEXT, inner, max_size=4)
    ),
    max_leaves=12,
)


def _written(write: Any, value: Any) -> bytes | None:
    try:
        result: bytes = write(value)
    except (
        ValueError,
        rfc8785.CanonicalizationError,
    ):  # lone surrogates, floats without a number, large integers
        return None
    return result


@given(_JSON)
def test_every_value_is_written_as_the_standard_says(value: Any) -> None:
    assert _written(canonical_json, value) == _written(rfc8785.dumps, value)


def test_a_row_of_a_roster_has_these_very_bytes() -> None:
    row = {"values": {"name": "仁青·𬱖", "amount": "2358.00"}, "position": 7, "row": 'a\n"b"'}
    expected = '{"position":7,"row":"a\\n\\"b\\"","values":{"amount":"2358.00","name":"仁青·𬱖"}}'
    assert canonical_json(row) == expected.encode()


@pytest.mark.parametrize("value", [2**53, -(2**53), {1: "a"}, {"a": object()}, "\ud800", {"k": ["\ud800"]}])
def test_what_the_standard_has_no_writing_for_is_refused(value: Any) -> None:
    with pytest.raises((ValueError, rfc8785.CanonicalizationError)):
        canonical_json(value)


def test_keys_beyond_the_basic_plane_stand_in_the_order_of_the_standard() -> None:
    """By UTF-16 units, in which 😀 comes before U+FB33 although its code point is greater."""
    assert canonical_json({"\ufb33": 1, "😀": 2}) == '{"😀":2,"\ufb33":1}'.encode()


@given(st.dictionaries(_TEXT, _TEXT, max_size=6))
def test_texts_under_keys_are_written_as_any_other_data(values: dict[str, str]) -> None:
    assert _written(lambda each: canonical_texts(each).encode(), values) == _written(canonical_json, values)


@pytest.mark.parametrize("values", [{}, {"a": None}, {"b": 1, "a": "x"}, {"a": ["1"]}])
def test_what_is_not_all_texts_is_written_all_the_same(values: Any) -> None:
    assert canonical_texts(values).encode() == canonical_json(values)


@given(st.lists(st.dictionaries(_TEXT, _TEXT, max_size=4), max_size=6))
def test_many_rows_are_written_at_once_as_each_would_be_alone(rows: list[dict[str, str]]) -> None:
    def alone(each: list[dict[str, str]]) -> bytes:
        return "\n".join(map(canonical_texts, each)).encode()

    assert _written(lambda each: "\n".join(canonical_rows(each)).encode(), rows) == _written(alone, rows)


def test_rows_under_keys_beyond_the_basic_plane_stand_in_the_order_of_the_standard() -> None:
    assert canonical_rows([{"\ufb33": "1", "😀": "2"}]) == ['{"😀":"2","\ufb33":"1"}']


@given(st.lists(st.dictionaries(_TEXT, _TEXT, max_size=4), max_size=4))
def test_what_any_writer_wrote_is_read_back(rows: list[dict[str, str]]) -> None:
    """Python's own writer puts half characters down as escapes."""
    assert read_rows([json.dumps(row) for row in rows]) == rows
