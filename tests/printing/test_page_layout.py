"""Measured on the finished PDF, not on our own numbers."""

import ctypes
import io
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from desktop.printing.compose import make_document
from desktop.printing.fonts import FontSet
from desktop.printing.paper import MM
from desktop.printing.pdf import pdf_bytes
from desktop.printing.preview import pdf_text, render_page_png, render_page_to_width

SCALE = 4.0


def block(pdf: bytes, page: int, templates: Path, scale: float = 1.0) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in mm of the em boxes of a page full of 国: its ink and the glyph's own margins."""
    grey = Image.open(io.BytesIO(render_page_png(pdf, page, SCALE))).convert("L")
    body = grey.crop((0, 0, grey.width, int(265 * scale * MM * SCALE)))
    found = body.point([255] * 128 + [0] * 128).getbbox()
    assert found is not None
    with TTFont(templates / "fonts/NotoSerifSC-Regular.ttf", lazy=True) as font:
        glyph = font["glyf"][font.getBestCmap()[ord("国")]]
        margins = (glyph.xMin, 880 - glyph.yMax, glyph.xMax - 1000, -120 - glyph.yMin)
    left, top, right, bottom = (
        edge / SCALE / MM - margin / 1000 * 16 * scale / MM
        for edge, margin in zip(found, margins, strict=True)
    )
    return left, top, right, bottom


@pytest.fixture(scope="module")
def full(templates: Path, fonts: FontSet) -> bytes:
    """A document whose second page is full of 国."""
    return pdf_bytes(make_document("满版", "国" * 28 * 60, templates, fonts=fonts))


def test_the_text_block_is_156_by_225_mm_at_37_and_28(full: bytes, templates: Path) -> None:
    left, top, right, bottom = block(full, 1, templates)
    assert (left, top, right - left, bottom - top) == pytest.approx((28, 37, 156, 225), abs=0.5)


def test_a_page_holds_22_lines_of_28_characters(full: bytes) -> None:
    lines = [line for line in pdf_text(full, 1).splitlines() if "国" in line]
    assert [len(line) for line in lines] == [28] * 22


def test_body_is_16_points_and_title_22(full: bytes) -> None:
    document = pypdfium2.PdfDocument(full)
    try:
        found = set()
        for item in document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            pypdfium2.raw.FPDFTextObj_GetFontSize(item.raw, size)
            found.add(round(size.value, 2))
    finally:
        document.close()
    assert found == {22.0, 16.0, 14.0}


def test_the_page_number_stands_outside_at_the_foot(full: bytes) -> None:
    document = pypdfium2.PdfDocument(full)
    try:
        places = {}
        for number in (0, 1):
            page = document[number].get_textpage()
            text = page.get_text_range()
            at = text.rindex("—")
            places[number] = page.get_charbox(at)
            assert f"— {number + 1} —" in text
    finally:
        document.close()
    block_bottom = 297 * MM - (37 + 225) * MM
    for left, bottom, _, top in places.values():
        assert (block_bottom - (bottom + top) / 2) / MM == pytest.approx(7, abs=0.7)
        assert left > 0
    assert places[0][2] == pytest.approx((28 + 156) * MM - 14, abs=1)
    assert places[1][2] < 105 * MM


def test_a3_is_the_same_page_enlarged(templates: Path, fonts: FontSet) -> None:
    pdf = pdf_bytes(make_document("满版", "国" * 28 * 60, templates, paper="A3", fonts=fonts))
    found = block(pdf, 1, templates, 297 / 210)
    assert found == pytest.approx(tuple(edge * 297 / 210 for edge in (28, 37, 184, 262)), abs=0.5)


def test_the_preview_has_the_width_asked_for_and_the_shape_of_the_sheet(full: bytes) -> None:
    image = render_page_to_width(full, 0, 420)
    assert (image.width, image.height) == pytest.approx((420, 594), abs=1)
    assert len(image.rgba) == image.width * image.height * 4
    assert set(image.rgba[3::4]) == {255}
