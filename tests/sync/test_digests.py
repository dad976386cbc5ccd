"""However bytes come, in how many pieces and on whichever thread, their sums are those of the whole."""

import hashlib
import threading
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync import digests
from desktop.sync.digests import Digests, Sums, sums_of


def beside(before: set[threading.Thread]) -> set[threading.Thread]:
    """The threads that were not there before."""
    return set(threading.enumerate()) - before


@given(st.lists(st.binary(max_size=40), max_size=12), st.sampled_from([1, 7, 64, 1 << 20]))
def test_pieces_sum_up_to_the_whole(pieces: list[bytes], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digests, "AT_ONCE", at_once)
        running = Digests()
        for piece in pieces:
            running.update(piece)
        whole = b"".join(pieces)
        sm3 = hashlib.new("sm3", whole).hexdigest()
        expected = Sums(len(whole), hashlib.sha256(whole).hexdigest(), sm3, zlib.crc32(whole))
        assert running.result() == expected == sums_of(whole)


def test_many_bytes_are_digested_beside_and_no_thread_is_left() -> None:
    before, running = set(threading.enumerate()), Digests()
    piece = bytes(1 << 20)
    for _ in range(9):
        running.update(piece)
    assert len(beside(before)) == 1
    assert running.result() == sums_of(piece * 9)
    assert not beside(before)


def test_sums_that_nobody_waits_for_leave_no_thread_either() -> None:
    before, running = set(threading.enumerate()), Digests()
    running.update(bytes(9 << 20))
    assert beside(before)
    del running  # as when an export is cancelled
    until = time.monotonic() + 10
    while beside(before) and time.monotonic() < until:
        time.sleep(0.01)
    assert not beside(before)


@pytest.mark.parametrize("size", [1, 64 << 20])
def test_work_gives_its_result_or_its_error_wherever_it_is_done(size: int) -> None:
    with digests.beside(size) as pool:
        assert list(pool.map(len, ["a", "bc"])) == [1, 2]
        assert pool.submit(int, "7").result() == 7
        with pytest.raises(ValueError, match="x"):
            pool.submit(int, "x").result()


def test_what_is_made_one_ahead_comes_in_order_and_never_more_than_two_wait() -> None:
    before, begun = set(threading.enumerate()), list[int]()

    def work(number: int) -> int:
        begun.append(number)
        return number * 2

    coming = digests.one_ahead(work, range(6))
    for place in range(6):
        assert next(coming) == place * 2
        assert len(begun) <= place + 2
    assert next(coming, None) is None
    assert begun == list(range(6))
    assert not beside(before)


def test_an_error_made_ahead_is_told_in_its_turn_and_nobody_waits_on() -> None:
    before = set(threading.enumerate())
    coming = digests.one_ahead(int, ["1", "x", "3"])
    assert next(coming) == 1
    with pytest.raises(ValueError, match="x"):
        next(coming)
    given_up = digests.one_ahead(int, ["1", "2", "3"])
    assert next(given_up) == 1
    del given_up  # as when an export is cancelled
    assert not beside(before)


def test_an_sm3_that_is_known_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    told = sums_of(b"abc")
    monkeypatch.setattr(digests, "new_sm3", lambda: 1 / 0)
    assert sums_of(b"abc", told.sm3) == told


def test_a_few_bytes_need_no_thread() -> None:
    before, running = set(threading.enumerate()), Digests()
    running.update(b"few")
    assert not beside(before)
    assert running.result() == sums_of(b"few")
