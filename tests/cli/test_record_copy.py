"""Last time's record made again, and its roster compared, by commands."""

from datetime import date
from pathlib import Path

from desktop.domain.record import RecordContent
from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE
from tests.farmland import FARMLAND, VALUES


def test_a_record_is_copied_and_its_roster_compared(mingbai: Command, homes: Path, office) -> None:
    clerk = office.open(homes / "township", "李春梅", PASSPHRASE)
    content = RecordContent(title="2026年第四季度补贴", formed_on=date(2026, 9, 14), values=VALUES)
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    cells = {"village": "上滩村", "name": "才让卓玛", "subsidy_area": "10", "amount": "1150"}
    clerk.records.add_row(record, cells)
    clerk.close()
    at = ("--home", homes / "township", "--as", "李春梅")
    copied = mingbai(*at, "--json", "record", "copy", record).json
    assert copied["title"] == "2027年第一季度补贴"
    empty = mingbai(*at, "--json", "record", "copy", record, "--no-roster").json["record"]
    assert mingbai(*at, "--json", "record", "changes", copied["record"]).json["changes"] == []
    told = mingbai(*at, "record", "changes", empty)
    assert "没有了　上滩村　才让卓玛" in told.out
    assert mingbai("--home", homes / "township", "--as", "周海明", "record", "copy", record).status == 1
