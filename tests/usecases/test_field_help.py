"""What a field says of its text while it is typed, and how it reads once left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.form import FieldType, FormField
from desktop.rules.values import parse_value
from desktop.usecases.field_help import day_of, look


def field(kind: FieldType, unit: str = "", **more: object) -> FormField:
    return FormField("x", "某项", kind, unit=unit, **more)


MONEY, MU = field(FieldType.MONEY, "元"), field(FieldType.AREA, "亩")


@pytest.mark.parametrize(
    ("asked", "raw", "beside", "tidy"),
    [
        (MONEY, "359657.9", "大写：叁拾伍万玖仟陆佰伍拾柒元玖角", "359,657.90"),
        (MONEY, "1.5万元", "大写：壹万伍仟元整", "15,000.00"),
        (field(FieldType.DECIMAL, "万元"), "12.5", "合 125,000.00 元，大写：壹拾贰万伍仟元整", "12.5"),
        (field(FieldType.DECIMAL, "元/亩"), "115", "", "115"),
        (MU, "9.38", "合 6,253.33 ㎡，0.6253 公顷", "9.38"),
        (field(FieldType.DATE), "20260916", "2026年9月16日，星期三", "2026年9月16日"),
        (field(FieldType.ID_NUMBER), "11010519491231002x", "1949年12月31日出生，女", "11010519491231002X"),
        (field(FieldType.ID_NUMBER), "110105491231001", "1949年12月31日出生，男", "110105491231001"),
        (field(FieldType.DOCUMENT_NUMBER), "财农[2023]第011号", "写成 财农〔2023〕11号", "财农〔2023〕11号"),
        (field(FieldType.DOCUMENT_NUMBER), "财农〔2023〕11号", "", "财农〔2023〕11号"),
        (field(FieldType.PERSON_NAME), "才让.卓玛", "", "才让·卓玛"),
        (field(FieldType.PHONE), "0974 8500000", "", "0974-8500000"),
        (field(FieldType.YES_NO), "√", "", "是"),
        (field(FieldType.BANK_ACCOUNT), "62284804", "6228 4804", "62284804"),
    ],
)
def test_a_good_text_is_explained_and_put_in_order(asked, raw, beside, tidy):
    seen = look(asked, raw)
    assert (seen.beside, seen.fault, seen.tidy) == (beside, "", tidy)


@pytest.mark.parametrize(
    ("asked", "raw", "fault"),
    [
        (field(FieldType.DATE), "20260230", "2026年2月没有30日。请再看一下日期。"),
        (MONEY, "一千", "“一千”"),
        (field(FieldType.PERSON_NAME), "张三、李四", "像是好几个人"),
        (field(FieldType.PHONE), "1380000", "手机号应当是11位"),
        (field(FieldType.INTEGER, "天", maximum="365"), "400", "365"),
        (MU, "667平方米", "除不尽"),
    ],
)
def test_a_wrong_text_stays_as_typed_with_the_reason(asked, raw, fault):
    seen = look(asked, raw)
    assert fault in seen.fault
    assert seen.tidy == raw
    assert not seen.at_once


def test_an_id_number_is_judged_at_its_last_key_and_counted_before():
    asked = field(FieldType.ID_NUMBER)
    assert look(asked, "110105").beside == "已输入 6 位，还差 12 位"
    assert not look(asked, "110105").at_once
    whole = look(asked, "110105194912310021")
    assert whole.at_once
    assert whole.fault == "身份证号最后一位不对。请对照户口簿再看一遍。"


def test_an_area_in_another_unit_is_turned_into_the_fields_own_and_handed_on():
    seen = look(MU, "2公顷")
    assert (seen.beside, seen.tidy, seen.rewritten) == ("2公顷 就是 30.00 亩", "30.00", True)
    assert not look(MU, "9.4亩").rewritten


def test_two_dates_in_sixteen_digits_are_a_range():
    seen = look(field(FieldType.DATE_RANGE), "2026091720260923")
    assert seen.tidy == "2026年9月17日至2026年9月23日"
    assert seen.beside == "首尾都算，共 7 天"
    assert seen.rewritten


def test_document_numbers_in_running_text_get_their_brackets_and_nothing_else_moves():
    raw = "依据财农[2023]第011号，\n  和（2022）的账。"
    seen = look(field(FieldType.LONG_TEXT), raw)
    assert seen.tidy == "依据财农〔2023〕11号，\n  和（2022）的账。"
    assert seen.rewritten
    assert look(field(FieldType.LONG_TEXT), seen.tidy).tidy == seen.tidy


@pytest.mark.parametrize("kind", FieldType)
def test_an_empty_field_is_never_at_fault(kind):
    assert not look(field(kind), "").fault
    assert not look(field(kind), "  ").fault


@given(
    st.sampled_from(list(FieldType)),
    st.text(alphabet="0123456789.-年月日号元亩公顷张·〔〕[]Xx 万至/", max_size=20),
)
def test_what_leaving_a_field_shows_means_what_was_typed(kind, raw):
    asked = field(kind, "亩" if kind is FieldType.AREA else "元", choices=("张", "月"))
    seen = look(asked, raw)
    if seen.fault or not raw.strip():
        assert seen.tidy == raw
        return
    assert not look(asked, seen.tidy).fault
    assert look(asked, seen.tidy).tidy == seen.tidy
    if not seen.rewritten:
        assert parse_value(asked, seen.tidy) == parse_value(asked, raw)


def test_a_day_is_read_in_any_writing_and_none_is_none():
    assert day_of("20260916").isoformat() == "2026-09-16"
    assert day_of("2026年9月16日").isoformat() == "2026-09-16"
    assert day_of("20260931") is None
    assert day_of("") is None
