"""The period named in a title moves on by one of its own kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.next_period import next_period


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("青石滩乡2026年第三季度农村低保", "青石滩乡2026年第四季度农村低保"),
        ("2026年第四季度农村低保", "2027年第一季度农村低保"),
        ("2026年3季度", "2026年4季度"),
        ("2026年9月特困供养金发放名单", "2026年10月特困供养金发放名单"),
        ("2026年09月份", "2026年10月份"),
        ("2026年12月", "2027年1月"),
        ("二〇二六年十二月", "二〇二七年一月"),
        ("2026年上半年", "2026年下半年"),
        ("2026年下半年", "2027年上半年"),
        ("2026年第一批农机购置补贴", "2026年第二批农机购置补贴"),
        ("2026年度耕地地力保护补贴", "2027年度耕地地力保护补贴"),
        ("二〇二九年草原补奖", "二〇三〇年草原补奖"),
        ("宅基地审批公示", "宅基地审批公示"),
        ("财农〔2023〕11号", "财农〔2023〕11号"),
        ("2026年13月", "2027年13月"),
    ],
)
def test_the_period_moves_on(now, then):
    assert next_period(now) == then


@given(st.integers(2000, 2090), st.integers(1, 12))
def test_twelve_months_on_is_the_same_month_a_year_later(year, month):
    title = f"{year}年{month}月"
    for _ in range(12):
        title = next_period(title)
    assert title == f"{year + 1}年{month}月"


@given(st.text(max_size=40).filter(lambda text: "年" not in text), st.text(max_size=40))
def test_what_stands_around_the_period_stays(before, behind):
    moved = next_period(f"{before}，2026年第三季度，{behind}")
    assert moved == f"{before}，2026年第四季度，{behind}"
