"""Write the sample township's rosters as offices really keep them: titles above, merged heads, stray spaces, a .xls.

All persons are invented: the area code 632299 and the card prefix 629999 are assigned to nobody.
Run again only to change the samples: `python packaging/make_sample_rosters.py`.
"""

import random
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import xlsxwriter
import xlwt

from desktop.domain.idnumber import check_digit

OUT = Path(__file__).resolve().parents[1] / "templates" / "sample_township" / "rosters"
CENT = Decimal("0.01")
VILLAGES = ("上滩村", "下滩村", "东沟村", "红崖村", "达隆村")
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
HAN_SURNAMES = "马李王张祁韩赵刘陈杨苏东鲍石冶仇"
HAN_GIVEN = (
    "文秀 生龙 玉兰 占海 国庆 成林 秀英 得福 海明 建国 春梅 永强 桂花 生莲 长寿 有才 福贵 "
    "志刚 晓燕 金莲 进财 红霞 发祥 元成"
).split()
RARE_NAMES = ("李𬭎", "王䶮", "张㛃", "马𬱖", "祁𫖯")
TIBETAN_FIRST = "才让 扎西 卓玛 多杰 仁青 索南 桑杰 尕藏 完么 拉毛 南杰 达娃 格桑 旦正 华旦 久美".split()
TIBETAN_LAST = "东智 当周 才让 措 加 吉 卓玛 多杰 太 本 杰 尖措 旺姆 南加".split()


