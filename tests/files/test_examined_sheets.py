"""Every word of a workbook is told with its cell, wherever it hides."""

import io
import zipfile
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from desktop.domain.document import Document, Part
from desktop.files.examined import document_of, read_document
from tests.files.packages import added, package


def read(book: openpyxl.Workbook, parts: dict[str, str | bytes] | None = None) -> Document:
    out = io.BytesIO()
    book.save(out)
    return document_of("名单.xlsx", added(out.getvalue(), parts or {}))


def cells(document: Document, part: Part) -> dict[str, str]:
    """Place → text of what stands in tables of this part."""
    return {
        place: text
        for table in document.tables
        if table.part is part
        for row, places in zip(table.rows, table.places, strict=True)
        for text, place in zip(row, places, strict=True)
        if text
    }


def told(document: Document, part: Part) -> list[str]:
    return [passage.text for passage in document.passages if passage.part is part]


def sheet(book: openpyxl.Workbook) -> openpyxl.worksheet.worksheet.Worksheet:
    page = book.worksheets[0]
    page.title = "名单"
    for row in (["姓名", "身份证号", "金额"], ["王小明", "甲", 12.5], ["李二", "乙", 30]):
        page.append(row)
    return page


def test_cells_are_named_by_sheet_and_reference() -> None:
    book = openpyxl.Workbook()
    sheet(book)
    found = cells(read(book), Part.BODY)
    assert found["名单!A2"] == "王小明"
    assert found["名单!C2"] == "12.5"


def test_hidden_rows_columns_and_sheets_stand_apart_from_what_is_seen() -> None:
    book = openpyxl.Workbook()
    page = sheet(book)
    page.row_dimensions[3].hidden = True
    page.column_dimensions["B"].hidden = True
    secret = book.create_sheet("底稿")
    secret["A1"] = "藏起来的"
    secret.sheet_state = "veryHidden"
    document = read(book)
    assert cells(document, Part.BODY) == {
        "名单!A1": "姓名", "名单!C1": "金额", "名单!A2": "王小明", "名单!C2": "12.5",
    }  # fmt: skip
    assert cells(document, Part.HIDDEN) == {
        "名单!B1": "身份证号", "名单!B2": "甲", "名单!B3": "乙", "名单!A3": "李二", "名单!C3": "30", "底稿!A1": "藏起来的",
    }  # fmt: skip


def test_a_column_without_width_and_white_letters_are_hidden_too() -> None:
    book = openpyxl.Workbook()
    page = sheet(book)
    page.column_dimensions["B"].width = 0.1
    page["A3"].font = Font(color="FFFFFFFF")
    page["A1"].font = Font(color="FFFFFFFF")
    page["A1"].fill = PatternFill("solid", fgColor="FF1F3864")
    page["C3"].number_format = ";;;"
    hidden = cells(read(book), Part.HIDDEN)
    assert set(hidden) == {"名单!B1", "名单!B2", "名单!B3", "名单!A3", "名单!C3"}


def test_comments_names_lists_headers_and_properties_are_told() -> None:
    book = openpyxl.Workbook()
    page = sheet(book)
    page["A2"].comment = Comment("批注里的字", "李春梅")
    page.oddHeader.center.text = "页眉里的字"
    choice = openpyxl.worksheet.datavalidation.DataValidation("list", formula1='"在家,住院"')
    choice.add("D2")
    page.add_data_validation(choice)
    book.defined_names["底数"] = DefinedName("底数", attr_text='"常量里的字"')
    book.properties.creator = "张三"
    document = read(book)
    assert any("批注里的字" in text for text in told(document, Part.COMMENT))
    assert any("页眉里的字" in text for text in told(document, Part.HEADER))
    assert "在家,住院" in told(document, Part.HIDDEN)
    assert {'"常量里的字"', "张三"} <= set(told(document, Part.PROPERTY))


