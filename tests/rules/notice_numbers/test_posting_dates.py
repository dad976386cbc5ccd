"""The rules of dates: what notices get wrong about their own period, and what is right however it is written."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.finding import Finding
from desktop.rules.notice_numbers.dates_found import dates_in, ranges_in
from desktop.rules.notice_numbers.reading import folded

Codes = Callable[..., list[str]]
Examine = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "２０２６年９月１６日",
        "2026 年 9 月 16 日",
        "2026-09-16",
        "2026.9.16",
        "2026/9/16",
        "二〇二六年九月十六日",
        "二○二六年九月十六日",
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert [moment.value for moment in dates_in(folded(text))] == [date(2026, 9, 16)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026年9月16日至23日", date(2026, 9, 23)),
        ("2026年9月16日至9月23日", date(2026, 9, 23)),
        ("2026年9月16日——2026年9月23日", date(2026, 9, 23)),
        ("2026.9.16-9.23", date(2026, 9, 23)),
        ("2026年9月16日8:30起，至2026年9月23日止", date(2026, 9, 23)),
        ("2026年9月16日（星期三）至9月23日（星期三）", date(2026, 9, 23)),
        ("2026年12月28日至1月5日", date(2027, 1, 5)),
    ],
)
def test_the_end_of_a_range_inherits_year_and_month(text: str, last: date) -> None:
    (span,) = ranges_in(folded(text))
    assert span.last.value == last


@pytest.mark.parametrize(
    "text",
    [
        "公示期为7天，自2026年9月8日至9月14日止。\n某镇人民政府\n2026年9月8日",
        "公示期为7天：2026年9月7日至9月14日。\n某镇人民政府\n2026年9月7日",
        "公示时间：2026年9月8日-2026年9月14日（七天）\n2026年9月8日",
        "公示期10个工作日，即2026年9月23日至2026年10月13日。\n2026年9月22日",
        "公示时间：长期\n2026年9月8日",
        "公示时间为2035年3月1日至2035年3月7日，共5个工作日。",
        "公示期不少于7天，自2026年9月1日至9月15日。",
        "拟于2026年9月8日至9月9日开展现状调查。公示期7天。\n2026年9月7日",
        "农户可自9月1日起7日内申报。聘期为1年：2025年1月1日至2025年12月31日。\n2026年1月4日",
    ],
)
def test_a_right_period_gives_no_warning(codes: Codes, text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("公示期为7天，自2026年9月8日至9月12日止。", "days-differ"),
        ("公示期6个工作日：2026年9月15日至9月18日。", "days-differ"),
        ("公示时间：2026年9月8日至9月17日（七天）", "days-differ"),
        ("公示期：2026年9月18日至9月8日。", "date-reversed"),
        ("公示期：2026年9月8日至9月31日。", "date-impossible"),
        ("根据2026年2月29日会议，予以公示。", "date-impossible"),
        ("根据2026年13月2日会议，予以公示。", "date-impossible"),
        ("公示期7天：2026年9月8日至9月14日。\n某镇人民政府\n2026年9月10日", "signed-after-posting"),
        ("公示期7天：2042年9月8日至9月14日。\n某镇人民政府\n2024年9月7日", "date-year-odd"),
        ("公示期7天：2025年9月8日至2026年9月14日。\n某镇人民政府\n2025年9月7日", "date-year-odd"),
        ("根据县发〔2062〕5号文件。公示期7天。\n某镇人民政府\n2026年9月7日", "date-year-odd"),
        ("2024-2022年度项目予以公示。", "date-reversed"),
        ("公示期自2026年4月22\n日至2026年4月12日。", "date-reversed"),
        ("公示时间：2026.08.17—2026.08.41", "date-impossible"),
        ("公示时间为四月十三日至四月三十一日。", "date-impossible"),
        ("公示期为2026年5月12日至202年5月18日。", "date-year-odd"),
        ("禁火期自2026年11月1日至2072年5月31日。", "date-year-odd"),
    ],
)
def test_one_fault_of_dates_gives_exactly_its_finding(codes: Codes, text: str, code: str) -> None:
    assert codes(text) == [code]


def test_natural_days_that_are_right_as_working_days_are_only_pointed_out(examine: Examine) -> None:
    found = [f for f in examine("公示期7天：2026年9月8日至9月16日。") if f.code == "days-differ"]
    assert [f.severity for f in found] == ["info"]


def test_an_end_on_a_holiday_says_when_it_really_ends(examine: Examine) -> None:
    (finding,) = examine("公示期：2026年9月28日至10月4日，共7天。")
    assert (finding.code, finding.severity) == ("end-on-holiday", "info")
    assert "2026年10月8日" in finding.advice
    assert finding.source == "民法典第203条"


def test_a_saturday_worked_for_a_holiday_counts_as_a_working_day(codes: Codes) -> None:
    assert codes("公示期5个工作日：2024年5月11日至5月16日。") == []
    assert codes("公示期3个工作日：2024年5月11日至5月16日。") == ["days-differ"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("关于2026年农村低保对象的公示\n公示期3天：2026年9月8日至9月10日。", True),
        ("关于2026年农村低保对象的公示\n公示期7天：2026年9月8日至9月14日。", False),
        ("关于2026年农村低保对象的公示\n现予公示，公示期3天。", True),
        ("关于2026年农村低保对象的公示\n现予公示，公示期5个工作日。", False),
        ("征收土地预公告\n公告期限：2026年3月16日至2026年3月25日。", True),
        ("征收土地预公告\n公告期限：2026年3月16日至2026年3月27日。", False),
        ("关于2026年耕地地力保护补贴的公示\n公示期3天：2026年9月8日至9月10日。", False),
    ],
)
def test_only_a_minimum_of_law_or_official_page_is_held_against_a_period(
    codes: Codes, text: str, short: bool
) -> None:
    assert codes(text) == (["period-too-short"] if short else [])


@given(st.dates(date(2020, 1, 1), date(2026, 11, 30)), st.integers(1, 40), st.booleans())
def test_any_true_count_of_natural_days_passes_and_any_other_does_not(
    examine: Examine, first: date, days: int, counted: bool
) -> None:
    last = first + timedelta(days=days if not counted else days - 1)
    words = f"公示期限：{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
    right, wrong = examine(f"{words}，为期{days}天。"), examine(f"{words}，为期{days + 40}天。")
    assert [f.code for f in right if f.code == "days-differ"] == []
    assert [f.code for f in wrong if f.code == "days-differ"] == ["days-differ"]
