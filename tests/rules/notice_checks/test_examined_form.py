"""The rules of form and names: each finds the fault it is for, and stays silent on a notice that is in order."""

import pytest

from desktop.catalogue.examination import ExaminationData
from desktop.domain.finding import Finding, Severity
from desktop.rules.examiner import examine_document

TITLE = "关于河西镇2025年耕地地力保护补贴面积的公示"
BASIS = "根据《中华人民共和国土地管理法》和财农〔2023〕11号文件，经村级评议、镇政府审核，现将各村补贴面积予以公示。"
PERIOD = "公示期：2025年6月11日至2025年6月17日（7天）。"
PHONE = "监督电话：0974-8553001，受理单位：河西镇农业服务中心。"
SIGNED = ("贵德县河西镇人民政府", "2025年6月11日")
WHOLE = (TITLE, BASIS, PERIOD, PHONE, *SIGNED)


def loud(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings if finding.severity is not Severity.INFO}


def without(*parts: str) -> tuple[str, ...]:
    return tuple(line for line in WHOLE if line not in parts)


def test_a_notice_in_order_has_no_findings(document, data: ExaminationData) -> None:
    assert not loud(examine_document(document(*WHOLE), data))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (without(TITLE), "no-title"),
        (without(SIGNED[0]), "no-signer"),
        (without(SIGNED[1]), "no-sign-date"),
        (without(PERIOD), "no-period"),
        (without(PHONE), "no-phone"),
        (
            (
                TITLE,
                "现将各村补贴面积公示如下，欢迎全体村民监督，下排村1200亩，上排村980亩，红柳滩村760亩，合计2940亩。",
                *WHOLE[2:],
            ),
            "no-basis",
        ),
    ],
)
def test_a_missing_part_is_told_alone(
    document, data: ExaminationData, lines: tuple[str, ...], code: str
) -> None:
    assert loud(examine_document(document(*lines), data)) == {code}


def test_a_text_copied_from_a_web_page_is_only_reminded_of_its_title(document, data: ExaminationData) -> None:
    findings = examine_document(document("https://www.guide.gov.cn/news/1.html", *without(TITLE)), data)
    assert "no-title" in {finding.code for finding in findings}
    assert not loud(findings)


def test_a_bare_list_needs_no_parts(document, data: ExaminationData) -> None:
    rows = [["序号", "户主姓名", "面积（亩）"], ["1", "李建国", "12.5"]]
    assert not loud(examine_document(document("补贴面积公示名单", rows=rows), data))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("特此公告。", "title-word-differs"),
        ("依据青财农字[2023]11号文件。", "brackets-wrong"),
        ("依据青财农字（2023）11号文件。", "brackets-wrong"),
        ("依据青财农字﹝2023﹞11号文件。", "brackets-wrong"),
        ("依据青财农字<2023>11号文件。", "brackets-wrong"),
        ("依据《关于兑现资金的通知》（西林草202311号）文件。", "document-number-damaged"),
        ("依据青财农字〔2023〕号文件。", "document-number-damaged"),
        ("依据青财农字2023〕11号文件。", "document-number-damaged"),
        ("依据青财农字〔2032〕11号文件。", "document-number-damaged"),
        ("依据青财农函2023 91号文件。", "document-number-damaged"),
        ("经XX派出所核实。", "placeholder-left"),
        ("联系人：XXX，地点在村委会。", "placeholder-left"),
        ("举报电话：097-8521366", "phone-digits"),
        ("涉及循化县积古镇各村。", "place-unknown"),
        ("补助对象：古丽 • 买买提", "name-dot"),
        ("举报电话：0974-855001", "phone-digits"),
        ("举报电话：0974-85530011", "phone-digits"),
        ("农业农村局：0714-871488", "phone-digits"),
        ("举报电话：0974855001", "phone-digits"),
        ("联系电话：022-2345678", "phone-digits"),
        ("值班电话：0974-85O0I23", "phone-digits"),
        ("咨询电话：855300", "phone-digits"),
        ("贵德县河因镇同时公示。", "place-unknown"),
        ("报贵得县、共和县备案。", "place-unknown"),
        ("海兰藏族自治州农牧局监制。", "place-unknown"),
        ("根据《物权法》第三十九条。", "law-repealed"),
        ("根据《中华人民共和国合同法》的规定。", "law-repealed"),
        ("根据《政府信息公开条例》第九条主动公开。", "law-renumbered"),
        ("秘密★一年", "secret-mark"),
        ("机密", "secret-mark"),
        ("（内部资料，请勿外传）", "internal-report"),
        ("请各村于XX月XX日前上报。", "placeholder-left"),
        ("公示期：2025年__月__日", "placeholder-left"),
        ("如有问题向某某局反映。", "placeholder-left"),
        ("经办单位：{{ unit }}", "placeholder-left"),
        ("联系电话：0974-XXXXXXX", "placeholder-left"),
        ("户主：阿布都.买买提", "name-dot"),
        ("户主李\ue5c5明", "glyph-missing"),
    ],
)
def test_a_fault_in_a_line_is_found(document, data: ExaminationData, line: str, code: str) -> None:
    assert code in loud(examine_document(document(*WHOLE[:4], line, *SIGNED), data))


