from datetime import date

import pytest

from desktop.base.errors import Refusal
from desktop.printing.markdown import Grid, Heading, Paragraph, parse
from desktop.printing.template import (
    Scope,
    chinese_date,
    chinese_number,
    enumerated,
    joined,
    render,
    sentence,
    several,
)

NASTY = [
    "<b>扎西</b>",
    "马&梅",
    "{{ 7 * 7 }}",
    "**王**",
    "# 题",
    "1. 一",
    "- 李",
    "|a|b|",
    "[x](y)",
    "\\",
    "`k`",
    "_李_",
]


def shown(source: str, **variables: object) -> str:
    return "\n".join(
        "".join(text for _, text in block.spans) for block in parse(render(source, "样", variables))
    )


@pytest.mark.parametrize("name", NASTY)
def test_markup_in_a_value_is_only_characters(name: str) -> None:
    assert shown("户主{{ name }}。", name=name) == f"户主{name}。"
    assert shown("{{ name }}", name=name) == name


@pytest.mark.parametrize("name", NASTY)
def test_markup_in_a_table_cell_is_only_characters(name: str) -> None:
    (grid,) = parse(render("| 甲 | 乙 |\n|---|--:|\n| {{ name }} | 2 |", "样", {"name": name}))
    assert isinstance(grid, Grid)
    assert grid.rows == ((name, "2"),)
    assert grid.aligns == ("left", "right")


def test_an_unknown_variable_is_named_with_its_template() -> None:
    with pytest.raises(Refusal, match=r"模板“低保”里用到了“values\.yaer”") as caught:
        render("{{ values.yaer }}年", "低保", {"values": Scope("values", {"year": "2026"})})
    assert caught.value.code == "template-variable"
    with pytest.raises(Refusal, match="“unit”"):
        render("{{ unit }}", "低保", {})


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ x.__class__.__mro__ }}",
        "{{ x['__class__'] }}",
        "{{ x.upper() }}",
        "{{ 'a' * 1000000000 }}",
        "{% for a in b %}{% for c in b %}{% for d in b %}{% endfor %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ range(10**9) }}",
        "{{ x | center(1000000000) }}",
        "{{ x | attr('__class__') }}",
        "{{ 未完",
        "{% if %}",
        "{% for a in x %}{{ a }}{% endfor %}",
        "{% for a in x.y.z %}{% endfor %}",
        "{% for a in long %}{% endfor %}",
        "{% set x = x ~ x %}{{ x }}",
        "{{ x ~ x }}",
        "{{ b | each }}{% for a in b | each | each %}{% for c in x %}{% endfor %}{% endfor %}",
        "{% for a in b recursive %}{{ loop(b) }}{% endfor %}",
    ],
)
def test_a_template_can_neither_reach_the_machine_nor_run_for_ever(source: str) -> None:
    with pytest.raises(Refusal):
        render(source, "样", {"x": "甲" * 100_000, "b": ["1", "2"], "long": ["1"] * 1001})


def test_a_fault_is_reported_with_its_line() -> None:
    with pytest.raises(Refusal, match="第3行"):
        render("一\n\n{{ 未完 ", "样", {})


def test_a_value_of_several_lines_becomes_several_paragraphs() -> None:
    assert shown("{{ text }}", text="甲。\r\n\r\n乙。\n丙。") == "甲。\n乙。\n丙。"


def test_values_cannot_smuggle_in_other_values() -> None:
    assert shown("{{ a }}与{{ b }}", a="\ue0001\ue001", b="乙") == "\ue0001\ue001与乙"


def test_headings_and_bold_are_read() -> None:
    blocks = parse(render("## 一、目的\n\n### （一）范围\n\n为**加强**管理", "样", {}))
    assert [type(block) for block in blocks] == [Heading, Heading, Paragraph]
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 2]
    assert [str(role) for role, _ in blocks[2].spans] == ["body", "heading", "body"]


def test_a_numbered_item_keeps_its_number() -> None:
    assert shown("1. 申请\n\n2. 审核") == "1. 申请\n2. 审核"


def test_filters_write_dates_numbers_and_lists_as_official_text_does() -> None:
    assert chinese_date(date(2026, 3, 8)) == chinese_date("2026-03-08") == "2026年3月8日"
    assert [chinese_number(n) for n in (1, 10, 11, 20, 35)] == ["一", "十", "十一", "二十", "三十五"]
    assert joined("财农〔2023〕11号\n 青财农字〔2024〕5号\n") == "财农〔2023〕11号、青财农字〔2024〕5号"
    assert joined("《森林防火条例》\n《草原防火条例》") == "《森林防火条例》《草原防火条例》"
    assert sentence("甲\n乙。") == "甲。\n乙。"


def test_a_date_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match="要求日期或数字"):
        render("{{ x | date }}", "样", {"x": "下个月"})


def test_spaces_typed_to_indent_go_and_those_between_words_stay() -> None:
    assert shown("　　**甲**：{{ a }}　　**乙**：2  ", a="　1") == "甲：1　　乙：2"


def test_villages_are_named_up_to_three_and_then_counted() -> None:
    assert several("上滩村") == "上滩村"
    assert several("上滩村\n下滩村\n日麦村") == "上滩村、下滩村、日麦村"
    assert several("上滩村\n下滩村\n日麦村\n东沟村") == "上滩村、下滩村等4个村"
    assert several("甲社区\n乙社区\n丙社区\n丁社区") == "甲社区、乙社区等4个社区"
    assert several("上滩村\n下滩村\n滨河社区\n东沟村") == "上滩村、下滩村等4个村（社区）"
    assert several("") == several("\n") == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("财农〔2023〕11号\n青财农字〔2024〕5号", "财农〔2023〕11号、青财农字〔2024〕5号"),
        ("根据《草原法》等规定。", "《草原法》"),
        ("《草原法》；\n依据财农〔2023〕11号文件精神，", "《草原法》、财农〔2023〕11号"),
        ("《青海省规定》", "《青海省规定》"),
        ("根据地建设办法", "根据地建设办法"),
    ],
)
def test_documents_are_named_once_whatever_the_clerk_typed_around_them(typed: str, said: str) -> None:
    assert joined(typed) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["面积"], "面积"),
        (["面积", "金额"], "面积和金额"),
        (["面积", "树种", "金额"], "面积、树种和金额"),
        (["概况", "影响和措施"], "概况以及影响和措施"),
    ],
)
def test_names_are_enumerated_as_one_writes_them(names: list[str], said: str) -> None:
    assert enumerated(names) == said


def test_a_tag_at_the_end_of_a_line_does_not_draw_the_next_paragraph_up() -> None:
    source = "甲{% if more %}乙{% endif %}\n\n丙\n{% if more %}\n丁\n{% endif %}\n戊"
    blocks = parse(render(source, "t", {"more": True}))
    assert ["".join(part for _, part in block.spans) for block in blocks] == ["甲乙", "丙丁戊"]


def test_the_longest_loop_a_template_may_write_is_over_in_a_moment() -> None:
    source = "{% for a in rows %}{% for b in rows %}{{ b }}{% endfor %}{% endfor %}"
    with pytest.raises(Refusal, match="超过1000次"):
        render(source, "样", {"rows": ["乙"] * 900})
