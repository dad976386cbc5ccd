"""What was acknowledged is there after the program is killed; what was not finished has left no trace."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from desktop.base.clock import SteppingClock
from desktop.base.errors import SurroundingsError
from desktop.storage import backups, settings
from desktop.storage.backup_list import list_backups
from desktop.storage.database import check_whole, clerk_sentences
from desktop.storage.home import DATABASE, Home, open_home

PASSPHRASE = "草原上的云 2026"

WRITER = """
import sys
from pathlib import Path
from desktop.base.clock import Clock
from desktop.storage import settings
from desktop.storage.home import open_home

home = open_home(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Clock())
for number in range(20):
    with home.database.transaction() as session:
        settings.put(session, f"saved {number}", "x" * 5000)
    print(number, flush=True)
with home.database.transaction() as session:
    for number in range(200):
        settings.put(session, f"unfinished {number}", "x" * 5000)
    print("in the middle", flush=True)
    sys.stdin.read()
"""


def test_a_killed_program_loses_nothing_it_had_acknowledged(home_folder: Path, clock: SteppingClock) -> None:
    command = [sys.executable, "-c", WRITER, str(home_folder), "周海明", PASSPHRASE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(21)]
        assert said[-1] == "in the middle"
        writer.send_signal(signal.SIGKILL)
    home = open_home(home_folder, "周海明", PASSPHRASE, clock)
    with home.database.reading() as session:
        assert all(settings.get(session, f"saved {number}") == "x" * 5000 for number in range(20))
        assert settings.get(session, "unfinished 0") is None
    key = home._key
    home.close()
    assert check_whole(home_folder / DATABASE, key) == []


def test_an_error_takes_back_the_whole_transaction(home: Home) -> None:
    class Stop(Exception):
        pass

    def write_and_stop() -> None:
        with home.database.transaction() as session:
            settings.put(session, "half", 1)
            session.connection().exec_driver_sql("CREATE TABLE half (a)")
            raise Stop

    with pytest.raises(Stop):
        write_and_stop()
    with home.database.reading() as session:
        assert settings.get(session, "half") is None
        tables = session.connection().exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        assert "half" not in tables


def test_reading_sees_one_state_and_cannot_write(home: Home) -> None:
    with home.database.transaction() as session:
        settings.put(session, "a", 1)
    with home.database.reading() as reader:
        assert settings.get(reader, "a") == 1
        with home.database.transaction() as writer:
            settings.put(writer, "a", 2)
        reader.expire_all()
        assert settings.get(reader, "a") == 1
    with pytest.raises(SurroundingsError), home.database.reading() as reader:
        settings.put(reader, "a", 3)
    with home.database.reading() as reader:
        assert settings.get(reader, "a") == 2


def test_every_connection_syncs_fully_and_guards_its_keys(home: Home) -> None:
    with home.database.transaction() as session:
        asked = session.connection().exec_driver_sql
        assert asked("PRAGMA synchronous").scalar_one() == 2
        assert asked("PRAGMA journal_mode").scalar_one() == "wal"
        assert asked("PRAGMA foreign_keys").scalar_one() == 1


def test_a_full_disk_is_said_in_a_sentence_and_the_data_stays(home: Home) -> None:
    with home.database.transaction() as session:
        settings.put(session, "kept", "yes")
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()

    def fill() -> None:
        with home.database.transaction() as session:
            session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
            settings.put(session, "kept", "no")
            settings.put(session, "big", "x" * 100_000)

    with pytest.raises(SurroundingsError, match="磁盘空间不够，没有存进去。数据还和原来一样。"):
        fill()
    with home.database.reading() as session:
        assert settings.get(session, "kept") == "yes"


@pytest.mark.parametrize(
    ("engine_says", "clerk_reads"),
    [
        ("attempt to write a readonly database", "数据目录是只读的"),
        ("disk I/O error", "读写磁盘时出错"),
        ("database is locked", "正被另一个操作占用"),
        ("unable to open database file", "数据文件打不开"),
        ("database disk image is malformed", "数据文件有损坏"),
    ],
)
def test_what_the_engine_says_becomes_a_sentence(engine_says: str, clerk_reads: str) -> None:
    with pytest.raises(SurroundingsError, match=clerk_reads), clerk_sentences():
        raise DBAPIError("SELECT 1", {}, Exception(engine_says))
    with pytest.raises(DBAPIError), clerk_sentences():
        raise DBAPIError("SELECT 1", {}, Exception("no such column: x"))


def test_a_backup_is_complete_checked_and_opens_under_the_same_key(home: Home, tmp_path: Path) -> None:
    with home.database.transaction() as session:
        settings.put(session, "in the backup", "yes")
    path = home.make_backup()
    assert check_whole(path, home._key) == []
    assert [backup.reason for backup in list_backups(home.folder)] == ["manual"]
    copied = backups.copy_out(path, tmp_path / "stick")
    restored = tmp_path / "restored"
    restored.mkdir()
    (restored / DATABASE).write_bytes(copied.read_bytes())
    (restored / "home.json").write_bytes(copied.with_suffix(".json").read_bytes())
    again = open_home(restored, "周海明", PASSPHRASE, home.clock)
    with again.database.reading() as session:
        assert settings.get(session, "in the backup") == "yes"
    again.close()


def test_a_damaged_page_is_found_by_the_check(home: Home) -> None:
    path = home.make_backup()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert check_whole(path, home._key) != []
