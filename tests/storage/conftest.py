"""One empty home is built once and copied for each test: making keys is the slow part."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop.base.clock import CHINA, SteppingClock
from desktop.base.ids import new_id
from desktop.domain.account import Account, Role
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import Record
from desktop.storage import records
from desktop.storage.home import Home, create_home, open_home
from desktop.storage.keyslots import KdfCost
from desktop.storage.records import RecordPlace

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "草原上的云 2026"
TOWNSHIP = Organisation(
    code="632524100", unit="兴海县河卡镇人民政府", level=Level.TOWNSHIP, short_name="河卡镇"
)
PLACE = RecordPlace(field="shehuijiuzhu", words=("最低生活保障",), names=("name",), numbers=("id_number",))


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(datetime(2026, 9, 14, 9, 0, tzinfo=CHINA))


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a closed home and its recovery code."""
    folder = tmp_path_factory.mktemp("homes") / "township"
    first = Account(name="周海明", role=Role.DRAFTER)
    clock = SteppingClock(datetime(2026, 9, 14, 8, 0, tzinfo=CHINA))
    opened = create_home(folder, TOWNSHIP, first, PASSPHRASE, clock, CHEAP)
    opened.home.close()
    return folder, opened.recovery_code


@pytest.fixture
def home_folder(built_home: tuple[Path, str], tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    shutil.copytree(built_home[0], folder)
    return folder


@pytest.fixture
def home(home_folder: Path, clock: SteppingClock) -> Iterator[Home]:
    opened = open_home(home_folder, "周海明", PASSPHRASE, clock)
    yield opened
    opened.close()


def a_record(clock: SteppingClock, **changes: object) -> Record:
    basis = {
        "id": new_id(clock),
        "organisation": TOWNSHIP.code,
        "matter": "SHJZ-01",
        "form": "dibao",
        "edition": "2026.1",
        "title": "2026年第三季度最低生活保障金发放公示",
        "formed_on": date(2026, 9, 1),
        "drafted_by": "周海明",
        "updated_at": "2026-09-14T09:00:00+08:00",
    }
    return Record.model_validate({**basis, **changes})


@pytest.fixture
def record(home: Home, clock: SteppingClock) -> Record:
    """A stored draft."""
    made = a_record(clock)
    with home.database.transaction() as session:
        records.add(session, made, {"year": "2026"}, PLACE)
    return made
