"""The rules of arithmetic in tables: generated right tables pass, one changed cell gives exactly its finding."""

import time
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.finding import Finding

Codes = Callable[..., list[str]]
Examine = Callable[..., list[Finding]]
Rows = list[list[str]]
HEAD = ["序号", "户主姓名", "补贴面积（亩）", "补贴标准（元/亩）", "补贴金额（元）"]
RATE = Decimal("93.21")


def roster(areas: Sequence[Decimal]) -> Rows:
    """A right list of subsidies with its total."""
    amounts = [(area * RATE).quantize(Decimal("0.01")) for area in areas]
    rows = [
        [str(n), f"王{chr(0x4E00 + n)}", f"{area}", f"{RATE}", f"{amount}"]
        for n, (area, amount) in enumerate(zip(areas, amounts, strict=True), 1)
    ]
    return [HEAD, *rows, ["合计", "", f"{sum(areas)}", "", f"{sum(amounts)}"]]


AREAS = st.lists(st.integers(1, 90000).map(lambda n: Decimal(n) / 100), min_size=4, max_size=30)


@given(AREAS)
def test_a_right_list_gives_no_finding(codes: Codes, areas: list[Decimal]) -> None:
    assert codes("", roster(areas)) == []


@given(AREAS, st.data())
def test_a_changed_amount_breaks_the_row_and_the_total(
    codes: Codes, areas: list[Decimal], draw: st.DataObject
) -> None:
    rows = roster(areas)
    row = draw.draw(st.integers(1, len(areas)))
    rows[row][4] = str(Decimal(rows[row][4]) + 7)
    assert sorted(codes("", rows)) == ["rate-times-area", "sum-wrong"]


@given(AREAS, st.sampled_from([2, 4]), st.integers(1, 999))
def test_a_changed_total_gives_exactly_its_finding(
    examine: Examine, areas: list[Decimal], column: int, more: int
) -> None:
    rows = roster(areas)
    rows[-1][column] = str(Decimal(rows[-1][column]) + more)
    (finding,) = [found for found in examine("", rows) if found.severity != "info"]
    assert (finding.code, finding.place) == ("sum-wrong", f"表 1 第 {len(rows)} 行第 {column + 1} 列")


LEVELS: Rows = [
    ["村", "户主", "面积（亩）", "金额（元）"],
    ["甲村", "张三", "1.5", "30"],
    ["甲村", "李四", "2.5", "50"],
    ["小计", "", "4.0", "80"],
    ["乙村", "王五", "3", "60"],
    ["小计", "", "3", "60"],
    ["合计", "", "7.0", "140"],
]
HEADS_ABOVE: Rows = [
    ["序号", "村", "户主", "面积（亩）"],
    ["总计", "", "", "7"],
    ["一", "甲村", "", "4"],
    ["1", "", "张三", "1.5"],
    ["2", "", "李四", "2.5"],
    ["二", "乙村", "", "3"],
    ["1", "", "王五", "3"],
]
GROUPED: Rows = [
    ["项目", "资金（万元）", "", "", "备注"],
    ["", "合计", "中央", "省级", ""],
    ["道路", "100", "60", "40", ""],
    ["水渠", "50", "20", "30", ""],
    ["大棚", "80", "30", "50", ""],
    ["合计", "230", "110", "120", ""],
]
DEDUCTED: Rows = [
    ["序号", "户主姓名", "确权面积（亩）", "扣除面积（亩）", "补贴面积（亩）"],
    ["1", "张三", "12.5", "2.5", "10"],
    ["2", "李四", "8", "1", "7"],
    ["3", "王五", "9.3", "0.3", "9"],
    ["4", "赵六", "6", "0", "6"],
    ["合计", "", "35.8", "3.8", "32"],
]


AMONG: Rows = [
    ["序号", "项目", "投资（万元）", "其中：中央", "其中：自治区"],
    ["一", "产业", "550", "300", "250"],
    ["1", "养殖", "220", "120", "100"],
    ["2", "加工", "330", "180", "150"],
    ["二", "基础设施", "140", "90", "50"],
    ["3", "蓄水池", "140", "90", "50"],
    ["总计", "", "690", "390", "300"],
]
SHARES: Rows = [
    ["组别", "分红（元）", "比例"],
    ["一组", "24000", "40%"],
    ["二组", "21000", "35%"],
    ["三组", "15000", "25%"],
    ["合计", "60000", "100%"],
]
SPENT: Rows = [
    ["乡镇", "下达资金（万元）", "支出资金（万元）", "支出率"],
    ["甲乡", "600", "450", "75%"],
    ["乙镇", "480", "240", "50%"],
    ["合计", "1080", "690", "63.89%"],
]
MARKS: Rows = [
    ["准考证号", "姓名", "笔试成绩", "面试成绩", "总成绩"],
    ["20250610112", "甲", "78.5", "84.2", "80.78"],
    ["20250610145", "乙", "74.0", "86.6", "79.04"],
    ["20250610208", "丙", "80.5", "82.0", "81.10"],
]
ACCOUNTS: Rows = [
    ["日期", "摘要", "收入（元）", "支出（元）", "结余（元）"],
    ["", "上月结余", "", "", "36420.55"],
    ["8月3日", "发电", "12860.40", "", "49280.95"],
    ["8月7日", "路灯", "", "2340.00", "46940.95"],
    ["8月15日", "工资", "", "6000.00", "40940.95"],
    ["合计", "", "12860.40", "8340.00", "40940.95"],
]


