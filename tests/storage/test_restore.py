"""A backup comes back whole, what it replaces is kept, and an unsound one replaces nothing."""

import errno
from pathlib import Path

import pytest

from desktop.base.clock import SteppingClock
from desktop.base.errors import Refusal, SurroundingsError
from desktop.domain.account import Account, Role
from desktop.domain.organisation import Level, Organisation
from desktop.storage import settings
from desktop.storage.database import check_whole
from desktop.storage.home import DATABASE, Home, create_home, open_home
from desktop.storage.keyslots import KdfCost
from desktop.storage.restore import restore

NAME, PASSPHRASE = "周海明", "草原上的云 2026"


def write(home: Home, value: str) -> None:
    with home.database.transaction() as session:
        settings.put(session, "state", value)


def state(folder: Path, clock: SteppingClock) -> str:
    home = open_home(folder, NAME, PASSPHRASE, clock)
    with home.database.reading() as session:
        value = str(settings.get(session, "state"))
    home.close()
    return value


def test_a_restored_home_is_as_it_was_and_the_later_data_is_set_aside(
    home: Home, home_folder: Path, clock: SteppingClock
) -> None:
    write(home, "good")
    backup = home.make_backup()
    write(home, "later")
    home.close()
    aside = restore(home_folder, backup, NAME, PASSPHRASE, clock)
    assert state(home_folder, clock) == "good"
    assert check_whole(aside, home._key) == []
    restore(home_folder, aside, NAME, PASSPHRASE, clock)
    assert state(home_folder, clock) == "later"


def test_a_database_that_no_longer_opens_can_be_replaced(
    home: Home, home_folder: Path, clock: SteppingClock
) -> None:
    write(home, "good")
    backup = home.make_backup()
    home.close()
    (home_folder / DATABASE).write_bytes(b"nothing of worth")
    aside = restore(home_folder, backup, NAME, PASSPHRASE, clock)
    assert state(home_folder, clock) == "good"
    assert aside.read_bytes() == b"nothing of worth"


@pytest.mark.parametrize("kind", ["damaged", "of another home", "wrong passphrase", "in use"])
def test_what_cannot_be_restored_changes_nothing(
    kind: str, home: Home, home_folder: Path, tmp_path: Path, clock: SteppingClock
) -> None:
    write(home, "now")
    backup = home.make_backup()
    passphrase, says = PASSPHRASE, "已经损坏，或者不是"
    if kind == "damaged":
        data = bytearray(backup.read_bytes())
        data[-100] ^= 1
        backup.write_bytes(bytes(data))
    elif kind == "of another home":
        office = Organisation(code="1", unit="另一个单位", level=Level.COUNTY)
        cheap = KdfCost(memory_kib=64, passes=1, lanes=1)
        other = create_home(
            tmp_path / "o", office, Account(name="甲", role=Role.ADMIN), PASSPHRASE, clock, cheap
        )
        backup.write_bytes(other.home.make_backup().read_bytes())
        other.home.close()
    elif kind == "wrong passphrase":
        passphrase, says = "不是这个口令", "口令不对"
    else:
        says = "另一个窗口"
    if kind != "in use":
        home.close()
    with pytest.raises(Refusal, match=says):
        restore(home_folder, backup, NAME, passphrase, clock)
    home.close()
    assert state(home_folder, clock) == "now"


def test_a_copy_that_does_not_hold_never_gets_its_name(
    home: Home, home_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.storage.migrate.check_whole", lambda path, key: ["page 3"])
    with pytest.raises(SurroundingsError, match="核对不上"):
        home.make_backup()
    assert not [path for path in (home_folder / "backups").iterdir() if ".db" in path.name]


def test_a_disk_without_second_names_keeps_what_is_replaced_too(
    home: Home, home_folder: Path, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home, "good")
    backup = home.make_backup()
    write(home, "later")
    home.close()

    def unknown(path: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links on FAT")

    monkeypatch.setattr(Path, "hardlink_to", unknown)
    aside = restore(home_folder, backup, NAME, PASSPHRASE, clock)
    assert state(home_folder, clock) == "good"
    restore(home_folder, aside, NAME, PASSPHRASE, clock)
    assert state(home_folder, clock) == "later"


@pytest.mark.parametrize("killed", ["before", "after"])
def test_a_restore_that_was_killed_is_finished_by_the_next(
    killed: str, home: Home, home_folder: Path, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home, "good")
    backup = home.make_backup()
    write(home, "later")
    home.close()
    waiting = home_folder / f".{DATABASE}.aside"

    class Killed(BaseException):
        pass

    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if path.name == f".{DATABASE}.restore":
            if killed == "after":
                real(path, target)
            raise Killed
        return real(path, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", replace)
        with pytest.raises(Killed):
            restore(home_folder, backup, NAME, PASSPHRASE, clock)
    assert waiting.exists()
    assert state(home_folder, clock) == ("later" if killed == "before" else "good")
    restore(home_folder, backup, NAME, PASSPHRASE, clock)
    assert state(home_folder, clock) == "good"
    assert not waiting.exists()
    kept = set()
    for path in (home_folder / "backups").glob("*before-restore*.db"):
        restore(home_folder, path, NAME, PASSPHRASE, clock)
        kept.add(state(home_folder, clock))
    assert "later" in kept
