"""The board reminds of a copy outside the laptop and of a rehearsed restore, not before it is time."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.base.clock import SteppingClock
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
