"""The privacy rules of the examiner: each finds what must not be posted, and leaves alone what may be."""

import pytest

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Part, Passage
from desktop.domain.finding import Finding, Severity
from desktop.domain.idnumber import check_digit
from desktop.rules.examiner import examine_document
from desktop.rules.notice_checks.masks import joined_findings

BORN_1985 = "63252119850312001" + check_digit("63252119850312001")
CARD = "6228480402564890018"


def privacy(findings: list[Finding]) -> dict[str, Severity]:
    kinds = ("personal", "office", "mask", "hidden")
    return {finding.code: finding.severity for finding in findings if finding.code.startswith(kinds)}


@pytest.mark.parametrize(
    ("line", "code", "severity"),
    [
        (f"马某某，身份证号：{BORN_1985}", "personal-id-number", Severity.BLOCK),
        (f"银行卡号 {CARD}", "personal-bank-card", Severity.BLOCK),
        ("户主：李建国，一卡通账号：82010000123456", "personal-account", Severity.BLOCK),
        ("户主：李建国，联系电话：13997410001", "personal-mobile", Severity.BLOCK),
        ("李建国 13997410001", "personal-mobile", Severity.BLOCK),
        ("监督电话：13997410001（值班）", "office-mobile", Severity.WARN),
        ("联系人：李建国　电话：13997410001", "office-mobile", Severity.WARN),
        ("运输车辆车牌号青E12345", "personal-plate", Severity.WARN),
        ("户主李建国，家住贵德县河阴镇迎宾路12号3单元401室", "personal-address", Severity.WARN),
        ("李建国，男，1985年3月12日出生", "personal-birth-date", Severity.WARN),
        ("李建国，出生日期：1985-03-12", "personal-birth-date", Severity.WARN),
        ("马小龙，男，12岁，河西镇人", "personal-minor", Severity.BLOCK),
        ("马小龙（16岁）", "personal-minor", Severity.WARN),
        ("受助学生：马小龙、李小花、扎西卓玛", "personal-minor", Severity.WARN),
        ("村民李建国患尿毒症，生活困难", "personal-illness", Severity.BLOCK),
        ("户主：才让卓玛，因脑梗住院", "personal-illness", Severity.BLOCK),
        ("李建国，男，肢体二级残疾", "personal-disability", Severity.BLOCK),
        ("残疾二级的李桂花、马成英拟享受补贴", "personal-disability", Severity.BLOCK),
        ("上滩村一社15号马成英家", "personal-address", Severity.WARN),
        ("身份证号：63252119850312****", "personal-id-partly", Severity.WARN),
        ("身份证号：632521198503**0017", "personal-id-partly", Severity.WARN),
        ("李秀兰 6325**19850312****", "personal-id-partly", Severity.WARN),
        ("李建国，现住址不明，原住云台村七组32号院", "personal-address", Severity.WARN),
        ("李建国　慢性肾功能衰竭　救助3000元", "personal-illness", Severity.BLOCK),
        ("户主李建国于2025年3月确诊食管恶性肿瘤", "personal-illness", Severity.BLOCK),
        ("李桂花，肢体残疾2级，护理补贴100元", "personal-disability", Severity.BLOCK),
        ("受助儿童：李某涵、张子轩、王诗雨", "personal-minor", Severity.WARN),
        ("马占海家庭，妻子患精神分裂症", "personal-illness", Severity.BLOCK),
        ("李国强，男，因车祸导致高位截瘫", "personal-illness", Severity.BLOCK),
        ("李小明，男，由祖母抚养，就读于石门小学四年级", "personal-minor", Severity.BLOCK),
    ],
)
def test_personal_words_in_a_line_are_found(
    document, data: ExaminationData, line: str, code: str, severity: Severity
) -> None:
    assert privacy(examine_document(document("公示", line), data)).get(code) == severity


@pytest.mark.parametrize(
    "line",
    [
        "身份证号：632521********0017",
        "银行卡尾号0018，手机138****5678",
        "监督电话：0974-8550001，12345",
        "县残联为重度残疾人发放护理补贴，患大病的困难群众可以申请医疗救助",
        "户主马某某，因病致贫",
        "受助儿童：李某涵、张某轩、王某雨",
        "李建国家庭，收入稳定，妻子务工",
        "单位地址：贵德县迎宾路12号农业大楼501室",
        "张建国，男，1985年3月生，现任河西镇镇长",
        "收款单位：贵德县财政局，账号：28410000010400012345",
        "统一社会信用代码：916325210000000017",
        "全县义务教育阶段学生营养改善计划补助资金",
        "总面积11000000000元，项目编号632521202500010001",
        "慢性病防治、中风险地区、癌症早诊早治项目",
        "项目编号：5300001234567802，设备编码 5300001234567802",
        "李建国，男，就读于青海大学，资助5000元",
        "公示地点：石门镇柳树村三组12号文化广场",
    ],
)
def test_what_may_be_posted_gives_no_finding(document, data: ExaminationData, line: str) -> None:
    assert not privacy(examine_document(document("公示", line), data))


HEAD = ["序号", "村（社）", "户主姓名"]


