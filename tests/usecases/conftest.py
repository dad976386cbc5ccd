"""An administrator, and a county that publishes packs."""

from pathlib import Path
from shutil import copyfile

import pytest

from desktop.usecases import pack_keys
from desktop.usecases.office import Session
from tests.conftest import CHEAP, COUNTY, Open
from tests.usecases.publisher import TODAY, WORDS, Publisher


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
