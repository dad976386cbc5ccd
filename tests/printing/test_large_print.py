from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.printing.compose import make_notice
from desktop.printing.fonts import FontSet, Role
from desktop.printing.notice import NoticeContent, Table
from desktop.printing.paper import MM, sheet


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_title_and_body_grow_and_nothing_leaves_the_block(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Callable[..., Table], paper: str
) -> None:
    full = replace(content, table=roster(60), qr_text="x" * 90, index_number="QST-2026-NYNC-0031")
    usual = make_notice(full, templates, paper=paper, fonts=fonts)
    large = make_notice(full, templates, paper=paper, large=True, fonts=fonts)
    scale = 1.0 if paper == "A4" else 297 / 210
    sizes = {round(run.size / scale, 1) for run in large.page(0).runs}
    assert {26.0, 22.0} <= sizes  # 一号, 二号
    assert min(sizes) >= 14
    assert large.count > usual.count
    block = sheet(paper, large=True)
    for page in large:
        for run in page.runs:
            right = run.x + fonts.width(run.text, Role.BODY, run.size, run.spacing)
            assert run.x >= block.left - 1
            assert right <= block.right + block.body / 2 + 1 or page.width > page.height


def test_the_large_grid_fills_the_block() -> None:
    for landscape in (False, True):
        block = sheet("A4", landscape=landscape, large=True)
        usual = sheet("A4", landscape=landscape)
        assert (block.block_width, block.block_height) == (usual.block_width, usual.block_height)
        assert block.lines * block.pitch - (block.pitch - block.body) == pytest.approx(block.block_height)
        assert 1.4 < block.pitch / block.body < 2.0
        assert abs(block.spacing) < 0.05 * block.body
    assert sheet("A4", large=True).block_width == pytest.approx(156 * MM)


def test_rows_of_a_large_list_are_all_there(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Callable[..., Table]
) -> None:
    pages = make_notice(replace(content, table=roster(45)), templates, large=True, fonts=fonts)
    drawn = "\n".join(page.text() for page in pages)
    assert all(f"{number}.00" in drawn for number in range(1, 46))
    lists = [page for page in pages if "补贴面积" in page.text()]
    assert all(run.size >= 14 for page in lists for run in page.runs)
