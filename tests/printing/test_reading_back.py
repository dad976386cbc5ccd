"""Every character the bundled faces have comes back when the finished page is copied: the eight thousand of the standard,
those of the second plane, Tibetan letters and stacks, in text, in titles and in lists. And sideways lists keep their block.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from desktop.printing.compose import make_document, make_notice
from desktop.printing.fonts import FontSet
from desktop.printing.notice import Column, NoticeContent, Table
from desktop.printing.paper import MM
from desktop.printing.pdf import pdf_bytes
from desktop.printing.preview import opened_pdf
from tests.pdfs import running_text

Roster = Callable[..., Table]
STACKS = "བོད་ཡིག་སྒྲུབ་བརྒྱུད་རྐྱེན་ལྷ་ས། ཨོཾ་མ་ཎི་པདྨེ་ཧཱུྃ། ༢༠༢༦"


def characters(font: Path) -> str:
    """All ideographs, kana, marks and letters of a face that have a shape of their own."""
    with TTFont(font, lazy=True) as face:
        known = sorted(face.getBestCmap())
    kept = [chr(code) for code in known if unicodedata.category(chr(code))[0] in "LNPS" and code >= 0x21]
    return "".join(char for char in kept if unicodedata.normalize("NFC", char) == char)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def serif(templates: Path) -> str:
    found = characters(templates / "fonts" / "NotoSerifSC-Regular.ttf")
    assert len(found) > 8105
    assert sum(ord(char) > 0xFFFF for char in found) > 50
    return "".join(char for char in found if not ("\u0f00" <= char <= "\u0fff"))


def test_all_ideographs_are_given_back_one_by_one(serif: str, templates: Path, fonts: FontSet) -> None:
    wanted = [char for char in serif if unicodedata.category(char) == "Lo"]
    pdf = pdf_bytes(make_document("字", "".join(wanted), templates, fonts=fonts))
    text = squeezed(running_text(pdf)).removeprefix("字")
    lost = [f"U+{ord(char):X}" for char in wanted if char not in text]
    assert not lost, lost[:20]
    assert text == "".join(wanted)


def test_the_second_plane_and_tibetan_are_given_back_from_title_text_and_list(
    serif: str, content: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    rare = [char for char in serif if ord(char) > 0xFFFF][:60]
    name = "张" + "".join(rare[:2])
    rows = [(str(at), "".join(rare[at : at + 3]), STACKS) for at in range(0, 57, 3)]
    columns = (Column("n", "序号"), Column("name", "户主姓名"), Column("second", "藏文", wrap=True))
    pages = make_notice(
        replace(content, title=f"关于{name}的公示", unit=name, table=Table(columns, rows)),
        templates,
        fonts=fonts,
    )
    text = squeezed(running_text(pdf_bytes(pages)))
    assert f"关于{name}的公示" in text
    for _, one, _ in rows:
        assert one in text
    assert text.count(squeezed(STACKS)) == len(rows)


@pytest.mark.parametrize(("paper", "wide", "high"), [("A4", 297, 210), ("A3", 420, 297)])
def test_a_sideways_list_keeps_its_block_on_the_finished_page(
    content: NoticeContent, templates: Path, fonts: FontSet, roster: Roster, paper: str, wide: int, high: int
) -> None:
    """247 × 156 mm on A4, in proportion on A3; nothing but the page number below."""
    table = replace(roster(60), landscape=True)
    pdf = pdf_bytes(make_notice(replace(content, table=table), templates, paper=paper, fonts=fonts))
    scale = wide / 297
    with opened_pdf(pdf) as document:
        for number in range(1, len(document)):
            page = document[number]
            assert page.get_size() == pytest.approx((wide * MM, high * MM), abs=1)
            lines = page.get_textpage()
            boxes = [lines.get_rect(at) for at in range(lines.count_rects())]
            assert min(box[0] for box in boxes) >= 25 * MM * scale - 1
            assert max(box[2] for box in boxes) <= (297 - 25) * MM * scale + 1
            assert max(box[3] for box in boxes) <= high * MM - 20 * MM * scale
            assert min(box[1] for box in boxes) >= 10 * MM * scale  # the page number stands below the block
    assert "第2页共" in squeezed(running_text(pdf))
