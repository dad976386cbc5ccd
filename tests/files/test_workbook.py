import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.styles import PatternFill
from xlwt.CompoundDoc import XlsDoc

from desktop.base.errors import Refusal, SurroundingsError
from desktop.files.container import DamagedWorkbook, LockedWorkbook, NotExcel, TooLargeWorkbook
from desktop.files.workbook import CellKind, cell_value, column_index, column_letters, read_workbook

LOCKED = Path(__file__).parents[1] / "fixtures" / "workbooks" / "password.xlsx"


def test_cells_come_as_a_clerk_sees_them(xlsx) -> None:
    line = [
        "文字",
        12,
        3.0,
        0.1 + 0.2,
        date(2026, 9, 14),
        datetime.fromisoformat("2026-09-14T08:30"),
        True,
        None,
        "末",
    ]
    sheet = read_workbook(xlsx([line])).sheets[0]
    texts = [sheet.cell(0, column).text for column in range(9)]
    assert texts == ["文字", "12", "3", "0.3", "2026-09-14", "2026-09-14 08:30", "是", "", "末"]
    assert sheet.cell(0, 4).kind is CellKind.DATE
    assert sheet.cell(99, 99).kind is CellKind.EMPTY


def test_a_long_number_typed_as_a_number_is_known_to_be_damaged() -> None:
    assert cell_value(632522199001010017).damaged
    assert cell_value(6.32522199001010e17).text == "632522199001010000"
    assert not cell_value(19900000001.0).damaged
    assert not cell_value("632522199001010017").damaged


def test_an_old_xls_reads_like_an_xlsx(xls, xlsx) -> None:
    cells = [["姓名", "金额"], ["扎西", 12.5]]
    old, new = read_workbook(xls(cells)), read_workbook(xlsx(cells))
    assert (old.kind, new.kind) == ("xls", "xlsx")
    for row in range(2):
        for column in range(2):
            assert old.sheets[0].cell(row, column) == new.sheets[0].cell(row, column)


def test_the_contents_decide_what_a_file_is_not_its_name(xls) -> None:
    assert read_workbook(xls([["姓名"], ["扎西"]], name="其实是旧的.xlsx")).kind == "xls"


def test_merged_and_hidden_parts_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "甲&乙"
    for row in range(1, 6):
        page.append([row, "扎西", "x"])
    page.merge_cells("B2:B3")
    page.row_dimensions[4].hidden = True
    page.column_dimensions["C"].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = read_workbook(tmp_path / "a.xlsx").sheets
    assert first.merges == ((1, 1, 2, 1),)
    assert (first.hidden_rows, first.hidden_columns) == ({3}, {2})
    assert (first.hidden, second.hidden) == (False, True)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"", "是空的"),
        ("a.xlsx", b"\0" * 4096, "是空的"),
        ("a.xlsx", "姓名,金额\n扎西,1".encode("gbk"), "普通文字"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        ("a.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n", "图片"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(NotExcel, match=words) as refused:
        read_workbook(path)
    assert "没有动" in refused.value.safe
    assert refused.value.todo


def test_a_word_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(NotExcel, match="Word"):
        read_workbook(path)


def test_a_password_is_told_in_both_formats(tmp_path: Path) -> None:
    with pytest.raises(LockedWorkbook, match="密码"):
        read_workbook(LOCKED)
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "姓名")
    stream = book.get_biff_data()
    first = 4 + struct.unpack("<H", stream[2:4])[0]
    locked = stream[:first] + struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678) + stream[first:]
    target = io.BytesIO()
    XlsDoc().save(target, locked)
    (tmp_path / "a.xls").write_bytes(target.getvalue())
    with pytest.raises(LockedWorkbook):
        read_workbook(tmp_path / "a.xls")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_told_and_never_half_read(tmp_path: Path, xlsx, xls, share: float) -> None:
    for path in (xlsx([["姓名"]] * 50), xls([["姓名"]] * 50)):
        data = path.read_bytes()
        cut = tmp_path / f"cut{path.suffix}"
        cut.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(DamagedWorkbook, match="不完整"):
            read_workbook(cut)


def test_broken_xml_inside_is_told(tmp_path: Path, xlsx) -> None:
    source = xlsx([["姓名", "扎西"]])
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(broken, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data[: len(data) // 2] if "sheet1" in entry.filename else data)
    with pytest.raises(Refusal):
        read_workbook(broken)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 40_000_000)
    with pytest.raises(TooLargeWorkbook):
        read_workbook(path)


def test_a_stray_cell_in_the_very_last_corner_is_refused_quickly(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "姓名"
    page["XFD1048576"] = "x"
    book.save(tmp_path / "vast.xlsx")
    with pytest.raises(TooLargeWorkbook, match="不像一张名单"):
        read_workbook(tmp_path / "vast.xlsx")


def test_colour_down_to_the_last_row_of_excel_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "姓名"
    page["L1048576"].fill = PatternFill("solid", fgColor="FFFF00")
    book.save(tmp_path / "long.xlsx")
    assert len(read_workbook(tmp_path / "long.xlsx").sheets[0].rows) == 1


def test_a_missing_file_is_the_surroundings_fault(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="打不开"):
        read_workbook(tmp_path / "没有.xlsx")


def test_letters_and_numbers_of_columns_agree() -> None:
    assert [column_letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(column_index(column_letters(place)) == place for place in range(2000))
    assert column_index("1") == -1
