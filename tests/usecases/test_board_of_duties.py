"""What is late, due, running, returned or waiting stands on the board, once."""

from datetime import date
from pathlib import Path

from desktop.base.clock import SteppingClock
from tests.conftest import MORNING, Open


def kinds(session: object, on: date | None = None) -> list[tuple[str, str]]:
    return [(duty.kind, duty.words) for duty in session.duties.due(on)]  # type: ignore[attr-defined]


def test_a_draft_becomes_due_and_then_late(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    assert kinds(clerk, date(2026, 9, 16)) == []
    assert kinds(clerk, date(2026, 10, 14)) == [("upcoming", "还剩 2 天")]
    assert kinds(clerk, date(2026, 10, 16)) == [("today", "今天 24 时前")]
    assert kinds(clerk, date(2026, 10, 18)) == [("late", "逾期 2 天")]


def test_each_role_sees_what_waits_for_it(as_person: Open, drafted: str) -> None:
    as_person("李春梅").flow.submit(drafted)
    assert kinds(as_person("周海明")) == [("mine", "等您审核")]
    assert kinds(as_person("马生莲")) == []
    as_person("周海明").flow.return_(drafted, "请补一句说明")
    assert kinds(as_person("李春梅")) == [("returned", "退回给我")]


def test_a_posted_notice_runs_and_then_must_come_down(
    as_person: Open, issued: str, clock: SteppingClock
) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    clerk.notices.post(notice.id, "上滩村公示栏", date(2026, 9, 16))
    assert ("running", "明天开始") in kinds(clerk)
    assert [(mark.day, mark.kind) for mark in clerk.duties.month(2026, 9)] == [
        (date(2026, 9, 23), "period_end")
    ]
    clock.move_to(MORNING.replace(day=24))
    assert ("today", "期满待撤下") in kinds(clerk)


def test_an_exported_record_waits_for_its_receipt(as_person: Open, issued: str, tmp_path: Path) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    clerk.notices.post(notice.id, "上滩村公示栏", date(2026, 9, 16))
    clerk.exchange.export(tmp_path)
    assert ("waiting", "等县里回执") in kinds(clerk)


def test_days_are_told_apart_by_the_calendar(as_person: Open) -> None:
    duties = as_person("李春梅").duties
    kinds_of = {day: duties.day_kind(date(2026, 10, day)) for day in (1, 8, 10, 11)}
    assert kinds_of == {1: "rest", 8: "work", 10: "makeup", 11: "weekend"}
