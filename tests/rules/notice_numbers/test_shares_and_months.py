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
    ("842人，人均分红120元，分红资金{}元。", "110040", "101040", "rate-times-area"),
    ("购买化肥35袋，单价168元，共{}元。", "5980", "5880", "rate-times-area"),
    ("租赁装载机6天，每天900元，支出{}元。", "5600", "5400", "rate-times-area"),
    ("月工资1800元，全年12个月合计{}元。", "22600", "21600", "rate-times-area"),
    ("发生率由2014年的12.6%降至0.8%，下降{}个百分点。", "12.8", "11.8", "percentage-wrong"),
    ("评议小组由村干部3人、党员代表4人、村民代表6人组成，共{}人。", "14", "13", "sum-wrong"),
    ("新增3户{}人：王建国（3人）、李秀英（2人）、张海军（1人）。", "7", "6", "sum-wrong"),
    ("公示对象{}人，分别为：上河村王建国、李秀英，下河村张海军、赵玉梅。", "5", "4", "count-wrong"),
    ("拟实施以下{}个项目：\n1.道路硬化项目\n2.人饮工程\n3.排水渠改造", "4", "3", "count-wrong"),
    (
        "为{}户发放救助金，具体如下：\n1.上河村张建国，2000元\n2.下河村李秀英，1500元\n3.石嘴村王海军，900元",
        "4",
        "3",
        "count-wrong",
    ),
    ("高龄人员名单（共{}人）\n王建国 82岁\n李秀英 85岁\n张海军 81岁", "4", "3", "count-wrong"),
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
        "现将6户补助情况公示如下：\n1.公示时间：5天\n2.补助标准：见附件\n3.监督电话：见下",
        "全村256户，人均纯收入12860元，集体收入56万元。",
        "租赁装载机6天，每天900元，扣除油料后共付2400元。",
        "覆盖率由86%提高到92%，提高6个百分点。",
        "下列5个村要认真落实：\n1.提高认识\n2.摸清底数\n3.按时上报",
        "租车6天，每天300元，另付司机工资1200元，共3000元。",
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
