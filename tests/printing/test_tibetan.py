import io
import itertools
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.base.paths import templates_folder
from desktop.printing.columns import measure
from desktop.printing.compose import make_document, make_notice
from desktop.printing.fonts import TIBETAN_SCALE, FontSet, MissingGlyphs, Role, bundled
from desktop.printing.glyph_check import BrokenSyllables
from desktop.printing.kinsoku import break_lines, may_break
from desktop.printing.notice import Column, NoticeContent, Table
from desktop.printing.pages import Pages
from desktop.printing.paper import MM
from desktop.printing.pdf import pdf_bytes
from desktop.printing.preview import pdf_text, render_page_png
from desktop.printing.tibetan import COMBINING, syllables

STACKS = "སྒྲུབ་སྤྱི་ཚོགས་ཀྱི་"
SENTENCE = "བོད་ལྗོངས་སྤྱི་ཚོགས་ཀྱི་འཕེལ་རྒྱས་སྒྲུབ་པའི་གསལ་བསྒྲགས།"
MIXED = f"各位村民：བཀྲ་ཤིས་འཚོ་རིང་家2026年补贴1,234.50元，{SENTENCE} 由青石滩乡 སྒྲུབ 负责，联系人王𬱖𫖯。"
SYLLABLES = ("བོད་", "སྒྲུབ་", "སྤྱི་", "ཚོགས་", "ཀྱི་", "ང", "རྫོང་", "ཞབས་ཞུ", "།", " ", "༡༢༣", "གནས།")


def paper_with(fonts: FontSet, text: str, templates: Path) -> Pages:
    return make_document("证明", "{{ text }}", templates, variables={"text": text}, fonts=fonts)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", [STACKS, SENTENCE, MIXED, f"{SENTENCE} " * 9])
def test_a_copied_line_gives_back_the_exact_characters(fonts: FontSet, templates: Path, text: str) -> None:
    pdf = pdf_bytes(paper_with(fonts, text, templates))
    assert squeezed(text) in squeezed(pdf_text(pdf, 0))


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")
def test_another_reader_copies_the_same(fonts: FontSet, templates: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_bytes(paper_with(fonts, MIXED, templates)))
    said = subprocess.run(
        ["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode()
    assert squeezed(MIXED) in squeezed(said)


def test_a_stack_is_one_glyph_where_harfbuzz_says_so(fonts: FontSet, templates: Path) -> None:
    """Held against HarfBuzz itself, and against the ink: unshaped letters would stand side by side, three times as wide."""
    face = fonts.tibetan
    assert face is not None
    drawn = face.drawn("སྒྲུ", 16, 0.0)
    assert len(drawn) == 1
    buffer = uharfbuzz.Buffer()
    buffer.add_str(STACKS)
    buffer.guess_segment_properties()
    blob = uharfbuzz.Blob.from_file_path(str(templates / "fonts/NotoSerifTibetan-Regular.ttf"))
    font = uharfbuzz.Font(uharfbuzz.Face(blob))
    uharfbuzz.shape(font, buffer)
    whole = sum(position.x_advance for position in buffer.glyph_positions) / 1000
    assert sum(face.widths(STACKS)) == pytest.approx(whole, abs=0.06)  # kerning across syllables is left out
    grey = Image.open(io.BytesIO(render_page_png(pdf_bytes(paper_with(fonts, "སྒྲུབ", templates)), 0, 6.0)))
    ink = grey.convert("L").crop((0, 1000, grey.width, 3000)).point([255] * 128 + [0] * 128).getbbox()
    assert ink is not None
    width = (ink[2] - ink[0]) / 6 / (16 * TIBETAN_SCALE)
    height = (ink[3] - ink[1]) / 6 / (16 * TIBETAN_SCALE)
    assert 1.1 < width < 1.4  # two letters wide
    assert 1.25 < height < 1.5  # the stack reaches 0.69 em below the line


def test_vowels_stand_above_their_stack(fonts: FontSet) -> None:
    face = fonts.tibetan
    assert face is not None
    stack, vowel, _ = face.syllable("སྤྱི་").glyphs
    assert vowel.advance == 0
    assert vowel.dx < 0
    assert abs(vowel.dx) < stack.advance


def test_lines_end_where_syllables_end() -> None:
    assert may_break("་", "ཀ")
    assert may_break("།", "ཀ")
    assert may_break("་", "中")
    assert may_break("元", "བ")
    assert may_break("ད", "中")
    for before, after in ("སྒ", "ོད", "བ་", "ས།", "།།", " །", "༌ཀ", "༄༅", "ད2", "2བ", "ད，", "（བ"):
        assert not may_break(before, after), f"{before}{after}"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*SYLLABLES, "中文", "，", "2026", "（", "）"]), min_size=1, max_size=60).map(
        "".join
    )
)
def test_whatever_is_mixed_no_syllable_is_cut_and_nothing_leaves_the_block(text: str) -> None:
    fonts = bundled(templates_folder(), office=False)
    if fonts.broken(text):
        return
    widths = fonts.widths(text, Role.BODY, 16)
    lines = break_lines(text, widths, 300, 300)
    for line, following in itertools.pairwise(lines):
        before, after = text[line.end - 1], text[following.start]
        assert after not in COMBINING
        if "ༀ" <= before <= "࿿" and "ༀ" <= after <= "࿿" and text[line.end] != " ":
            assert before in "་།"
    for line in lines:
        assert sum(widths[line.start : line.end]) - line.trim <= 300.1


