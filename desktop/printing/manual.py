"""The handbook as pages: cover, list of contents with page numbers, one page begun for each subject; and quick cards.

Knows nothing of where the text comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from desktop.base.errors import SurroundingsError
from desktop.base.words import tr
from desktop.printing.fonts import FontSet, Role
from desktop.printing.manual_setting import ManualSetter, PictureStrip, manual_sheet
from desktop.printing.manual_text import blocks
from desktop.printing.pages import Box, Page, Pages, Picture, Rule, Run
from desktop.printing.paper import MM
from desktop.printing.setting import BASELINE
from desktop.printing.strips import Placed, Strip, deal, moved

_BODY, _LINES, _CLOSE_LINES = 12.0, 34, 37
_PICTURE_PARTS = (1.0, 0.9, 0.8, 0.7)  # of the block's width
_CARD_SIZES = ((18.0, 21), (17.0, 22), (16.0, 24), (15.0, 26), (14.0, 28), (13.0, 31), (12.0, 34))
_Loaded = tuple[bytes, tuple[int, int]]
_CARD_FOOT = "明白 · 在程序里按 F1 键，也能看到这些"


@dataclass(frozen=True, slots=True)
class Chapter:
    """``markdown`` without the title; ``pictures`` are PNG files; ``part`` is named where a new part begins."""

    title: str
    markdown: str
    pictures: tuple[Path, ...] = ()
    part: str = ""


def manual_pages(title: str, subtitle: str, note: str, chapters: Sequence[Chapter], fonts: FontSet) -> Pages:
    """The whole handbook on A4. ``note`` stands at the foot of the cover. SurroundingsError for a picture not to be read."""
    setter = ManualSetter(fonts, manual_sheet(_BODY, _LINES))
    sheets = _sheets(setter, [_chapter(setter, chapter) for chapter in chapters])
    listed = len(_contents(setter, chapters, [0] * len(chapters)))
    starts: list[int] = []
    at = 1 + listed
    for together, pages in sheets:
        starts += [at + 1] * together
        at += len(pages)
    made = [_cover(setter, title, subtitle, note)]
    made += [_page(setter, placed, n + 2) for n, placed in enumerate(_contents(setter, chapters, starts))]
    text = [placed for _together, pages in sheets for placed in pages]
    made += [_page(setter, placed, n + 2 + listed) for n, placed in enumerate(text)]
    return Pages(title, "", subtitle, len(made), made.__getitem__)


def card_pages(cards: Sequence[Chapter], fonts: FontSet) -> Pages:
    """One page a card, in the largest letters that fit."""
    made = [_card(card, fonts) for card in cards]
    return Pages("快速卡片", "", "、".join(card.title for card in cards), len(made), made.__getitem__)


def _sheets(setter: ManualSetter, laid: Sequence[list[Strip]]) -> list[tuple[int, list[list[Placed]]]]:
    """Subjects on sheets: short ones share one, a long one begins its own. How many stand together, and their pages."""
    out: list[tuple[int, list[list[Placed]]]] = []
    held: list[Strip] = []
    together = 0
    for strips in laid:
        joined = [*held, setter.gap(1.5), *strips]
        if together and _tall(joined) > setter.sheet.block_height:
            out.append((together, _dealt(setter, held)))
            held, together = [], 0
        held = joined if together else list(strips)
        together += 1
    return [*out, (together, _dealt(setter, held))]


def _tall(strips: Sequence[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _chapter(setter: ManualSetter, chapter: Chapter) -> list[Strip]:
    """A picture gives way, then the lines draw together, before a few of them run over to another page."""
    loaded = [_picture(path) for path in chapter.pictures]
    wide, close = (replace(setter, sheet=manual_sheet(_BODY, lines)) for lines in (_LINES, _CLOSE_LINES))
    for ways in (wide, close):
        for part in _PICTURE_PARTS if loaded else _PICTURE_PARTS[:1]:
            strips = _laid(ways, chapter, loaded, part)
            if _tall(strips) <= setter.sheet.block_height:
                return strips
    longer = (_laid(ways, chapter, loaded, _PICTURE_PARTS[0]) for ways in (wide, close))
    return min(longer, key=lambda strips: len(_dealt(setter, strips)))


def _laid(setter: ManualSetter, chapter: Chapter, loaded: Sequence[_Loaded], part: float) -> list[Strip]:
    parts = [strip for block in blocks(chapter.markdown) for strip in setter.block(block)]
    lead = next((n for n, strip in enumerate(parts) if strip.blank), 0) + 1
    pictures = [strip for png, shape in loaded for strip in setter.picture(png, shape, part)]
    return [*setter.title(chapter.title), *parts[:lead], *pictures, *parts[lead:]]


def _picture(path: Path) -> _Loaded:
    try:
        with Image.open(path) as image:
            return path.read_bytes(), image.size
    except (OSError, UnidentifiedImageError) as error:
        raise SurroundingsError(
            tr("手册要用的画面“{name}”读不出来。", name=path.name),
            safe=tr("手册没有生成，记录没有受影响。"),
            todo=tr("请先把窗口的画面重新画一次。"),
            code="no-picture",
        ) from error


def _dealt(setter: ManualSetter, strips: Sequence[Strip]) -> list[list[Placed]]:
    return deal(strips, setter.sheet.block_height)


def _contents(setter: ManualSetter, chapters: Sequence[Chapter], starts: Sequence[int]) -> list[list[Placed]]:
    strips = setter.title("目录")
    for chapter, start in zip(chapters, starts, strict=True):
        if chapter.part:
            runs = setter.plain.runs(chapter.part, Role.HEADING, _BODY, 0.0, BASELINE * _BODY)
            strips += [setter.gap(0.2), Strip(setter.sheet.pitch * 0.85, tuple(runs), keep=True)]
        strips.append(_entry(setter, chapter.title, str(start)))
    return _dealt(setter, strips)


def _entry(setter: ManualSetter, title: str, number: str) -> Strip:
    """Title, a row of points, page number."""
    fonts, wide = setter.fonts, setter.sheet.block_width
    left = 2 * _BODY
    used = left + fonts.width(title, Role.BODY, _BODY)
    at = wide - fonts.width(number, Role.NUMBER, _BODY)
    step, runs = _BODY * 0.6, setter.plain.runs(title, Role.BODY, _BODY, left, BASELINE * _BODY)
    dots = tuple(
        Box(wide - n * step, _BODY * 0.75, 0.9, 0.9)
        for n in range(int((wide - used) // step))
        if used + step / 2 < wide - n * step < at - step / 2
    )
    runs += setter.plain.runs(number, Role.NUMBER, _BODY, at, BASELINE * _BODY)
    return Strip(setter.sheet.pitch * 0.72, tuple(runs), boxes=dots)


def _cover(setter: ManualSetter, title: str, subtitle: str, note: str) -> Page:
    sheet, plain = setter.sheet, setter.plain
    runs: list[Run] = []
    for text, role, size, y in (
        (title, Role.TITLE, 34.0, 230.0), (subtitle, Role.BODY, 16.0, 290.0), (note, Role.BODY, 12.0, 740.0),
    ):  # fmt: skip
        runs += plain.runs(text, role, size, (sheet.width - setter.fonts.width(text, role, size)) / 2, y)
    return Page(sheet.width, sheet.height, tuple(runs), (Rule(sheet.left, 255.0, sheet.right, 255.0, 1.2),))


def _page(setter: ManualSetter, placed: Sequence[Placed], number: int) -> Page:
    sheet = setter.sheet
    page = _bare(setter, placed)
    size = 10.5
    words = f"— {number} —"
    left = (sheet.width - setter.fonts.width(words, Role.NUMBER, size)) / 2
    foot = setter.plain.runs(words, Role.NUMBER, size, left, sheet.bottom + 9 * MM)
    return Page(page.width, page.height, (*page.runs, *foot), page.rules, page.boxes, page.pictures)


def _bare(setter: ManualSetter, placed: Sequence[Placed]) -> Page:
    sheet = setter.sheet
    runs: list[Run] = []
    rules: list[Rule] = []
    boxes: list[Box] = []
    pictures: list[Picture] = []
    for item in placed:
        top = sheet.top + item.top
        new_runs, new_rules, new_boxes = moved(item.strip, sheet.left, top)
        runs += new_runs
        rules += new_rules
        boxes += new_boxes
        if isinstance(item.strip, PictureStrip):
            left = sheet.left + item.strip.left
            pictures.append(Picture(left, top, item.strip.wide, item.strip.height, item.strip.png))
    return Page(sheet.width, sheet.height, tuple(runs), tuple(rules), tuple(boxes), tuple(pictures))


def _card(card: Chapter, fonts: FontSet) -> Page:
    """Raises ValueError for a card too long for one page in the smallest letters: the text is ours."""
    for body, lines in _CARD_SIZES:
        setter = ManualSetter(fonts, manual_sheet(body, lines))
        strips = [*setter.title(card.title)]
        strips += [strip for block in blocks(card.markdown) for strip in setter.block(block)]
        dealt = _dealt(setter, strips)
        if len(dealt) == 1:
            page = _bare(setter, dealt[0])
            size, sheet = 10.5, setter.sheet
            left = (sheet.width - fonts.width(_CARD_FOOT, Role.BODY, size)) / 2
            foot = setter.plain.runs(_CARD_FOOT, Role.BODY, size, left, sheet.bottom + 9 * MM)
            return Page(page.width, page.height, (*page.runs, *foot), page.rules, page.boxes)
    raise ValueError(f"too long for one page: {card.title}")
