"""Makes the real files of the corpus: text, workbooks and photos here, Word and PDF next door.

Test support: a notice's ``text`` is its lines, where ``| a | b |`` is a row of a table. It writes files and judges nothing.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from tests.examiner.corpus import Notice, blocks
from tests.examiner.ooxml import docx_bytes, pivot_cache_parts
from tests.examiner.pages import pdf_bytes


def build(notice: Notice, folder: Path) -> Path:
    """Write the notice's file into ``folder`` and return its path."""
    path = folder / (notice.file_name or f"{notice.id}.{notice.format}")
    makers = {"txt": _txt, "docx": docx_bytes, "xlsx": _xlsx, "xls": _xls, "pdf": pdf_bytes, "jpg": _jpg}
    path.write_bytes(makers[notice.format](notice))
    return path


def _txt(notice: Notice) -> bytes:
    between = {"tab": "\t", "space": "    ", "pipe": " | "}[notice.options.get("table", "tab")]
    lines: list[str] = []
    for line, rows in blocks(notice.text):
        lines.extend(between.join(row) for row in rows) if rows else lines.append(line)
    return "\r\n".join(lines).encode(notice.options.get("encoding", "utf-8"), "strict")


def _value(cell: str) -> str | float:
    """Figures become numbers, long digit strings and codes stay text, as a clerk's workbook has them."""
    plain = cell.replace(".", "", 1).replace("-", "", 1)
    if (
        plain.isdigit()
        and len(plain) < 12
        and not (cell.startswith("0") and not cell.startswith("0.") and len(cell) > 1)
    ):
        return float(cell) if "." in cell else int(cell)
    return cell


def _grid(text: str) -> list[list[str]]:
    grid: list[list[str]] = []
    for line, rows in blocks(text):
        if rows:
            grid.extend(rows)
        elif line.strip():
            grid.append([line])
    return grid


def _xlsx(notice: Notice) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(notice.options.get("sheet", "名单"))
    grid = _grid(notice.text)
    _fill(sheet, grid)
    extra: dict[str, bytes] = {}
    for item in notice.hidden:
        extra.update(_hide_in_book(book, sheet, grid, item))
    book.close()
    return _with_parts(out.getvalue(), extra) if extra else out.getvalue()


def _fill(sheet: Any, grid: list[list[str]]) -> None:
    for at, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell:
                sheet.write(at, column, _value(cell))


def _hide_in_book(book: Any, sheet: Any, grid: list[list[str]], item: dict[str, str]) -> dict[str, bytes]:
    """Hide one thing where ``how`` says; returns the parts the library cannot write."""
    how, text = item["how"], item.get("text", "")
    if how == "pivot_cache":
        return pivot_cache_parts(_grid(text))
    if how == "embedded":
        inner = Notice(id="inner", kind="general", format="docx", text=text)
        return {"xl/embeddings/Microsoft_Word_Document1.docx": docx_bytes(inner)}
    if how in {"sheet", "very_hidden_sheet"}:
        other = book.add_worksheet(item.get("name", "Sheet2"))
        _fill(other, _grid(text))
        other.hide() if how == "sheet" else other.very_hidden()
        return {}
    if how == "column":
        at = next(row for row in grid if item["head"] in row).index(item["head"])
        sheet.set_column(at, at, None, None, {"hidden": True})
        return {}
    if how == "row":
        for at in (at for at, row in enumerate(grid) if item["head"] in row):
            sheet.set_row(at, None, None, {"hidden": True})
        return {}
    unseen: dict[str, Callable[[], object]] = {
        "comment": lambda: sheet.write_comment(item.get("cell", "C3"), text, {"author": "经办人"}),
        "defined_name": lambda: book.define_name(item.get("name", "备查"), f'="{text}"'),
        "property": lambda: book.set_properties({item.get("name", "comments"): text}),
        "header": lambda: sheet.set_header("&C" + text),
        "footer": lambda: sheet.set_footer("&L" + text),
        "text_box": lambda: sheet.insert_textbox("J2", text),
        "white": lambda: sheet.write(len(grid) + 3, 0, text, book.add_format({"font_color": "#FFFFFF"})),
        "number_format": lambda: sheet.write(item["cell"], text, book.add_format({"num_format": ";;;"})),
    }
    unseen[how]()
    return {}


def _with_parts(data: bytes, extra: dict[str, bytes]) -> bytes:
    """The archive with more parts; content types and relations of the pivot cache are entered too."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"</Types>", _types(extra) + b"</Types>")
            if name == "xl/_rels/workbook.xml.rels" and any("pivotCache" in part for part in extra):
                content = content.replace(b"</Relationships>", _PIVOT_RELATION + b"</Relationships>")
            if name == "xl/workbook.xml" and any("pivotCache" in part for part in extra):
                caches = b'<pivotCaches><pivotCache cacheId="1" r:id="rIdPivot1"/></pivotCaches>'
                content = content.replace(b"</workbook>", caches + b"</workbook>")
            new.writestr(name, content)
        for name, content in extra.items():
            new.writestr(name, content)
    return out.getvalue()


_PIVOT_RELATION = (
    b'<Relationship Id="rIdPivot1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    b'pivotCacheDefinition" Target="pivotCache/pivotCacheDefinition1.xml"/>'
)
_SHEET_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def _types(extra: dict[str, bytes]) -> bytes:
    told = ""
    for name in extra:
        if "pivotCacheDefinition1.xml" in name and "_rels" not in name:
            told += f'<Override PartName="/{name}" ContentType="{_SHEET_TYPES}pivotCacheDefinition+xml"/>'
        elif "pivotCacheRecords" in name:
            told += f'<Override PartName="/{name}" ContentType="{_SHEET_TYPES}pivotCacheRecords+xml"/>'
        elif name.endswith(".docx"):
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            told += f'<Default Extension="docx" ContentType="{kind}"/>'
    return told.encode()


def _xls(notice: Notice) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(notice.options.get("sheet", "名单"))
    grid = _grid(notice.text)
    _fill(sheet, grid)
    for item in notice.hidden:
        if item["how"] == "sheet":
            other = book.add_sheet(item.get("name", "Sheet2"))
            _fill(other, _grid(item["text"]))
            other.visibility = 1
        elif item["how"] == "column":
            heads = next(row for row in grid if item["head"] in row)
            sheet.col(heads.index(item["head"])).hidden = True
        elif item["how"] == "row":
            for at, row in enumerate(grid):
                sheet.row(at).hidden = item["head"] in row
        else:
            raise ValueError(f"an old workbook hides nothing by {item['how']}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _jpg(notice: Notice) -> bytes:
    picture = Image.new("RGB", (96, 64), (190, 180, 150))
    exif = Image.Exif()
    for item in notice.hidden:
        if item["how"] == "gps":
            degrees = [IFDRational(part) for part in (36, 37, 12)]
            along = [IFDRational(part) for part in (101, 46, 30)]
            exif[0x8825] = {1: "N", 2: tuple(degrees), 3: "E", 4: tuple(along)}
        elif item["how"] == "description":
            exif[0x010E] = item["text"].encode("utf-8").decode("latin-1")
        elif item["how"] == "camera":
            exif[0x0110] = item["text"]
            exif[0x0132] = "2026:09:10 09:30:00"
        else:
            raise ValueError(f"a photo hides nothing by {item['how']}")
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()
