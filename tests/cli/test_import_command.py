"""A workbook with one sheet for each village comes in by one command."""

from datetime import date
from pathlib import Path

import openpyxl

from desktop.domain.record import RecordContent
from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE
from tests.farmland import FARMLAND, VALUES


def test_all_sheets_are_taken_in_with_their_villages(
    mingbai: Command,
    homes: Path,
    office,
    tmp_path: Path,
) -> None:
    clerk = office.open(homes / "township", "李春梅", PASSPHRASE)
    content = RecordContent(title="补贴", formed_on=date(2026, 9, 14), values=VALUES)
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    clerk.close()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for village, name in (("上滩村", "马成英"), ("下滩村", "张海明")):
        sheet = book.create_sheet(village)
        sheet.append(["序号", "户主", "补贴面积", "实发金额"])
        sheet.append([1, name, 5, 575])
    book.save(tmp_path / "各村.xlsx")
    at = ("--home", homes / "township", "--as", "李春梅")
    importing = ("record", "import", record, tmp_path / "各村.xlsx")
    assert mingbai(*at, *importing, "--all-sheets").status == 1
    said = mingbai(*at, "--json", *importing, "--all-sheets", "--set", "village=工作表名").json
    assert (said["taken"], said["refused"]) == (2, 0)
    wrong = mingbai(*at, *importing, "--set", "上滩村")
    assert wrong.status == 1
    assert "列=内容" in wrong.err
    clerk = office.open(homes / "township", "李春梅", PASSPHRASE)
    assert [row.values["village"] for row in clerk.records.rows(record)] == ["上滩村", "下滩村"]
    clerk.close()
