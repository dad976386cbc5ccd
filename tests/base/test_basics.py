"""Identifiers, canonical JSON, progress, errors."""

import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.canonical import canonical_json, digest_of, digest_of_parts
from desktop.base.clock import CHINA, Clock, SteppingClock
from desktop.base.errors import Cancelled, Refusal
from desktop.base.ids import new_id, new_ids
from desktop.base.progress import Progress, Step

WHEN = datetime(2026, 9, 16, 1, 0, tzinfo=UTC)


def test_identifiers_are_version_7_and_never_twice_the_same() -> None:
    clock = SteppingClock(WHEN)
    made = [new_id(clock) for _ in range(500)]
    assert len(set(made)) == 500
    assert {uuid.UUID(one).version for one in made} == {7}
    assert made == sorted(made)


def test_ids_made_together_ascend_and_are_as_different_as_any() -> None:
    together = new_ids(SteppingClock(WHEN), 500)
    assert together == sorted(set(together))
    assert len({one[-12:] for one in together}) == 500
    assert {uuid.UUID(one).version for one in together} == {7}


def test_time_is_said_in_chinas_zone() -> None:
    assert SteppingClock(WHEN).now().isoformat() == "2026-09-16T09:00:00+08:00"
    assert Clock().now().tzinfo is CHINA


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), json_values))
def test_the_order_of_keys_does_not_change_the_digest(value: dict[str, object]) -> None:
    assert digest_of(value) == digest_of(dict(reversed(value.items())))


def test_canonical_json_keeps_rare_characters_as_themselves() -> None:
    assert canonical_json({"b": "李𬭎", "a": 1}) == '{"a":1,"b":"李𬭎"}'.encode()


def test_parts_cannot_slide_into_one_another() -> None:
    assert digest_of_parts(["ab", "c"]) != digest_of_parts(["a", "bc"])


def test_progress_tells_and_stops() -> None:
    seen: list[Step] = []
    progress = Progress(seen.append)
    progress.step("写入", 1, 2)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step("写入", 2, 2)
    assert seen == [Step("写入", 1, 2)]


def test_an_error_reads_what_happened_what_is_safe_what_to_do() -> None:
    assert str(Refusal("甲。", safe="乙。", todo="丙。")) == "甲。乙。丙。"
