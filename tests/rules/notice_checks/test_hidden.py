"""Properties of a file are told where they say something that the page does not."""

import pytest

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Part, Passage
from desktop.rules.notice_checks import hidden_content
from tests import factories

BODY = (
    Passage("第 1 页", "关于青石滩乡 补贴的公示"),
    Passage("第 1 页", "云滩县财政局"),
    Passage("第 1 页", "QST-2026-0001"),
)


@pytest.fixture(scope="module")
def data() -> ExaminationData:
    return ExaminationData.of(factories.catalogue())


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("文件属性 标题", "关于青石滩乡补贴的公示", False),
        ("文件属性 作者", "云滩县财政局、QST-2026-0001", False),
        ("文件属性 制作程序", "WPS 文字", False),
        ("文件属性 作者", "李春梅", True),
        ("文件属性 公司", "云滩县财政局办公室", True),
        ("文件属性 标题", "内部：待张贴名单", True),
    ],
)
def test_a_property_is_told_unless_the_page_says_it_too(
    data: ExaminationData, place: str, text: str, told: bool
) -> None:
    document = Document("公示.pdf", "pdf", (*BODY, Passage(place, text, Part.PROPERTY)), ())
    assert [finding.code for finding in hidden_content.check(document, data)] == ["hidden-content"] * told