@pytest.mark.parametrize(
    "line",
    [
        "咨询电话：12345，400-810-1234，0974-8553001、8553002（传真）",
        "联系电话：010-12345678转801，0471-12345678",
        "联系电话：0752-****081，022-*",
        "联系电话：086-0971-6101234，(010)12345678",
        "循化县积石镇、甘肃省临夏州积石山县大河家镇的合作社。",
        "经公示无异议后，由县级公告。",
        "依据青政办〔2023〕11号、国办发〔2019〕54号。",
        "法院（2023）青2523民初123号判决。",
        "《物权法》已废止，现适用《民法典》；原《合同法》不再引用。",
        "根据《中华人民共和国土地管理法》第四十六条规定的批准权限。",
        "涉及商业秘密、国家秘密的除外，保密工作按机密件管理。",
        "户主马某某、李*明等人已核实。",
        "贵德县河阴镇、河西镇、新街乡、常牧镇和贵德县城乡居民。",
        "甘肃省甘南藏族自治州、四川省甘孜藏族自治州对口支援。",
        "公平•公正•公开，阳光操作",
        "签字：____ 年 月 日",
    ],
)
def test_what_is_right_is_left_alone(document, data: ExaminationData, line: str) -> None:
    assert not loud(examine_document(document(*WHOLE[:4], line, *SIGNED), data))


def test_a_law_is_repealed_only_from_its_day(document, data: ExaminationData) -> None:
    cites = "根据《物权法》和有关规定公示如下，请广大群众监督，有异议的在公示期内提出。"
    old = document(
        "宅基地公示",
        cites,
        "公示期：2019年6月3日至6月10日",
        "电话：0974-8553001",
        "河西镇人民政府",
        "2019年6月3日",
    )
    new = document(
        "宅基地公示",
        cites,
        "公示期：2022年6月6日至6月13日",
        "电话：0974-8553001",
        "河西镇人民政府",
        "2022年6月6日",
    )
    assert "law-repealed" not in loud(examine_document(old, data))
    assert "law-repealed" in loud(examine_document(new, data))


@pytest.mark.parametrize(
    ("lines", "severity"),
    [
        (("关于解决低保资金缺口的请示", "县民政局：", "我镇低保资金不足，妥否，请批示。"), Severity.WARN),
        (("低保工作情况汇报", "县委、县政府：现将有关情况汇报如下。"), Severity.WARN),
        (("草原管护办法（讨论稿）", "第一条 为了规范管护。"), Severity.WARN),
        (("内部资料 注意保存", "名单见后。"), Severity.BLOCK),
    ],
)
def test_papers_for_inside_are_not_posted(
    document, data: ExaminationData, lines: tuple[str, ...], severity: Severity
) -> None:
    found = {finding.code: finding.severity for finding in examine_document(document(*lines), data)}
    assert found["internal-report"] is severity


@pytest.mark.parametrize(
    "lines",
    [
        (
            "关于公开征求《管护办法（征求意见稿）》意见的公告",
            "现向社会公开征求意见，请于6月30日前反馈，电话0974-8553001。",
        ),
        ("贵德县人民政府2024年政府信息公开工作年度报告", "本报告依据条例编制。"),
    ],
)
def test_papers_for_the_public_are_no_internal_reports(
    document, data: ExaminationData, lines: tuple[str, ...]
) -> None:
    assert "internal-report" not in {finding.code for finding in examine_document(document(*lines), data)}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("阿布都•买买提", "name-dot"),
        ("李?明", "glyph-missing"),
        ("李□明", "glyph-missing"),
        ("扎西" * 9, "name-too-long"),
    ],
)
def test_names_in_a_list_are_looked_at(document, data: ExaminationData, name: str, code: str) -> None:
    rows = [["序号", "户主姓名", "金额（元）"], ["1", name, "100"], ["2", "买买提·艾力", "100"]]
    assert loud(examine_document(document("公示", rows=rows), data)) == {code}


def test_every_finding_names_its_source(document, data: ExaminationData) -> None:
    lines = (
        *WHOLE[1:4],
        "特此公告。",
        "依据青财农字[2023]11号。",
        "电话：0974-855001",
        "机密",
        "根据《物权法》。",
        "XX年XX月",
    )
    found = examine_document(document(*lines), data)
    assert len(found) > 5
    assert all(finding.source and finding.advice for finding in found)