class People:
    """Invented persons, repeatable by the seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.serial = 0
        self.rare = list(RARE_NAMES)

    def name(self) -> str:
        if self.rare and self.chance.random() < 0.03:
            return self.rare.pop()
        if self.chance.random() < 0.08:
            return f"{self.chance.choice(TIBETAN_FIRST)}·{self.chance.choice(TIBETAN_FIRST)}"
        if self.chance.random() < 0.7:
            first, last = self.chance.choice(TIBETAN_FIRST), self.chance.choice(TIBETAN_LAST)
            return first + last if first != last else first
        return self.chance.choice(HAN_SURNAMES) + self.chance.choice(HAN_GIVEN)

    def id_number(self) -> str:
        self.serial += 1
        year, month, day = (
            self.chance.randint(1948, 1998),
            self.chance.randint(1, 12),
            self.chance.randint(1, 28),
        )
        first = f"632299{year}{month:02}{day:02}{self.serial % 1000:03}"
        return first + check_digit(first)

    def card(self) -> str:
        body = "629999" + "".join(str(self.chance.randint(0, 9)) for _ in range(12))
        total = sum(
            (digit * 2 - 9 if digit > 4 else digit * 2) if place % 2 == 0 else digit
            for place, digit in enumerate(map(int, reversed(body)))
        )
        return body + str(-total % 10)

    def phone(self) -> str:
        return "199" + f"{self.chance.randint(0, 99_999_999):08}"

    def area(self, low: int, high: int) -> Decimal:
        return Decimal(self.chance.randint(low * 100, high * 100)) / 100


def money(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def styles(book: xlsxwriter.Workbook) -> dict[str, object]:
    box = {"border": 1, "align": "center", "valign": "vcenter", "font_name": "宋体"}
    return {
        "title": book.add_format({"bold": True, "font_size": 18, "align": "center", "font_name": "黑体"}),
        "line": book.add_format({"font_name": "宋体"}),
        "head": book.add_format({**box, "bold": True, "text_wrap": True}),
        "cell": book.add_format(box),
        "money": book.add_format({**box, "num_format": "#,##0.00"}),
    }


def grassland() -> None:
    """1,200 households, two-row merged head, blank lines, full-width digits, a second sheet, six damaged rows."""
    people = People(20260916)
    book = xlsxwriter.Workbook(OUT / "草原补奖2026年到户花名册（最终版2）.xlsx")
    look = styles(book)
    notes = book.add_worksheet("填表说明")
    notes.write(0, 0, "1.本表由村会计填写。2.金额保留两位小数。")
    sheet = book.add_worksheet("到户花名册")
    sheet.merge_range(0, 0, 0, 14, "云滩县青石滩乡2026年草原生态保护补助奖励资金到户花名册", look["title"])
    sheet.write(1, 0, "填报单位：青石滩乡农业农村服务中心", look["line"])
    sheet.write(1, 11, "单位：亩、元", look["line"])
    singles = {
        0: "序号",
        1: "村",
        2: "社",
        3: "户主姓名",
        4: "身份证号码",
        5: "家庭\n人口",
        6: "承包草原面积",
        13: "一卡通账号",
        14: "联系电话",
    }
    for column, text in singles.items():
        sheet.merge_range(2, column, 3, column, text, look["head"])
    sheet.merge_range(2, 7, 2, 8, "禁牧补助", look["head"])
    sheet.merge_range(2, 9, 2, 10, "草畜平衡奖励", look["head"])
    sheet.merge_range(2, 11, 3, 11, "合计金额", look["head"])
    sheet.merge_range(2, 12, 3, 12, "备注", look["head"])
    for column, text in {7: "面积", 8: "金额", 9: "面积", 10: "金额"}.items():
        sheet.write(3, column, text, look["head"])
    row, sums, corrections = 4, [Decimal()] * 6, []
    damaged = {77: "number", 303: "checksum", 518: "amount", 724: "number", 901: "name", 1100: "checksum"}
    for index in range(1206):
        village = VILLAGES[index * 5 // 1206]
        prohibited, balance = people.area(60, 900), people.area(40, 700)
        a, b = money(prohibited * Decimal("12.36")), money(balance * Decimal("2.5"))
        line = [
            index + 1,
            village,
            f"{index % 4 + 1}社",
            people.name(),
            people.id_number(),
            people.chance.randint(1, 8),
            prohibited + balance,
            prohibited,
            a,
            balance,
            b,
            a + b,
            "",
            people.card(),
            people.phone(),
        ]
        fault = damaged.get(index)
        if fault:
            corrections.append(list(line))
        if fault == "number":
            line[4] = float(line[4][:17] + "0")
        elif fault == "checksum":
            line[4] = line[4][:17] + ("0" if line[4][17] != "0" else "1")
        elif fault == "amount":
            line[11] = a + b + Decimal("110.00")
        elif fault == "name":
            line[3] = ""
        else:
            sums = [have + line[at] for have, at in zip(sums, (6, 7, 8, 9, 10, 11), strict=True)]
        if index % 97 == 5:
            line[4] = f" {line[4]}"
        if index % 113 == 7:
            line[7] = str(line[7]).translate(FULL_WIDTH)
        if index % 251 == 250:
            row += 1  # a village ends with an empty line
        for column, value in enumerate(line):
            if isinstance(value, Decimal):
                sheet.write_number(row, column, float(value), look["money"])
            else:
                sheet.write(row, column, value, look["cell"])
        row += 1
    sheet.write(row, 1, "合计", look["head"])
    for at, value in zip((6, 7, 8, 9, 10, 11), sums, strict=True):
        sheet.write_number(row, at, float(value), look["money"])
    sheet.write(row + 2, 0, "填表人：李春梅　　审核人：周海明　　填表日期：2026年9月10日", look["line"])
    book.close()
    simple_workbook(
        "草原补奖2026年补正（6户）.xlsx",
        "补正",
        [
            "村",
            "社",
            "户主姓名",
            "身份证号码",
            "家庭人口",
            "草原承包面积",
            "禁牧面积",
            "禁牧补助金额",
            "草畜平衡面积",
            "草畜平衡奖励金额",
            "合计",
            "备注",
            "一卡通账号",
            "联系电话",
        ],
        [line[1:] for line in corrections],
    )


def simple_workbook(
    file: str, sheet_name: str, heads: list[str], rows: list[list[object]], title: str = ""
) -> None:
    book = xlsxwriter.Workbook(OUT / file)
    look = styles(book)
    sheet = book.add_worksheet(sheet_name)
    top = 0
    if title:
        sheet.merge_range(0, 0, 0, len(heads) - 1, title, look["title"])
        top = 1
    for column, text in enumerate(heads):
        sheet.write(top, column, text, look["head"])
        sheet.set_column(column, column, 14)
    for down, line in enumerate(rows, top + 1):
        for column, value in enumerate(line):
            if isinstance(value, Decimal):
                sheet.write_number(down, column, float(value), look["money"])
            else:
                sheet.write(down, column, value, look["cell"])
    book.close()


def dibao() -> None:
    """46 households in the old .xls that many offices still keep."""
    people = People(46)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("低保花名册")
    heads = [
        "序号",
        "村名",
        "组别",
        "户主",
        "公民身份号码",
        "保障人口",
        "类别",
        "月保障金",
        "享受起始时间",
        "银行账号",
        "手机号",
        "备注",
    ]
    sheet.write_merge(0, 0, 0, len(heads) - 1, "青石滩乡2026年第三季度农村最低生活保障对象花名册")
    sheet.write_merge(1, 1, 0, len(heads) - 1, "填报时间：2026年9月8日　　　　　　　　单位：人、元")
    for column, text in enumerate(heads):
        sheet.write(2, column, text)
    rates = {"A类": 520, "B类": 430, "C类": 350}
    members, amount, row = 0, 0, 3
    for index in range(46):
        size = people.chance.randint(1, 5)
        category = people.chance.choice(list(rates))
        line = [
            index + 1,
            VILLAGES[index % 5],
            f"{index % 3 + 1}组",
            people.name(),
            people.id_number(),
            size,
            category,
            size * rates[category],
            f"2026年{people.chance.randint(1, 9)}月",
            people.card(),
            people.phone(),
            "",
        ]
        for column, value in enumerate(line):
            sheet.write(row, column, value)
        members, amount, row = members + size, amount + size * rates[category], row + 1
    sheet.write(row, 0, "合计")
    sheet.write(row, 5, members)
    sheet.write(row, 7, amount)
    book.save(str(OUT / "低保三季度.xls"))


def farmland() -> None:
    people = People(286)
    rows: list[list[object]] = []
    for index in range(286):
        confirmed = people.area(3, 24)
        deducted = people.area(0, 2) if index % 9 == 0 else Decimal("0.00")
        area = confirmed - deducted
        rows.append(
            [
                index + 1,
                VILLAGES[index * 5 // 286],
                f"{index % 4 + 1}社",
                people.name(),
                people.id_number(),
                confirmed,
                deducted,
                area,
                money(area * Decimal("115")),
                people.card(),
                people.phone(),
            ]
        )
    rows.append(
        [
            "",
            "总计",
            "",
            "",
            "",
            *(sum((line[at] for line in rows), Decimal()) for at in (5, 6, 7, 8)),
            "",
            "",
        ]
    )
    simple_workbook(
        "2026年耕地地力保护补贴.xlsx",
        "Sheet1",
        [
            "序号",
            "村委会",
            "村民小组",
            "农户姓名",
            "身份证号",
            "确权面积（亩）",
            "扣除面积（亩）",
            "补贴面积（亩）",
            "补贴金额（元）",
            "一折通账号",
            "联系电话",
        ],
        rows,
        "青石滩乡2026年耕地地力保护补贴发放清册",
    )


def big_growers() -> None:
    """24 growers; one of them is named in the record's text, so that the privacy gate has something to say."""
    people = People(24)
    rows: list[list[object]] = []
    for index in range(24):
        area = people.area(50, 210)
        name = "马得福" if index == 6 else people.name()
        rows.append(
            [
                index + 1,
                VILLAGES[index % 5],
                f"{index % 3 + 1}社",
                name,
                people.id_number(),
                area,
                money(area * Decimal("60")),
                people.card(),
                people.phone(),
            ]
        )
    simple_workbook(
        "种粮大户.xlsx",
        "花名册",
        ["序号", "村", "社", "种植户姓名", "身份证号", "补贴面积（亩）", "补贴金额（元）", "卡号", "电话"],
        rows,
        "青石滩乡2026年种粮大户补贴花名册",
    )


