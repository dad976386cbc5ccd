from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.form import FieldType, FormField
from desktop.rules.document_number import repairs_in
from desktop.rules.values import ValueRefused, format_value, parse_value
from tests.factories import forms
from tests.strategies import document_numbers, person_names

NAME = FormField("name", "姓名", FieldType.PERSON_NAME)
DAY = FormField("day", "日期", FieldType.DATE)
SPAN = FormField("span", "期限", FieldType.DATE_RANGE)
NUMBER = FormField("number", "文号", FieldType.DOCUMENT_NUMBER)
KIND = FormField("kind", "类别", FieldType.CHOICE, choices=("A类", "B类", "C类"))
NOTE = FormField("note", "说明", FieldType.LONG_TEXT)


@given(person_names())
def test_names_stay_as_they_are_and_reading_twice_changes_nothing(name: str) -> None:
    assert parse_value(NAME, name) == name
    assert parse_value(NAME, f"\u200b {name}\u202c\r\n") == name


@pytest.mark.parametrize("dot", ["•", "・", "‧", "．", ".", " · ", "･"])
def test_every_dot_between_the_parts_of_a_name_becomes_the_one_dot(dot: str) -> None:
    assert parse_value(NAME, f"仁青{dot}卓玛") == "仁青·卓玛"


def test_blanks_that_only_stretch_a_name_go_away() -> None:
    assert parse_value(NAME, "张　三") == "张三"
    assert parse_value(NAME, "𬱖 𬭎") == "𬱖𬭎"


def test_a_tibetan_name_is_as_long_as_its_letters_not_its_vowels_and_stacks() -> None:
    name = "བཀྲ་ཤིས་རྣམ་རྒྱལ་ཚེ་རིང་དོན་གྲུབ་སྒྲོལ་མ"
    assert parse_value(NAME, name) == name
    assert parse_value(NAME, f"{name[:8]} 扎西") == f"{name[:8]} 扎西"
    with pytest.raises(ValueRefused, match="30个字"):
        parse_value(NAME, "བོད" * 16)


@pytest.mark.parametrize("raw", ["李?", "李□", "李\ue123", "张三1", "张三、李四", "=1+1", "<b>"])
def test_what_cannot_be_a_name_is_refused(raw: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        parse_value(NAME, raw)
    assert refused.value.advice


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_is_read_in_every_form_offices_write(day: date) -> None:
    written = (
        f"{day:%Y}-{day.month}-{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y.%m.%d}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day:%Y-%m-%d} 00:00:00",
        format_value(DAY, day.isoformat()),
    )
    assert {parse_value(DAY, text) for text in written} == {day.isoformat()}


def test_a_date_in_chinese_figures_is_read() -> None:
    assert parse_value(DAY, "二〇二六年十二月二十日") == "2026-12-20"
    assert parse_value(DAY, "二〇二六年九月十日") == "2026-09-10"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("2026年2月30日", "2月没有30日"),
        ("2026-13-01", "没有13月"),
        ("26.9.14", "两位"),
        ("46279", "序号"),
        ("明天", "不是日期"),
    ],
)
def test_dates_that_do_not_exist_are_refused_in_plain_words(raw: str, words: str) -> None:
    with pytest.raises(ValueRefused, match=words):
        parse_value(DAY, raw)


def test_a_span_may_leave_out_the_second_year() -> None:
    assert parse_value(SPAN, "2026年1月1日至12月31日") == "2026-01-01/2026-12-31"
    assert format_value(SPAN, "2026-01-01/2026-12-31") == "2026年1月1日至2026年12月31日"
    with pytest.raises(ValueRefused, match="早于"):
        parse_value(SPAN, "2026-09-10至2025-09-20")


@given(document_numbers(), st.sampled_from(("[]", "（）", "【】", "()", "［］")))
def test_other_brackets_around_the_year_are_repaired(number: str, pair: str) -> None:
    other = number.replace("〔", pair[0]).replace("〕", pair[1])
    assert parse_value(NUMBER, other) == number
    assert parse_value(NUMBER, number) == number
    text = f"根据《办法》（{other}）要求"
    assert [text[: repair.start] + repair.right + text[repair.end :] for repair in repairs_in(text)] == [
        f"根据《办法》（{number}）要求"
    ]
    assert repairs_in(f"根据{number}") == []


def test_a_number_without_a_year_in_brackets_is_refused() -> None:
    with pytest.raises(ValueRefused, match="六角括号"):
        parse_value(NUMBER, "西林草202555号")


def test_a_choice_may_be_shortened_only_while_it_stays_clear() -> None:
    assert parse_value(KIND, " ａ类 ") == "A类"
    assert parse_value(KIND, "B") == "B类"
    assert parse_value(KIND, "低保B类") == "B类"
    with pytest.raises(ValueRefused):
        parse_value(KIND, "非B类")
    with pytest.raises(ValueRefused, match="A类、B类、C类"):
        parse_value(KIND, "D")


def test_text_loses_hidden_marks_and_keeps_its_lines() -> None:
    assert parse_value(NOTE, "第一行\u202e\r\n\r\n\r\n\r\n第二行\ufeff ") == "第一行\n\n第二行"


@given(st.text(max_size=60))
def test_reading_any_text_either_gives_a_stable_value_or_a_refusal(raw: str) -> None:
    for field in (NAME, DAY, SPAN, NUMBER, KIND, NOTE, *forms()["grassland_subsidy"].roster):
        try:
            value = parse_value(field, raw)
        except ValueRefused:
            continue
        assert parse_value(field, value) == value
