"""Backups are thinned out by day, week and month; the newest one that can be relied on always stays."""

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop.base.clock import CHINA
from desktop.storage.backup_list import Backup, list_backups
from desktop.storage.retention import USUAL, Policy, is_ours, made_at, sweep, to_drop

NOW = datetime(2026, 9, 16, 17, 0, tzinfo=CHINA)
REASONS = st.sampled_from(
    ["timer", "manual", "manual-2", "before-import", "before-restore", "before-restore-2", "salvaged"]
)


def backup(at: datetime, reason: str = "timer", folder: Path = Path("backups")) -> Backup:
    name = f"{at:%Y%m%dT%H%M%S}"
    return Backup(folder / f"{name}-{reason}.db", name, reason, 4096)


moments = st.integers(-40 * 24 * 60, 900 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes))
shelves = st.lists(st.builds(backup, moments, REASONS), max_size=60, unique_by=lambda each: each.path)


@given(shelves)
def test_the_newest_backup_is_never_dropped(found: list[Backup]) -> None:
    ours = [each for each in found if is_ours(each)]
    gone = to_drop(found, NOW)
    if ours:
        assert max(ours, key=lambda each: (each.made_at, each.path.name)) not in gone


@given(shelves)
def test_what_a_person_may_still_look_for_and_what_lies_ahead_is_never_dropped(found: list[Backup]) -> None:
    for each in to_drop(found, NOW):
        at = made_at(each)
        assert is_ours(each)
        assert at is not None
        assert at <= NOW - timedelta(hours=USUAL.hours)


@given(shelves, shelves)
def test_a_day_that_is_kept_keeps_its_last_backup(found: list[Backup], more: list[Backup]) -> None:
    every = list({each.path: each for each in found + more}.values())
    gone = set(to_drop(every, NOW))
    for each in every:
        at = made_at(each)
        same = [
            other
            for other in every
            if is_ours(other) and other.made_at[:8] == each.made_at[:8] and made_at(other) <= NOW
        ]
        if is_ours(each) and at is not None and timedelta(0) <= NOW - at < timedelta(days=10):
            last = max(same, key=lambda other: (other.made_at, other.path.name))
            assert last not in gone


@given(shelves)
def test_sweeping_twice_is_as_good_as_once(found: list[Backup]) -> None:
    gone = set(to_drop(found, NOW))
    assert to_drop([each for each in found if each not in gone], NOW) == []


def test_three_years_of_half_hours_come_down_to_some_dozens() -> None:
    found = []
    for day in range(3 * 365):
        for half_hour in range(16):
            at = (NOW - timedelta(days=day)).replace(hour=9) + timedelta(minutes=30 * half_hour)
            if at <= NOW:
                found.append(backup(at))
    kept = set(found) - set(to_drop(found, NOW))
    assert len(kept) <= 8 + USUAL.days + USUAL.weeks + USUAL.months
    months = {each.made_at[:6] for each in kept}
    assert len(months) == USUAL.months


def test_a_clock_at_1970_drops_nothing() -> None:
    found = [backup(NOW - timedelta(days=day)) for day in range(400)]
    assert to_drop(found, datetime(1970, 1, 1, 8, tzinfo=CHINA)) == []


def test_a_file_somebody_put_there_is_left_alone() -> None:
    strange = Backup(Path("backups/我的.db"), "我的", "", 1)
    assert to_drop([strange, backup(NOW)], NOW, Policy(0, 0, 0, 0)) == []


def test_nothing_is_deleted_while_the_newest_is_not_whole(tmp_path: Path) -> None:
    found = [backup(NOW - timedelta(days=day), folder=tmp_path) for day in range(1, 800)]
    for each in found:
        each.path.write_bytes(b"x")
        each.path.with_suffix(".json").write_bytes(b"{}")
    assert sweep(found, NOW, lambda newest: False) == []
    assert len(list(tmp_path.iterdir())) == 2 * len(found)
    gone = sweep(found, NOW, lambda newest: newest == found[0])
    assert len(gone) > 700
    assert found[0].path.is_file()
    assert len(list(tmp_path.iterdir())) == 2 * (len(found) - len(gone))


def test_files_with_other_names_are_no_backups_of_ours(tmp_path: Path) -> None:
    for name in (
        "我的备份.db",
        "20260916T090000-manual.db",
        "20269999T999999-x.db",
        "2026-1.db",
        "x.txt",
        ".20260916T090000-a.db.part",
    ):
        (tmp_path / "backups").mkdir(exist_ok=True)
        (tmp_path / "backups" / name).write_bytes(b"x")
    assert [known.reason for known in list_backups(tmp_path)] == ["manual"]
