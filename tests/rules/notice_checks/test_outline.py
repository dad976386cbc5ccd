"""The outline finds title, kind, signer and date in texts as people copy them from web pages."""

from datetime import date

import pytest

from desktop.catalogue.examination import ExaminationData
from desktop.rules.notice_checks.outline import outline_of

WEB = (
    "您现在的位置：首页 > 政务公开 > 公示公告",
    "关于河阴镇２０２５年度草原生态保护补助奖励",
    "资金发放的公示",
    "发布时间：2025-06-12 11:05 来源：河阴镇 字号：大 中 小",
    "根据有关文件要求，现将资金发放情况予以公示。",
    "公示期：2025年6月12日至2025年6月18日。",
    "监督电话：0974-8550001",
    "贵德县河阴镇人民政府",
    "二〇二五年六月十二日",
    "打印 关闭窗口",
)


def test_a_web_copy_is_read_past_its_navigation(document, data: ExaminationData) -> None:
    outline = outline_of(document(*WEB), data)
    assert outline.title_text == "关于河阴镇2025年度草原生态保护补助奖励资金发放的公示"
    assert outline.title is not None
    assert outline.title.place == "第 2 行"
    assert (outline.title_word, outline.posted) == ("公示", True)
    assert outline.kind is not None
    assert outline.kind.code == "grassland_subsidy"
    assert [line.text for line in outline.signature.units] == ["贵德县河阴镇人民政府"]
    assert outline.signature.day == date(2025, 6, 12)
    assert outline.published == date(2025, 6, 12)


@pytest.mark.parametrize(
    "title",
    [
        "公    示",
        "XX村2025年低保年审公示（第二批）",
        "通  告",
        "征收土地预公告",
        "2025年低保动态调整公示名单",
    ],
)
def test_titles_are_recognised_however_they_are_spread(document, data: ExaminationData, title: str) -> None:
    outline = outline_of(document(title, "根据有关规定，现予公布。", "河西镇人民政府", "2025年6月1日"), data)
    assert outline.title is not None
    assert outline.posted


def test_a_report_is_not_a_notice(document, data: ExaminationData) -> None:
    outline = outline_of(document("关于低保工作的情况汇报", "县民政局：现将有关情况汇报如下。"), data)
    assert (outline.title_word, outline.posted) == ("汇报", False)


def test_text_without_title_that_says_it_is_posted_is_a_notice(document, data: ExaminationData) -> None:
    outline = outline_of(document("各村：现将2025年耕地地力保护补贴标准予以公示。", "2025年5月11日"), data)
    assert outline.title is None
    assert outline.posted
    assert outline.kind is not None
    assert outline.kind.code == "farmland_subsidy"


@pytest.mark.parametrize(
    "ending",
    [
        ("贵德县河西镇人民政府（盖章）", "2025.6.1"),
        ("河西镇  民政办    2025年6月1日",),
        ("2025年6月1日", "河西镇下排村村民委员会"),
        ("……如有异议请拨打电话0974-8550001。附件：1.汇总表贵德县农业农村局2025年6月1日。",),
        ("县委农办", "2025 年 6 月 1 日"),
    ],
)
def test_the_signature_is_found_wherever_it_stands(
    document, data: ExaminationData, ending: tuple[str, ...]
) -> None:
    signature = outline_of(document("公示", "根据规定，现予公示。", *ending), data).signature
    assert signature.units
    assert signature.day == date(2025, 6, 1)


def test_dates_inside_the_text_are_no_signature(document, data: ExaminationData) -> None:
    signature = outline_of(
        document("公示", "经2025年6月1日会议研究，现予公示。", "欢迎监督。"), data
    ).signature
    assert not signature.units
    assert signature.day is None


def test_a_workbook_has_its_title_in_a_row_of_its_own(document, data: ExaminationData) -> None:
    rows = [
        ["河西镇中心小学学生资助公示", "", ""],
        ["序号", "姓名", "金额"],
        ["1", "马小龙", "500"],
        ["河西镇中心小学", "", ""],
    ]
    outline = outline_of(document(rows=rows), data)
    assert outline.title_text == "河西镇中心小学学生资助公示"
