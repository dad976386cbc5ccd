from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.form import FieldType, FormField
from desktop.rules.capitals_check import capitals_faults
from desktop.rules.uppercase import money_in_capitals
from desktop.rules.values import ValueRefused, format_value, parse_value, printed_value
from tests.strategies import amounts

MONEY = FormField("amount", "金额", FieldType.MONEY, unit="元", minimum="0")
AREA = FormField("area", "面积", FieldType.AREA, unit="亩")
RATE = FormField("rate", "标准", FieldType.DECIMAL, unit="元/亩", places=4)
COUNT = FormField("size", "人口", FieldType.INTEGER, unit="人", minimum="1", maximum="60")
YEAR = FormField("year", "年度", FieldType.INTEGER)


@given(amounts())
def test_money_written_for_the_screen_is_read_back_as_the_same_money(amount: Decimal) -> None:
    canonical = parse_value(MONEY, str(amount))
    assert Decimal(canonical) == amount
    assert parse_value(MONEY, format_value(MONEY, canonical)) == canonical
    assert parse_value(MONEY, printed_value(MONEY, canonical)) == canonical
    assert parse_value(MONEY, canonical) == canonical


@given(amounts(), st.sampled_from(("￥{}", "¥{}元", " {} ", "人民币{}元", "'{}", "{}元整")))
def test_money_is_read_in_every_usual_dress(amount: Decimal, dress: str) -> None:
    assert parse_value(MONEY, dress.format(amount)) == parse_value(MONEY, str(amount))


@given(amounts())
def test_full_width_figures_are_figures(amount: Decimal) -> None:
    wide = str(amount).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    assert parse_value(MONEY, wide) == parse_value(MONEY, str(amount))


@given(st.decimals(min_value=0, max_value=10**6, places=4))
def test_rates_keep_their_digits_and_lose_their_trailing_zeros(rate: Decimal) -> None:
    canonical = parse_value(RATE, str(rate))
    assert Decimal(canonical) == rate
    assert canonical == "0" or not (canonical.endswith("0") and "." in canonical)
    assert parse_value(RATE, canonical) == canonical


def test_ten_thousand_yuan_are_turned_into_yuan() -> None:
    assert parse_value(MONEY, "3.5万元") == "35000.00"
    assert parse_value(MONEY, "1,294.9") == "1294.90"


@pytest.mark.parametrize(
    "raw", ["12.345", "1.2E+3", "一百元", "12,34", "1.2.3", "--5", "NaN", "Infinity", "1_000"]
)
def test_what_is_no_money_is_refused_with_advice(raw: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        parse_value(MONEY, raw)
    assert refused.value.text
    assert refused.value.advice


def test_another_unit_than_the_columns_is_refused() -> None:
    with pytest.raises(ValueRefused, match="单位"):
        parse_value(AREA, "11.26公顷")
    assert parse_value(AREA, "11.26亩") == "11.26"


@pytest.mark.parametrize("raw", ["0", "61", "2.5"])
def test_counts_stay_whole_and_within_their_bounds(raw: str) -> None:
    with pytest.raises(ValueRefused):
        parse_value(COUNT, raw)


def test_negative_money_is_refused_where_the_form_has_a_least_value() -> None:
    with pytest.raises(ValueRefused, match="不能小于"):
        parse_value(MONEY, "-5")


def test_a_year_never_gets_a_thousands_mark() -> None:
    assert format_value(YEAR, "2026") == "2026"
    assert format_value(MONEY, "359657.90") == "359,657.90"


@pytest.mark.parametrize("dash", ["-", "—", "/", "无"])
def test_a_lone_dash_means_that_nothing_was_written(dash: str) -> None:
    assert parse_value(MONEY, dash) == ""


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("66603.50", "陆万陆仟陆佰零叁元伍角"),
        ("187356", "壹拾捌万柒仟叁佰伍拾陆元整"),
        ("359657.90", "叁拾伍万玖仟陆佰伍拾柒元玖角"),
        ("0.05", "伍分"),
        ("10.05", "壹拾元零伍分"),
        ("100000000", "壹亿元整"),
        ("1000050.40", "壹佰万零伍拾元肆角"),
        ("0", "零元整"),
    ],
)
def test_money_in_capitals(amount: str, capitals: str) -> None:
    assert money_in_capitals(amount) == capitals


@given(amounts(), amounts())
def test_different_sums_never_share_their_capitals(one: Decimal, other: Decimal) -> None:
    assert (money_in_capitals(one) == money_in_capitals(other)) is (one == other)


@given(
    amounts().filter(bool), st.sampled_from(("{}元（大写：{}）", "{}元(大写:人民币{})", "共计{}元，大写{}。"))
)
def test_right_capitals_behind_a_sum_are_left_alone(amount: Decimal, sentence: str) -> None:
    assert list(capitals_faults(sentence.format(amount, money_in_capitals(amount)))) == []


@given(amounts(), amounts())
def test_capitals_of_another_sum_are_always_noticed(amount: Decimal, other: Decimal) -> None:
    text = f"共计{amount}元（大写：{money_in_capitals(other)}）"
    assert len(list(capitals_faults(text))) == (amount != other)


def test_a_slip_of_the_pen_in_capitals_is_shown_with_the_right_ones() -> None:
    (fault,) = capitals_faults("共计66603.5元(大写:陆万陆仟陆佰零叁元伍交角)。")
    assert (fault.found, fault.right) == ("陆万陆仟陆佰零叁元伍交角", "陆万陆仟陆佰零叁元伍角")
    assert list(capitals_faults("18.7356万元（大写：壹拾捌万柒仟叁佰伍拾陆圆正）")) == []
