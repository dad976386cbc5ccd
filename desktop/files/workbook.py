"""A workbook as plain data: sheets of raw cells with what is merged and what is hidden. Judges nothing.

Reading is python-calamine's work (.xlsx, .xls, .ods, made by Excel or WPS); hidden rows and columns it does not tell
are read from the sheet's own XML.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from desktop.base.errors import MingbaiError
from desktop.files.broken_cells import BrokenCell, broken_cells
from desktop.files.container import ZIP_FAULTS, Container, damaged, locked, open_container

RawCell = str | int | float | bool | date | datetime | time | timedelta
_EXACT = 10**15
_SHEET = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGET = re.compile(rb"<Relationship [^>]*?>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_HIDDEN_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_COLUMNS = re.compile(rb"<col [^>]*?\bhidden=\"(?:1|true)\"[^>]*?>")


class CellKind(StrEnum):
    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    BROKEN = "broken"


class CellValue(NamedTuple):
    """A cell as text, and what it was. ``damaged``: a number with more digits than Excel keeps (15)."""

    text: str
    kind: CellKind
    damaged: bool = False


EMPTY = CellValue("", CellKind.EMPTY)


class Merge(NamedTuple):
    """A merged range, first and last row and column counted from 0, inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """``rows[r][c]`` are raw cells counted from 0, as on the screen of Excel; rows may differ in length."""

    name: str
    rows: list[list[RawCell]] = field(repr=False)
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> CellValue:
        """The cell, empty if it lies outside what is filled."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return EMPTY
        return cell_value(self.rows[row][column])


@dataclass(frozen=True)
class Workbook:
    """``kind`` is xlsx, xls or ods by content, whatever the file's name says."""

    path: Path
    kind: str
    sheets: tuple[Sheet, ...]


def read_workbook(path: Path) -> Workbook:
    """Read all worksheets. Raises a Refusal that says what the file is, if it is not a readable workbook."""
    return workbook_of(path, open_container(path))


def workbook_of(path: Path, container: Container) -> Workbook:
    """All worksheets of a file already opened; raises as `read_workbook`."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(container.data))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        hidden = {sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}
        sheets = [_sheet(book, container, name, name in hidden) for name in names]
    except PasswordError as error:
        raise locked(path) from error
    except MingbaiError:
        raise
    except (CalamineError, *ZIP_FAULTS) as error:
        raise damaged(path) from error
    # A panic of the reader on hostile bytes is no Exception in Python; it must not end the program.
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise damaged(path) from error
        raise
    return Workbook(path, container.kind, tuple(sheets))


def cell_value(raw: RawCell) -> CellValue:
    """What a clerk sees in the cell. Numbers keep the 15 digits Excel keeps, dates become ISO text."""
    if isinstance(raw, BrokenCell):
        return CellValue(raw, CellKind.BROKEN)
    if isinstance(raw, str):
        return CellValue(raw, CellKind.TEXT) if raw else EMPTY
    if isinstance(raw, bool):
        return CellValue("是" if raw else "否", CellKind.TRUTH)
    if isinstance(raw, int | float):
        return CellValue(_number(raw), CellKind.NUMBER, abs(raw) >= _EXACT)
    if isinstance(raw, datetime):
        midnight = raw.time() == time()
        return CellValue(raw.date().isoformat() if midnight else raw.isoformat(" ", "minutes"), CellKind.DATE)
    return CellValue(raw.isoformat() if isinstance(raw, date | time) else str(raw), CellKind.DATE)


def is_blank(raw: RawCell) -> bool:
    return isinstance(raw, str) and (not raw or raw.isspace())


def column_letters(column: int) -> str:
    """A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """0 for A; -1 for what is no column."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
        return -1
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _number(raw: float) -> str:
    if isinstance(raw, int):
        return str(raw)
    if raw.is_integer() and abs(raw) < _EXACT:
        return str(int(raw))
    return f"{Decimal(f'{raw:.15g}'):f}"


def _sheet(book: CalamineWorkbook, container: Container, name: str, hidden: bool) -> Sheet:
    source = book.get_sheet_by_name(name)
    rows: list[list[RawCell]] = source.to_python(skip_empty_area=False) if source.height else []
    while rows and all(is_blank(raw) for raw in rows[-1]):
        rows.pop()
    merges = tuple(Merge(*first, *last) for first, last in source.merged_cell_ranges or ())
    content = _content_of(container, name)
    for (row, letters), cell in broken_cells(content).items():
        column = column_index(letters)
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = cell
    return Sheet(name, rows, merges, hidden, *_hidden_parts(content))


def _content_of(container: Container, name: str) -> bytes:
    """The XML of an .xlsx sheet, empty for older kinds."""
    if container.kind != "xlsx":
        return b""
    with zipfile.ZipFile(io.BytesIO(container.data)) as archive:
        return _sheet_xml(archive, name)


def _hidden_parts(content: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Hidden rows and columns out of a sheet's XML; older kinds do not tell."""
    rows = (
        frozenset(int(number) - 1 for number in _HIDDEN_ROW.findall(content))
        if b"hidden=" in content
        else frozenset()
    )
    columns: set[int] = set()
    for found in _HIDDEN_COLUMNS.findall(content[: content.find(b"<sheetData")]):
        attributes = dict(_ATTRIBUTE.findall(found))
        columns.update(
            range(int(attributes.get(b"min", b"1")) - 1, min(int(attributes.get(b"max", b"1")), 1000))
        )
    return rows, frozenset(columns)


def _sheet_xml(archive: zipfile.ZipFile, name: str) -> bytes:
    """The XML of one sheet, empty where the package does not follow the usual layout."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return b""
    ids = {_unescaped(found[0]): found[1] for found in _SHEET.findall(archive.read("xl/workbook.xml"))}
    for found in _TARGET.findall(archive.read("xl/_rels/workbook.xml.rels")):
        attributes = dict(_ATTRIBUTE.findall(found))
        if attributes.get(b"Id") == ids.get(name):
            target = attributes.get(b"Target", b"").decode().lstrip("/")
            full = target if target.startswith("xl/") else f"xl/{target}"
            return archive.read(full) if full in names else b""
    return b""


def _unescaped(name: bytes) -> str:
    text = name.decode("utf-8", "replace")
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
