"""各乡镇公开情况: one line per office below, and a second sheet of the matters that are late or missing. Writes; reckons nothing."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import xlsxwriter

from desktop.base.files import write_atomically

Cell = str | int


def write_coverage(
    out: Path,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    gap_heads: Sequence[str],
    gaps: Sequence[Sequence[Cell]],
) -> None:
    """Both sheets, whole or not at all. Texts stay texts, numbers numbers; nothing is taken for a formula."""
    made = BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    large = book.add_format({"bold": True, "font_size": 14})
    for name, above, lines in (("各单位", heads, rows), ("逾期和没有的事项", gap_heads, gaps)):
        sheet = book.add_worksheet(name)
        sheet.write_string(0, 0, title, large)
        for across, head in enumerate(above):
            sheet.write_string(1, across, head, bold)
            longest = max((len(str(line[across])) for line in lines), default=0)
            sheet.set_column(across, across, min(60, max(8, 2 * len(head), 2 * longest) + 2))
        for down, line in enumerate(lines, 2):
            for across, cell in enumerate(line):
                if isinstance(cell, int):
                    sheet.write_number(down, across, cell)
                else:
                    sheet.write_string(down, across, cell)
        sheet.freeze_panes(2, 1)
        if lines:
            sheet.autofilter(1, 0, len(lines) + 1, len(above) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
    book.close()
    write_atomically(out, made.getvalue())
