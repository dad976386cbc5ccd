"""A farmland record ready to hand in, and the way to bring it to issue."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from desktop.domain.idnumber import check_digit
from desktop.domain.record import RecordContent
from tests.conftest import Open

FARMLAND = "SNBT-002"
HEADS = ("序号", "村", "社", "户主姓名", "身份证号", "补贴面积（亩）", "补贴金额（元）", "一卡通账号")
VALUES = {
    "year": "2026",
    "rate": "115.00",
    "basis_docs": "财农〔2023〕11号",
    "notice_days": "7",
    "objection_unit": "青石滩乡农业农村服务中心",
    "objection_phone": "0970-8600123",
    "supervision_phone": "12317",
}


def id_number(serial: int) -> str:
    first = f"63229919700101{serial:03}"
    return first + check_digit(first)


def person(serial: int, name: str = "才让东智", area: str = "10.00") -> list[object]:
    amount = (Decimal(area) * 115).quantize(Decimal("0.01"))
    return [serial, "上滩村", "一社", name, id_number(serial), Decimal(area), amount, "6299990000000000018"]


@pytest.fixture
def roster_file(tmp_path: Path) -> Callable[..., Path]:
    """`roster_file(rows)`: an Excel file with title, heads and these rows."""

    def write(rows: list[list[object]], name: str = "名单.xlsx", heads: tuple[str, ...] = HEADS) -> Path:
        path = tmp_path / name
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("清册")
        sheet.write(0, 0, "青石滩乡补贴发放清册")
        sheet.write_row(1, 0, heads)
        for down, row in enumerate(rows, 2):
            for across, value in enumerate(row):
                sheet.write(down, across, float(value) if isinstance(value, Decimal) else value)
        book.close()
        return path

    return write


@pytest.fixture
def drafted(as_person: Open, roster_file: Callable[..., Path]) -> str:
    """A complete farmland record of three households, not handed in."""
    clerk = as_person("李春梅")
    content = RecordContent(
        title="2026年耕地地力保护补贴发放情况", formed_on=date(2026, 9, 14), values=VALUES
    )
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    rows = [person(1), person(2, "李𬭎", "20.50"), person(3, "仁青·卓玛", "7.25")]
    clerk.roster_import.apply(record, clerk.roster_import.read(record, roster_file(rows)))
    return record


@pytest.fixture
def issue(as_person: Open) -> Callable[[str], None]:
    def through(record: str) -> None:
        for name in ("李春梅", "周海明", "马生莲", "祁建国"):
            as_person(name).flow.advance(record)

    return through


@pytest.fixture
def issued(drafted: str, issue: Callable[[str], None]) -> str:
    issue(drafted)
    return drafted
