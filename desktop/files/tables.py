"""The door to tables in foreign files: looks at the bytes, not the ending, and gives the grids. Judges no content."""

from collections.abc import Sequence
from pathlib import Path

from desktop.base.words import zh
from desktop.files.container import container_of
from desktop.files.grids import SAFE, Grid, NoTable, read_file, sheets_of
from desktop.files.web_tables import web_grids
from desktop.files.word_tables import word_grids

KINDS = zh("表格 (*.xlsx *.xls *.et *.ods *.docx *.html *.htm)")
_OLE, _ZIP = bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x03\x04"


def read_grids(path: Path) -> Sequence[Grid]:
    """All tables of an Excel, WPS, Word (.docx) or web file. Refusal if it is none of these, damaged, or empty."""
    data = read_file(path)
    grids: Sequence[Grid]
    if data.startswith(_ZIP) and b"word/document.xml" in data:
        grids = word_grids(path, data)
    elif data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data:
        raise NoTable(
            zh("“{name}”是老格式的Word文件（.doc）。", name=path.name),
            safe=SAFE,
            todo=zh("请用Word或WPS打开它，另存为“.docx”再导入。"),
            code="old-word",
        )
    elif _is_page(data):
        grids = web_grids(path, data)
    else:
        container_of(path, data)
        grids = sheets_of(path)
    found = [grid for grid in grids if grid.width > 1]
    if not found:
        todo = zh("请看一下是不是选错了文件；表格要是图片，请先做成真正的表格。")
        raise NoTable(zh("“{name}”里没有表格。", name=path.name), safe=SAFE, todo=todo, code="no-table")
    return found


def _is_page(data: bytes) -> bool:
    head = data[:65536].replace(b"\0", b"").lower()
    return not data.startswith((_ZIP, _OLE, b"%PDF")) and any(
        mark in head for mark in (b"<html", b"<table", b"<!doctype html", b"<body")
    )
