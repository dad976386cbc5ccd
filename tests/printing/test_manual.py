"""The handbook and the cards on paper: every word is there, pictures are, pages are numbered, nothing runs over."""

from collections.abc import Iterable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from desktop.base.errors import SurroundingsError
from desktop.base.paths import handbook_folder, templates_folder
from desktop.catalogue.handbook import read_handbook
from desktop.printing.fonts import FontSet, Role, bundled
from desktop.printing.manual import Chapter, card_pages, manual_pages
from desktop.printing.manual_text import Command, Head, Words, blocks
from desktop.printing.markdown import Grid
from desktop.printing.pages import Page, Pages
from desktop.printing.pdf import pdf_bytes

TEXT = """先说这一页做什么。

## 怎么做

1. 点「登记张贴」，选一处。
2. 见[同步](sync.md)，**看清楚**。

- 一个点。

| 按键 | 做什么 |
|---|---|
| F1 | 帮助 |

```
mingbai backup --to /media/u
```
"""


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return bundled(templates_folder(), office=False)


def plain(text: str) -> str:
    return "".join(text.split())


def words_of(pages: Iterable[Page]) -> str:
    return plain("".join(run.text for page in pages for run in page.runs))


def inside(pages: Pages, fonts: FontSet) -> bool:
    """Whether nothing is set past the edges of its sheet's text block (the foot of a page stands below it)."""
    for page in pages:
        for run in page.runs:
            if run.x < 60 or run.x > page.width - 60 or run.y > page.height - 20:
                return False
    return True


def test_what_is_written_becomes_blocks_in_order() -> None:
    made = blocks(TEXT)
    assert [type(block) for block in made] == [Words, Head, Words, Words, Words, Grid, Command]
    assert [block.mark for block in made if isinstance(block, Words)] == ["", "1.", "2.", "-"]
    step = made[2]
    assert isinstance(step, Words)
    assert step.spans == ((Role.BODY, "点"), (Role.HEADING, "「登记张贴」"), (Role.BODY, "，选一处。"))
    linked = made[3]
    assert isinstance(linked, Words)
    assert "".join(text for _role, text in linked.spans) == "见同步，看清楚。"


def test_every_word_of_every_page_is_printed_and_none_past_the_margin(fonts: FontSet) -> None:
    book = read_handbook(handbook_folder())
    chapters = [Chapter(page.title, page.markdown) for page in book.pages]
    pages = manual_pages(book.title, book.subtitle, "第一版", chapters, fonts)
    printed = words_of(pages)
    for page in book.pages:
        for block in blocks(page.markdown):
            said = block.text if isinstance(block, Head | Command) else ""
            if isinstance(block, Words):
                said = "".join(text for _role, text in block.spans)
            # a page may end within a paragraph, where the page's number comes between
            head = plain(said)[:8]
            assert head in printed, (page.key, said)
    assert inside(pages, fonts)


def test_the_list_of_contents_names_the_page_each_subject_begins_on(fonts: FontSet) -> None:
    long = "很长的一段话，占满几行，说了又说。" * 120
    chapters = [
        Chapter("甲", long, part="头一部分"),
        Chapter("乙", "短。"),
        Chapter("丙", long, part="后一部分"),
    ]
    pages = list(manual_pages("手册", "副题", "注", chapters, fonts))
    listed = words_of([pages[1]])
    for chapter in chapters:
        begun = next(n for n, page in enumerate(pages, 1) if n > 2 and page.runs[0].text == chapter.title)
        assert f"{chapter.title}{begun}" in listed
    assert [words_of([page])[-3:].strip("—") for page in pages[1:]] == [
        str(n) for n in range(2, len(pages) + 1)
    ]


def test_pictures_stand_whole_under_the_first_sentence(fonts: FontSet, tmp_path: Path) -> None:
    shot = tmp_path / "screen.png"
    Image.new("RGB", (300, 169), (10, 90, 102)).save(shot)
    pages = manual_pages("手册", "副题", "注", [Chapter("甲", "头一句。\n\n后一句。", (shot,))], fonts)
    page = list(pages)[2]
    assert len(page.pictures) == 1
    picture = page.pictures[0]
    assert picture.x + picture.width <= page.width
    assert picture.width / picture.height == pytest.approx(300 / 169)
    above = [run.y for run in page.runs if "头一句" in run.text]
    below = [run.y for run in page.runs if "后一句" in run.text]
    assert above[0] < picture.y < picture.y + picture.height < below[0]
    drawn = pypdfium2.PdfDocument(pdf_bytes(pages))[2].render(scale=1).to_pil()
    middle = drawn.getpixel((int(picture.x + picture.width / 2), int(picture.y + picture.height / 2)))
    assert middle == (10, 90, 102)


def test_short_subjects_share_a_page_and_a_picture_gives_way_to_a_few_lines(
    fonts: FontSet, tmp_path: Path
) -> None:
    short = [Chapter(name, "一句话。") for name in "甲乙丙"]
    pages = list(manual_pages("手册", "副题", "注", short, fonts))
    assert len(pages) == 3
    assert words_of([pages[1]]) == "目录甲3乙3丙3—2—"
    shot = tmp_path / "screen.png"
    Image.new("RGB", (300, 169), (10, 90, 102)).save(shot)
    many = "一句话。\n\n" * 15
    alone = list(manual_pages("手册", "副题", "注", [Chapter("甲", many, (shot,))], fonts))
    assert len(alone) == 3
    drawn = alone[2].pictures[0]
    assert drawn.width < 0.95 * 160 * 72 / 25.4
    assert drawn.x + drawn.width / 2 == pytest.approx(alone[2].width / 2, abs=1)


def test_a_picture_that_is_none_is_told(fonts: FontSet, tmp_path: Path) -> None:
    broken = tmp_path / "screen.png"
    broken.write_bytes(b"not a picture")
    with pytest.raises(SurroundingsError, match="screen"):
        manual_pages("手册", "副题", "注", [Chapter("甲", "头一句。", (broken,))], fonts)


def test_each_card_is_one_page_in_letters_for_the_wall(fonts: FontSet) -> None:
    book = read_handbook(handbook_folder())
    pages = list(card_pages([Chapter(card.title, card.markdown) for card in book.cards], fonts))
    assert len(pages) == len(book.cards) == 6
    for card, page in zip(book.cards, pages, strict=True):
        assert page.runs[0].text[0] == card.title[0]
        body = [run.size for run in page.runs if run.size > 10.5]
        assert min(body) >= 13
        assert plain(card.markdown.split("\n", maxsplit=1)[0])[:6] in words_of([page])


def test_a_card_too_long_is_our_fault_and_says_so(fonts: FontSet) -> None:
    with pytest.raises(ValueError, match="太长"):
        card_pages([Chapter("太长", "一段话。\n\n" * 200)], fonts)


def test_the_same_cards_give_the_same_bytes(fonts: FontSet) -> None:
    book = read_handbook(handbook_folder())
    chapters = [Chapter(card.title, card.markdown) for card in book.cards]
    assert pdf_bytes(card_pages(chapters, fonts)) == pdf_bytes(card_pages(chapters, fonts))
