"""A farmland record ready to hand in and the way to bring it to issue; an administrator and a county that publishes packs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from desktop.domain.record import RecordContent
from desktop.usecases import pack_keys
from desktop.usecases.office import Session
from tests.conftest import CHEAP, COUNTY, Open
from tests.farmland import FARMLAND, VALUES, person
from tests.usecases.publisher import TODAY, WORDS, Publisher


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


@pytest.fixture(scope="session")
def county_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys") / "county"
    pack_keys.init_keys(folder, COUNTY, WORDS, TODAY, CHEAP)
    return folder


@pytest.fixture
def county_office(tmp_path: Path, county_keys: Path) -> Publisher:
    keys = tmp_path / "publisher"
    for path in county_keys.rglob("*"):
        if path.is_file():
            target = keys / path.relative_to(county_keys)
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(path, target)
    folder = tmp_path / "stick"
    folder.mkdir()
    return Publisher(folder, pack_keys.PublisherFolder(keys))


@pytest.fixture
def admin(as_person: Open) -> Session:
    return as_person("系统管理员")