@pytest.mark.parametrize(
    "rows", [LEVELS, HEADS_ABOVE, GROUPED, DEDUCTED, AMONG, SHARES, SPENT, MARKS, ACCOUNTS]
)
def test_totals_on_several_levels_and_along_rows_pass(codes: Codes, rows: Rows) -> None:
    assert codes("", rows) == []


@pytest.mark.parametrize(
    ("rows", "row", "column", "value", "wanted"),
    [
        (LEVELS, 3, 2, "4.5", ["sum-wrong"]),
        (LEVELS, 6, 3, "150", ["sum-wrong"]),
        (HEADS_ABOVE, 1, 3, "9", ["sum-wrong"]),
        (GROUPED, 5, 1, "240", ["sum-wrong"]),
        (GROUPED, 3, 1, "70", ["row-total-wrong", "sum-wrong"]),
        (AMONG, 2, 3, "130", ["row-total-wrong", "sum-wrong"]),
        (SHARES, 3, 2, "20%", ["percentage-wrong"]),
        (SPENT, 2, 3, "80%", ["percentage-wrong"]),
        (MARKS, 2, 4, "80.04", ["row-total-wrong"]),
        (ACCOUNTS, 3, 4, "46490.95", ["row-total-wrong"]),
        (DEDUCTED, 5, 4, "33", ["sum-wrong"]),
        (DEDUCTED, 2, 4, "8", ["row-total-wrong", "sum-wrong"]),
    ],
)
def test_one_changed_cell_gives_its_findings(
    codes: Codes, rows: Rows, row: int, column: int, value: str, wanted: list[str]
) -> None:
    changed = [list(line) for line in rows]
    changed[row][column] = value
    assert sorted(codes("", changed)) == wanted


def test_a_balance_and_a_rate_are_not_added_up(codes: Codes) -> None:
    rows = [
        ["日期", "摘要", "收入（元）", "支出（元）", "结余（元）"],
        ["9月1日", "上月结转", "", "", "1000"],
        ["9月2日", "租金", "500", "", "1500"],
        ["9月3日", "修路", "", "300", "1200"],
        ["合计", "", "500", "300", "1200"],
    ]
    assert codes("", rows) == []


def test_the_text_is_held_against_the_table(codes: Codes) -> None:
    rows = roster([Decimal("1.5"), Decimal("2.25"), Decimal("4.1")])
    assert codes(f"共补贴7.85亩，兑付资金{rows[-1][4]}元。", rows) == []
    assert codes(f"共补贴7.58亩，兑付资金{rows[-1][4]}元。", rows) == ["sum-wrong"]


def test_the_rows_of_a_list_are_counted(codes: Codes) -> None:
    rows = roster([Decimal("1.5"), Decimal("2.25"), Decimal("4.1")])
    assert codes("拟对下列3户发放补贴。", rows) == []
    assert codes("拟对下列4户发放补贴。", rows) == ["count-wrong"]
    assert codes("拟对3户12人发放补贴。", rows) == []
    assert codes("拟对下列4户发放补贴，名单见附件。", rows) == []


def test_a_list_of_twenty_thousand_rows_takes_moments(examine: Examine) -> None:
    rows = roster([Decimal(n % 997 + 1) / 100 for n in range(20_000)])
    begun = time.process_time()
    assert examine("", rows) == []
    assert time.process_time() - begun < 15


@pytest.mark.parametrize("told", ["安排项目3个", "安排3个帮扶项目，涉及2个村", "涉及两个村"])
def test_projects_and_villages_of_a_table_are_counted(codes: Codes, told: str) -> None:
    rows = [
        ["序号", "项目名称", "村", "投资（万元）"],
        ["1", "道路", "甲村", "30"],
        ["2", "水渠", "乙村", "20"],
        ["3", "大棚", "甲村", "50"],
        ["合计", "", "", "100"],
    ]
    assert codes(f"{told}，资金100万元。", rows) == []
    wrong = told.replace("3个", "4个").replace("两个", "五个")
    assert codes(f"{wrong}，资金100万元。", rows) == ["count-wrong"]


def test_the_people_of_a_list_are_held_against_its_column(codes: Codes) -> None:
    rows = [["序号", "户主姓名", "家庭人口"], ["1", "张三", "4"], ["2", "李四", "3"], ["3", "王五", "5"]]
    assert codes("新增低保对象3户12人。", rows) == []
    assert codes("新增低保对象3人，共12人。", rows) == []
    assert codes("新增低保对象4户12人。", rows) == ["count-wrong"]


@pytest.mark.parametrize(("told", "wanted"), [("下列三户", []), ("下列四户", ["count-wrong"])])
def test_a_list_without_heading_is_counted_too(codes: Codes, told: str, wanted: list[str]) -> None:
    text = f"拟表彰{told}家庭：\n（一）柳湾村张启祥家庭\n（二）上庄村刘国栋家庭\n（三）上庄村陈尕西家庭"
    assert codes(text) == wanted


def test_a_table_that_says_it_is_shortened_is_not_judged(codes: Codes) -> None:
    rows = [HEAD, ["1", "张三", "1.5", "10", "15"], ["……", "", "", "", ""], ["合计", "", "90", "", "900"]]
    assert codes("", rows) == []
