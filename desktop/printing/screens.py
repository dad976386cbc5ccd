"""Pages of a village screen 电子屏: big type, repeated heads, the code square at the bottom right of each page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.printing.fonts import Role
from desktop.printing.pages import Box, Page, Pages, Rule, Run
from desktop.printing.qr import qr_boxes, qr_modules
from desktop.printing.roster import RosterLayout
from desktop.printing.setting import Setter
from desktop.printing.strips import Placed, moved

DOTS = (1920, 1080)
_BAND, _SQUARE = 418.0, 108.0
_SMALL = 17.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands below every page: the office, the index number, and the text of the code square (empty: none)."""

    unit: str
    index_number: str
    qr_text: str


def assemble_screens(
    title: str,
    marks: Marks,
    setter: Setter,
    text: list[list[Placed]],
    layout: RosterLayout | None,
    substituted: str,
) -> Pages:
    total = len(text) + (layout.count if layout else 0)
    square = _square(setter, marks.qr_text) if marks.qr_text else ()

    def make(index: int) -> Page:
        below = _band(setter, marks, index + 1, total)
        if index < len(text):
            page = _text_page(setter, text[index], below)
        else:
            assert layout is not None  # total counts its pages only if it is there
            page = layout.page(index - len(text), below)
        line = Rule(setter.sheet.left, _BAND - 6, setter.sheet.right, _BAND - 6, 0.5)
        return replace(page, rules=(*page.rules, line), boxes=(*page.boxes, *square))

    return Pages(title.replace("\n", ""), marks.unit, marks.index_number, total, make, substituted)


def _square(setter: Setter, text: str) -> tuple[Box, ...]:
    x = setter.sheet.right - _SQUARE
    return qr_boxes(qr_modules(text), x, setter.sheet.height - 8 - _SQUARE, _SQUARE)


def _band(setter: Setter, marks: Marks, number: int, total: int) -> list[Run]:
    """Office and number at the left, the page in the middle, what the square is for beside it."""
    sheet = setter.sheet
    first, second = _BAND + 40, _BAND + 40 + 1.6 * _SMALL
    runs = setter.runs(marks.unit, Role.NUMBER, _SMALL, sheet.left, first)
    if marks.index_number:
        runs += setter.runs(f"索引号 {marks.index_number}", Role.NUMBER, _SMALL, sheet.left, second)
    pages = f"第 {number} 页 共 {total} 页"
    width = setter.fonts.width(pages, Role.NUMBER, _SMALL)
    runs += setter.runs(pages, Role.NUMBER, _SMALL, (sheet.width - width) / 2, second)
    if marks.qr_text:
        hint = "扫码可核对内容"
        width = setter.fonts.width(hint, Role.NUMBER, _SMALL)
        left = sheet.right - _SQUARE - width - 8
        runs += setter.runs(hint, Role.NUMBER, _SMALL, left, second)
    return runs


def _text_page(setter: Setter, placed: Sequence[Placed], below: Sequence[Run]) -> Page:
    sheet = setter.sheet
    runs: list[Run] = []
    rules: list[Rule] = []
    for item in placed:
        new_runs, new_rules, _ = moved(item.strip, sheet.left, sheet.top + item.top)
        runs += new_runs
        rules += new_rules
    return Page(sheet.width, sheet.height, (*runs, *below), tuple(rules))
