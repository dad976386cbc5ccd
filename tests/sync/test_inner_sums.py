"""The sums of what lies in an archive are right however its bytes arrive; of what is no such archive nothing is claimed."""

from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync import inner_sums
from desktop.sync.digests import Sums, sums_of
from desktop.sync.inner_sums import InnerSums
from desktop.sync.read import LIMITS, Limits
from desktop.sync.stored_zip import archive, entry_head

NAMES = st.from_regex(r"[0-9A-Za-z._/-]{1,40}", fullmatch=True)
FILES = st.dictionaries(NAMES, st.binary(max_size=600), max_size=8)


def found(data: bytes, cuts: list[int], limits: Limits = LIMITS, at_once: int = 64) -> dict[str, Sums]:
    with patch.object(inner_sums, "AT_ONCE", at_once), InnerSums(limits) as inner:
        for start, end in pairwise([0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]):
            inner.take(data[start:end])
        return dict(inner.result())


@given(FILES, st.lists(st.integers(0, 10_000), max_size=30), st.sampled_from([1, 7, 64, 5000]))
def test_every_file_has_its_sums_wherever_the_bytes_are_cut(files, cuts, at_once):
    whole = b"".join(archive(files.items()))
    assert found(whole, cuts, at_once=at_once) == {name: sums_of(data) for name, data in files.items()}


@given(FILES, st.integers(0, 10_000))
def test_of_an_archive_cut_short_only_whole_files_have_sums(files, length):
    whole = b"".join(archive(files.items()))
    sums = found(whole[: length % (len(whole) + 1)], [])
    assert sums.items() <= {name: sums_of(data) for name, data in files.items()}.items()


@given(st.binary(max_size=300))
def test_what_is_no_archive_has_none(junk):
    assert found(b"PQ" + junk, [3]) == {}


def test_more_entries_than_a_bundle_may_have_and_endless_names_are_not_walked_through() -> None:
    many = b"".join(archive((f"f{number}", b"x") for number in range(9)))
    assert len(found(many, [], Limits(entries=5))) == 5
    long = entry_head("n" * 60_000, 1, 0) + b"x"
    assert found(long, []) == {}


def test_an_error_on_the_thread_comes_out_and_leaving_early_ends_the_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gives_up() -> None:
        raise MemoryError

    monkeypatch.setattr(inner_sums, "AT_ONCE", 1)
    monkeypatch.setattr(inner_sums, "new_sm3", gives_up)
    inner = InnerSums()
    with pytest.raises(MemoryError):
        _take_many(inner)
    assert inner._thread is not None
    with pytest.raises(RuntimeError, match="shutdown"):
        inner._thread.submit(int)


def _take_many(inner: InnerSums) -> None:
    with inner:
        for _ in range(40):
            inner.take(entry_head("a", 1, 0) + b"x")
