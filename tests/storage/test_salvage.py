"""Out of a database with broken pages comes all that can still be read; the broken file is only read."""

import random
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from desktop.base.clock import CHINA, SteppingClock
from desktop.base.errors import Refusal
from desktop.domain.record import RosterRow
from desktop.storage import records, rosters, search
from desktop.storage.database import check_whole
from desktop.storage.home import DATABASE, open_home
from desktop.storage.restore import restore
from desktop.storage.salvage import salvage
from tests.storage.conftest import PASSPHRASE, PLACE, a_record

NAME, ROWS, PAGE = "周海明", 1_500, 4096


@pytest.fixture(scope="session")
def built(built_home: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A closed home with one record of ROWS rows, and the record's id."""
    folder = tmp_path_factory.mktemp("filled") / "home"
    shutil.copytree(built_home[0], folder)
    clock = SteppingClock(datetime(2026, 9, 14, 9, 0, tzinfo=CHINA))
    home, record = open_home(folder, NAME, PASSPHRASE, clock), a_record(clock)
    rows = [
        RosterRow(row=f"r{at:05}", position=at, values={"name": f"尕藏{at}", "remark": "草场" * 40})
        for at in range(1, ROWS + 1)
    ]
    with home.database.transaction() as session:
        records.add(session, record, {"year": "2026"}, PLACE)
        rosters.replace_rows(session, record.id, 1, rows)
    home.close()
    return folder, record.id


@dataclass(frozen=True)
class Patient:
    folder: Path
    record: str
    key: bytes

    @property
    def database(self) -> Path:
        return self.folder / DATABASE


@pytest.fixture
def filled(built: tuple[Path, str], tmp_path: Path, clock: SteppingClock) -> Patient:
    """A private copy of it."""
    shutil.copytree(built[0], tmp_path / "filled")
    home = open_home(tmp_path / "filled", NAME, PASSPHRASE, clock)
    home.close()
    return Patient(tmp_path / "filled", built[1], home._key)


def break_pages(path: Path, pages: list[int]) -> bytes:
    data = bytearray(path.read_bytes())
    for page in pages:
        data[page * PAGE + 700] ^= 0xFF
    path.write_bytes(data)
    return bytes(data)


def pages_of(path: Path) -> int:
    return path.stat().st_size // PAGE


def test_a_whole_database_is_salvaged_whole_and_searchable(filled: Patient, clock: SteppingClock) -> None:
    saved = salvage(filled.folder, filled.key, clock)
    assert saved.kept["roster_rows"] == ROWS
    assert not any(saved.lost.values())
    assert saved.cut == ()
    restore(filled.folder, saved.path, NAME, PASSPHRASE, clock)
    opened = open_home(filled.folder, NAME, PASSPHRASE, clock)
    with opened.database.reading() as session:
        assert rosters.row_count(session, filled.record, 1) == ROWS
        assert search.rows_with(session, "尕藏77", limit=1)[0][0] == filled.record
    opened.close()


def test_rows_on_broken_pages_are_counted_and_the_others_kept_as_they_were(
    filled: Patient, clock: SteppingClock
) -> None:
    path = filled.database
    broken = break_pages(path, random.Random(3).sample(range(pages_of(path) // 2, pages_of(path)), 6))
    saved = salvage(filled.folder, filled.key, clock)
    assert path.read_bytes() == broken
    assert check_whole(saved.path, filled.key) == []
    assert saved.lost["roster_rows"] or "roster_rows" in saved.cut
    restore(filled.folder, saved.path, NAME, PASSPHRASE, clock)
    opened = open_home(filled.folder, NAME, PASSPHRASE, clock)
    with opened.database.reading() as session:
        kept = rosters.rows_at(session, filled.record, 1)
    opened.close()
    assert len(kept) == saved.kept["roster_rows"]
    assert all(row.values["name"] == f"尕藏{row.position}" for row in kept)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_pages_break_the_salvage_ends_in_a_sound_copy_or_in_a_refusal(
    filled: Patient, clock: SteppingClock, seed: int
) -> None:
    path = filled.database
    break_pages(path, random.Random(seed).sample(range(1, pages_of(path)), 10))
    try:
        saved = salvage(filled.folder, filled.key, clock)
    except Refusal:
        return  # the list of tables was hit; what is said then has its own test
    assert check_whole(saved.path, filled.key) == []
    assert saved.kept["roster_rows"] <= ROWS


def test_a_database_whose_first_page_is_broken_is_refused_with_the_way_to_a_backup(
    filled: Patient, clock: SteppingClock
) -> None:
    before = set((filled.folder / "backups").glob("*")) if (filled.folder / "backups").exists() else set()
    break_pages(filled.database, [0])
    with pytest.raises(Refusal) as refused:
        salvage(filled.folder, filled.key, clock)
    assert refused.value.code == "beyond-salvage"
    assert "备份" in refused.value.todo
    assert set((filled.folder / "backups").glob("*")) == before
