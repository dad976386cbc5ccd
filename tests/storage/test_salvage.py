"""Out of a database with broken pages comes all that can still be read; the broken file is only read."""

import random
from pathlib import Path

import pytest

from desktop.base.clock import SteppingClock
from desktop.base.errors import Refusal
from desktop.domain.record import Record, RosterRow
from desktop.storage import rosters, search
from desktop.storage.database import check_whole
from desktop.storage.home import DATABASE, Home, open_home
from desktop.storage.restore import restore
from desktop.storage.salvage import salvage
from tests.storage.conftest import PASSPHRASE

NAME, ROWS, PAGE = "周海明", 1_500, 4096


@pytest.fixture
def filled(home: Home, record: Record) -> Record:
    rows = [
        RosterRow(row=f"r{at:05}", position=at, values={"name": f"尕藏{at}", "remark": "草场" * 40})
        for at in range(1, ROWS + 1)
    ]
    with home.database.transaction() as session:
        rosters.replace_rows(session, record.id, 1, rows)
    home.close()
    return record


def break_pages(path: Path, pages: list[int]) -> bytes:
    data = bytearray(path.read_bytes())
    for page in pages:
        data[page * PAGE + 700] ^= 0xFF
    path.write_bytes(data)
    return bytes(data)


def pages_of(path: Path) -> int:
    return path.stat().st_size // PAGE


def test_a_whole_database_is_salvaged_whole_and_searchable(
    home: Home, home_folder: Path, filled: Record, clock: SteppingClock
) -> None:
    saved = salvage(home_folder, home._key, clock)
    assert saved.kept["roster_rows"] == ROWS
    assert not any(saved.lost.values())
    assert saved.cut == ()
    restore(home_folder, saved.path, NAME, PASSPHRASE, clock)
    opened = open_home(home_folder, NAME, PASSPHRASE, clock)
    with opened.database.reading() as session:
        assert rosters.row_count(session, filled.id, 1) == ROWS
        assert search.rows_with(session, "尕藏77", limit=1)[0][0] == filled.id
    opened.close()


def test_rows_on_broken_pages_are_counted_and_the_others_kept_as_they_were(
    home: Home, home_folder: Path, filled: Record, clock: SteppingClock
) -> None:
    path = home_folder / DATABASE
    broken = break_pages(path, random.Random(3).sample(range(pages_of(path) // 2, pages_of(path)), 6))
    saved = salvage(home_folder, home._key, clock)
    assert path.read_bytes() == broken
    assert check_whole(saved.path, home._key) == []
    assert saved.lost["roster_rows"] or "roster_rows" in saved.cut
    restore(home_folder, saved.path, NAME, PASSPHRASE, clock)
    opened = open_home(home_folder, NAME, PASSPHRASE, clock)
    with opened.database.reading() as session:
        kept = rosters.rows_at(session, filled.id, 1)
    opened.close()
    assert len(kept) == saved.kept["roster_rows"]
    assert all(row.values["name"] == f"尕藏{row.position}" for row in kept)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_pages_break_the_salvage_ends_in_a_sound_copy_or_in_a_refusal(
    home: Home, home_folder: Path, filled: Record, clock: SteppingClock, seed: int
) -> None:
    path = home_folder / DATABASE
    break_pages(path, random.Random(seed).sample(range(1, pages_of(path)), 10))
    try:
        saved = salvage(home_folder, home._key, clock)
    except Refusal:
        return  # the list of tables was hit; what is said then has its own test
    assert check_whole(saved.path, home._key) == []
    assert saved.kept["roster_rows"] <= ROWS


def test_a_database_whose_first_page_is_broken_is_refused_with_the_way_to_a_backup(
    home: Home, home_folder: Path, filled: Record, clock: SteppingClock
) -> None:
    before = set((home_folder / "backups").glob("*")) if (home_folder / "backups").exists() else set()
    break_pages(home_folder / DATABASE, [0])
    with pytest.raises(Refusal) as refused:
        salvage(home_folder, home._key, clock)
    assert refused.value.code == "beyond-salvage"
    assert "备份" in refused.value.todo
    assert set((home_folder / "backups").glob("*")) == before
