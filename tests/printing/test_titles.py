from hypothesis import given
from hypothesis import strategies as st

from desktop.printing.titles import title_lines

WORDS = ("草原生态保护补助奖励", "发放情况", "公示", "关于", "青石滩乡")


def lines(title: str, room: float = 19) -> list[str]:
    return title_lines(title, room, len, WORDS)


def test_a_short_title_stays_on_one_line() -> None:
    assert lines("关于村务公开的公示") == ["关于村务公开的公示"]


def test_words_stay_whole_even_if_that_takes_a_further_line() -> None:
    found = lines("关于青石滩乡二〇二六年草原生态保护补助奖励资金发放情况的公示")
    assert any("草原生态保护补助奖励" in line for line in found)
    assert all(len(line) <= 19 for line in found)


def test_lines_form_no_hourglass() -> None:
    found = [
        len(line)
        for line in lines(
            "云滩县人民政府关于青石滩乡至日麦村公路改建工程征地补偿安置方案和社会保障费用的公告"
        )
    ]
    assert len(found) >= 3
    assert not any(a > b < c for a, b, c in zip(found, found[1:], found[2:], strict=False))


def test_a_break_somebody_chose_is_kept() -> None:
    assert lines("关于\n耕地补贴的公示") == ["关于", "耕地补贴的公示"]


@given(st.text("关于青石滩乡2026年的公示《》（）补贴", min_size=1, max_size=70))
def test_no_character_is_lost(title: str) -> None:
    assert "".join(lines(title)) == title
