"""Backup, destruction, restore; the second place; what is salvaged is counted; what must not come back is refused."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.base.clock import CHINA, SteppingClock
from desktop.base.errors import Refusal, SurroundingsError
from desktop.domain.account import Role
from desktop.storage import second_place
from desktop.storage.home import DATABASE
from desktop.usecases import home_ground
from desktop.usecases.care import EVERY
from desktop.usecases.office import Office
from desktop.usecases.record_views import RecordFilter
from desktop.usecases.rescue import accounts_of, backups_in
from tests.conftest import COUNTY, PASSPHRASE, Open

NAME = "系统管理员"


@pytest.fixture
def shut(as_person: Open, homes: Path, drafted: str) -> Callable[[], Path]:
    """Closes the township's home, which holds a record, and gives its folder."""

    def close() -> Path:
        as_person(NAME).close()
        return homes / "township"

    return close


def break_page(path: Path, page: int) -> None:
    data = bytearray(path.read_bytes())
    data[page * 4096 + 700] ^= 0xFF
    path.write_bytes(data)


def record_count(office: Office, folder: Path) -> int:
    session = office.open(folder, NAME, PASSPHRASE)
    try:
        return session.records.count(RecordFilter())
    finally:
        session.close()


def test_a_destroyed_home_comes_back_from_its_backup(
    office: Office, as_person: Open, shut: Callable[[], Path]
) -> None:
    made = as_person(NAME).care.backup()
    folder = shut()
    (folder / DATABASE).write_bytes(b"nothing of worth")
    with pytest.raises(Refusal, match="打不开"):
        office.open(folder, NAME, PASSPHRASE)
    line = next(line for line in backups_in(folder) if not line.aside)
    assert (line.path, line.reason) == (made, "手动备份")
    assert NAME in accounts_of(made, folder)
    aside = office.restore(folder, made, NAME, PASSPHRASE)
    assert aside.read_bytes() == b"nothing of worth"
    assert record_count(office, folder) == 1


def test_a_lost_laptop_comes_back_from_a_stick_with_its_attachments(
    office: Office, as_person: Open, drafted: str, shut: Callable[[], Path], tmp_path: Path
) -> None:
    paper = tmp_path / "会议纪要.txt"
    paper.write_text("会议纪要", encoding="utf-8")
    as_person("李春梅").attachments.add(drafted, paper)
    carried = as_person(NAME).care.carry(tmp_path / "stick").value
    again = as_person(NAME).care.carry(tmp_path / "stick").value
    assert carried.files >= 2
    assert again.files == 1, "attachments that are there already are not written twice"
    shutil.rmtree(shut())
    new = tmp_path / "new laptop" / "home"
    office.restore(new, again.path, NAME, PASSPHRASE)
    assert record_count(office, new) == 1
    diagnosis = office.diagnose(new, NAME, PASSPHRASE)
    assert any("附件：" in words and "都完好" in words for words in diagnosis.looked_at)


def test_a_stick_that_is_too_small_gets_nothing(
    as_person: Open, drafted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_place.shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 20))
    with pytest.raises(Refusal) as refused:
        as_person(NAME).care.carry(tmp_path / "stick")
    assert refused.value.code == "place-too-small"
    assert "1 MB" in refused.value.what
    assert [path for path in (tmp_path / "stick").rglob("*") if path.is_file()] == []


