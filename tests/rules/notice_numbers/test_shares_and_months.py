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
    ("误工补贴：3人×5天×150元/天={}元。", "2350", "2250", "rate-times-area"),
    ("土地补偿费：51.94亩×4.2万元/亩={}万元。", "281.148", "218.148", "rate-times-area"),
    ("贴息：50000元×3.45%={}元。", "1752", "1725", "rate-times-area"),
    ("应参保1286人，已参保1239人，参保率{}%。", "98.3", "96.3", "percentage-wrong"),
    ("1.土地补偿费120.5万元；2.青苗补偿费6.2万元。以上两项共计{}万元。", "136.7", "126.7", "sum-wrong"),
    ("一月份12.6万元，二月份13.1万元，三月份12.9万元，一季度共计{}万元。", "38.9", "38.6", "sum-wrong"),
    ("东村3户（张三户3人、李四户2人、王五户4人）共{}人。", "10", "9", "sum-wrong"),
    (
        "征收{}公顷（其中水浇地0.4411公顷，旱地0.2102公顷，农村道路0.1010公顷）。",
        "0.8523",
        "0.7523",
        "sum-wrong",
    ),
    (
        "拟表彰以下{}名同志：\n王建国、李秀英、张海军\n赵玉梅、刘志强、陈小红\n特此公示",
        "7",
        "6",
        "count-wrong",
    ),
    ("拟聘用{}人，名单如下：\n上滩村：王建国、李秀英\n下滩村：赵玉梅、刘志强", "5", "4", "count-wrong"),
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
        "参会村民代表45人，实到38人，到会率84.4%，同意36人，弃权2人，通过率94.7%。",
        "全镇12个行政村，其中上河村、下河村、石嘴村3个村为示范村。",
        "拟表彰先进集体2个、先进个人3名，名单如下：\n王建国、李秀英、张海军",
    ],
)
def test_what_is_told_otherwise_is_left_alone(codes: Codes, text: str) -> None:
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