@given(st.text("བོདསྒྲུབ་།༌ ༡", max_size=40))
def test_syllables_joined_are_the_text(text: str) -> None:
    assert "".join(syllables(text)) == text


def test_full_tibetan_lines_reach_both_edges(fonts: FontSet, templates: Path) -> None:
    """Measured on the finished PDF: the ink of every full line ends at the edge, but for the side bearing of a tsheg."""
    pdf = pdf_bytes(paper_with(fonts, f"{SENTENCE} " * 12, templates))
    picture = Image.open(io.BytesIO(render_page_png(pdf, 0, 4.0))).convert("L")
    page = paper_with(fonts, f"{SENTENCE} " * 12, templates).page(0)
    baselines = sorted({run.y for run in page.runs if run.size == pytest.approx(16 * TIBETAN_SCALE)})
    assert len(baselines) > 4
    for y in baselines[1:-1]:
        strip = picture.crop((0, int((y - 9) * 4), picture.width, int(y * 4)))
        ink = strip.point([255] * 128 + [0] * 128).getbbox()
        assert ink is not None
        assert ink[0] / 4 == pytest.approx(28 * MM, abs=2.0)
        assert ink[2] / 4 == pytest.approx((28 + 156) * MM, abs=3.5)


def test_names_of_a_list_are_set_in_tibetan(content: NoticeContent, fonts: FontSet, templates: Path) -> None:
    columns = (Column("name", "户主姓名", wrap=True), Column("amount", "金额", "right"))
    name = "བསྟན་འཛིན་རྒྱ་མཚོ"
    table = Table(columns, [(name, "1.00"), (f"才让·{name}", "2.00")], title="名单")
    pdf = pdf_bytes(make_notice(replace(content, table=table), templates, fonts=fonts))
    assert squeezed(pdf_text(pdf, 1)).count(name) == 2


def test_lines_of_a_cell_with_tibetan_do_not_touch(fonts: FontSet, templates: Path) -> None:
    """Ink of neighbouring lines is parted by white, however deep the stacks and high the vowels."""
    name = "སྒྲུབ་སྒྲུབ་ཀྱི་ཚོཾ་"
    table = Table((Column("a", "村", wrap=True), Column("b", "名", wrap=True)), [(name * 9, name * 9)])
    measures = measure(table.columns, table.rows, (), 300, fonts)
    face = fonts.tibetan
    assert face is not None
    with TTFont(templates / "fonts/NotoSerifTibetan-Regular.ttf", lazy=True) as font:
        names = font.getGlyphOrder()
        shapes = [
            (font["glyf"][names[glyph.glyph]], glyph.dy * 1000)
            for part in syllables(name)
            for glyph in face.syllable(part).glyphs
        ]
        high = max(shape.yMax + dy for shape, dy in shapes if shape.numberOfContours) / 1000
        deep = min(shape.yMin + dy for shape, dy in shapes if shape.numberOfContours) / 1000
    assert (high - deep) * TIBETAN_SCALE < measures.leading
    assert measure(table.columns, [("村", "名")], (), 300, fonts).leading < measures.leading


