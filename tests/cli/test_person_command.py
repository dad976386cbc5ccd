"""One person in all lists, by command."""

from datetime import date
from pathlib import Path

from desktop.domain.record import RecordContent
from desktop.usecases.office import Office
from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE
from tests.farmland import FARMLAND, VALUES


def test_a_person_is_looked_up_by_those_who_may(mingbai: Command, homes: Path, office: Office) -> None:
    clerk = office.open(homes / "township", "李春梅", PASSPHRASE)
    content = RecordContent(title="补贴", formed_on=date(2026, 9, 14), values=VALUES)
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    clerk.records.add_row(record, {"village": "上滩村", "name": "仁青·卓玛", "amount": "833.75"})
    clerk.close()
    at = ("--home", homes / "township", "--as")
    found = mingbai(*at, "周海明", "--json", "record", "person", "仁青").json
    assert [(line["name"], line["record"], line["amount"]) for line in found["lines"]] == [
        ("仁青·卓玛", record, "833.75")
    ]
    assert "上滩村　补贴　第 1 行" in mingbai(*at, "周海明", "record", "person", "仁青").out
    assert mingbai(*at, "周海明", "record", "person", "没有这人").status == 1
    refused = mingbai(*at, "李春梅", "record", "person", "仁青")
    assert refused.status == 1
    assert "按人查名单" in refused.err
