"""A plain list as a workbook: title, heads, rows, everything as text. Knows nothing of what is listed."""

import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from desktop.base.files import write_atomically

_NARROW, _WIDE = 8, 48


def write_ledger(
    out: Path, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], sheet: str = "目录清单"
) -> None:
    """Write ``out`` (.xlsx) whole or not at all. Cells are texts: ``=1+1`` stays what was written, ``001`` keeps its noughts."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet(sheet)
    big = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    head = book.add_format(
        {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    cell = book.add_format({"border": 1, "valign": "top", "text_wrap": True, "num_format": "@"})
    last = len(heads)
    page.merge_range(0, 0, 0, last, title, big)
    page.set_row(0, 30)
    for column, words in enumerate(("序号", *heads)):
        page.write_string(1, column, words, head)
    for number, row in enumerate(rows, 1):
        page.write_number(number + 1, 0, number, head)
        for column, text in enumerate(row, 1):
            page.write_string(number + 1, column, text, cell)
    page.set_column(0, 0, 6)
    for column, words in enumerate(heads, 1):
        longest = max([len(words), *(len(row[column - 1]) for row in rows)])
        page.set_column(column, column, max(_NARROW, min(_WIDE, longest * 2 + 2)))
    page.freeze_panes(2, 0)
    page.autofilter(1, 0, max(len(rows) + 1, 1), last)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)
    book.close()
    write_atomically(out, stream.getvalue())
