"""The wrong files offices really bring, each with what must come of it: the refusal and its words, or the rows that are right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from tests.farmland import HEADS, id_number
from tests.files.wrong_files import (
    LAST_COLUMN,
    LAST_ROW,
    PASSWORD,
    Make,
    book,
    cut,
    edited,
    exchanged,
    good,
    long_sheet,
    old_book,
    open_document,
    package,
    raw,
    roster,
    sparse,
)

SHEET = "xl/worksheets/sheet1.xml"
WHOLE = roster(good(1), good(2))
CSV = "村,户主姓名,补贴面积,补贴金额\n上滩村,马成英,10,1150\n"
HTML = '<html><meta charset="gbk"><table><tr><td>户主姓名</td></tr></table></html>'
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
EMPTY_FORMULA = b"<v />"


def setting(cell: str, value: object, kind: str = "") -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value
        if kind:
            sheet[cell].data_type = kind

    return change


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["E"].hidden = True


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[4].hidden = True


def add_hidden_sheet(sheet: Worksheet) -> None:
    other = sheet.parent.create_sheet("旧名单")
    other.append(HEADS)
    other.append(good(7))
    other.sheet_state = "hidden"


def hide_the_list(sheet: Worksheet) -> None:
    sheet.parent.create_sheet("说明")
    sheet.parent.active = 1
    sheet.sheet_state = "hidden"


def merge_village_and_amount(sheet: Worksheet) -> None:
    for area in ("A1:H1", "B3:B5", "G3:G5"):
        sheet.merge_cells(area)


def merge_titles(sheet: Worksheet) -> None:
    for row in (1, 2, 3):
        sheet.merge_cells(f"A{row}:H{row}")


def name_sheet(name: str) -> Callable[[Worksheet], None]:
    return lambda sheet: setattr(sheet, "title", name)


def protect(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.password = "1234"


def folder_named_as_a_table(folder: Path) -> Path:
    (folder / "名单.xlsx").mkdir()
    return folder / "名单.xlsx"


def named_on_an_old_stick(make: Make) -> Make:
    """A name in GBK bytes, as a stick formatted long ago shows it."""
    old = "名单.xlsx".encode("gbk").decode("utf-8", "surrogateescape")
    return lambda folder: make(folder).rename(folder / old)


def entity(declared: bytes) -> bytes:
    """A sheet whose only cell holds the entity ``a``."""
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>'
    return b"<!DOCTYPE x [%s]><worksheet><sheetData>%s</sheetData></worksheet>" % (declared, cell)


def read_only(folder: Path) -> Path:
    path = WHOLE(folder)
    path.chmod(0o444)
    return path


REFUSED: dict[str, tuple[Make, str, str]] = {
    # what it is: (the file, the refusal's code, words that its message must have)
    "text named xlsx": (raw("名单.xlsx", "上滩村 马成英 10亩".encode()), "not-excel", "普通文字"),
    "nothing in it": (raw("名单.xlsx", b""), "file-empty", "空的"),
    "only zero bytes": (raw("名单.xlsx", bytes(4096)), "file-empty", "空的"),
    "password of xlsx": (lambda _folder: PASSWORD, "excel-password", "去掉密码"),
    "password of xls (FILEPASS)": (old_book(filepass=True), "excel-password", "去掉密码"),
    "a cell in the last corner": (roster(good(1), change=setting(f"{LAST_COLUMN}{LAST_ROW}", "末")), "excel-too-large", ""),
    "a cell in row 1,048,576": (roster(good(1), change=setting(f"H{LAST_ROW}", "末")), "excel-too-large", ""),
    "cut after the first bytes": (cut(WHOLE, 0.01), "excel-damaged", "重新复制"),
    "cut at a quarter": (cut(WHOLE, 0.25), "excel-damaged", "不完整"),
    "cut at half": (cut(WHOLE, 0.5), "excel-damaged", "不完整"),
    "cut at three quarters": (cut(WHOLE, 0.75), "excel-damaged", "不完整"),
    "cut in the list of entries": (cut(WHOLE, 0.995), "excel-damaged", "不完整"),
    "an xls cut at half": (cut(old_book(), 0.5), "excel-damaged", "不完整"),
    "docx named xlsx": (package("名单.xlsx", {"word/document.xml": b"<x/>"}), "not-excel", "Word"),
    "doc named xls": (
        raw("名单.xls", OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(600)), "not-excel", "Word",
    ),
    "csv named xls": (raw("名单.xls", CSV.encode("utf-8-sig")), "not-excel", "另存为"),
    "csv in GBK named xls": (raw("名单.xls", CSV.encode("gbk")), "not-excel", "普通文字"),
    "csv in UTF-16 named xls": (raw("名单.xls", CSV.encode("utf-16")), "not-excel", "普通文字"),
    "web page named xls": (raw("名单.xls", HTML.encode("gbk")), "not-excel", "网页"),
    "XML table named xls": (raw("名单.xls", b'<?xml version="1.0"?><Workbook/>'), "not-excel", "XML"),
    "PDF named xlsx": (raw("名单.xlsx", b"%PDF-1.7\n" + bytes(90)), "not-excel", "原表"),
    "photo named xlsx": (raw("名单.xlsx", b"\xff\xd8\xff\xe0" + bytes(90)), "not-excel", "图片"),
    "picture": (raw("名单.png", b"\x89PNG\r\n\x1a\n" + bytes(90)), "not-excel", "图片"),
    "rar named xlsx": (raw("名单.xlsx", b"Rar!\x1a\x07\x00" + bytes(90)), "not-excel", "解压"),
    "zip of other files": (package("名单.zip", {"名单.txt": b"x"}), "not-excel", "解压"),
    "zip bomb beside the sheet": (exchanged(WHOLE, {"xl/media/image1.png": bytes(30_000_000)}), "excel-too-large", ""),
    "zip bomb as the sheet": (exchanged(WHOLE, {SHEET: b" " * 30_000_000}), "excel-too-large", ""),
    "90 MB": (sparse("名单.xlsx", 90 * 1024 * 1024), "excel-too-large", ""),
    "a folder": (folder_named_as_a_table, "not-excel", "文件夹"),
    "gone": (lambda folder: folder / "没有了.xlsx", "file-unreadable", "还在不在"),
    "a name that is no text": (named_on_an_old_stick(raw("名单.xlsx", b"x")), "not-excel", "普通文字"),
    "the sheet is not in the package": (exchanged(WHOLE, {SHEET: None}), "excel-damaged", ""),
    "broken XML": (exchanged(WHOLE, {"xl/workbook.xml": b"<workbook"}), "excel-damaged", ""),
    "entities that grow": (exchanged(WHOLE, {SHEET: entity(b'<!ENTITY b "xx"><!ENTITY a "&b;&b;&b;&b;">')}), "excel-damaged", ""),
    "an entity that reads another file": (
        exchanged(WHOLE, {SHEET: entity(b'<!ENTITY a SYSTEM "file:///etc/passwd">')}), "excel-damaged", "",
    ),
    "1,048,576 rows of figures": (long_sheet(LAST_ROW), "roster-not-found", "选错"),
    "no cell filled": (book([]), "roster-not-found", "补贴面积"),
    "no heads": (book([good(1), good(2), good(3)]), "roster-not-found", "户主姓名"),
    "heads only in row 46": (book([*([["说明"]] * 45), HEADS, good(1)]), "roster-not-found", "表头"),
    "a table of something else": (book([["物品", "数量", "单价"], ["复印纸", 10, 25]]), "roster-not-found", "选错"),
    "rows and columns exchanged": (
        book([list(line) for line in zip(HEADS, good(1), good(2), strict=True)]), "roster-not-found", "表头",
    ),
    "heads and nothing below": (roster(), "no-rows", "没有名单"),
    "a required column missing": (book([HEADS[:6], good(1)[:6]]), "roster-columns-missing", "补贴金额"),
    "hectares for mu": (
        book([[*HEADS[:5], "补贴面积（公顷）", *HEADS[6:]], good(1)]), "roster-columns-missing", "公顷",
    ),
    "ten thousands for yuan": (
        book([[*HEADS[:6], "补贴金额（万元）", HEADS[7]], good(1)]), "roster-columns-missing", "万元",
    ),
    "every row wrong": (roster(good(1, amount="一百元"), good(2, amount=99)), "no-rows", "2 处"),
}  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """How many rows come in; which rows of the sheet are refused with which words; what is told of the reading."""

    make: Make
    rows: int
    refused: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    value: tuple[str, str] = ("", "")


TAKEN: dict[str, Taken] = {
    "a formula in error": Taken(roster(good(1), good(2), change=setting("G3", "#REF!", "e")), 1, {3: "#REF!"}),
    "division by nothing": Taken(roster(good(1), good(2), change=setting("G3", "#DIV/0!", "e")), 1, {3: "错误值"}),
    "an error in a column of words": Taken(roster(good(1), good(2), change=setting("B3", "#N/A", "e")), 1, {3: "#N/A"}),
    "a formula never worked out": Taken(roster(good(1), good(2), change=setting("G3", "=F3*115")), 1, {3: "公式"}),
    "formulas prepared below the list": Taken(
        roster(good(1), change=lambda sheet: [setting(f"G{row}", f"=F{row}*115")(sheet) for row in range(4, 40)] and None), 1
    ),
    "a formula that refers to itself": Taken(
        edited(roster(good(1), good(2), change=setting("G3", "=G3+1")), SHEET, EMPTY_FORMULA, b"<v>0</v>"), 1, {3: "补贴金额"}
    ),
    "a link to another file": Taken(
        edited(roster(good(1), change=setting("G3", "=[1]Sheet1!A1")), SHEET, EMPTY_FORMULA, b"<v>1150</v>"),
        1, value=("amount", "1150.00"),
    ),
    "a hidden column": Taken(roster(good(1), change=hide_column), 1, notes=("E 列在表里是隐藏的",)),
    "a hidden row": Taken(roster(good(1), good(2), good(3), change=hide_row), 3, notes=("1 行在表里是隐藏的",)),
    "a hidden sheet beside": Taken(roster(good(1), change=add_hidden_sheet), 1),
    "the list itself hidden": Taken(roster(good(1), change=hide_the_list), 1, notes=("这张表是隐藏的",)),
    "village and amount merged": Taken(
        roster(good(1), good(2, village=None, amount=None), good(3, village=None, amount=None), change=merge_village_and_amount),
        1, {4: "没有填", 5: "没有填"},
    ),
    "macros": Taken(exchanged(WHOLE, {"xl/vbaProject.bin": b"macro"}, "名单.xlsm"), 2),
    "ods": Taken(open_document("名单.ods", [HEADS, good(1)]), 1),
    "et of WPS": Taken(old_book("名单.et"), 1),
    "xls named xlsx": Taken(old_book("名单.xlsx"), 1),
    "read-only": Taken(read_only, 2),
    "a protected sheet": Taken(roster(good(1), change=protect), 1),
    "a very long name": Taken(roster(good(1), name="名" * 80 + ".xlsx"), 1),
    "a name that is no text": Taken(named_on_an_old_stick(roster(good(1), [], good(2))), 2, notes=("空行 1 行",)),
    "a sheet named with signs": Taken(roster(good(1), change=name_sheet("村&组 <一>")), 1),
    "a sheet named with a rare character": Taken(roster(good(1), change=name_sheet("😀𠮷")), 1),
    "16,384 columns": Taken(roster(good(1), change=setting(f"{LAST_COLUMN}2", "末列")), 1),
    "amount with comma and 元": Taken(roster(good(1, area=100, amount="11,500.00元")), 1, value=("amount", "11500.00")),
    "amount with ￥": Taken(roster(good(1, amount="￥1150.00")), 1, value=("amount", "1150.00")),
    "amount in full-width digits": Taken(roster(good(1, amount="１１５０．００")), 1, value=("amount", "1150.00")),
    "area with 亩": Taken(roster(good(1, area="10亩")), 1, value=("subsidy_area", "10.00")),
    "amount 一百元": Taken(roster(good(1, amount="一百元"), good(2)), 1, {3: "只写数字"}),
    "amount in capitals": Taken(roster(good(1, amount="壹仟壹佰伍拾元整"), good(2)), 1, {3: "只写数字"}),
    "amount 约1150": Taken(roster(good(1, amount="约1150"), good(2)), 1, {3: "不是金额"}),
    "amount 1.15e3": Taken(roster(good(1, amount="1.15e3"), good(2)), 1, {3: "科学记数法"}),
    "amount 11,50": Taken(roster(good(1, amount="11,50"), good(2)), 1, {3: "不是金额"}),
    "amount NaN": Taken(roster(good(1, amount="NaN"), good(2)), 1, {3: "不是金额"}),
    "amount 1e999": Taken(roster(good(1, amount="1e999"), good(2)), 1, {3: "科学记数法"}),
    "amount that is yes": Taken(roster(good(1, amount=True), good(2)), 1, {3: "不是金额"}),
    "amount that is a date": Taken(roster(good(1, amount=date(2026, 9, 14)), good(2)), 1, {3: "不是金额"}),
    "negative": Taken(roster(good(1, area=-10, amount=-1150), good(2)), 1, {3: "不能小于"}),
    "ID as 4.4E+17": Taken(roster(good(1, id="4.4E+17"), good(2)), 1, {3: "改坏了"}),
    "ID as a number": Taken(roster(good(1, id=632299197001010017), good(2)), 1, {3: "改坏了"}),
    "card as a number": Taken(roster(good(1, card=6299990000000000018), good(2)), 1, {3: "改坏了"}),
    "ID in full-width digits": Taken(
        roster(good(1, id=id_number(1).translate(FULL_WIDTH))), 1, value=("id_number", id_number(1))
    ),
    "ID with blanks": Taken(
        roster(good(1, id=f" {id_number(1)[:6]} {id_number(1)[6:]}")), 1, value=("id_number", id_number(1))
    ),
    "ID with the apostrophe of Excel": Taken(
        roster(good(1, id=f"'{id_number(1)}")), 1, value=("id_number", id_number(1))
    ),
    "ID of 17 digits": Taken(roster(good(1, id=id_number(1)[:17]), good(2)), 1, {3: "17位"}),
    "ID whose last place is wrong": Taken(
        roster(good(1, id=id_number(1)[:17] + str((int(id_number(2)[17], 11) + 3) % 10)), good(2)), 1, {3: "最后一位"}
    ),
    "control character in a name": Taken(
        edited(roster(good(1, name="马成CTRL英")), SHEET, b"CTRL", b"_x0007_"), 1, value=("name", "马成英")
    ),
    "BiDi mark in a name": Taken(roster(good(1, name="马成\u202e英")), 1, value=("name", "马成英")),
    "invisible characters in a name": Taken(roster(good(1, name="马\u200b成\ufeff英")), 1, value=("name", "马成英")),
    "a line break in a name": Taken(roster(good(1, name="马成\n英")), 1, value=("name", "马成英")),
    "figures for a name": Taken(roster(good(1, name="12345"), good(2)), 1, {3: "有数字"}),
    "a name of 32,000 characters": Taken(roster(good(1, name="马" * 32000), good(2)), 1, {3: "30个字"}),
    "heads in row 30": Taken(book([*([["说明"]] * 29), HEADS, good(1)]), 1),
    "three merged titles": Taken(book([["青石滩乡"], ["补贴清册"], ["单位：元、亩"], HEADS, good(1)], merge_titles), 1),
    "heads in two rows": Taken(
        book(
            [[""] * 5 + ["补贴", "", ""], [*HEADS[:5], "面积（亩）", "金额（元）", HEADS[7]], good(1)],
            lambda sheet: sheet.merge_cells("F1:G1"),
        ),
        1, value=("subsidy_area", "10.00"),
    ),
    "heads again on every page": Taken(roster(good(1), HEADS, good(2)), 2, notes=("第 4 行又是一遍表头",)),
    "sums in the middle": Taken(
        roster(good(1), ["小计", *[""] * 4, 10, 1150, ""], good(2), ["合计", *[""] * 4, 20, 2300, ""]),
        2, notes=("第 4 行是“小计”", "第 6 行是“合计”"),
    ),
    "a sum that is wrong": Taken(
        roster(good(1), good(2), ["合计", *[""] * 4, 20, 9999, ""]), 2, notes=("写的是 9999.00，各行加起来是 2300.00",)
    ),
    "blank rows between": Taken(roster(good(1), [], [], good(2)), 2, notes=("空行 2 行",)),
    "the same row twice": Taken(roster(good(1), good(1), good(2)), 3),
    "the same column twice": Taken(
        book([[*HEADS, "补贴金额（元）"], [*good(1), 999]]), 1, notes=("只读了 G 列，I 列没有读",), value=("amount", "1150.00")
    ),
    "two lists side by side": Taken(
        book([[*HEADS, "", *HEADS], [*good(1), "", *good(2)]]), 1, notes=("只读了 D 列，M 列没有读",)
    ),
    "more decimals than Excel shows": Taken(
        roster(good(1, area=10.004, amount=1150.46)), 1, notes=("四舍五入",), value=("subsidy_area", "10.00")
    ),
}  # fmt: skip
DAYS: dict[str, tuple[object, str]] = {
    # what stands in the cell: (the cell, the words of the refusal, or the day that was read)
    "2月30日": ("2026年2月30日", "2026年2月没有30日"),
    "29 February of 1900": ("1900-02-29", "1900年2月没有29日"),
    "the serial number of a day": ("46279", "日期序号"),
    "a year of two digits": ("26.3.1", "只有两位"),
    "a month 13": ("2026-13-01", "没有13月"),
    "all zeros": ("0000-00-00", "不像是真的"),
    "the American way": ("03/01/2026", "不是日期"),
    "a day two hundred years ahead": ("2226-03-01", "不像是真的"),
    "a day with an hour": (datetime.fromisoformat("2026-03-01T08:30"), "不是日期"),
    "Chinese numerals": ("二〇二六年三月一日", "2026-03-01"),
    "a day as Excel keeps it": (date(2026, 3, 1), "2026-03-01"),
}
