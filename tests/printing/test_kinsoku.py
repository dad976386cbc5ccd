import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.printing.kinsoku import NO_END, NO_START, break_evenly, break_lines, may_break

ALPHABET = "天地玄黄宇宙洪荒。，；：！？”’》）、“‘《（〔〕%℃·—…aZ09.- "


def lines_of(text: str, room: float) -> list[str]:
    return [text[line.start : line.end] for line in break_lines(text, [1.0] * len(text), room, room)]


@given(st.text(ALPHABET, max_size=120), st.integers(6, 28))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, room: int) -> None:
    lines = break_lines(text, [1.0] * len(text), room, room)
    assert "".join(text[line.start : line.end] for line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(line.end - line.start - line.trim <= room + 0.01 for line in lines)


@given(st.text("天地玄黄。，；：！？”’》）、“‘《（〔〕09", max_size=120), st.integers(12, 28))
def test_no_mark_stands_where_it_must_not(text: str, room: int) -> None:
    lines = lines_of(text, room)
    for before, after in itertools.pairwise(lines):
        at_break = before[-1] + after[0]
        if longest_piece(text) <= room:
            assert after[0] not in NO_START, at_break
            assert before[-1] not in NO_END, at_break


def longest_piece(text: str) -> int:
    longest = length = 0
    for at, character in enumerate(text):
        length = length + 1 if at and not may_break(text[at - 1], character) else 1
        longest = max(longest, length)
    return longest


@given(st.text("天地0123456789.-年", max_size=60), st.integers(14, 28))
def test_figures_stay_whole(text: str, room: int) -> None:
    if longest_piece(text) > room:
        return
    lines = lines_of(text, room)
    for before, after in itertools.pairwise(lines):
        assert not (before[-1] in "0123456789.-" and after[0] in "0123456789.-")


def test_a_closing_mark_may_hang_half_over_the_edge() -> None:
    assert lines_of("一二三四五。六七", 5.5) == ["一二三四五。", "六七"]
    assert lines_of("一二三四五。六七", 5.0) == ["一二三四", "五。六七"]


@pytest.mark.parametrize("text", ["0970-8600123", "359657.90", "https://www.example.gov.cn/a?b=c"])
def test_a_word_of_latin_letters_or_figures_is_one_piece(text: str) -> None:
    assert longest_piece(text.split("?", maxsplit=1)[0]) == len(text.split("?", maxsplit=1)[0])


def test_a_piece_wider_than_the_line_is_cut_rather_than_run_off_the_sheet() -> None:
    assert lines_of("1" * 25, 10) == ["1" * 10, "1" * 10, "1" * 5]


def test_dashes_and_dots_are_not_torn_apart() -> None:
    assert not may_break("—", "—")
    assert not may_break("…", "…")


def test_spaces_at_a_break_disappear() -> None:
    assert lines_of("abc def", 4) == ["abc", "def"]


def test_a_piece_that_no_line_can_hold_begins_where_it_stands() -> None:
    assert lines_of("摘要：" + "1" * 15, 10) == ["摘要：" + "1" * 7, "1" * 8]


@given(st.text("国家机关发展改革和工业信息化局（）", min_size=1, max_size=60), st.integers(4, 20))
def test_a_name_is_broken_evenly_into_no_more_lines_than_it_needs(text: str, room: int) -> None:
    widths = [1.0] * len(text)
    lines = break_evenly(text, widths, room)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert len(lines) == len(break_lines(text, widths, room, room))


def test_no_name_of_two_lines_ends_in_one_character() -> None:
    name = "云滩县发展改革和工业信息化局"
    for room in range(8, 14):
        lines = break_evenly(name, [1.0] * len(name), room)
        assert [line.end - line.start for line in lines] == [7, 7]


@pytest.mark.parametrize(
    ("text", "lines"), [("མིང་ཚིག་", ["མིང་", "ཚིག་"]), ("GB/T 9704标准", ["GB/T 9704", "标准"])]
)
def test_breaking_evenly_cuts_no_syllable_and_no_word(text: str, lines: list[str]) -> None:
    found = break_evenly(text, [1.0] * len(text), 9.0 if text.isascii() or "标" in text else 5.0)
    assert [text[line.start : line.end] for line in found] == lines
