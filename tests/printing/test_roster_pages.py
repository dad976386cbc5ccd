import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from reportlab import rl_config

from desktop.printing.compose import make_notice
from desktop.printing.fonts import FontSet
from desktop.printing.notice import Column, NoticeContent, Table
from desktop.printing.options import load_options, table_from
from desktop.printing.pages import Pages
from desktop.printing.paper import MM
from desktop.printing.pdf import pdf_bytes
from desktop.printing.preview import pdf_page_count, pdf_text

Roster = Callable[..., Table]
ROWS = 1200


@pytest.fixture(scope="module")
def long(templates: Path, fonts: FontSet, roster: Roster) -> Pages:
    content = NoticeContent(
        kind="general", title="关于长名单的公示", unit="云滩县人民政府", place="云滩县",
        date=date(2026, 9, 6), table=roster(ROWS),
    )  # fmt: skip
    return make_notice(content, templates, fonts=fonts)


def serials(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"^(\d+)$", text, re.MULTILINE)]


def test_1200_rows_keep_order_and_none_is_lost(long: Pages) -> None:
    found = [int(run.text) for page in list(long)[1:] for run in page.runs if run.text.isdigit()]
    assert found == list(range(1, ROWS + 1))


def test_heads_are_repeated_and_pages_counted_on_every_list_page(long: Pages) -> None:
    for number, page in enumerate(long, 1):
        if number > 1:
            assert "户主姓名" in page.text()
            assert f"第 {number} 页 共 {long.count} 页" in page.text()
    assert 40 <= long.count <= 70


def test_rows_stay_inside_the_text_block(long: Pages) -> None:
    for page in list(long)[1:]:
        assert max(rule.y2 for rule in page.rules) <= (37 + 225) * MM + 0.1
        assert min(rule.x1 for rule in page.rules) == pytest.approx(28 * MM)
        assert max(rule.x2 for rule in page.rules) == pytest.approx((28 + 156) * MM)


def test_the_finished_pdf_has_the_same_pages(long: Pages) -> None:
    pdf = pdf_bytes(long)
    assert pdf_page_count(pdf) == long.count
    last = pdf_text(pdf, long.count - 1)
    assert "合计" in last
    assert "720600.00" in last
    assert f"第 {long.count} 页 共 {long.count} 页" in last
    assert b"ASCII85" not in pdf
    assert rl_config.useA85  # as it was, for whoever else draws with the library


@pytest.mark.parametrize("rows", range(15, 26))
def test_totals_never_stand_alone(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster, rows: int
) -> None:
    pages = make_notice(replace(content, table=roster(rows)), templates, fonts=fonts)
    last = list(pages)[-1]
    assert "合计" in last.text()
    assert str(rows) in [run.text for run in last.runs]


def test_a_row_taller_than_a_page_is_carried_on(
    content: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    story = "草" * 4000
    table = Table(
        (Column("n", "序号"), Column("t", "内容", wrap=True, align="left")), [("1", story), ("2", "短")]
    )
    pages = make_notice(replace(content, table=table), templates, fonts=fonts)
    assert (
        sum(run.text.count("草") for page in list(pages)[1:] for run in page.runs if set(run.text) == {"草"})
        == 4000
    )
    for page in list(pages)[1:]:
        assert max(rule.y2 for rule in page.rules) <= 297 * MM - 35 * MM + 0.1


def test_a_list_that_is_too_wide_turns_the_sheet(
    content: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    columns = tuple(Column(str(n), f"第{n}项金额", "right", "元") for n in range(11))
    pages = make_notice(replace(content, table=Table(columns, [("123456.78",) * 11])), templates, fonts=fonts)
    assert pages.page(0).width < pages.page(0).height
    assert pages.page(1).width > pages.page(1).height


def test_texts_stay_in_their_cells(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster
) -> None:
    page = make_notice(replace(content, table=roster(5)), templates, fonts=fonts).page(1)
    lines = sorted({rule.x1 for rule in page.rules if rule.x1 == rule.x2})
    body = [run for run in page.runs if "日麦村" in run.text or run.text.endswith(".00")]
    for run in body:
        role = "heading" if "Sans" in run.face else "body"
        right = run.x + fonts.width(run.text, role, run.size)
        cell = max(x for x in lines if x <= run.x)
        assert right <= min(x for x in lines if x > cell)


def test_columns_the_gate_withholds_and_empty_ones_are_not_printed(templates: Path) -> None:
    options = load_options(templates, "dibao")
    row = {"village": "日麦村", "group": "一社", "name": "扎*", "household_size": "2", "category": "A类",
           "monthly_amount": "960.00", "start_month": "", "remark": ""}  # fmt: skip
    table = table_from(options, [row], {"household_size": "2", "monthly_amount": "960.00"})
    assert table is not None
    assert [column.key for column in table.columns][-2:] == ["category", "monthly_amount"]
    assert table.totals == ("", "", "", "合计", "2", "", "960.00")
    fewer = table_from(options, [row], {}, shown={"village", "monthly_amount"})
    assert fewer is not None
    assert [column.key for column in fewer.columns] == ["serial", "village", "monthly_amount"]
    assert table_from(options, [], {}) is None
