"""What the catalogue says that each kind of notice states is found in the words of its sample, text and list together.

Every statement of ``standards/notice_kinds.yaml`` is looked for by a pattern; one without a pattern fails.
"""

import re

import pytest

from desktop.base.paths import templates_folder
from desktop.printing.compose import make_notice
from desktop.printing.fonts import bundled
from desktop.printing.options import load_options
from desktop.printing.sample import load_sample
from tests import factories

TEMPLATES = templates_folder()
KINDS = factories.catalogue().notice_kinds.kinds

MONEY = r"\d[\d.]*万?元"
BASIS = r"根据(《|[一-龥]{2,12}〔\d{4}〕\d+号)"
PHONE = r"电话0\d{2,3}-\d{7,8}"
PERIOD = r"自\d{4}年\d+月\d+日至\d{4}年\d+月\d+日，共\d+(日|个工作日)"
AREA = r"\d[\d.]*(亩|公顷)"

# All patterns of a statement must be found. One that starts with a kind's code is for that kind only.
SAID = {
    "依据文件": [BASIS],
    "依据": [BASIS],
    "依据文号": [r"〔\d{4}〕\d+号"],
    "文号": [r"〔\d{4}〕\d+号"],
    "程序（申请 核对 入户 评议 审核）": ["申请", "核对", "入户", "审核"],
    "程序": ["程序.{2,60}(评议|推荐).*(审核|审批|审定)"],
    "程序（户报 村评 乡审 县定）": ["户报、村评、乡审、县定"],
    "标准": ["标准.{0,12}[：为]?.{0,14}\\d元?|每人每月|每亩|每户"],
    "标准（元/亩）": ["补贴标准为每亩[\\d.]+元"],
    "标准（C级 D级）": ["C级", "D级", "补助标准"],
    "人数户数": [r"\d+户、\d+人"],
    "户数人数": [r"\d+户、\d+人"],
    "户数": [r"\d+户"],
    "人数": [r"\d+人"],
    "人员": [r"\d+人", "姓名"],
    "总金额": [rf"(合计|总金额){MONEY}"],
    "金额": [rf"合计{MONEY}"],
    "资金": [rf"资金合计{MONEY}"],
    "金额或物资": [f"救助金合计{MONEY}", "救助物资"],
    "大写金额": ["大写：[壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分零整]+"],
    "总面积": [f"面积{AREA}"],
    "面积": [f"面积{AREA}"],
    "公示期": [PERIOD],
    "公告期": [PERIOD],
    "公告期限": [PERIOD],
    "起止时间": [r"自\d{4}年\d+月\d+日起施行，至\d{4}年\d+月\d+日止"],
    "监督电话": [r"监督电话\d{5,}"],
    "电话": [PHONE],
    "地址 电话": [PHONE, "地址：.{4,}"],
    "联系人电话": ["联系人：.{2,4}，" + PHONE],
    "林草局和乡镇电话": [PHONE, r"监督电话\d+"],
    "12317": ["12317"],
    "12317与本级电话": ["12317", PHONE],
    "异议反馈渠道": ["来电、来访或者书面形式.{0,4}反映", PHONE],
    "供养方式（集中 分散）": ["集中供养", "分散供养"],
    "救助原因类别": ["急难型", "支出型"],
    "面积依据（确权面积）": ["确权登记面积为基础", "确权面积"],
    "扣除项（改变用途 撂荒 占补）": ["扣除已改变用途、长年撂荒"],
    "依据（财农〔2021〕82号 第三轮 2021-2025）": ["财农〔2021〕82号"],
    "对象（承包草原并履行禁牧或草畜平衡义务的农牧民）": ["承包草原并履行禁牧或者草畜平衡义务的农牧民"],
    "承包面积": ["承包面积"],
    "禁牧面积": ["禁牧面积"],
    "草畜平衡面积": ["草畜平衡面积"],
    "核定载畜量": ["核定载畜量"],
    "工程年度": [r"\d{4}年度"],
    "中央与地方资金": [f"中央资金{MONEY}、地方资金{MONEY}"],
    "受理台数": [r"受理.{2,20}\d+台"],
    "核验方式（抽查比例）": ["核验方式：", r"\d+%"],
    "条件（六类低收入群体）": ["对象条件.*六类农村低收入群体"],
    "名单": ["名单", "合计"],
    "征收范围（乡镇 村 组 四至 面积）": [r"征收范围.*乡.*村.*(东|至).*\d公顷"],
    "征收目的（对应土地管理法45条哪一项）": ["征收目的.{2,40}第四十五条第.款第.项"],
    "土地现状调查安排": ["土地现状调查"],
    "社会稳定风险评估安排": ["社会稳定风险评估"],
    "不得抢栽抢建": ["不得.{0,20}抢栽抢建"],
    "征收范围": [r"征收范围.*\d公顷"],
    "土地现状": ["土地现状.*权属"],
    "征收目的": ["征收目的"],
    "补偿方式和标准（区片综合地价 地上附着物 青苗 住宅）": ["补偿方式和标准", "区片综合地价", "附着物", "青苗", "住宅"],
    "安置对象": ["（一）安置对象.{6,}"],
    "安置方式": ["（二）安置方式.{6,}"],
    "社会保障": ["社会保障.{6,}"],
    "办理补偿登记的方式和期限": [r"在\d{4}年\d+月\d+日前，持.{4,30}办理补偿登记"],
    "听证": ["申请听证"],
    "听证权利告知（自公示起五日内）": ["听证权利告知", "公示之日起五日内"],
    "批准机关 文号 时间": [r"人民政府于\d{4}年\d+月\d+日以.{2,6}〔\d{4}〕\d+号批准"],
    "征收时间等具体工作安排": [r"征收工作安排.*\d月\d+日"],
    "补偿决定": ["征地补偿安置决定"],
    "救济途径": ["行政复议", "行政诉讼"],
    "资金文号": [r"〔\d{4}〕\d+号下达的"],
    "原则": ["安排原则：.{6,}"],
    "项目数与总投资": [r"项目\d+个，总投资[\d.]+万元"],
    "逐项（名称 地点 内容 资金 来源 实施单位 责任人 绩效目标 带贫机制）": [
        "项目名称", "建设地点", "建设内容", "资金规模", "资金来源", "实施单位", "责任人", "绩效目标", "联农带农机制",
    ],
    "审议会议": [r"经\d{4}年\d+月\d+日.{2,20}会议审议通过"],
    "议事会议 时间 到会人数 表决结果": [r"于\d{4}年\d+月\d+日.{2,12}会议", r"实到\d+人，同意\d+人，表决通过"],
    "项目 内容 预算": ["项目名称", "建设内容", f"总投资{MONEY}"],
    "筹资标准（人均） 筹劳": [f"每人{MONEY}", r"每个劳动力\d+个工日"],
    "奖补资金": [f"财政奖补{MONEY}"],
    "减免对象": ["减免办法.{6,}"],
    "期初余额": [f"期初余额{MONEY}"],
    "收入": [f"收入合计{MONEY}"],
    "支出": [f"支出合计{MONEY}"],
    "期末余额": [f"期末余额{MONEY}"],
    "债权债务": ["债权债务.{6,}"],
    "资产资源": ["资产资源.{6,}"],
    "限期到所申报": [r"于\d{4}年\d+月\d+日前持.*派出所.*申报"],
    "逾期注销": ["逾期没有申报.*注销户口"],
    "岗位 人数 补贴标准 期限 条件": [r"岗位\d+个", r"\d+人", f"每人每月{MONEY}", "聘期为", "聘用条件"],
    "灾种 时间": [r"遭受\d{4}年\d+月\d+日.{2,6}灾害"],
    "事项逐条": ["一、.*二、.*三、"],
    "罚则引用": ["违反.{2,6}的，依照《.*》"],
}  # fmt: skip


def words_of(kind: str) -> str:
    pages = make_notice(load_sample(TEMPLATES, kind), TEMPLATES, fonts=bundled(TEMPLATES, office=False))
    return re.sub(r"— \d+ —", "", "".join(page.text() for page in pages).replace("\n", ""))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_states_what_the_catalogue_asks_of_it(kind) -> None:
    text = words_of(kind.code)
    for statement in kind.states:
        for pattern in SAID[statement]:
            assert re.search(pattern, text), f"{statement}: {pattern}"
    if kind.forbidden:
        for statement in kind.publish_instead:
            assert re.search(r"标准|人数\d+人|月总金额\d", text), statement
        assert load_options(TEMPLATES, kind.code).columns == ()


def test_no_pattern_is_left_over() -> None:
    assert set(SAID) == {statement for kind in KINDS for statement in kind.states}
