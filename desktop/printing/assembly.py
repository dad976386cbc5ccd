"""Strips and list layout -> the pages of one document, with their page numbers and the code square."""

from collections.abc import Sequence

from desktop.printing.fonts import Role
from desktop.printing.pages import Box, Page, Pages, Rule, Run
from desktop.printing.paper import MM
from desktop.printing.qr import QUIET, qr_boxes, qr_modules
from desktop.printing.roster import RosterLayout
from desktop.printing.setting import BASELINE, Setter
from desktop.printing.strips import Placed, Strip, moved

_QR_LEAST, _QR_MOST = 22 * MM, 30 * MM
_MODULE = 0.37 * MM  # what a telephone still reads at arm's length


def qr_strip(setter: Setter, text: str, index_number: str, free: float) -> Strip:
    """The code square at the foot of the block with what it is for beside it.

    It stands left of the signature if that leaves ``free`` points, else below it.
    """
    pitch = setter.sheet.pitch
    modules = qr_modules(text)
    size = 10.5 * setter.sheet.type_scale
    side = min(max(len(modules) * _MODULE, _QR_LEAST), _QR_MOST) * setter.sheet.scale
    lines = [*(("索引号", index_number) if index_number else ()), "扫码可核对内容"]
    quiet = side * QUIET / len(modules)
    left = side - quiet + 4
    widest = left + max(setter.fonts.width(line, Role.NUMBER, size) for line in lines)
    height = 0.0 if widest + setter.sheet.body < free else -(-side // pitch) * pitch
    top = height - (pitch - setter.sheet.body) - side + quiet
    y = top + side / 2 - len(lines) * 1.5 * size / 2
    runs: list[Run] = []
    for number, line in enumerate(lines):
        runs += setter.runs(line, Role.NUMBER, size, left, y + number * 1.5 * size + (0.25 + BASELINE) * size)
    return Strip(height, tuple(runs), boxes=qr_boxes(modules, -quiet, top, side), foot=True)


def assemble(
    title: str,
    author: str,
    subject: str,
    setter: Setter,
    text: list[list[Placed]],
    layout: RosterLayout | None,
    substituted: str,
) -> Pages:
    total = len(text) + (layout.count if layout else 0)

    def make(index: int) -> Page:
        if index < len(text):
            return _text_page(setter, text[index], index + 1)
        assert layout is not None  # total counts its pages only if it is there
        return layout.page(
            index - len(text), _list_footer(Setter(setter.fonts, layout.sheet), index + 1, total)
        )

    return Pages(title.replace("\n", ""), author, subject, total, make, substituted)


def _text_page(setter: Setter, placed: Sequence[Placed], number: int) -> Page:
    block = setter.sheet
    runs: list[Run] = []
    rules: list[Rule] = []
    boxes: list[Box] = []
    for item in placed:
        new_runs, new_rules, new_boxes = moved(item.strip, block.left, block.top + item.top)
        runs += new_runs
        rules += new_rules
        boxes += new_boxes
    runs += _page_number(setter, number)
    return Page(block.width, block.height, tuple(runs), tuple(rules), tuple(boxes))


def _page_number(setter: Setter, number: int) -> list[Run]:
    """四号, dashes 7 mm below the block; odd pages one character from the right, even ones from the left (7.5)."""
    block = setter.sheet
    size = 14 * block.type_scale
    text = f"— {number} —"
    width = setter.fonts.width(text, Role.NUMBER, size)
    x = block.right - size - width if number % 2 else block.left + size
    return setter.runs(text, Role.NUMBER, size, x, block.bottom + 7 * MM * block.scale + 0.35 * size)


def _list_footer(setter: Setter, number: int, total: int) -> list[Run]:
    block = setter.sheet
    size = 10.5 * block.type_scale
    text = f"第 {number} 页 共 {total} 页"
    x = block.left + (block.block_width - setter.fonts.width(text, Role.NUMBER, size)) / 2
    return setter.runs(text, Role.NUMBER, size, x, block.bottom + 7 * MM * block.scale + 0.35 * size)