def test_a_stick_that_gives_back_something_else_is_told(
    as_person: Open, drafted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = iter(["a", "b"])
    monkeypatch.setattr(second_place, "_digest", lambda _: next(digests))
    with pytest.raises(SurroundingsError, match="读回来和原来的不一样"):
        as_person(NAME).care.carry(tmp_path / "stick")


def test_a_second_place_keeps_three_backups(as_person: Open, drafted: str, tmp_path: Path) -> None:
    admin = as_person(NAME)
    for _ in range(5):
        kept = admin.care.carry(tmp_path / "stick").value
    place = tmp_path / "stick" / admin.care.place_name
    assert len(list(place.glob("*.db"))) == 3
    assert len(list(place.glob("*.json"))) == 3
    assert kept.path.is_file()


def test_a_backup_of_another_home_is_refused_also_where_its_account_fits(
    office: Office, shut: Callable[[], Path], tmp_path: Path
) -> None:
    other, _ = office.create(tmp_path / "other", COUNTY, NAME, Role.ADMIN, PASSPHRASE)
    foreign = other.care.backup(tmp_path / "stick")
    other.close()
    folder = shut()
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(Refusal, match="另一台电脑") as refused:
        office.restore(folder, foreign, NAME, PASSPHRASE)
    assert refused.value.code == "other-home"
    assert (folder / DATABASE).read_bytes() == before
    assert record_count(office, folder) == 1


def test_a_damaged_backup_is_refused_and_nothing_is_lost(
    office: Office, as_person: Open, shut: Callable[[], Path]
) -> None:
    made = as_person(NAME).care.backup()
    folder = shut()
    break_page(made, 5)
    with pytest.raises(Refusal, match="损坏"):
        office.restore(folder, made, NAME, PASSPHRASE)
    assert record_count(office, folder) == 1


def test_a_backup_without_its_slots_says_what_is_missing(
    office: Office, as_person: Open, shut: Callable[[], Path], tmp_path: Path
) -> None:
    copied = as_person(NAME).care.backup(tmp_path / "stick")
    shut()
    copied.with_suffix(".json").unlink()
    with pytest.raises(Refusal, match=r"同名的\.json"):
        office.restore(tmp_path / "new", copied, NAME, PASSPHRASE)
    assert not (tmp_path / "new" / DATABASE).exists()


def root_page(as_person: Open, table: str) -> int:
    with as_person(NAME).desk.home.database.reading() as session:
        asked = f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'"
        return int(session.connection().exec_driver_sql(asked).scalar_one()) - 1


def test_what_is_salvaged_is_counted_and_can_be_put_back(
    office: Office, as_person: Open, shut: Callable[[], Path]
) -> None:
    page = root_page(as_person, "audit_log")
    folder = shut()
    path = folder / DATABASE
    with pytest.raises(Refusal, match="完好"):
        office.salvage(folder, NAME, PASSPHRASE)
    break_page(path, page)
    assert not office.diagnose(folder, NAME, PASSPHRASE).well
    saved = office.salvage(folder, NAME, PASSPHRASE)
    assert saved.kept["records"] == 1
    assert saved.kept["roster_rows"] == 3
    assert saved.cut == ("audit_log",)
    office.restore(folder, saved.path, NAME, PASSPHRASE)
    assert record_count(office, folder) == 1


def test_a_damaged_home_can_be_looked_at_and_takes_no_change(
    office: Office, as_person: Open, shut: Callable[[], Path]
) -> None:
    page = root_page(as_person, "audit_log")
    folder = shut()
    path = folder / DATABASE
    break_page(path, page)
    before = path.read_bytes()
    seen = office.open_to_read(folder, NAME, PASSPHRASE)
    assert seen.only_reading
    assert seen.records.count(RecordFilter()) == 1
    assert seen.care.damage() > 0
    with pytest.raises(SurroundingsError, match="读不出来"):
        seen.care.verify_audit()
    with pytest.raises(SurroundingsError, match="只能看"):
        seen.notices.add_board("新公示栏")
    seen.close()
    assert path.read_bytes() == before
    assert not list(folder.glob(f"{DATABASE}-*"))


def test_half_an_hour_of_work_makes_a_backup_and_an_idle_one_makes_none(
    as_person: Open, drafted: str, clock: SteppingClock
) -> None:
    care = as_person(NAME).care
    first = care.backup_if_due()
    assert first is not None
    clock.move_to(datetime(2026, 9, 16, 10, 0, tzinfo=CHINA) + EVERY)
    assert care.backup_if_due() is None, "nothing was written"
    as_person(NAME).notices.add_board("新公示栏")
    second = care.backup_if_due()
    assert second is not None
    assert second.name.endswith("-timer.db")
    as_person(NAME).notices.add_board("再一个公示栏")
    assert care.backup_if_due() is None, "half an hour has not passed"


def test_a_drill_says_what_would_come_back(as_person: Open, drafted: str, homes: Path) -> None:
    admin = as_person(NAME)
    with pytest.raises(Refusal, match="还没有备份"):
        admin.care.drill()
    made = admin.care.backup()
    drill = admin.care.drill().value
    assert (drill.path, drill.records, drill.now) == (made, 1, 1)
    break_page(made, 5)
    with pytest.raises(Refusal, match="恢复不出来"):
        admin.care.drill()
    assert not list((homes / "township").glob(".drill-*"))


def test_a_low_disk_a_network_folder_and_a_clock_at_1970_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert home_ground.room(tmp_path) == []
    monkeypatch.setattr(home_ground, "disk_usage", lambda _: SimpleNamespace(free=40 << 20))
    monkeypatch.setattr(home_ground, "is_remote", lambda _: True)
    assert "40 MB" in home_ground.room(tmp_path)[0].text
    assert "网络文件夹" in home_ground.place(tmp_path)[0].text
    begun = datetime(1970, 1, 1, 8, 3, tzinfo=CHINA)
    assert home_ground.clock(begun, "2026-09-16T09:00:00+08:00")[0].code == "clock-back"
    assert home_ground.clock(begun + timedelta(days=365 * 80), "2026-09-16T09:00:00+08:00") == []


def test_a_restore_brings_back_no_former_account_and_no_former_passphrase(
    office: Office, as_person: Open, shut: Callable[[], Path]
) -> None:
    admin = as_person(NAME)
    made = admin.care.backup()
    admin.accounts.retire("周海明", "调离")
    admin.accounts.add("韩雪", Role.REVIEWER, "后来的人的口令")
    folder = shut()
    assert "韩雪" in accounts_of(made, folder)
    with pytest.raises(Refusal, match="没有“周海明”"):
        office.restore(folder, made, "周海明", PASSPHRASE)
    office.restore(folder, made, "韩雪", "后来的人的口令")
    office.open(folder, "韩雪", "后来的人的口令").close()
    with pytest.raises(Refusal, match="没有“周海明”"):
        office.open(folder, "周海明", PASSPHRASE)
    (folder / "home.json").write_bytes(b"lost as well")
    assert "周海明" in accounts_of(made, folder), "then only the backup's own list is left"
    office.restore(folder, made, NAME, PASSPHRASE)
    office.open(folder, NAME, PASSPHRASE).close()
