"""Makes the wrong files offices really bring, each in the test's own folder: by the libraries that write such files, with
single entries of the package exchanged where no library would write the fault. Judges nothing."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet
from xlwt.CompoundDoc import XlsDoc

from tests.farmland import HEADS, id_number

Make = Callable[[Path], Path]
LAST_ROW, LAST_COLUMN = 1_048_576, "XFD"
PASSWORD = Path(__file__).parents[1] / "fixtures" / "workbooks" / "password.xlsx"


def good(serial: int, **changes: object) -> list[object]:
    """A household whose row adds up; ``changes``: name, id, area, amount, village, card."""
    row: dict[str, object] = {
        "serial": serial, "village": "上滩村", "group": "一社", "name": "才让东智", "id": id_number(serial),
        "area": 10, "amount": 1150, "card": "6299990000000000018", **changes,
    }  # fmt: skip
    return list(row.values())


def raw(name: str, data: bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return make


def book(
    rows: Sequence[Sequence[object]],
    change: Callable[[Worksheet], None] | None = None,
    name: str = "名单.xlsx",
) -> Make:
    """An .xlsx with these rows from row 1 on; ``change`` does to the sheet what the case is about."""

    def make(folder: Path) -> Path:
        made = openpyxl.Workbook()
        sheet = made.worksheets[0]
        for row in rows:
            sheet.append(list(row))
        if change is not None:
            change(sheet)
        made.save(folder / name)
        return folder / name

    return make


def roster(
    *rows: Sequence[object], change: Callable[[Worksheet], None] | None = None, name: str = "名单.xlsx"
) -> Make:
    """Title in row 1, heads in row 2, these rows from row 3 on."""
    return book([["青石滩乡补贴发放清册"], HEADS, *rows], change, name)


def exchanged(make: Make, entries: Mapping[str, bytes | None], name: str = "改过.xlsx") -> Make:
    """The same package with entries replaced, added, or (None) left out."""

    def changed(folder: Path) -> Path:
        source = make(folder)
        with (
            zipfile.ZipFile(source) as old,
            zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for entry in old.namelist():
                if entry not in entries:
                    new.writestr(entry, old.read(entry))
            for entry, data in entries.items():
                if data is not None:
                    new.writestr(entry, data)
        return folder / name

    return changed


def edited(make: Make, entry: str, old: bytes, new: bytes, name: str = "改过.xlsx") -> Make:
    """The same package with some bytes of one entry changed."""

    def changed(folder: Path) -> Path:
        with zipfile.ZipFile(make(folder)) as archive:
            data = archive.read(entry)
        assert old in data
        return exchanged(make, {entry: data.replace(old, new)}, name)(folder)

    return changed


def cut(make: Make, share: float) -> Make:
    def shortened(folder: Path) -> Path:
        path = make(folder)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])
        return path

    return shortened


def old_book(name: str = "名单.xls", filepass: bool = False) -> Make:
    """An .xls of Excel 97; ``filepass``: with the record that says it is encrypted."""

    def make(folder: Path) -> Path:
        made = xlwt.Workbook(encoding="utf-8")
        page = made.add_sheet("清册")
        for down, row in enumerate([HEADS, good(1)]):
            for across, value in enumerate(row):
                page.write(down, across, value)
        stream = made.get_biff_data()
        if filepass:
            first = 4 + struct.unpack("<H", stream[2:4])[0]
            stream = stream[:first] + struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678) + stream[first:]
        target = io.BytesIO()
        XlsDoc().save(target, stream)
        (folder / name).write_bytes(target.getvalue())
        return folder / name

    return make


def package(name: str, entries: Mapping[str, bytes]) -> Make:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, data in entries.items():
                archive.writestr(entry, data)
        return folder / name

    return make


def open_document(name: str, rows: Sequence[Sequence[object]]) -> Make:
    """An .ods as LibreOffice writes it, with plain cells."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
            if isinstance(value, int)
            else f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'  # noqa: E501
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet><table:table table:name="清册">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'  # noqa: E501
    return package(
        name,
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b"<manifest/>",
        },
    )


def long_sheet(rows: int) -> Make:
    """A sheet filled in its first column down to the last row Excel has."""

    def make(folder: Path) -> Path:
        lines = b"".join(
            b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (row, row, row) for row in range(1, rows + 1)
        )
        xml = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
        return exchanged(roster(good(1)), {"xl/worksheets/sheet1.xml": xml % lines}, "很长.xlsx")(folder)

    return make


def sparse(name: str, size: int) -> Make:
    """A file of that many bytes that takes no room on the disk."""

    def make(folder: Path) -> Path:
        with (folder / name).open("wb") as file:
            file.write(b"PK\x03\x04")
            file.truncate(size)
        return folder / name

    return make
