"""A list with several columns of areas is reckoned by the one its amounts come from."""

from desktop.base.paths import content_root
from desktop.catalogue.catalogue import load_catalogue
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, DocumentTable, Passage
from desktop.rules.notice_numbers.rates_in_tables import check


def test_the_area_most_rows_are_reckoned_by_is_the_one_that_was_meant() -> None:
    head = ("户主姓名", "确权面积（亩）", "扣除面积（亩）", "补贴面积（亩）", "补贴金额（元）")
    rows = [("甲", "23.14", "0.18", "22.96", "2640.40"), ("丁", "6.00", "0.00", "6.00", "700.00")]
    rows += [("乙", f"{area}.00", "0.00", f"{area}.00", f"{area * 115}.00") for area in range(2, 9)]
    table = [head, *rows]
    places = [[f"名单!{column}{row}" for column in "ABCDE"] for row in range(1, len(table) + 1)]
    document = Document(
        "名单.xlsx",
        "xlsx",
        (Passage("第 1 段", "补贴标准：每亩115元。"),),
        (DocumentTable("名单", tuple(table), tuple(map(tuple, places))),),
    )
    data = ExaminationData.of(load_catalogue(content_root()))
    assert [finding.place for finding in check(document, data)] == ["名单!E3"]
