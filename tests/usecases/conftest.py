"""A farmland record ready to hand in, and the way to bring it to issue."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.record import RecordContent
from tests.conftest import Open
from tests.farmland import FARMLAND, VALUES, person


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
