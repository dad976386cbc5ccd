"""Two finished offices, built once per run and copied for each test: making keys is the slow part."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import hypothesis
import pytest
import xlsxwriter

from desktop.base.clock import CHINA, SteppingClock
from desktop.base.paths import content_root, templates_folder
from desktop.catalogue.catalogue import Catalogue, load_catalogue
from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import RecordContent
from desktop.storage.keyslots import KdfCost
from desktop.usecases.office import Office, Session
from tests.farmland import FARMLAND, HEADS, VALUES, person

# A busy machine is not a fault of the program: how long things take is for ``make bench``.
hypothesis.settings.register_profile("mingbai", deadline=None)
hypothesis.settings.load_profile("mingbai")

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "青石滩的风 2026"
MORNING = datetime(2026, 9, 16, 9, 0, tzinfo=CHINA)
PEOPLE = {
    "李春梅": Role.DRAFTER,
    "周海明": Role.REVIEWER,
    "马生莲": Role.SECRECY,
    "祁建国": Role.ISSUER,
    "系统管理员": Role.ADMIN,
}
TOWNSHIP = Organisation(
    code="632299101", unit="云滩县青石滩乡人民政府", level=Level.TOWNSHIP, short_name="青石滩乡"
)
COUNTY = Organisation(code="632299", unit="云滩县人民政府办公室", level=Level.COUNTY, short_name="云滩县")

Open = Callable[..., Session]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(content_root())


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(MORNING)


@pytest.fixture
def office(catalogue: Catalogue, clock: SteppingClock) -> Office:
    return Office(catalogue, templates_folder(), clock, CHEAP)


@pytest.fixture(scope="session")
def built_offices(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """``township`` with its five accounts and ``county``, enrolled with each other, closed."""
    folder = tmp_path_factory.mktemp("offices")
    office = Office(catalogue, templates_folder(), SteppingClock(MORNING.replace(hour=8)), CHEAP)
    township, _ = office.create(folder / "township", TOWNSHIP, "系统管理员", Role.ADMIN, PASSPHRASE)
    county, _ = office.create(folder / "county", COUNTY, "王得福", Role.ADMIN, PASSPHRASE)
    for name, role in PEOPLE.items():
        if role is not Role.ADMIN:
            township.accounts.add(name, role, PASSPHRASE)
    for board in ("乡政府公示栏", "上滩村公示栏"):
        township.notices.add_board(board)
    request = township.exchange.request_enrolment(folder).value
    _, grant = county.exchange.grant(request, folder).value
    township.exchange.accept_grant(grant)
    for session in (township, county):
        session.close()
    return folder


@pytest.fixture
def homes(built_offices: Path, tmp_path: Path) -> Path:
    """A private copy of both homes."""
    shutil.copytree(built_offices, tmp_path / "homes")
    return tmp_path / "homes"


@pytest.fixture
def as_person(homes: Path, office: Office) -> Iterator[Open]:
    """`as_person("李春梅")`: that account's session at the township; `as_person("王得福")`: at the county."""
    opened: dict[str, Session] = {}

    def open_as(name: str) -> Session:
        place = "county" if name == "王得福" else "township"
        if place not in opened:
            opened[place] = office.open(homes / place, name, PASSPHRASE)
        session = opened[place]
        return session if session.account.name == name else session.switch(name, PASSPHRASE)

    yield open_as
    for session in opened.values():
        session.close()


@pytest.fixture
def roster_file(tmp_path: Path) -> Callable[..., Path]:
    """`roster_file(rows)`: an Excel file with title, heads and these rows."""

    def write(rows: list[list[object]], name: str = "名单.xlsx", heads: tuple[str, ...] = HEADS) -> Path:
        path = tmp_path / name
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("清册")
        sheet.write(0, 0, "青石滩乡补贴发放清册")
        sheet.write_row(1, 0, heads)
        for down, row in enumerate(rows, 2):
            for across, value in enumerate(row):
                sheet.write(down, across, float(value) if isinstance(value, Decimal) else value)
        book.close()
        return path

    return write


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
