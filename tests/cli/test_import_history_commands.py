"""`record imports` lists what came in; `record undo-import` takes one of it back."""

from datetime import date
from pathlib import Path

import openpyxl

from desktop.domain.record import RecordContent
from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE
from tests.farmland import FARMLAND, VALUES


def test_any_import_is_taken_back_by_its_number(
    mingbai: Command,
    homes: Path,
    office,
    tmp_path: Path,
) -> None:
    clerk = office.open(homes / "township", "李春梅", PASSPHRASE)
    content = RecordContent(title="补贴", formed_on=date(2026, 9, 14), values=VALUES)
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    clerk.close()
    at = ("--home", homes / "township", "--as", "李春梅")
    assert "还没有导入过" in mingbai(*at, "record", "imports", record).out
    for name in ("马成英", "张海明"):
        book = openpyxl.Workbook()
        book.active.append(["序号", "村", "户主", "补贴面积", "实发金额"])
        book.active.append([1, "上滩村", name, 5, 575])
        book.save(tmp_path / f"{name}.xlsx")
        said = mingbai(*at, "--json", "record", "import", record, tmp_path / f"{name}.xlsx", "--add").json
    assert said["import"] == 2
    listed = mingbai(*at, "--json", "record", "imports", record).json
    assert [(line["number"], line["file"], line["taken"]) for line in listed] == [
        (2, "张海明.xlsx", 1),
        (1, "马成英.xlsx", 1),
    ]
    done = mingbai(*at, "--json", "record", "undo-import", record, "--import", "1").json
    assert (done["number"], done["removed"], done["rows"]) == (1, 1, 1)
    again = mingbai(*at, "record", "undo-import", record, "--import", "1")
    assert again.status == 1
    assert "已经撤销过" in again.err
    assert "李春梅已撤销" in mingbai(*at, "record", "imports", record).out
    assert mingbai(*at, "record", "undo-import", record).status == 0
    clerk = office.open(homes / "township", "李春梅", PASSPHRASE)
    assert clerk.records.rows(record) == []
    clerk.close()
