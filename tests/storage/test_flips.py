"""One flipped bit anywhere in the database: always found, told in a sentence, never handed out as data, never made worse.

Some hundred flips in the suite, page by page; ten thousand in `make soak`.
"""

import os
import random
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from desktop.base.clock import CHINA, SteppingClock
from desktop.base.errors import MingbaiError
from desktop.domain.record import RosterRow
from desktop.storage import audit, records, rosters
from desktop.storage.database import Database, check_whole
from desktop.storage.home import DATABASE, open_home
from desktop.storage.salvage import Salvaged, salvage
from tests.storage.conftest import PASSPHRASE, PLACE, a_record

NAME, PAGE, ROWS = "周海明", 4096, 120
SOAK = bool(os.environ.get("MINGBAI_SOAK"))
FLIPS = 10_000 if SOAK else 240
SALVAGED = 1_000 if SOAK else 8
NAMES = [f"尕藏{at}" for at in range(1, ROWS + 1)]
TOLD = {"database-damaged", "foreign-database", "disk-error", "cannot-open"}


class Victim:
    """A home whose database is flipped and put back again and again."""

    def __init__(self, folder: Path, clock: SteppingClock) -> None:
        self.folder, self.clock = folder, clock
        self.path = folder / DATABASE
        home = open_home(folder, NAME, PASSPHRASE, clock)
        record = a_record(clock)
        rows = [
            RosterRow(row=f"r{at:04}", position=at, values={"name": NAMES[at - 1]})
            for at in range(1, ROWS + 1)
        ]
        with home.database.transaction() as session:
            records.add(session, record, {"year": "2026"}, PLACE)
            rosters.replace_rows(session, record.id, 1, rows)
            audit.append(session, "2026-09-14T09:00:00+08:00", NAME, "drafted", record.id)
        home.close()
        self.key, self.record = home._key, record.id
        self.whole = self.path.read_bytes()
        self.pages = len(self.whole) // PAGE

    def flip(self, page: int, chance: random.Random) -> bytes:
        """One bit of this page; what the file then holds."""
        data = bytearray(self.whole)
        data[page * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
        for leftover in self.folder.glob(f"{DATABASE}-*"):
            leftover.unlink()
        self.path.write_bytes(bytes(data))
        return bytes(data)


@pytest.fixture(scope="module")
def victim(built_home: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Victim:
    folder = tmp_path_factory.mktemp("flips") / "home"
    shutil.copytree(built_home[0], folder)
    return Victim(folder, SteppingClock(datetime(2026, 9, 14, 9, 0, tzinfo=CHINA)))


def told_by(work: Callable[[], object]) -> MingbaiError | None:
    """What a clerk was told; None if it went well. Anything but our own errors fails the test."""
    try:
        work()
    except MingbaiError as error:
        return error
    return None


def look(victim: Victim) -> None:
    """What can be read is right."""
    home = open_home(victim.folder, NAME, PASSPHRASE, victim.clock, only_reading=True)
    try:
        with home.database.reading() as session:
            assert names_of(session, victim.record) == NAMES
            assert len(audit.page(session)) == 1
    finally:
        home.close()


def work_on(victim: Victim) -> None:
    home = open_home(victim.folder, NAME, PASSPHRASE, victim.clock)
    try:
        with home.database.transaction() as session:
            audit.append(session, "2026-09-14T10:00:00+08:00", NAME, "tried")
    finally:
        home.close()


def names_of(session: Session, record: str) -> list[str]:
    return [row.values["name"] for row in rosters.rows_at(session, record, 1)]


def test_every_flip_is_found_and_a_backup_with_one_never_counts_as_whole(victim: Victim) -> None:
    chance = random.Random(11)
    for number in range(FLIPS):
        page = number % victim.pages  # every page in turn
        victim.flip(page, chance)
        assert check_whole(victim.path, victim.key), f"flip {number} on page {page} was not found"


def test_what_is_read_after_a_flip_is_right_or_refused(victim: Victim) -> None:
    chance, told = random.Random(20260916), []
    for number in range(FLIPS // 4):
        flipped = victim.flip(number % victim.pages, chance)
        told.append(told_by(lambda: look(victim)))
        assert victim.path.read_bytes() == flipped, "looking changed the file"
    refused = [error for error in told if error is not None]
    assert all(error.code in TOLD and error.todo for error in refused)
    assert 0 < len(refused) < len(told)


def test_working_on_in_a_damaged_home_goes_well_or_is_refused_in_a_sentence(victim: Victim) -> None:
    chance = random.Random(7)
    for number in range(FLIPS // 12):
        victim.flip(number * 6 % victim.pages, chance)
        error = told_by(lambda: work_on(victim))
        assert error is None or (error.code in TOLD and error.todo)


def test_after_any_flip_the_salvage_gives_a_sound_copy_with_only_true_rows(victim: Victim) -> None:
    chance, whole = random.Random(3), 0
    step = max(1, victim.pages // SALVAGED)
    for number in range(SALVAGED):
        flipped = victim.flip(number * step % victim.pages, chance)
        found: list[Salvaged] = []
        error = told_by(lambda: found.append(salvage(victim.folder, victim.key, victim.clock)))  # noqa: B023
        assert victim.path.read_bytes() == flipped
        assert error is None or error.code == "beyond-salvage"
        for saved in found:
            assert check_whole(saved.path, victim.key) == []
            database = Database(saved.path, victim.key, only_reading=True)
            with database.reading() as session:
                kept = {name for (name,) in session.connection().exec_driver_sql("SELECT id FROM records")}
                names = names_of(session, victim.record) if kept else []
            database.close()
            assert set(names) <= set(NAMES)
            assert not kept or len(names) == saved.kept["roster_rows"]
            whole += names == NAMES
    assert whole > SALVAGED // 2, "one bit should seldom cost a roster"
