"""The board reminds of a copy outside the laptop and of a rehearsed restore, not before it is time."""

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.base.clock import CHINA, SteppingClock
from desktop.usecases import home_ground
from desktop.usecases.care_duties import CARRY_EVERY, DRILL_EVERY
from tests.conftest import MORNING, Open


def reminders(open_as: Open) -> list[str]:
    return [duty.title for duty in open_as("李春梅").duties.due() if duty.kind == "care"]


def test_nothing_is_asked_of_a_home_without_records(as_person: Open, clock: SteppingClock) -> None:
    clock.move_to(MORNING + timedelta(days=400))
    assert reminders(as_person) == []


def test_the_copy_and_the_drill_are_asked_for_in_time_and_not_after_they_were_done(
    as_person: Open, drafted: str, clock: SteppingClock, tmp_path: Path
) -> None:
    assert reminders(as_person) == []
    clock.move_to(MORNING + CARRY_EVERY + timedelta(days=1))
    assert reminders(as_person) == ["备份抄一份到U盘"]
    clock.move_to(MORNING + DRILL_EVERY + timedelta(days=1))
    assert reminders(as_person) == ["备份抄一份到U盘", "练一次恢复"]
    as_person("李春梅").care.carry(tmp_path / "stick")
    assert reminders(as_person) == ["练一次恢复"]
    as_person("李春梅").care.drill()
    assert reminders(as_person) == []


def test_a_full_disk_stands_on_the_board(as_person: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home_ground, "disk_usage", lambda _: SimpleNamespace(free=40 << 20))
    assert reminders(as_person) == ["磁盘：只剩 40 MB，快存不下了。"]


def test_a_clock_at_1970_is_told_and_nothing_is_lost(
    as_person: Open, drafted: str, clock: SteppingClock, homes: Path
) -> None:
    clerk = as_person("李春梅")
    made = [clerk.care.backup() for _ in range(3)]
    clock.move_to(datetime(1970, 1, 1, 8, 1, tzinfo=CHINA))
    assert reminders(as_person)[0].startswith("时钟：最近一步记在 2026-09-16")
    clerk.notices.add_board("新公示栏")  # a step under the wrong clock
    assert reminders(as_person)[0].startswith("时钟")
    assert "clock-back" in [finding.code for finding in clerk.care.diagnose().findings]
    early = clerk.care.backup_if_due()
    assert early is not None
    clerk.notices.add_board("再一个")
    assert clerk.care.backup_if_due() is None, "not one a minute while the clock is wrong"
    assert all(path.is_file() for path in made)
    clock.move_to(MORNING + timedelta(days=1))
    assert not any("时钟" in title for title in reminders(as_person))
    assert clerk.care.backup_if_due() is not None
    assert clerk.records.get(drafted).record.id == drafted
