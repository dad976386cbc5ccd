"""Builds the files offices really send: by the libraries that write them, never by hand-made bytes where avoidable."""

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
import xlwt

Cells = Sequence[Sequence[object]]
MakeBook = Callable[..., Path]


@pytest.fixture
def xlsx(tmp_path: Path) -> MakeBook:
    def make(cells: Cells, merges: Sequence[str] = (), name: str = "名单.xlsx", sheet: str = "名单") -> Path:
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        page.title = sheet
        for row, line in enumerate(cells, 1):
            for column, value in enumerate(line, 1):
                if value is not None:
                    page.cell(row, column, value)
        for area in merges:
            page.merge_cells(area)
        path = tmp_path / name
        book.save(path)
        return path

    return make


@pytest.fixture
def xls(tmp_path: Path) -> MakeBook:
    def make(cells: Cells, name: str = "名单.xls") -> Path:
        book = xlwt.Workbook(encoding="utf-8")
        page = book.add_sheet("花名册")
        for row, line in enumerate(cells):
            for column, value in enumerate(line):
                if value is not None:
                    page.write(row, column, value)
        path = tmp_path / name
        book.save(str(path))
        return path

    return make
