"""`report ledger`, `report annual` and `directory`: lists and numbers for the portal."""

from pathlib import Path

import pytest

from desktop.domain.record import RecordContent
from tests.cli.conftest import Command
from tests.conftest import Open
from tests.farmland import FARMLAND, VALUES, person


@pytest.fixture
def issued(as_person: Open, roster_file, clock) -> str:
    """A farmland record of one household that all four signed; the home is closed again."""
    clerk = as_person("李春梅")
    content = RecordContent(title="2026年补贴", formed_on=clock.today(), values=VALUES)
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    clerk.roster_import.apply(record, clerk.roster_import.read(record, roster_file([person(1)])))
    for name in ("李春梅", "周海明", "马生莲", "祁建国"):
        as_person(name).flow.advance(record)
    clerk.close()
    return record


def test_ledger_entry_and_pattern(mingbai: Command, homes: Path, issued: str, tmp_path: Path) -> None:
    where = ("--home", homes / "township", "--json", "--as")
    out = tmp_path / "清单.xlsx"
    answer = mingbai(*where, "李春梅", "report", "ledger", "--out", out)
    assert (answer.status, answer.json["records"], answer.json["findings"]) == (0, 1, [])
    assert out.stat().st_size > 4000
    data = tmp_path / "改.yaml"
    data.write_text("genre: 公告\n", encoding="utf-8")
    assert mingbai(*where, "李春梅", "directory", "set", issued, "--data", data).json["genre"] == "公告"
    assert mingbai(*where, "李春梅", "directory", "show", issued).json["genre"] == "公告"
    pattern = mingbai(*where, "系统管理员", "directory", "pattern")
    assert pattern.json["example"].startswith("632299101/2026-")
    changed = mingbai(
        *where, "系统管理员", "directory", "pattern", "{org}/{year}-{sequence:05d}", "--block", 2
    )
    assert changed.json["example"] == "632299101/2026-20001"
    refused = mingbai(*where, "系统管理员", "directory", "pattern", "{org}/{year}-{sequence}")
    assert refused.status == 1
    assert "号段" in refused.err


def test_the_yearly_report_is_written_and_checked(
    mingbai: Command, homes: Path, issued: str, tmp_path: Path
) -> None:
    where = ("--home", homes / "township", "--json", "--as", "李春梅", "report")
    out = tmp_path / "年报.xlsx"
    answer = mingbai(*where, "annual", "--year", 2026, "--out", out)
    assert (answer.status, answer.json["year"]) == (0, 2026)
    assert answer.json["counted"][0] == "2026年签发 1 条：主动公开 1 条。"
    checked = mingbai(*where, "annual-check", out)
    assert checked.status == 0
    assert {finding["severity"] for finding in checked.json["findings"]} == {"info"}
    assert mingbai(*where, "annual", "--year", 1999, "--out", tmp_path / "x.xlsx").status == 1
    other = tmp_path / "别的.xlsx"
    other.write_text("不是表格", encoding="utf-8")
    assert mingbai(*where, "annual-check", other).status == 1
