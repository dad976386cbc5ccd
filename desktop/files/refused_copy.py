"""Gives the rows that were refused back: a copy of the file with the faulty cells coloured and the reason beside them.

The source is never written. An old .xls comes back as .xlsx, values only.
"""

import io
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook as OpenBook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.base.files import write_atomically
from desktop.files.container import open_container
from desktop.files.roster_rows import RowFault
from desktop.files.workbook import Workbook, column_index, read_workbook

_RED = PatternFill("solid", fgColor="FFF4B6B0")
_PALE = PatternFill("solid", fgColor="FFFDF0EE")
_AUTHOR = "明白"
_LIST = "退回的行"
_HEADS = ("Excel行号", "列", "栏目", "原来写的", "为什么退回")
_COMMENT_WIDTH, _LINE_HEIGHT, _LINE_LENGTH = 300, 26, 18
_HIDDEN_LABELS = ("身份证", "账号", "电话")


def write_refused_copy(source: Path, sheet: str, faults: Sequence[RowFault], out: Path) -> None:
    """Write ``out`` (.xlsx) whole or not at all: ``sheet`` with coloured cells, comments, and a list of all faults."""
    book = _copy_of(source)
    page = book[sheet]
    by_cell: dict[tuple[int, int], list[RowFault]] = defaultdict(list)
    for fault in faults:
        by_cell[fault.source_row, max(column_index(fault.letter), 0) + 1].append(fault)
    for row in {fault.source_row for fault in faults}:
        for cell in page[row]:
            cell.fill = _PALE
    for (row, column), here in by_cell.items():
        _mark(page, row, column, "\n".join(fault.reason for fault in here))
    _list_faults(book, sheet, faults)
    book.active = book.sheetnames.index(sheet)
    stream = io.BytesIO()
    book.save(stream)
    write_atomically(out, stream.getvalue())


def _copy_of(source: Path) -> OpenBook:
    """The whole workbook with its looks where openpyxl can read it, else its values."""
    container = open_container(source)
    if container.kind == "xlsx":
        try:
            return openpyxl.load_workbook(io.BytesIO(container.data))
        except (KeyError, ValueError, TypeError, AttributeError, IndexError):
            # Files of some programs bend the format further than openpyxl follows; their values still come back.
            pass
    return _values_of(read_workbook(source))


def _values_of(workbook: Workbook) -> OpenBook:
    book = OpenBook()
    if book.active is not None:
        book.remove(book.active)
    for sheet in workbook.sheets:
        page = book.create_sheet(sheet.name)
        for number, row in enumerate(sheet.rows, 1):
            for column, raw in enumerate(row, 1):
                if raw != "":
                    cell = page.cell(number, column, raw)
                    if isinstance(raw, str):
                        # Text such as "=..." or "001" must come back as text.
                        cell.data_type = "s"
                        cell.number_format = "@"
        for merge in sheet.merges:
            page.merge_cells(
                start_row=merge.top + 1,
                start_column=merge.left + 1,
                end_row=merge.bottom + 1,
                end_column=merge.right + 1,
            )
        if sheet.hidden:
            page.sheet_state = "hidden"
    return book


def _mark(page: Worksheet, row: int, column: int, reason: str) -> None:
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        cell = next(
            page.cell(area.min_row, area.min_col)
            for area in page.merged_cells.ranges
            if cell.coordinate in area
        )
    cell.fill = _RED
    comment = Comment(reason, _AUTHOR)
    lines = sum(1 + len(line) // _LINE_LENGTH for line in reason.split("\n"))
    comment.width, comment.height = _COMMENT_WIDTH, _LINE_HEIGHT * (lines + 1)
    cell.comment = comment


def _list_faults(book: OpenBook, sheet: str, faults: Sequence[RowFault]) -> None:
    name = _LIST if sheet != _LIST else f"{_LIST}2"
    if name in book.sheetnames:
        book.remove(book[name])
    page = book.create_sheet(name)
    page.append(_HEADS)
    for fault in sorted(faults, key=lambda fault: fault.source_row):
        # The numbers stand in the coloured cell; a second place for them is a second place to leak.
        written = "" if any(word in fault.label for word in _HIDDEN_LABELS) else fault.text
        page.append((fault.source_row, fault.letter, fault.label, written, fault.reason))
    for column, width in enumerate((10, 6, 18, 24, 60), 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"
