"""Which rows, columns and cells of an .xlsx sheet nobody sees: hidden, filtered away, of no width, white on white."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from desktop.files.reading.package import Element, local
from desktop.files.workbook import column_index

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_FORMAT = re.compile(rb"<(?:\w+:)?sheetFormatPr\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"\b(\w+)=[\"']([^\"']*)[\"']")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ON = (b"1", b"true")
_FARTHEST_COLUMN = 400


@dataclass(frozen=True, slots=True)
class Looks:
    """Rows and columns counted from 0; ``cells`` as (row, column)."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    cells: frozenset[tuple[int, int]] = frozenset()


class _Style(NamedTuple):
    font: int
    fill: int
    format: int


def sheet_looks(content: bytes, unseen: frozenset[int]) -> Looks:
    """``content`` is the sheet's XML, ``unseen`` the styles of cells that show nothing."""
    return Looks(_rows(content), _columns(content), _cells(content, unseen) if unseen else frozenset())


def unseen_styles(tree: Element | None) -> frozenset[int]:
    """Indexes of cell styles with white letters on no ground, or with the number format that shows nothing (;;;)."""
    if tree is None:
        return frozenset()
    fonts, fills, styles, silent = list[bool](), list[bool](), list[_Style](), set[int]()
    for group in tree:
        kind = local(group.tag)
        if kind == "fonts":
            fonts = [_white(font) for font in group]
        elif kind == "fills":
            fills = [_painted(fill) for fill in group]
        elif kind == "numFmts":
            silent = {_number(node, "numFmtId") for node in group if node.get("formatCode") == ";;;"}
        elif kind == "cellXfs":
            styles = [
                _Style(*(_number(node, key) for key in ("fontId", "fillId", "numFmtId"))) for node in group
            ]
    return frozenset(
        index
        for index, style in enumerate(styles)
        if style.format in silent or (_at(fonts, style.font) and not _at(fills, style.fill))
    )


def _rows(content: bytes) -> frozenset[int]:
    usual = _FORMAT.search(content)
    all_hidden = usual is not None and dict(_ATTRIBUTE.findall(usual[1])).get(b"zeroHeight") in _ON
    found = set[int]()
    if not all_hidden and b"hidden=" not in content and b"ht=" not in content:
        return frozenset()
    for row in _ROW.finditer(content):
        said = dict(_ATTRIBUTE.findall(row[1]))
        number = said.get(b"r", b"")
        if number.isdigit() and (said.get(b"hidden") in _ON or _nothing(said.get(b"ht"))):
            found.add(int(number) - 1)
    return frozenset(found)


def _columns(content: bytes) -> frozenset[int]:
    found = set[int]()
    head = content[: max(content.find(b"sheetData"), 0)]
    for column in _COLUMN.finditer(head):
        said = dict(_ATTRIBUTE.findall(column[1]))
        first, last = said.get(b"min", b"1"), said.get(b"max", b"1")
        hidden = said.get(b"hidden") in _ON or _nothing(said.get(b"width"))
        if hidden and first.isdigit() and last.isdigit():
            found.update(range(int(first) - 1, min(int(last), _FARTHEST_COLUMN)))
    return frozenset(found)


def _cells(content: bytes, unseen: frozenset[int]) -> frozenset[tuple[int, int]]:
    found = set[tuple[int, int]]()
    for cell in _CELL.finditer(content):
        said = dict(_ATTRIBUTE.findall(cell[1]))
        style, reference = (
            said.get(b"s", b""),
            _REFERENCE.fullmatch(said.get(b"r", b"").decode("ascii", "replace")),
        )
        if style.isdigit() and int(style) in unseen and reference:
            found.add((int(reference[2]) - 1, column_index(reference[1])))
    return frozenset(found)


def _nothing(measure: bytes | None) -> bool:
    """True for a height or width of (next to) nothing; what is not said is the usual one."""
    try:
        return measure is not None and float(measure) < 0.5
    except ValueError:
        return False


def _white(font: Element) -> bool:
    color = next((node for node in font if local(node.tag) == "color"), None)
    return color is not None and (
        color.get("rgb", "").upper() in {"FFFFFFFF", "00FFFFFF", "FFFFFF"}
        or (color.get("theme") == "0" and not color.get("tint"))
        or color.get("indexed") in {"1", "9"}
    )


def _painted(fill: Element) -> bool:
    for node in fill.iter():
        if local(node.tag) == "patternFill" and node.get("patternType", "none") not in {"none"}:
            colors = [each.get("rgb", "").upper() for each in node if local(each.tag) == "fgColor"]
            return not any(color in {"FFFFFFFF", "00FFFFFF"} for color in colors)
        if local(node.tag) == "gradientFill":
            return True
    return False


def _number(node: Element, key: str) -> int:
    said = node.get(key, "0")
    return int(said) if said.isdigit() else 0


def _at(flags: list[bool], index: int) -> bool:
    return index < len(flags) and flags[index]
