"""A home opens for who may enter it, says plainly why it does not, and never changes a file it cannot read."""

import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.base.clock import CHINA, SteppingClock
from desktop.base.errors import MingbaiError, Refusal, SurroundingsError
from desktop.domain.account import Account, Role
from desktop.domain.organisation import Level, Organisation
from desktop.storage import door_plate
from desktop.storage.database import check_library, connect
from desktop.storage.home import DATABASE, Home, create_home, list_accounts_at, open_home, recover_home
from desktop.storage.keyslots import KdfCost

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
NAME, PASSPHRASE = "周海明", "草原上的云 2026"
OFFICE = Organisation(code="632524100", unit="兴海县河卡镇人民政府", level=Level.TOWNSHIP)


def try_wrong(folder: Path, clock: SteppingClock) -> str:
    with pytest.raises(Refusal) as refused:
        open_home(folder, NAME, "不是这个口令", clock)
    return str(refused.value)


def test_the_accounts_can_be_listed_before_unlocking(home_folder: Path) -> None:
    assert [(entry.name, entry.role) for entry in list_accounts_at(home_folder)] == [(NAME, Role.DRAFTER)]


def test_what_is_kept_is_the_organisation_and_one_device(home_folder: Path, clock: SteppingClock) -> None:
    home = open_home(home_folder, NAME, PASSPHRASE, clock)
    device = home.device
    assert home.organisation.unit == OFFICE.unit
    assert len(device.sign(b"x")) == 64
    assert device.recipient.startswith("age1")
    home.close()
    again = open_home(home_folder, NAME, PASSPHRASE, clock)
    assert again.device == device
    again.close()


def test_a_wrong_passphrase_slows_down_and_a_new_start_does_not_forget_it(
    home_folder: Path, clock: SteppingClock
) -> None:
    said = try_wrong(home_folder, clock)
    assert said == "口令不对。还可以再试 2 次，之后要等 1 分钟。请看一下大写锁定和输入法。"
    assert "还可以再试 1 次" in try_wrong(home_folder, clock)
    assert "要等 1 分钟再试" in try_wrong(home_folder, clock)
    with pytest.raises(Refusal, match="还要等 1 分钟"):
        open_home(home_folder, NAME, PASSPHRASE, clock)
    at = clock.now() + timedelta(minutes=1)
    for minutes in (2, 4, 8, 15, 15):
        clock.move_to(at)
        assert f"要等 {minutes} 分钟再试" in try_wrong(home_folder, clock)
        at = clock.now() + timedelta(minutes=minutes)
    clock.move_to(at)
    open_home(home_folder, NAME, PASSPHRASE, clock).close()
    assert "还可以再试 2 次" in try_wrong(home_folder, clock)


def test_a_clock_set_back_locks_nobody_out_for_long(home_folder: Path, clock: SteppingClock) -> None:
    for _ in range(3):
        try_wrong(home_folder, clock)
    clock.move_to(datetime(2020, 1, 1, tzinfo=CHINA))
    with pytest.raises(Refusal, match="还要等 15 分钟"):
        open_home(home_folder, NAME, PASSPHRASE, clock)


def test_a_second_account_opens_the_same_data_and_a_role_changed_by_hand_does_not(
    home: Home, home_folder: Path
) -> None:
    home.add_account("李措", Role.REVIEWER, "另一个口令呀", CHEAP)
    other = home.as_account("李措", "另一个口令呀")
    assert other.account.role is Role.REVIEWER
    assert other.database is home.database
    with pytest.raises(Refusal, match="已经有“李措”这个账户"):
        home.add_account("李措", Role.ISSUER, "另一个口令呀", CHEAP)
    text = (home_folder / door_plate.NAME).read_text()
    (home_folder / door_plate.NAME).write_text(text.replace('"reviewer"', '"issuer"'))
    with pytest.raises(Refusal, match="口令不对"):
        home.as_account("李措", "另一个口令呀")


def test_an_unknown_account_is_named(home_folder: Path, clock: SteppingClock) -> None:
    with pytest.raises(Refusal, match="没有“王某”这个账户"):
        open_home(home_folder, "王某", PASSPHRASE, clock)


def test_a_short_passphrase_is_refused_and_nothing_is_made(tmp_path: Path, clock: SteppingClock) -> None:
    with pytest.raises(Refusal, match="口令太短"):
        create_home(tmp_path / "h", OFFICE, Account(name="甲", role=Role.ADMIN), "12345", clock, CHEAP)
    assert not (tmp_path / "h").exists()