def land() -> None:
    chance = random.Random(45)
    classes = ("旱地", "天然牧草地", "农村道路", "其他草地")
    rows: list[list[object]] = []
    for index in range(12):
        area = Decimal(chance.randint(800, 42000)) / 10000
        rate = Decimal("46.80") if index % 2 == 0 else Decimal("39.60")
        land_fee = money(area * rate * 10000 * Decimal("0.4"))
        settlement = money(area * rate * 10000 * Decimal("0.6"))
        crops = money(Decimal(chance.randint(0, 60_000)))
        rows.append(
            [
                index + 1,
                VILLAGES[index // 6 + 2],
                f"{index % 3 + 1}社",
                classes[index % 4],
                f"{area}",
                "Ⅱ区" if index % 2 else "Ⅰ区",
                rate,
                land_fee,
                settlement,
                crops,
                land_fee + settlement + crops,
            ]
        )
    simple_workbook(
        "征地补偿测算表.xlsx",
        "测算",
        [
            "序号",
            "村",
            "社（组）",
            "地类",
            "面积（公顷）",
            "区片",
            "区片综合地价（万元/公顷）",
            "土地补偿费（元）",
            "安置补助费（元）",
            "青苗和附着物补偿费（元）",
            "合计（元）",
        ],
        rows,
        "省道206线改扩建（青石滩段）征地补偿费用测算表",
    )


def projects() -> None:
    plans = [
        (
            "上滩村饮水管网改造",
            "基础设施",
            "上滩村",
            "更换主管道3.2公里，入户管道186户",
            "96.50",
            "186户712人",
        ),
        ("下滩村牛羊育肥棚圈", "产业发展", "下滩村", "新建标准化棚圈12座2400平方米", "148.00", "62户241人"),
        ("东沟村村道硬化", "基础设施", "东沟村", "硬化村道4.1公里，宽3.5米", "205.00", "158户604人"),
        (
            "红崖村饲草料加工点",
            "产业发展",
            "红崖村",
            "建设加工车间600平方米，购置设备8台",
            "120.00",
            "94户355人",
        ),
        ("达隆村太阳能路灯", "人居环境", "达隆村", "安装路灯85盏", "29.75", "121户470人"),
        ("全乡生态管护员岗位", "就业帮扶", "青石滩乡", "聘用生态管护员40名", "86.40", "40户40人"),
        ("上滩村农机合作社", "产业发展", "上滩村", "购置拖拉机4台、播种机6台", "74.20", "58户226人"),
        ("东沟村污水处理站", "人居环境", "东沟村", "日处理能力60吨，管网2.6公里", "168.00", "158户604人"),
        ("红崖村防洪堤", "基础设施", "红崖村", "修建防洪堤1.4公里", "132.60", "94户355人"),
        ("达隆村牦牛良种引进", "产业发展", "达隆村", "引进种公牛30头", "54.00", "66户259人"),
        ("全乡雨露计划", "教育帮扶", "青石滩乡", "补助职业教育学生72名", "21.60", "72户72人"),
        ("项目管理费", "项目管理", "青石滩乡", "按规定比例提取，用于项目前期和监管", "11.36", "全乡"),
    ]
    rows: list[list[object]] = [
        [
            index,
            name,
            kind,
            place,
            content,
            Decimal(amount),
            "中央财政衔接推进乡村振兴补助资金",
            "2026年3月至11月",
            "按期完工，一次验收合格率100%",
            people,
            "带动务工和产业分红",
            "青石滩乡人民政府",
            "祁建国",
        ]
        for index, (name, kind, place, content, amount, people) in enumerate(plans, 1)
    ]
    simple_workbook(
        "衔接资金项目计划表.xlsx",
        "项目",
        [
            "序号",
            "项目名称",
            "项目类别",
            "建设地点",
            "建设内容及规模",
            "资金规模（万元）",
            "资金来源",
            "实施期限",
            "绩效目标",
            "受益对象",
            "联农带农机制",
            "实施单位",
            "责任人",
        ],
        rows,
        "青石滩乡2026年第一批财政衔接推进乡村振兴补助资金项目计划表",
    )


def homesteads() -> None:
    people = People(9)
    rows: list[list[object]] = []
    for index in range(9):
        area = Decimal(people.chance.choice((180, 200, 220, 250)))
        rows.append(
            [
                index + 1,
                VILLAGES[index % 5],
                f"{index % 3 + 1}社",
                people.name(),
                people.id_number(),
                people.chance.randint(2, 7),
                area,
                "东至村道，南至空地，西至巷道，北至耕地",
                "农村宅基地" if index % 3 else "空闲地",
                area * Decimal("0.6"),
                index % 2 + 1,
                ("新建", "原址翻建", "改扩建")[index % 3],
                f"青石滩乡宅字〔2026〕{index + 1}号",
                people.phone(),
            ]
        )
    simple_workbook(
        "宅基地第二批.xlsx",
        "审批结果",
        [
            "序号",
            "村",
            "社",
            "申请人",
            "身份证号码",
            "家庭人口",
            "宅基地面积（㎡）",
            "四至",
            "地类",
            "建筑面积（㎡）",
            "层数",
            "建房类型",
            "批准书号",
            "电话",
        ],
        rows,
        "青石滩乡2026年第二批农村宅基地审批结果",
    )


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for make in (grassland, dibao, farmland, big_growers, land, projects, homesteads):
        make()
    print(*sorted(path.name for path in OUT.iterdir()), sep="\n")
