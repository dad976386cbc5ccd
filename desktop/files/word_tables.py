"""The tables of a Word file (.docx) as grids. Reads ``word/document.xml`` only, runs nothing, follows no link."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from desktop.base.errors import Refusal
from desktop.base.words import zh
from desktop.files.container import ZIP_FAULTS, too_large
from desktop.files.grids import SAFE, Grid, Spread

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST = 200 * 1024 * 1024
_WIDEST = 200
# Box characters that Word keeps as symbols of the fonts Wingdings and Wingdings 2.
_SYMBOLS = {
    "F0FE": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0A3": "□", "F052": "☑", "F053": "☒", "F06E": "■",
    "F0A7": "■", "F0FC": "√", "F050": "√", "F06C": "●", "F075": "◆", "F0FB": "×",
}  # fmt: skip


def word_grids(path: Path, data: bytes) -> list[Grid]:
    """All tables that stand in the text, in order; tables inside cells count as the cell's text."""
    body = _document(path, data).find(f"{_W}body")
    found = [] if body is None else list(body.iter(f"{_W}tbl"))
    inner = {id(inside) for table in found for inside in table.iter(f"{_W}tbl") if inside is not table}
    outer = [table for table in found if id(table) not in inner]
    return [_grid(zh("第{number}个表", number=number), table) for number, table in enumerate(outer, 1)]


def _document(path: Path, data: bytes) -> ElementTree.Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("word/document.xml").file_size > _LARGEST:
                raise too_large(path)
            content = archive.read("word/document.xml")
    except ZIP_FAULTS as error:
        raise _damaged(path) from error
    # Word never writes a document type; one that is there could only multiply entities without end.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _damaged(path)
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> Refusal:
    todo = zh("请重新复制一份；Word或WPS还能打开的话，另存为“.docx”再导入。")
    return Refusal(
        zh("“{name}”不完整或者坏了，读不出来。", name=path.name), safe=SAFE, todo=todo, code="word-damaged"
    )


def _grid(name: str, table: ElementTree.Element) -> Grid:
    """A vertically merged cell begins with ``restart`` and goes on in cells of the same grid column."""
    inner = {
        id(row) for below in table.iter(f"{_W}tbl") if below is not table for row in below.iter(f"{_W}tr")
    }
    rows = [row for row in table.iter(f"{_W}tr") if id(row) not in inner]
    cells: list[tuple[int, int, str, int, int]] = []
    open_: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = _number(row, "trPr", "gridBefore", 0)
        for cell in _cells(row):
            across = min(max(_number(cell, "tcPr", "gridSpan", 1), 1), _WIDEST)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and column in open_:
                at = open_[column]
                top, left, text, _, wide = cells[at]
                cells[at] = (top, left, text, number - top + 1, wide)
            else:
                open_.pop(column, None)
                if merge is not None:
                    open_[column] = len(cells)
                cells.append((number, column, _text(cell), 1, across))
            column += across
    spread = Spread(name)
    for top, left, text, down, across in cells:
        spread.put(top, left, text, down, across)
    return spread.grid(len(rows))


def _cells(row: ElementTree.Element) -> list[ElementTree.Element]:
    found: list[ElementTree.Element] = []
    for child in row:
        if child.tag == f"{_W}tc":
            found.append(child)
        elif child.tag == f"{_W}sdt":
            found.extend(child.findall(f"{_W}sdtContent/{_W}tc"))
    return found


def _number(holder: ElementTree.Element, properties: str, key: str, usual: int) -> int:
    node = holder.find(f"{_W}{properties}/{_W}{key}")
    said = node.get(f"{_W}val", "") if node is not None else ""
    return int(said) if said.isdigit() else usual


def _text(cell: ElementTree.Element) -> str:
    """The words of a cell, a line per paragraph. Deleted text (track changes) is not there any more."""
    lines: list[str] = []
    for paragraph in cell.iter(f"{_W}p"):
        parts: list[str] = []
        for node in paragraph.iter():
            if node.tag == f"{_W}t":
                parts.append(node.text or "")
            elif node.tag in (f"{_W}br", f"{_W}cr"):
                parts.append("\n")
            elif node.tag == f"{_W}tab":
                parts.append(" ")
            elif node.tag == f"{_W}sym":
                parts.append(_SYMBOLS.get(node.get(f"{_W}char", "").upper(), ""))
        lines.append("".join(parts))
    return "\n".join(lines).strip()