def test_a_home_is_not_made_over_another(home_folder: Path, clock: SteppingClock) -> None:
    before = (home_folder / DATABASE).read_bytes()
    with pytest.raises(Refusal, match="已经有数据"):
        create_home(home_folder, OFFICE, Account(name="甲", role=Role.ADMIN), PASSPHRASE, clock, CHEAP)
    (home_folder / door_plate.NAME).unlink()
    with pytest.raises(Refusal, match="已经有一个数据文件"):
        create_home(home_folder, OFFICE, Account(name="甲", role=Role.ADMIN), PASSPHRASE, clock, CHEAP)
    assert (home_folder / DATABASE).read_bytes() == before


def test_the_recovery_code_gives_a_new_passphrase(
    built_home: tuple[Path, str], home_folder: Path, clock: SteppingClock
) -> None:
    code = built_home[1]
    for _ in range(3):
        try_wrong(home_folder, clock)
    recover_home(home_folder, code.lower().replace("-", " "), NAME, "新的口令 1", clock, CHEAP).close()
    open_home(home_folder, NAME, "新的口令 1", clock).close()
    assert "口令不对" in try_wrong(home_folder, clock)


def test_a_recovery_code_of_another_home_is_refused(
    home_folder: Path, tmp_path: Path, clock: SteppingClock
) -> None:
    other = create_home(
        tmp_path / "other", OFFICE, Account(name="甲", role=Role.ADMIN), PASSPHRASE, clock, CHEAP
    )
    other.home.close()
    with pytest.raises(Refusal, match="不是这份数据的恢复码"):
        recover_home(home_folder, other.recovery_code, NAME, "新的口令 1", clock, CHEAP)
    open_home(home_folder, NAME, PASSPHRASE, clock).close()


def refused_untouched(folder: Path, clock: SteppingClock, says: str) -> None:
    """Opening is refused with these words, and every file but the counter and the lock is as it was."""
    own = {"tries.json", "lock"}
    before = {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name not in own
    }
    with pytest.raises(MingbaiError, match=says):
        open_home(folder, NAME, PASSPHRASE, clock)
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name not in own}
    assert after == before


@pytest.mark.parametrize("kind", ["text", "plain sqlite", "another home", "empty", "header gone"])
def test_a_foreign_file_is_refused_and_left_alone(
    kind: str, home_folder: Path, tmp_path: Path, clock: SteppingClock
) -> None:
    path = home_folder / DATABASE
    if kind == "text":
        path.write_text("这不是数据库" * 5000)
    elif kind == "plain sqlite":
        path.unlink()
        plain = dbapi2.connect(path)
        plain.execute("CREATE TABLE t (a)")
        plain.commit()
        plain.close()
    elif kind == "another home":
        other = create_home(
            tmp_path / "o", OFFICE, Account(name="甲", role=Role.ADMIN), PASSPHRASE, clock, CHEAP
        )
        other.home.close()
        shutil.copyfile(tmp_path / "o" / DATABASE, path)
    elif kind == "empty":
        path.write_bytes(b"")
    else:
        path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    refused_untouched(home_folder, clock, "不是本数据目录的数据|里没有明白的数据")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_database_cut_short_is_refused_and_left_alone(
    share: float, home_folder: Path, clock: SteppingClock
) -> None:
    path = home_folder / DATABASE
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    refused_untouched(home_folder, clock, "已经不完整|有损坏")


def test_a_missing_database_is_refused_and_not_made_anew(home_folder: Path, clock: SteppingClock) -> None:
    (home_folder / DATABASE).unlink()
    refused_untouched(home_folder, clock, "没有数据文件")
    assert not (home_folder / DATABASE).exists()


def test_a_newer_database_is_refused_and_left_alone(
    home: Home, home_folder: Path, clock: SteppingClock
) -> None:
    key = home._key
    home.close()
    connection = connect(home_folder / DATABASE, key)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    refused_untouched(home_folder, clock, "更新的程序存的")


def test_a_folder_without_a_home_and_a_damaged_home_file_are_told_apart(
    tmp_path: Path, home_folder: Path, clock: SteppingClock
) -> None:
    with pytest.raises(Refusal, match="里没有明白的数据"):
        open_home(tmp_path, NAME, PASSPHRASE, clock)
    file = home_folder / door_plate.NAME
    file.write_bytes(file.read_bytes()[:200])
    with pytest.raises(Refusal, match="读不出来，可能被改动过"):
        open_home(home_folder, NAME, PASSPHRASE, clock)


def test_a_library_with_the_log_reset_fault_is_refused() -> None:
    check_library()
    with pytest.raises(SurroundingsError, match=r"3\.51\.2"):
        check_library((3, 51, 2))


def test_a_second_program_on_the_same_home_is_told_so(home: Home, home_folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from desktop.base.clock import Clock\n"
        "from desktop.base.errors import Refusal; from desktop.storage.home import open_home\n"
        "try: open_home(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Clock())\n"
        "except Refusal as refusal: print(refusal.code)\n"
    )
    command = [sys.executable, "-c", script, str(home_folder), NAME, PASSPHRASE]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "home-in-use\n"
    home.close()
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""
