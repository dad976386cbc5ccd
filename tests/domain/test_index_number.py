"""Index numbers: the county's pattern, never the same twice, never a hole in them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.base.errors import Refusal
from desktop.domain.index_number import IndexPattern

USUAL = "{org}/{year}-{mark}-{sequence:05d}"
devices = st.uuids().map(str)


def test_index_numbers_of_two_laptops_differ() -> None:
    pattern = IndexPattern(USUAL)
    one = pattern.number("632299101", 2026, 9, "0192-aaaa", 12)
    assert one == "632299101/2026-AAAA-00012"
    assert one != pattern.number("632299101", 2026, 9, "0192-bbbb", 12)


def test_a_county_s_own_pattern_with_blocks() -> None:
    pattern = IndexPattern("{credit_code}/{year}{month}-{sequence:05d}", "11632299015000000X", 3)
    pattern.check()
    assert pattern.number("632299101", 2026, 9, "0192-aaaa", 7) == "11632299015000000X/202609-30007"


@given(
    blocks=st.lists(st.integers(0, 9), min_size=2, max_size=2, unique=True),
    serials=st.tuples(st.integers(1, 9999), st.integers(1, 9999)),
    device=devices,
)
def test_two_blocks_never_meet(blocks: list[int], serials: tuple[int, int], device: str) -> None:
    made = [
        IndexPattern("{org}/{year}-{sequence:05d}", block=block).number("632299101", 2026, 1, device, serial)
        for block, serial in zip(blocks, serials, strict=True)
    ]
    assert made[0] != made[1]


PIECES = (
    "{org}", "{credit_code}", "{year}", "{month}", "{mark}", "{sequence}", "{sequence:05d}", "{sequence:0<9}",
    "{sequence:.1}", "{year:3}", "{org!r}", "{org[0]}", "/", "-", " ", "null", "{", "}", "公", "0", "12",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=7), devices, st.integers(1, 4999), st.integers(1, 4999))
@example(["{org}", "{year}", "{mark}", "{sequence:0<9}"], "0" * 32, 1, 10)
@example(["{org}", "{year}", "{mark}", "{sequence}"], "0" * 32, 1, 10)
def test_whatever_is_written_as_a_pattern_is_refused_or_gives_whole_numbers(
    pieces: list[str], device: str, one: int, other: int
) -> None:
    pattern = IndexPattern("".join(pieces), "11632299015000000X")
    try:
        pattern.check()
    except Refusal:
        return
    made = pattern.number("632299101", 2026, 9, device, one)
    assert "null" not in made
    assert " " not in made
    assert (made == pattern.number("632299101", 2026, 9, device, other)) == (one == other)
    assert made != pattern.number("632299101", 2027, 9, device, one)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (IndexPattern("{org}-{year}-{sequence}"), "两台电脑"),
        (IndexPattern("{org}-{sequence}-{mark}"), "没有年"),
        (IndexPattern("{org}-{year}-{mark}"), "没有流水号"),
        (IndexPattern("{year}-{mark}-{sequence}"), "没有单位"),
        (IndexPattern("{credit_code}-{year}-{mark}-{sequence}"), "信用代码"),
        (IndexPattern("{org}-{year}-{mark}-{sequence}-{genre}"), "不认识"),
        (IndexPattern("{org}-{year}-{sequence", block=1), "读不懂"),
        (IndexPattern("{org}-{year}-{sequence:q}", block=1), "读不懂"),
        (IndexPattern("{org} {year} {sequence}", block=1), "空格"),
        (IndexPattern("null/{org}/{year}-{sequence}", block=1), "null"),
        (IndexPattern("{org}/{year}-{sequence}", block=12), "0 到 9"),
    ],
)
def test_a_pattern_that_could_repeat_or_break_is_refused(pattern: IndexPattern, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        pattern.check()


def test_a_block_that_is_used_up_stops() -> None:
    with pytest.raises(Refusal, match="用完"):
        IndexPattern("{org}/{year}-{sequence:05d}", block=2).number("632299101", 2026, 9, "0", 10_000)
