"""`record sheet` writes the 审查单."""

from pathlib import Path

from desktop.domain.record import RecordContent
from tests.cli.conftest import Command
from tests.conftest import Open
from tests.farmland import FARMLAND


def test_the_sheet_is_written(mingbai: Command, homes: Path, as_person: Open, tmp_path: Path, clock) -> None:
    clerk = as_person("李春梅")
    content = RecordContent(title="2026年补贴", formed_on=clock.today())
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    clerk.close()
    out = tmp_path / "审查单.pdf"
    where = ("--home", homes / "township", "--as", "李春梅", "--json")
    answer = mingbai(*where, "record", "sheet", record, "--out", out)
    assert answer.status == 0
    assert answer.json == {"record": record, "file": str(out)}
    assert out.read_bytes().startswith(b"%PDF")
    assert mingbai(*where, "record", "sheet", "nothing", "--out", out).status == 1
