"""The yearly report as a workbook to be filled in: one sheet a section, sums as formulas. Writes and reads; judges nothing.

Cells are found again by the place the writing gave them and the heading that stands there, so a moved row is noticed.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import zh
from desktop.domain.annual_report import AnnualReport, Cells, Heading, Key, ReportSection, ReportTable
from desktop.files.workbook import CellKind, Sheet, read_workbook

_LABELS = 3
"""Columns before the numbers: number, group, label."""
_TOP, _LONGEST_NAME = 2, 31


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that does not hold a number, with what stands there."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class _Placed:
    table: ReportTable
    top: int

    @property
    def first(self) -> int:
        return self.top + 3

    def cell(self, row: int, column: int) -> tuple[int, int]:
        return self.first + row, _LABELS + column


def place_words(report: AnnualReport, key: Key) -> str:
    """三、收到和处理政府信息公开申请情况 “予以公开”行“自然人”列."""
    section = next(s for s in report.sections if any(table.key == key[0] for table in s.tables))
    table = next(table for table in section.tables if table.key == key[0])
    row = next(row for row in table.rows if row.key == key[1])
    column = next(column for column in table.columns if column.key == key[2])
    over = f"{column.group}·" if column.group else ""
    return zh(
        "{section}，“{row}”行“{over}{column}”列",
        section=section.title,
        row=row.label,
        over=over,
        column=column.label,
    )


def write_book(
    out: Path, report: AnnualReport, title: str, texts: Mapping[str, Sequence[str]], cells: Cells
) -> None:
    """Write ``out`` (.xlsx) whole or not at all. ``texts`` by section title are put below its items; ``cells`` are filled in."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    looks = _Looks(book)
    for section in report.sections:
        sheet = book.add_worksheet(_name(section))
        sheet.write_string(0, 0, f"{title}　{section.title}", looks.title)
        if section.tables:
            for placed in _placed(section):
                _write_table(sheet, placed, cells, looks)
            sheet.set_column(0, 0, 9)
            sheet.set_column(1, 1, 12)
            sheet.set_column(2, 2, 44)
            sheet.set_column(_LABELS, _LABELS + 15, 12)
            sheet.set_landscape()
        else:
            lines = [*(f"（要写到）{item}" for item in section.items), *texts.get(section.title, ())]
            for row, line in enumerate(lines, _TOP):
                sheet.write_string(row, 0, line, looks.text)
            sheet.set_column(0, 0, 100)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    book.close()
    write_atomically(out, stream.getvalue())


def read_book(path: Path, report: AnnualReport) -> tuple[Cells, list[Wrong]]:
    """What was filled in. Refusal if the file is no report of this format, or its rows and columns were moved."""
    sheets = {sheet.name: sheet for sheet in read_workbook(path).sheets}
    cells: Cells = {}
    wrong: list[Wrong] = []
    for section in report.sections:
        if not section.tables:
            continue
        sheet = sheets.get(_name(section))
        for placed in _placed(section):
            if sheet is None or not _stands(sheet, placed):
                raise Refusal(
                    zh(
                        "“{name}”不是本程序写出的年度报告表，或者“{section}”的行和列改动过。",
                        name=path.name,
                        section=section.title,
                    ),
                    safe=zh("文件没有动。"),
                    todo=zh("请重新写出一份，把数填进去，不要增删行和列。"),
                    code="not-annual-report",
                )
            for (row, column), key, place in _filled(placed):
                _take(sheet, row, column, key, place, cells, wrong)
    return cells, wrong


def _take(
    sheet: Sheet, row: int, column: int, key: Key, place: str, cells: Cells, wrong: list[Wrong]
) -> None:
    cell = sheet.cell(row, column)
    text = cell.text.replace(",", "").replace("，", "").strip()
    if cell.kind is CellKind.EMPTY or not text:
        return
    try:
        number = Decimal(text)
    except InvalidOperation:
        wrong.append(Wrong(f"{sheet.name} {place}", cell.text))
        return
    if number.is_finite() and number >= 0:
        cells[key] = number
    else:
        wrong.append(Wrong(f"{sheet.name} {place}", cell.text))