def test_what_the_font_lacks_is_still_named(fonts: FontSet, templates: Path) -> None:
    with pytest.raises(MissingGlyphs, match=r"U\+0F48"):
        paper_with(fonts, "བོད་\u0f48", templates)


@pytest.mark.parametrize("broken", ["ི", "བོད་ྲུ"])
def test_a_sign_without_a_letter_is_sent_back(fonts: FontSet, templates: Path, broken: str) -> None:
    with pytest.raises(BrokenSyllables, match="少了字母"):
        paper_with(fonts, broken, templates)


def test_tibetan_is_no_substitute(fonts: FontSet, templates: Path) -> None:
    assert paper_with(fonts, SENTENCE, templates).substituted == ""


def test_the_same_tibetan_gives_the_same_bytes_whatever_was_set_before(
    fonts: FontSet, templates: Path
) -> None:
    first = pdf_bytes(paper_with(fonts, SENTENCE, templates))
    pdf_bytes(paper_with(fonts, "ཞབས་ཞུ་བརྒྱུད་ཧཱུྃ", templates))
    assert pdf_bytes(paper_with(fonts, SENTENCE, templates)) == first


def test_glyphs_say_what_they_stand_for_even_without_the_marked_text(fonts: FontSet, templates: Path) -> None:
    face = fonts.tibetan
    assert face is not None
    for syllable in ("སྒྲུབ", "རྫོང", "གསལ"):
        drawn = face.drawn(syllable, 16, 0.0)
        assert "".join(face.meaning(ord(glyph)) for glyph in drawn) == syllable


def test_plane_two_beside_tibetan_comes_back(fonts: FontSet, templates: Path) -> None:
    document = pypdfium2.PdfDocument(pdf_bytes(paper_with(fonts, f"王𬱖{STACKS}𫖯", templates)))
    said = document[0].get_textpage().get_text_bounded()
    document.close()
    assert f"王𬱖{STACKS}𫖯" in said


def test_tibetan_sits_on_the_line_of_the_chinese_beside_it(fonts: FontSet, templates: Path) -> None:
    """Measured on the ink: a plain letter is about as high as the body of an ideograph and centred on it."""

    def ink(text: str) -> tuple[float, float]:
        pdf = pdf_bytes(paper_with(fonts, text, templates))
        picture = Image.open(io.BytesIO(render_page_png(pdf, 0, 8.0))).convert("L")
        lines = picture.crop((0, (150 * 8), picture.width, (250 * 8)))
        box = lines.point([255] * 128 + [0] * 128).getbbox()
        assert box is not None
        return box[1] / 8, box[3] / 8

    top, bottom = ink("国")
    head, foot = ink("ང")
    assert top < head < foot < bottom
    assert 0.5 < (foot - head) / (bottom - top) < 0.85
    assert (head + foot) / 2 == pytest.approx((top + bottom) / 2, abs=0.12 * 16)


def test_titles_and_heads_are_heavier_than_the_text(fonts: FontSet, templates: Path) -> None:
    """Measured as ink: the same words in a title and in the text, reduced to the same size."""
    pages = make_document("སྒྲུབ་གནས་", "སྒྲུབ་གནས་", templates, fonts=fonts)
    pdf = pdf_bytes(pages)
    assert squeezed(pdf_text(pdf, 0)).count("སྒྲུབ་གནས་") == 2
    title, text = (run for run in pages.page(0).runs if run.text == "སྒྲུབ་གནས་")
    assert title.weight > 0
    assert text.weight == 0

    def ink(y: float, size: float) -> float:
        picture = Image.open(io.BytesIO(render_page_png(pdf, 0, 6.0))).convert("L")
        strip = picture.crop((0, int((y - 1.2 * size) * 6), picture.width, int((y + 0.8 * size) * 6)))
        return sum(255 - level for level in strip.tobytes()) / 255 / (6 * size) ** 2

    assert ink(title.y, title.size) > 1.15 * ink(text.y, text.size)