def test_caches_keep_what_cells_do_not_show_any_more() -> None:
    book = openpyxl.Workbook()
    sheet(book)
    document = read(
        book,
        {
            "xl/pivotCache/pivotCacheDefinition1.xml": '<d><sharedItems><s v="透视里的字"/><s v="王小明"/></sharedItems></d>',
            "xl/externalLinks/externalLink1.xml": "<e><cell><v>外部的字</v></cell></e>",
            "xl/charts/chart1.xml": "<c><strCache><pt><v>图里的字</v></pt></strCache></c>",
            "xl/drawings/drawing9.xml": "<d><txBody><p>框里的字</p></txBody></d>",
        },
    )
    assert told(document, Part.CACHE) == ["透视里的字", "外部的字", "图里的字"]
    assert told(document, Part.TEXT_BOX) == ["框里的字"]


def test_a_text_that_was_deleted_from_its_cell_is_found_among_the_shared_texts() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("名单").write("A1", "姓名")
    data = out.getvalue()
    shared = _shared(data).replace("</sst>", "<si><t>删掉的人</t></si></sst>")
    document = document_of("名单.xlsx", added(data, {"xl/sharedStrings.xml": shared}))
    assert told(document, Part.CACHE) == ["删掉的人"]


def _shared(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/sharedStrings.xml").decode()


def test_embedded_files_of_a_workbook_are_read() -> None:
    inner = io.BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "里层的字"
    book.save(inner)
    outer = openpyxl.Workbook()
    sheet(outer)
    document = read(outer, {"xl/embeddings/Microsoft_Excel_Sheet1.xlsx": inner.getvalue()})
    assert "里层的字" in cells(document, Part.EMBEDDED).values()


def test_a_text_box_of_a_report_writer_is_told(tmp_path: Path) -> None:
    path = tmp_path / "框.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("名单")
        page.write("A1", "姓名")
        page.insert_textbox("B2", "文本框里的电话")
        page.set_row(0, 0)
    document = read_document(path)
    assert told(document, Part.TEXT_BOX) == ["文本框里的电话"]
    assert cells(document, Part.HIDDEN) == {"名单!A1": "姓名"}


def test_an_old_workbook_tells_hidden_rows_columns_and_headers(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("花名册")
    for row, line in enumerate([["姓名", "卡号"], ["王小明", "甲"], ["李二", "乙"]]):
        for column, value in enumerate(line):
            page.write(row, column, value)
    page.col(1).hidden = True
    page.row(2).hidden = True
    page._Worksheet__header_str = "页眉的字"  # its own setter takes no text on this Python
    secret = book.add_sheet("底稿")
    secret.write(0, 0, "藏")
    secret.visibility = 1
    path = tmp_path / "旧.xls"
    book.save(str(path))
    document = read_document(path)
    assert document.kind == "xls"
    assert cells(document, Part.BODY) == {"花名册!A1": "姓名", "花名册!A2": "王小明"}
    hidden = {"花名册!B1": "卡号", "花名册!B2": "甲", "花名册!B3": "乙", "花名册!A3": "李二", "底稿!A1": "藏"}
    assert cells(document, Part.HIDDEN) == hidden
    assert "页眉的字" in told(document, Part.HEADER)


def test_an_open_document_sheet_tells_hidden_rows_and_comments() -> None:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:dc="urn:dc"'
    )

    def row(text: str, more: str = "", note: str = "") -> str:
        cell = (
            f'<table:table-cell office:value-type="string">{note}<text:p>{text}</text:p></table:table-cell>'
        )
        return f"<table:table-row {more}>{cell}</table:table-row>"

    note = "<office:annotation><text:p>批注的字</text:p></office:annotation>"
    table = row("姓名", "", note) + row("藏", 'table:visibility="collapse"')
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="名单">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></manifest:manifest>'
    data = package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )
    document = document_of("名单.ods", data)
    assert "藏" in cells(document, Part.HIDDEN).values()
    assert told(document, Part.COMMENT) == ["批注的字"]
