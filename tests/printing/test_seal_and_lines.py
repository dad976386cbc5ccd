"""Whatever the length of the text: the seal's place keeps with it, no line stands alone, no page begins with a wrong mark.

Read from the finished pages of the engine, for random texts.
"""

import itertools
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.paths import templates_folder
from desktop.domain.period import Period
from desktop.printing.compose import make_notice
from desktop.printing.fonts import FontSet, bundled
from desktop.printing.kinsoku import HALF_EMPTY
from desktop.printing.notice import NoticeContent, Section
from desktop.printing.pages import Page
from desktop.printing.paper import MM

TOP, BOTTOM = 37 * MM, (37 + 225) * MM
LEFT, RIGHT = 28 * MM, (28 + 156) * MM
BODY, STEP = 16.0, 16 + (156 * MM - 28 * 16) / 27
AT_NO_START = set("，。；：、？！）》”’〕】…—·%")
AT_NO_END = set("（《“‘〔【")

WORDS = st.text("国家机关公开，。；：“”《》（）、〔2026〕年0123456789.-abcXYZ%", min_size=1, max_size=160)
PARAGRAPHS = st.lists(st.integers(1, 130), min_size=1, max_size=14)


def notice(text: str, **more: object) -> NoticeContent:
    content = NoticeContent(
        kind="general",
        title="关于青石滩乡有关事项的公告",
        unit="云滩县青石滩乡人民政府",
        place="青石滩乡",
        date=date(2026, 9, 6),
        values={
            "basis_docs": "《森林防火条例》", "objection_unit": "青石滩乡应急管理站", "objection_phone": "0970-8600133",
            "supervision_phone": "12345",
        },
        period=Period(date(2026, 9, 7), date(2026, 9, 13), 7),
        sections=(Section("说明", text),),
        index_number="QST-2026-0001",
        qr_text="x" * 200,
    )  # fmt: skip
    return replace(content, **more)  # type: ignore[arg-type]


def lines_of(page: Page) -> list[tuple[float, str, float]]:
    """Baseline, text and left edge of each body line, top first; captions and page numbers are smaller."""
    found: dict[float, list[tuple[float, str]]] = {}
    for run in page.runs:
        if run.size == BODY:
            found.setdefault(round(run.y, 1), []).append((run.x, run.text))
    return [(y, "".join(text for _, text in sorted(runs)), min(runs)[0]) for y, runs in sorted(found.items())]


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS, st.booleans())
def test_the_signature_keeps_with_the_text_at_every_length(lengths: list[int], joint: bool) -> None:
    fonts = bundled(templates_folder(), office=False)
    text = "\n".join("公" * length for length in lengths)
    more = {"signers": ("云滩县财政局", "云滩县林业和草原局")} if joint else {}
    pages = list(make_notice(notice(text, **more), templates_folder(), fonts=fonts))
    lines = lines_of(pages[-1])
    dates = [at for at, (_, said, _) in enumerate(lines) if said == "2026年9月6日"]
    assert dates == [len(lines) - 1]
    units = [at for at, (_, said, _) in enumerate(lines) if said.startswith("云滩县青石滩乡人民政府")]
    above = lines[: units[0]]
    assert above, "a page with nothing but the signature"
    assert above[-1][1].endswith("12345。")
    pitch = (225 * MM - BODY) / 21
    gap = lines[units[0]][0] - above[-1][0]
    assert 2 * pitch - 1 <= gap <= 3 * pitch + 1  # one or two empty lines: room for the seal
    for page in pages:
        for y, _, _ in lines_of(page):
            assert TOP < y <= BOTTOM
        for box in page.boxes:
            assert box.x >= LEFT - 3 * MM
            assert box.y + box.height <= BOTTOM + 3 * MM


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS)
def test_no_line_of_a_paragraph_stands_alone_on_a_page(lengths: list[int]) -> None:
    fonts = bundled(templates_folder(), office=False)
    text = "\n".join("公" * length for length in lengths)
    pages = [lines_of(page) for page in make_notice(notice(text), templates_folder(), fonts=fonts)]
    begins = lambda line: line[2] > LEFT + STEP or line[1].startswith("2026")  # noqa: E731
    for page, following in itertools.pairwise(pages):
        if begins(following[0]):
            continue
        assert len(following) > 1, "the last line alone at the top"
        assert not begins(following[1]), f"the last line alone at the top: {following[0][1]}"
        assert not begins(page[-1]), f"the first line alone at the foot: {page[-1][1]}"


def test_a_heading_never_ends_a_page() -> None:
    fonts = bundled(templates_folder(), office=False)
    for extra in range(12):
        content = notice("x", sections=tuple(
            Section(f"第{number}项", "公" * (28 * (1 + (number + extra) % 3))) for number in range(9)
        ))  # fmt: skip
        for page in make_notice(content, templates_folder(), fonts=fonts):
            assert not re.match(r"[一二三四五六七八九]、第\d项$", lines_of(page)[-1][1])


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_no_line_begins_or_ends_with_a_mark_that_may_not(text: str) -> None:
    fonts = bundled(templates_folder(), office=False)
    long = "青石滩乡" + text + "公开"
    for page in make_notice(notice(long), templates_folder(), fonts=fonts):
        lines = lines_of(page)
        for (_, said, left), (_, following, next_left) in itertools.pairwise(lines):
            if next_left > LEFT + STEP:
                continue  # another paragraph
            piled = following[0] in AT_NO_START and said[-1] in AT_NO_START | AT_NO_END
            assert (
                following[0] not in AT_NO_START or piled or len(set(said) - AT_NO_START - AT_NO_END) == 0
            ), said
            assert said[-1] not in AT_NO_END or following[0] in AT_NO_END | AT_NO_START, (said, left)


@pytest.mark.parametrize(
    "text", ["共涉及46户，补贴面积691.56亩，每亩115.00元", "A4纸、GB/T 9704和PDF文件", "电话0970-8600123"]
)
def test_latin_and_digits_are_one_piece_and_stand_close(text: str, fonts: FontSet) -> None:
    """A number or a word is not broken, and its characters stand no further apart than the Chinese around it."""
    filled = "公" * 22
    for shift in range(8):
        pages = make_notice(notice(filled + "公" * shift + text + "公" * 30), templates_folder(), fonts=fonts)
        drawn = [said for page in pages for _, said, _ in lines_of(page)]
        for word in re.findall(r"[0-9A-Za-z.\-]+", text):
            assert any(word in said for said in drawn), (word, drawn)
        for page in pages:
            for run in page.runs:
                if run.size == BODY and re.search(r"\d", run.text):
                    assert -0.06 * BODY <= run.spacing <= (STEP - BODY) + 0.12 * BODY + 0.01


def test_marks_that_leave_half_their_width_empty_may_hang_at_the_edge(fonts: FontSet) -> None:
    pages = make_notice(notice("公" * 26 + "，" + "公" * 28), templates_folder(), fonts=fonts)
    for page in pages:
        for run in page.runs:
            if run.size == BODY:
                width = fonts.width(run.text, "body", BODY, run.spacing) - run.spacing
                empty = BODY / 2 if run.text[-1] in HALF_EMPTY else 0
                assert run.x + width - empty <= RIGHT + 0.1
