"""What must be multiplied within a sentence, in text and in the cells of a table: shares taken, months, parts in brackets.
Each case is told with a wrong figure and passes with the right one."""

from collections.abc import Callable

import pytest

Codes = Callable[..., list[str]]

TOLD = [
    ("合规自付费用18640元，救助比例70%，救助金额{}元。", "13408", "13048", "percentage-wrong"),
    ("个人缴费400元，按50%的比例资助{}元。", "220", "200", "percentage-wrong"),
    ("覃子轩，每月1100元，三个月共{}元。", "3100", "3300", "rate-times-area"),
    ("护理补贴120元/月，补发5个月，计{}元。", "660", "600", "rate-times-area"),
    ("农用地3.1080公顷（耕地2.2214公顷、园地0.3105公顷、林地{}公顷）。", "0.5671", "0.5761", "sum-wrong"),
    ("收入8362万元，增收924万元。其中：税收收入5235万元，非税收入{}万元。", "3200", "3127", "sum-wrong"),
    ("面积约1.3528公顷（约{}亩）。", "20.92", "20.29", "unit-conversion"),
    ("东坪村（{}人）：马成英、李桂花、王得福", "4", "3", "count-wrong"),
    ("西坪村（{}户）马成英、李桂花、王得福、张国庆。", "5", "4", "count-wrong"),
]


@pytest.mark.parametrize(("text", "wrong", "right", "code"), TOLD)
def test_a_wrong_figure_is_told_and_the_right_one_left_alone(
    codes: Codes, text: str, wrong: str, right: str, code: str
) -> None:
    assert codes(text.format(wrong)) == [code]
    assert codes(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "合规自付费用18640元，救助比例70%，封顶线10000元，救助金额10000元。",
        "3人，每人每月1100元，三个月共9900元。",
        "每月1100元，三个月共600元由县财政另行安排。",
        "贷款50000元，年利率3.45%，贴息1725元。",
    ],
)
def test_what_has_a_ceiling_or_is_counted_by_heads_is_not_multiplied(codes: Codes, text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right", "code"),
    [TOLD[0], TOLD[4], ("硬化{}公里，每公里40万元，投资128万元。", "3.5", "3.2", "rate-times-area")],
)
def test_a_sentence_in_a_cell_is_read_like_any_other(
    codes: Codes, text: str, wrong: str, right: str, code: str
) -> None:
    def rows(figure: str) -> list[list[str]]:
        return [["序号", "项目", "建设内容"], ["1", "道路", text.format(figure)], ["2", "水渠", "修水渠一条"]]

    assert codes("项目公示", rows(wrong)) == [code]
    assert codes("项目公示", rows(right)) == []


@pytest.mark.parametrize(
    ("share", "told"), [("3.5%", ["percentage-wrong"]), ("3%", []), ("2.9%", ["percentage-wrong"])]
)
def test_the_share_in_a_table_of_one_project_is_held_against_its_total(
    codes: Codes, share: str, told: list[str]
) -> None:
    rows = [["项目名称", "总投资（万元）", "环保投资（万元）", "占比"], ["保温板项目", "2600", "78", share]]
    assert codes("项目公示", rows) == told