@pytest.mark.parametrize(
    ("heading", "cell", "code", "severity"),
    [
        ("身份证号码", BORN_1985, "personal-id-number", Severity.BLOCK),
        (
            "身份证号",
            BORN_1985[:-1] + "0" if BORN_1985[-1] != "0" else BORN_1985[:-1] + "1",
            "personal-id-number",
            Severity.BLOCK,
        ),
        ("一卡通账号", "620123456789", "personal-account", Severity.BLOCK),
        ("银行卡号", CARD, "personal-bank-card", Severity.BLOCK),
        ("残疾证号", BORN_1985 + "42", "personal-disability-card", Severity.BLOCK),
        ("联系电话", "13997410001", "personal-mobile", Severity.BLOCK),
        ("责任人电话", "13997410001", "office-mobile", Severity.WARN),
        ("家庭住址", "河阴镇滨河小区3号楼2单元501", "personal-address", Severity.WARN),
        ("出生年月", "1985-03-12", "personal-birth-date", Severity.WARN),
        ("年龄", "9", "personal-minor", Severity.BLOCK),
        ("年级", "三年级", "personal-minor", Severity.BLOCK),
        ("病种", "尿毒症", "personal-illness", Severity.BLOCK),
        ("救助原因", "因患肺癌住院", "personal-illness", Severity.BLOCK),
        ("备注", "肢体二级", "personal-disability", Severity.BLOCK),
        ("残疾等级", "二级", "personal-disability", Severity.BLOCK),
        ("身份证号", "63252119850312****", "personal-id-partly", Severity.WARN),
    ],
)
def test_a_column_is_judged_by_its_heading(
    document, data: ExaminationData, heading: str, cell: str, code: str, severity: Severity
) -> None:
    rows = [
        ["2025年救助花名册", "", "", ""],
        [*HEAD, heading],
        ["1", "下排村", "李建国", cell],
        ["2", "下排村", "仁青卓玛", cell],
    ]
    assert privacy(examine_document(document("公示", rows=rows), data)).get(code) == severity


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("身份证号", "632521********0017"),
        ("身份证后四位", "0017"),
        ("联系电话", "0974-8550001"),
        ("家庭住址", "河西镇下排村三社"),
        ("出生年月", "1985-03"),
        ("年龄", "45"),
        ("病种", "无"),
        ("补贴类别", "重度残疾人护理补贴"),
        ("补助金额（元）", "13997410001.00"),
        ("银行卡号", "6228***********0018"),
    ],
)
def test_columns_that_show_little_are_left_alone(
    document, data: ExaminationData, heading: str, cell: str
) -> None:
    rows = [[*HEAD, heading], ["1", "下排村", "李建国", cell], ["2", "上排村", "仁青卓玛", cell]]
    assert not privacy(examine_document(document("公示", rows=rows), data))


def test_a_whole_column_is_one_finding_with_its_count(document, data: ExaminationData) -> None:
    rows = [[*HEAD, "身份证号"], *([str(n), "下排村", "李建国", BORN_1985] for n in range(500))]
    found = [f for f in examine_document(document("公示", rows=rows), data) if f.code == "personal-id-number"]
    assert len(found) == 1
    assert "500" in found[0].text
    assert found[0].place == "表 1 第 2 行第 4 列"


def test_no_finding_repeats_a_number(document, data: ExaminationData) -> None:
    text = document(
        "公示", f"李建国 {BORN_1985} {CARD} 13997410001", rows=[[*HEAD, "卡号"], ["1", "村", "李", CARD]]
    )
    told = "".join(finding.text + finding.advice + finding.place for finding in examine_document(text, data))
    assert not any(number in told for number in (BORN_1985, CARD, "13997410001"))
    assert BORN_1985[-4:] in told


@pytest.mark.parametrize(
    "part",
    [Part.COMMENT, Part.TRACKED, Part.HIDDEN, Part.PROPERTY, Part.CACHE, Part.EMBEDDED, Part.FILE_NAME],
)
def test_hiding_places_are_searched_and_named(document, data: ExaminationData, part: Part) -> None:
    hidden = Passage("第 5 段", f"李建国{BORN_1985}，电话13997410001", part)
    found = privacy(examine_document(document("公示", extra=[hidden]), data))
    assert found["personal-id-number"] is Severity.BLOCK
    assert found["personal-mobile"] is Severity.BLOCK


def test_hidden_words_without_personal_data_are_only_told(document, data: ExaminationData) -> None:
    found = privacy(
        examine_document(document("公示", extra=[Passage("批注 1", "这里改一下", Part.COMMENT)]), data)
    )
    assert found == {"hidden-content": Severity.INFO}


def test_accounts_of_units_are_no_personal_accounts(document, data: ExaminationData) -> None:
    rows = [
        ["序号", "单位名称", "银行账号", "金额"],
        ["1", "贵德县兴农合作社", "28410000010400012345", "100"],
    ]
    assert not privacy(examine_document(document("公示", rows=rows), data))


def test_masks_of_two_files_that_show_the_number_together_are_found(document, data: ExaminationData) -> None:
    first = document(
        "公示", rows=[[*HEAD, "身份证号"], ["1", "村", "李建国", "632521********0017"]], name="a.docx"
    )
    second = document(
        "公示", rows=[[*HEAD, "身份证号"], ["1", "村", "李建国", "******19850312****"]], name="b.docx"
    )
    other = document(
        "公示", rows=[[*HEAD, "身份证号"], ["1", "村", "王福", "******19850312****"]], name="c.docx"
    )
    alone, _, stranger = joined_findings([first, second, other], data)
    assert "mask-joinable" in {finding.code for finding in alone}
    assert "mask-joinable" not in {finding.code for finding in stranger}
    assert "mask-joinable" not in {finding.code for finding in examine_document(first, data)}


def test_findings_come_gravest_first(document, data: ExaminationData) -> None:
    found = examine_document(document("公示", "监督电话：13997410001", f"李建国{BORN_1985}"), data)
    order = [("block", "warn", "info").index(finding.severity) for finding in found]
    assert order == sorted(order)
