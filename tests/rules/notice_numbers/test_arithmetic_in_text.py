"""The rules of arithmetic in sentences: what is right is let pass however it is written, one changed figure is told."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.finding import Finding
from desktop.rules.notice_numbers.number_words import money_from_capitals, whole_number
from desktop.rules.uppercase import money_in_capitals

Codes = Callable[..., list[str]]
Examine = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "共46户，其中A村20户、B村26户。",
        "A村3户、B村2户，共5户。",
        "全镇共3466户（其中脱贫户1316户、一般户2150户）。",
        "甲镇12户（其中A村5户、B村7户），乙镇8户，共20户。",
        "共有46户120人，其中女性50人、党员12人。",
        "共补贴3200户，其中种粮大户12户、合作社3户。",
        "总投资约100万元，其中中央资金60万元、省级资金30万元。",
        "全县共补贴１５.２万亩，兑付资金 912 万元，标准为60元/亩。",
        "面积4683.9亩，补贴标准为20元/亩，共计兑现金额93678元。",
        "补贴面积1108908.123亩，专项资金10337万元，核定标准为93.21元/亩。",
        "兑现1020.55亩，标准12.36元/亩，涉及300户，金额12614.60元。",
        "共发放934人，每人每月120元，计112080元。",
        "共发放100人，每人每月120元，全年计144000元。",
        "共发放120户，每户500元，共计发放6万元。",
        "面积11.8078公顷（177.1174亩），折合177.117亩。",
        "面积约2.4公顷（约35亩），投资12.5万元（125000元）。",
        "合计66603.5元（大写：陆万陆仟陆佰零叁元伍角）。",
        "人民币壹拾万元整（¥100,000.00），即10万元（大写：拾万元整）。",
        "完成投资300万元，占总投资500万元的60%。",
        "按项目资金1000万元的1%提取项目管理费10万元。",
        "应到会户代表212人，实到178人，同意171人，占到会人数的96.07%。",
        "投入资金较上年200万元增长20%。",
        "确认南湾村、北湾村、双庙村等3个村和甲镇、乙镇两个镇，3+2=5。",
        "由2.10元/立方米调整为2.31元/立方米，上涨10%。比上年65.00元/亩提高。",
        "到位资金3270万元，其中中央2100万元、省级860万元、县级310万元，已支出2934万元。",
        "拟聘用马文静（甲村）、李小龙、张国梁3人；党员、干部、群众30人到会。",
        "现公示如下：\n1.周*祥，救助3500元；\n2.吴*，救助1280元；\n以上合计4780元。",
        "联系电话：0970-8612405，国发〔2015〕52号，邮编810000。",
    ],
)
def test_what_is_right_gives_no_warning(codes: Codes, text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("共46户，其中A村20户、B村25户。", "sum-wrong"),
        ("A村3户、B村2户，共6户。", "sum-wrong"),
        ("全镇共3466户（其中脱贫户1316户、一般户2151户）。", "sum-wrong"),
        ("甲镇12户（其中A村5户、B村8户），乙镇8户，共20户。", "sum-wrong"),
        ("总投资100万元，其中中央资金60万元、省级资金30万元、自筹5万元。", "sum-wrong"),
        ("总投资48.6万元，其中财政奖补38万元，村集体投入6.63万元，村民筹资4.24万元。", "sum-wrong"),
        ("经核算，3+2=6。", "sum-wrong"),
        ("面积4683.9亩，补贴标准为20元/亩，共计兑现金额93687元。", "rate-times-area"),
        ("面积4683.9亩，每亩补助20元，\n共计兑现金额93687元。", "rate-times-area"),
        ("标准为60元/亩。全县补贴面积15.207059万亩。资金913.42354万元。", "rate-times-area"),
        ("共发放943人，每人每月120元，计112080元。", "rate-times-area"),
        ("标准20元/亩。甲村100亩2000元，乙村200亩4000元，丙村300亩6100元。", "rate-times-area"),
        ("到位资金3260万元，其中中央2100万元、省级860万元、县级310万元，已支出2934万元。", "sum-wrong"),
        ("奖补甲（0.8万元）、乙（1.15万元）、丙（0.6万元），共2.65万元。", "sum-wrong"),
        ("现公示如下：\n1.周*祥，救助3500元；\n2.吴*，救助1280元；\n以上合计4870元。", "sum-wrong"),
        ("共安排2360万元。\n（一）产业类，1380万元。\n（二）基础设施类，880万元。", "sum-wrong"),
        ("6名保洁员，每人每月800元，1至6月共发放26800元。", "rate-times-area"),
        ("硬化巷道2.4公里，每公里造价45万元，总投资118万元。", "rate-times-area"),
        ("面积2公顷（31亩）。", "unit-conversion"),
        ("面积11.8078公顷，折合178.117亩。", "unit-conversion"),
        ("投资12.5万元（12500元）。", "unit-conversion"),
        ("合计66603.5元（大写：陆万陆仟陆佰零叁元伍交角）。", "capitals-differ"),
        ("合计66603.5元（陆万陆仟陆佰零叁元整）。", "capitals-differ"),
        ("壹拾万元整（￥110000）。", "capitals-differ"),
        ("完成投资300万元，占总投资500万元的70%。", "percentage-wrong"),
        ("按项目资金1000万元的1%提取项目管理费8万元。", "percentage-wrong"),
        ("抽验造林小班40个，合格36个，合格率95%。", "percentage-wrong"),
        ("由2.10元/立方米调整为2.31元/立方米，上涨12%。", "percentage-wrong"),
        ("补贴标准67.59元/亩，比上年65.00元/亩提高5.98%。", "percentage-wrong"),
        ("拟聘用马文静、李小龙、张国梁2人。", "count-wrong"),
        ("选聘水管员4名：周启祥（南湾村）、吴得福（北湾村）、孙玉兰（双庙村）。", "count-wrong"),
        ("确认南湾村、北湾村、双庙村、沙河村等5个村。", "count-wrong"),
    ],
)
def test_one_wrong_figure_gives_exactly_its_finding(codes: Codes, text: str, code: str) -> None:
    assert codes(text) == [code]


def test_the_finding_tells_both_figures_and_where(examine: Examine) -> None:
    (finding,) = examine("兑现情况如下。\n面积4683.9亩，补贴标准为20元/亩，共计93687元。")
    assert finding.place == "第 2 行"
    assert "93678元" in finding.text
    assert "93687元" in finding.text


@given(st.integers(1, 10**10).map(lambda cents: Decimal(cents) / 100), st.integers(1, 10**6))
def test_capitals_are_read_back_and_any_other_sum_is_told(codes: Codes, amount: Decimal, more: int) -> None:
    words = money_in_capitals(amount)
    assert money_from_capitals(words) == amount
    assert codes(f"共计{amount}元（大写：{words}）。") == []
    assert codes(f"共计{amount + more}元（大写：{words}）。") == ["capitals-differ"]


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=8), st.integers(1, 7), st.booleans())
def test_villages_that_add_up_pass_and_one_changed_does_not(
    codes: Codes, parts: list[int], slip: int, first: bool
) -> None:
    listed = "、".join(f"{name}村{part}户" for name, part in zip("甲乙丙丁戊己庚辛", parts, strict=False))
    total = sum(parts)
    right = f"共{total}户，其中{listed}。" if first else f"{listed}，共{total}户。"
    wrong_total = max(parts) + total + slip
    wrong = f"共{wrong_total}户，其中{listed}。" if first else f"{listed}，共{wrong_total}户。"
    assert codes(right) == []
    assert codes(wrong) == ["sum-wrong"]


@given(st.integers(1, 10**7), st.integers(1, 500))
def test_a_product_of_rate_and_area_passes_and_another_does_not(codes: Codes, tenths: int, rate: int) -> None:
    area, amount = Decimal(tenths) / 10, Decimal(tenths * rate) / 10
    said = f"面积{area}亩，补贴标准{rate}元/亩，补贴金额"
    assert codes(f"{said}{amount}元。") == []
    assert codes(f"{said}{(amount * Decimal('1.1') + rate).quantize(Decimal('0.1'))}元。") == [
        "rate-times-area"
    ]


@pytest.mark.parametrize(
    ("words", "number"), [("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("7", 7)]
)
def test_small_numbers_in_words_are_read(words: str, number: int) -> None:
    assert whole_number(words) == number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("共涉及上滩村2户、下滩村3户、日麦村1户，共6户。", []),
        ("共涉及上滩村2户、下滩村3户、日麦村1户，共7户。", ["sum-wrong"]),
        ("救助上滩村2户1500元、下滩村3户2400元、日麦村1户800元，合计6户4700元。", []),
        ("救助上滩村2户1500元、下滩村3户2400元、日麦村1户800元，合计6户4800元。", ["sum-wrong"]),
        ("收入合计63760.35元；支出25204.60元；上期结余86420.50元，本期结余124976.25元。", []),
        ("收入合计63,760.35元；支出25,204.60元；上期结余86,420.50元，本期结余124,967.25元。", ["sum-wrong"]),
    ],
)
def test_totals_of_two_quantities_and_accounts_in_one_sentence(
    codes: Callable[..., list[str]], text: str, wanted: list[str]
) -> None:
    assert codes(text) == wanted
