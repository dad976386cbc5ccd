import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from desktop.printing.compose import make_notice
from desktop.printing.fonts import FontSet, Role
from desktop.printing.notice import NoticeContent, Table
from desktop.printing.options import kinds
from desktop.printing.paper import SCREEN
from desktop.printing.pdf import pdf_bytes
from desktop.printing.preview import render_page_exactly
from desktop.printing.sample import load_sample

QR = "MINGBAI1\nQST-2026-0031\n关于补贴的公示\n2026-09-07/2026-09-13\n0123456789abcdef\n" + "x" * 86


@pytest.fixture
def full(content: NoticeContent, roster: Callable[..., Table]) -> NoticeContent:
    return replace(content, table=roster(40), qr_text=QR, index_number="QST-2026-0031")


def test_each_screen_has_its_dots_its_number_and_a_square_that_can_be_read(
    full: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    pages = make_notice(full, templates, paper=SCREEN, fonts=fonts)
    pdf = pdf_bytes(pages)
    for number in (0, pages.count - 1):
        picture = Image.open(io.BytesIO(render_page_exactly(pdf, number, 1920, 1080)))
        assert picture.size == (1920, 1080)
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == QR
        assert code.position.top_left.x > 1500
        assert code.position.top_left.y > 800
        assert f"第 {number + 1} 页 共 {pages.count} 页" in pages.page(number).text()


def test_every_row_is_shown_once_under_repeated_heads_in_big_type(
    full: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    pages = list(make_notice(full, templates, paper=SCREEN, fonts=fonts))
    lists = [page for page in pages if "户主姓名" in page.text()]
    assert len(lists) > 3
    rows = [run.text for page in lists for run in page.runs if run.text.endswith(".00") and run.x > 600]
    assert rows == [*(f"{number}.00" for number in range(1, 41)), "1.00", "820.00"]
    assert all(run.size >= 17 for page in pages for run in page.runs)
    assert "附件：" not in "".join(page.text() for page in pages)


def test_nothing_runs_into_the_band_below_or_off_the_screen(templates: Path, fonts: FontSet) -> None:
    for kind in kinds(templates):
        for page in make_notice(load_sample(templates, kind), templates, paper=SCREEN, fonts=fonts):
            assert (page.width, page.height) == (960, 540)
            band = [run for run in page.runs if run.y > 412]
            assert all(run.size == 17 for run in band), kind
            for run in page.runs:
                assert run.x > 0
                assert run.x + fonts.width(run.text, Role.NUMBER, run.size, run.spacing) < 960, kind


def test_what_is_cut_to_one_village_needs_no_square(
    content: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    pages = make_notice(content, templates, paper=SCREEN, fonts=fonts)
    assert all(not page.boxes for page in pages)
    assert "扫码" not in pages.page(0).text()
