"""However a line of a roster is read, it says the same; what is no such line is refused as any JSON would be."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from desktop.base.canonical import canonical_json, digest_of
from desktop.base.errors import Refusal
from desktop.domain.record import row_digest
from desktop.storage.roster_versions import cells_of
from desktop.sync.models import RowLine
from desktop.sync.read import LIMITS, Limits
from desktop.sync.row_lines import (
    Plain,
    WrittenRow,
    are_identifiers,
    digests_of,
    holds_any,
    is_identifier,
    lines_of,
    plain_row,
    read_rows,
)

KEYS = st.lists(st.sampled_from(["name", "amount", "id_number", "remark", "z.1"]), unique=True)
ROWS = st.builds(
    lambda row, keys, texts, position, revision: {
        "record": "r1", "row": row, "revision": revision, "position": position, "values": dict(zip(keys, texts, strict=False)),
    },
    st.from_regex(r"[0-9A-Za-z._-]{1,8}", fullmatch=True), KEYS,
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=5, max_size=5),
    st.integers(0, 2**53 - 1), st.integers(1, 1_000_000),
)  # fmt: skip


def plain_lines(said: list[Plain]) -> bytes:
    return b"".join(canonical_json(row) + b"\n" for row in said)


def read(data: bytes, limits: Limits = LIMITS) -> list[WrittenRow | Plain]:
    return [row for rows in read_rows(data, limits).values() for row in rows]


@given(st.lists(ROWS, max_size=12))
def test_both_ways_of_reading_say_the_same(said: list[Plain]) -> None:
    found = read(plain_lines(said + said))  # the second time the keys are known
    modelled = [RowLine.model_validate(row) for row in said + said]
    assert len(found) == len(modelled)
    for got, row in zip(found, modelled, strict=True):
        if not isinstance(got, WrittenRow):
            assert got == plain_row(row)
            continue
        assert got.plain() == plain_row(got) == plain_row(row)
        assert (got.record, got.revision, got.row, got.position) == (
            row.record,
            row.revision,
            row.row,
            row.position,
        )
        assert got.digest == digest_of({"position": row.position, "row": row.row, "values": row.values})
        for column in ("name", "remark", "nothing"):
            assert holds_any(got, frozenset({column})) == holds_any(row, frozenset({column}))


@given(ROWS)
def test_a_row_sent_as_it_is_stored_is_the_same_line_and_digest(said: Plain) -> None:
    row = RowLine.model_validate(said)
    stored = WrittenRow(row.record, row.revision, row.row, row.position, cells_of(said["values"]).encode())
    assert stored.canonical() == row.canonical() == canonical_json(said)
    assert stored.digest == row.digest
    assert stored.plain() == said


def test_lines_that_are_alike_are_recognised_and_others_parsed() -> None:
    def line(**more: object) -> Plain:
        return {"record": "r", "row": "a", "revision": 1, "position": 1, "values": {"name": "扎西"}} | more

    said = [
        line(), line(row="b"), line(values=None), line(values={}), line(row="c", values={}), line(row="d"),
        line(values={"name": 'a"b'}), line(values={"name": "a\\b"}), line(values={"name": "a\nb"}), line(revision=1_000_000),
        line(position=2**53 - 1), line(more=1), line(row="e"),
    ]  # fmt: skip
    found = read(plain_lines(said))
    assert [at for at, row in enumerate(found) if isinstance(row, WrittenRow)] == [1, 4, 5, 12]
    assert [row.plain() if isinstance(row, WrittenRow) else row for row in found] == said


@pytest.mark.parametrize(
    "line",
    [
        '{"position":1,"record":"r","revision":1,"row":"a","values":{"name": "x"}}',
        '{"row":"a","position":1,"record":"r","revision":1,"values":{"name":"x"}}',
        '{"position":1,"record":"r","revision":1,"row":"a","values":{"z":"y","name":"x"}}',
        '{"position":1,"record":"r","revision":1,"row":"a","values":{"name":"\\u6587"}}',
    ],
)
def test_what_is_not_canonical_is_read_by_its_meaning(line: str) -> None:
    usual = canonical_json(
        {"position": 1, "record": "r", "revision": 1, "row": "a", "values": {"name": "x", "z": "y"}}
    )
    [_, got] = read(usual + b"\n" + line.encode() + b"\n")
    assert got == json.loads(line)


@pytest.mark.parametrize(
    "line",
    [
        b'{"position":1,"record":"r","revision":1,"row":"a","values":{"name":"x","name":"y"}}',
        b'{"position":1,"record":"r","revision":1,"row":"a","values":{"name":"\xff"}}',
        b'{"position":1,"record":"r","revision":1,"row":"a","values":{"name":"x"}} {}',
        b'{"position":1,"record":"","revision":1,"row":"a","values":{"name":"x"}}',
        b'{"position":1.5,"record":"r","revision":1,"row":"a","values":{"name":"x"}}',
        b'{"position":1,"record":"r","revision":1,"row":"a","values":{"name":"a\tb"}}',
        b"[]",
        b"",
    ],
)
def test_what_is_no_such_line_is_refused_also_between_good_ones(line: bytes) -> None:
    good = canonical_json({"position": 1, "record": "r", "revision": 1, "row": "a", "values": {"name": "x"}})
    with pytest.raises(Refusal):
        read(b"\n".join((good, good, line, good)) + b"\n")


def test_a_line_too_long_is_refused_and_a_number_too_large_is_no_row() -> None:
    good = {"position": 1, "record": "r", "revision": 1, "row": "a", "values": {"name": "x" * 200}}
    with pytest.raises(Refusal, match="过长"):
        read(plain_lines([good, good]), Limits(line=100))
    found = read(plain_lines([good, {**good, "revision": 1_000_001}]))
    with pytest.raises(ValidationError):
        RowLine.model_validate(found[1])


def test_many_kinds_of_lines_stay_readable() -> None:
    said: list[Plain] = [
        {"position": n, "record": "r", "revision": 1, "row": f"a{n}", "values": {f"key{n}": "x"}}
        for n in range(40)
    ]
    found = read(plain_lines(said * 2))
    assert [row.plain() if isinstance(row, WrittenRow) else row for row in found] == said * 2
    assert sum(isinstance(row, WrittenRow) for row in found) == 24


@given(
    st.lists(
        st.one_of(st.from_regex(r"[0-9A-Za-z._-]{1,70}", fullmatch=True), st.text(max_size=3)), max_size=5
    )
)
def test_many_identifiers_are_judged_as_one_by_one(texts: list[str]) -> None:
    assert are_identifiers(texts) is all(map(is_identifier, texts))


def test_lines_and_digests_in_one_go_are_those_of_each_line() -> None:
    rows = [
        WrittenRow("rec", 1, "r1", 1, '{"name":"马得福"}'.encode()),
        RowLine(record="rec", revision=2, row="r2", position=2, values={"name": '“"\\'}),
        RowLine(record="rec", revision=2, row="r3", position=3, values=None),
    ]
    assert lines_of(rows) == b"".join(row.canonical() + b"\n" for row in rows)
    assert digests_of(rows) == [
        row_digest("r1", 1, {"name": "马得福"}),
        row_digest("r2", 2, {"name": '“"\\'}),
        "",
    ]
    assert rows[0].digest == digests_of(rows)[0]
