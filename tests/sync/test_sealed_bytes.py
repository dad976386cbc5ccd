"""What waits in memory and what waits on the disk is given out as one, as often as it is asked for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.sealed_bytes import SealedBytes


@given(st.lists(st.binary(max_size=30), max_size=8), st.integers(0, 120))
def test_all_comes_out_again_in_order_any_number_of_times(lots: list[bytes], in_memory: int) -> None:
    with SealedBytes(in_memory, None) as waiting:
        for lot in lots:
            assert waiting.write(lot) == len(lot)
        for _ in range(2):
            assert b"".join(waiting) == b"".join(lots)


def test_no_more_than_was_allowed_waits_in_memory_and_nothing_stays_on_the_disk(tmp_path: Path) -> None:
    with SealedBytes(10, tmp_path) as waiting:
        waiting.write(b"12345678")
        assert waiting._rest is None
        waiting.write(b"abc")
        waiting.write(b"d")  # would fit, but comes behind
        assert waiting._lots == [b"12345678"]
        assert b"".join(waiting) == b"12345678abcd"
        assert list(tmp_path.iterdir()) == []  # it has no name, so a kill leaves nothing
        rest = waiting._rest
    assert rest is not None
    assert rest.closed


def test_a_disk_that_is_not_there_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with SealedBytes(0, tmp_path / "gone") as waiting, pytest.raises(OSError, match="gone"):
        waiting.write(b"x")
