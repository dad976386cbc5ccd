"""What is late, due, running, returned or waiting stands on the board, once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.base.clock import SteppingClock
from desktop.domain.record import RecordContent, RecordState
from desktop.domain.timelimit import Stage, StageKind
from desktop.storage import contacts, records
from desktop.usecases.office import Session
from desktop.usecases.rhythm import period_of
from tests.conftest import MORNING, Open
from tests.farmland import FARMLAND

LOW_INCOME = "SHJZ-020"  # 城乡居民最低生活保障对象名单: by the 20th of a quarter's first month


def kinds(session: Session, on: date | None = None) -> list[tuple[str, str]]:
    """What is due with records and notices; what the work relies on is told apart."""
    return [
        (duty.kind, duty.words) for duty in session.duties.due(on) if duty.kind not in {"standards", "care"}
    ]


def relied_on(session: Session, on: date | None = None) -> list[tuple[str, str]]:
    return [(duty.title, duty.words) for duty in session.duties.due(on) if duty.kind == "standards"]


def test_a_draft_becomes_due_and_then_late(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    assert kinds(clerk, date(2026, 9, 16)) == []
    assert kinds(clerk, date(2026, 10, 14)) == [("upcoming", "还剩 2 天")]
    assert kinds(clerk, date(2026, 10, 16)) == [("today", "今天 24 时前")]
    assert kinds(clerk, date(2026, 10, 18)) == [("late", "逾期 2 天")]


def test_what_is_late_at_a_colleagues_can_be_looked_at_and_decided_by_whose_turn_it_is(
    as_person: Open, drafted: str
) -> None:
    def buttons(name: str) -> list[tuple[str, str]]:
        due = as_person(name).duties.due(date(2026, 10, 18))
        return [(duty.action, duty.action_words) for duty in due if duty.record == drafted]

    assert buttons("李春梅") == [("edit", "继续填写")]
    assert buttons("周海明") == [("show", "查看")]
    as_person("李春梅").flow.submit(drafted)
    assert buttons("李春梅") == [("show", "查看")]
    assert buttons("周海明") == [("review", "去审核")]
    assert buttons("祁建国") == [("show", "查看")]


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
    assert ("running", "9月17日开始") in kinds(clerk, date(1970, 1, 1))
    assert [(mark.day, mark.kind) for mark in clerk.duties.month(2026, 9)] == [
        (date(2026, 9, 23), "period_end")
    ]
    clock.move_to(MORNING.replace(day=24))
    assert ("today", "期满待撤下") in kinds(clerk)
    assert ("today", "期满 4 天待撤下") in kinds(clerk, date(2026, 9, 27))


def test_an_exported_record_waits_for_its_receipt(as_person: Open, issued: str, tmp_path: Path) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    clerk.notices.post(notice.id, "上滩村公示栏", date(2026, 9, 16))
    clerk.exchange.export(tmp_path)
    assert ("waiting", "等县里回执") in kinds(clerk)
    assert ("waiting", "等县里回执") in kinds(clerk, date(2026, 9, 23))
    assert ("late", "8 天没有回执") in kinds(clerk, date(2026, 9, 24))
    as_person("系统管理员").settings.set_receipt_days(15)
    assert ("waiting", "等县里回执") in kinds(as_person("李春梅"), date(2026, 9, 24))


def test_a_matter_of_the_quarter_returns_with_the_quarter(
    as_person: Open, issue: Callable[[str], None], clock: SteppingClock
) -> None:
    clerk = as_person("李春梅")
    clock.move_to(MORNING.replace(month=7, day=6))
    assert kinds(clerk) == []  # never begun: that is for the coverage to say
    content = RecordContent(title="第三季度低保名单", formed_on=date(2026, 7, 6))
    record = clerk.records.new(LOW_INCOME, content=content).value
    with clerk.desk.home.database.transaction() as session:
        known = records.get(session, record)
        records.put(session, known.model_copy(update={"publish_by": None}))
    assert kinds(clerk) == [("upcoming", "还剩 14 天")]
    assert kinds(clerk, date(2026, 7, 22)) == [("late", "逾期 2 天")]
    assert (date(2026, 7, 20), "due") in [(mark.day, mark.kind) for mark in clerk.duties.month(2026, 7)]
    with clerk.desk.home.database.transaction() as session:
        known = records.get(session, record)
        done = {"state": RecordState.TAKEN_DOWN, "issued_on": date(2026, 7, 15)}
        records.put(session, known.model_copy(update=done))
    assert kinds(clerk, date(2026, 7, 22)) == []
    assert kinds(clerk, date(2026, 10, 20)) == [("today", "今天 24 时前")]
    last = clerk.duties.due(date(2026, 10, 25))[0]
    assert (last.kind, last.words, last.action, last.record, last.matter) == (
        "late", "逾期 5 天", "new", "", LOW_INCOME,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("period", "start", "on", "first", "due"),
    [
        ("quarter", "季度首月20日", date(2026, 9, 30), date(2026, 7, 1), date(2026, 7, 20)),
        ("year", "每年", date(2026, 2, 1), date(2026, 1, 1), date(2026, 12, 31)),
        ("month", "", date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28)),
        ("half_year", "", date(2026, 8, 1), date(2026, 7, 1), date(2026, 12, 31)),
        ("20_working_days", "定期更新", date(2026, 9, 16), date(2026, 9, 2), date(2026, 9, 29)),
    ],
)
def test_a_period_begins_and_ends_where_the_catalogue_says(
    as_person: Open, period: str, start: str, on: date, first: date, due: date
) -> None:
    calendar = as_person("李春梅").desk.catalogue.calendar
    found = period_of(Stage(StageKind.RECURRING, start, period=period), on, date(2026, 9, 1), calendar)
    assert found is not None
    assert (found.start, found.due) == (first, due)


def test_what_the_work_relies_on_is_named_before_it_ends(as_person: Open) -> None:
    clerk = as_person("李春梅")
    assert relied_on(clerk, date(2026, 9, 16)) == []
    assert ("放假安排只到 2026年", "还剩 41 天") in relied_on(clerk, date(2026, 11, 20))
    assert ("放假安排只到 2026年", "过期 2 天") in relied_on(clerk, date(2027, 1, 2))
    with clerk.desk.home.database.transaction() as session:
        upward = contacts.upward(session)
        assert upward is not None
        contacts.put(session, upward.model_copy(update={"valid_until": "2026-10-01T00:00:00+08:00"}))
    assert relied_on(clerk, date(2026, 9, 16)) == [(f"报送给{upward.unit}的许可快到期", "还剩 15 天")]


def test_a_draft_whose_basis_was_replaced_says_so_until_it_is_issued(
    as_person: Open, drafted: str, issue: Callable[[str], None]
) -> None:
    clerk = as_person("李春梅")
    matter = clerk.desk.catalogue.matter(FARMLAND)
    assert [title for title, _ in relied_on(clerk)] == [f"{matter.name}：依据有变"]
    issue(drafted)
    assert relied_on(as_person("李春梅")) == []


def test_days_are_told_apart_by_the_calendar(as_person: Open) -> None:
    duties = as_person("李春梅").duties
    kinds_of = {day: duties.day_kind(date(2026, 10, day)) for day in (1, 8, 10, 11)}
    assert kinds_of == {1: "rest", 8: "work", 10: "makeup", 11: "weekend"}
