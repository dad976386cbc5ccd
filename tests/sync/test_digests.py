"""However bytes come, in how many pieces and on whichever thread, their sums are those of the whole."""

import hashlib
import threading
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync import digests
from desktop.sync.digests import Digests, Sums, sums_of


@given(st.lists(st.binary(max_size=40), max_size=12), st.sampled_from([1, 7, 64, 1 << 20]))
def test_pieces_sum_up_to_the_whole(pieces: list[bytes], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digests, "_AT_ONCE", at_once)
        running = Digests()
        for piece in pieces:
            running.update(piece)
        whole = b"".join(pieces)
        expected = Sums(
            len(whole),
            hashlib.sha256(whole).hexdigest(),
            hashlib.new("sm3", whole).hexdigest(),
            zlib.crc32(whole),
        )
        assert running.result() == expected == sums_of(whole)


def test_many_bytes_are_digested_beside_and_no_thread_is_left() -> None:
    before, running = threading.active_count(), Digests()
    piece = bytes(1 << 20)
    for _ in range(9):
        running.update(piece)
    assert threading.active_count() == before + 1
    assert running.result() == sums_of(piece * 9)
    assert threading.active_count() == before


def test_a_few_bytes_need_no_thread() -> None:
    before, running = threading.active_count(), Digests()
    running.update(b"few")
    assert threading.active_count() == before
    assert running.result() == sums_of(b"few")