def _filled(placed: _Placed) -> Iterator[tuple[tuple[int, int], Key, str]]:
    """Every cell that a person fills in, and where it stands."""
    table = placed.table
    for down, row in enumerate(table.rows):
        for across, column in enumerate(table.columns):
            if not table.parts(row, column):
                at = placed.cell(down, across)
                yield at, (table.key, row.key, column.key), xl_rowcol_to_cell(*at)


def _stands(sheet: Sheet, placed: _Placed) -> bool:
    table = placed.table
    rows = all(sheet.cell(placed.first + n, 2).text == row.label for n, row in enumerate(table.rows))
    heads = (
        sheet.cell(placed.first - 1, _LABELS + n).text == head.label for n, head in enumerate(table.columns)
    )
    return rows and all(heads)


def _placed(section: ReportSection) -> Iterator[_Placed]:
    top = _TOP
    for table in section.tables:
        yield _Placed(table, top)
        top += 3 + len(table.rows) + (2 if table.note else 1)


def _write_table(sheet: Worksheet, placed: _Placed, cells: Cells, looks: "_Looks") -> None:
    table, first = placed.table, placed.first
    sheet.write_string(placed.top, 0, table.about, looks.text)
    for across, words in enumerate(("序号", "", table.corner)):
        sheet.write_string(first - 2, across, "", looks.head)
        sheet.write_string(first - 1, across, words, looks.head)
    for start, end, group in _groups(table.columns):
        if end > start and group:
            sheet.merge_range(first - 2, _LABELS + start, first - 2, _LABELS + end, group, looks.head)
        else:
            sheet.write_string(first - 2, _LABELS + start, group, looks.head)
    for across, column in enumerate(table.columns):
        sheet.write_string(first - 1, _LABELS + across, column.label, looks.head)
    rows = {row.key: down for down, row in enumerate(table.rows)}
    columns = {column.key: across for across, column in enumerate(table.columns)}
    for down, row in enumerate(table.rows):
        for across, words in enumerate((row.number, row.group, row.label)):
            sheet.write_string(first + down, across, words, looks.label)
        for across, column in enumerate(table.columns):
            at = placed.cell(down, across)
            key = (table.key, row.key, column.key)
            if parts := table.parts(row, column):
                places = (xl_rowcol_to_cell(*placed.cell(rows[part[1]], columns[part[2]])) for part in parts)
                # Empty until something is filled in: a sum of nothing is not nought.
                formula = ",".join(places)
                sheet.write_formula(*at, f'=IF(COUNT({formula})=0,"",SUM({formula}))', looks.sum, "")
            elif key in cells:
                sheet.write_number(*at, float(cells[key]), looks.number)
            else:
                sheet.write_blank(*at, None, looks.number)
    if table.note:
        sheet.write_string(first + len(table.rows), 0, table.note, looks.text)


def _groups(columns: Sequence[Heading]) -> Iterator[tuple[int, int, str]]:
    """First, last and name of columns under one heading."""
    start = 0
    for at in range(1, len(columns) + 1):
        if at == len(columns) or columns[at].group != columns[start].group or not columns[start].group:
            yield start, at - 1, columns[start].group
            start = at


def _name(section: ReportSection) -> str:
    return section.title[:_LONGEST_NAME]


class _Looks:
    def __init__(self, book: Workbook) -> None:
        box = {"border": 1, "valign": "vcenter"}
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.head: Format = book.add_format({**box, "bold": True, "align": "center", "text_wrap": True})
        self.label: Format = book.add_format({**box, "text_wrap": True})
        self.number: Format = book.add_format({**box, "align": "right"})
        self.sum: Format = book.add_format({**box, "align": "right", "bg_color": "#EEEEEE"})
