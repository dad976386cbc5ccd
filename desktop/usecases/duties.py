"""Today's board: everything with a date or waiting for this account, in the order of harm."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from desktop.base.words import tr, zh
from desktop.domain.account import ROLE_WORDS, Role
from desktop.domain.calendar import CalendarEnded
from desktop.domain.flow import EDITABLE, IN_REVIEW, next_step
from desktop.domain.record import Record, RecordState
from desktop.storage import records
from desktop.storage.records import RecordQuery
from desktop.usecases.board_duties import hanging, on_boards
from desktop.usecases.care_duties import care_duties
from desktop.usecases.desk import Desk
from desktop.usecases.duty_views import DayMark, Duty, day_words, standing
from desktop.usecases.exchange_duties import on_the_way, to_settle
from desktop.usecases.expiring import expiring
from desktop.usecases.local_rules import calendar_of
from desktop.usecases.record_lines import matter_words
from desktop.usecases.rhythm import waiting
from desktop.usecases.unanswered import unanswered
from desktop.usecases.unsent import unsent

_AHEAD = timedelta(days=14)
_ORDER = ("late", "today", "running", "returned", "mine", "waiting", "care", "standards", "upcoming")
_MOST = 500
_DO = {
    Role.DRAFTER: ("edit", zh("继续填写")),
    Role.REVIEWER: ("review", zh("去审核")),
    Role.SECRECY: ("review", zh("去保密审查")),
    Role.ISSUER: ("review", zh("去签发")),
    Role.ADMIN: ("show", zh("查看")),
}


@dataclass(frozen=True, slots=True)
class Duties:
    """Reads only."""

    desk: Desk

    def due(self, on: date | None = None) -> list[Duty]:
        """What is late, due, running, returned, waiting, as of ``on`` (today)."""
        today = on or self.desk.clock.today()
        with self.desk.home.database.reading() as session:
            found = [
                *self._to_publish(session, today),
                *on_boards(self.desk, session, today),
                *unanswered(self.desk, session, today),
                *self._returned(session),
                *self._to_decide(session, today),
                *self._to_post(session),
                *self._in_rhythm(session, today),
                *unsent(self.desk, session),
                *on_the_way(self.desk, session, today),
                *to_settle(self.desk, session),
                *care_duties(self.desk, session, today),
                *expiring(self.desk, session, today),
            ]
        seen: set[tuple[str, str, str, str]] = set()
        duties = []
        for duty in sorted(
            found, key=lambda duty: (_ORDER.index(duty.kind), duty.on or date.max, duty.title)
        ):
            same = (
                duty.record,
                duty.notice + duty.objection,
                duty.matter,
                "" if duty.record or duty.notice else duty.title,
            )
            if same not in seen:
                duties.append(duty)
                seen.add(same)
        return duties

    def month(self, year: int, month: int) -> list[DayMark]:
        """Days on which something must be public or a notice period ends."""
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        marks = []
        with self.desk.home.database.reading() as session:
            for record in records.waiting_with_deadline(session, last):
                if record.publish_by is not None and record.publish_by >= first:
                    marks.append(DayMark(record.publish_by, "due", record.title))
            for _, notice in hanging(self.desk, session):
                end = notice.period_end
                if end is not None and first <= end <= last:
                    marks.append(DayMark(end, "period_end", tr("{title} 期满", title=notice.title)))
            for wait in waiting(self.desk, session, last):
                if first <= wait.period.due <= last:
                    marks.append(DayMark(wait.period.due, "due", wait.title))
        return sorted(set(marks), key=lambda mark: (mark.day, mark.kind, mark.title))

    def day_kind(self, day: date) -> str:
        """work, rest (a weekday off or announced holiday), makeup (a weekend day worked), or weekend."""
        with self.desk.home.database.reading() as session:
            calendar = calendar_of(self.desk, session)
        try:
            working = calendar.is_working_day(day)
        except CalendarEnded:
            return "work" if day.weekday() < 5 else "weekend"
        if working:
            return "makeup" if day.weekday() >= 5 else "work"
        return "rest" if calendar.holiday_name(day) else "weekend"

    def _my_step(self) -> tuple[str, str]:
        """What this account does with a record that waits for it: action and button."""
        action, words = _DO[self.desk.account.role]
        return action, tr(words)

    def _to_publish(self, session: Session, today: date) -> Iterator[Duty]:
        action, words = self._my_step()
        for record in records.waiting_with_deadline(session, today + _AHEAD):
            due = record.publish_by
            if due is None:
                continue
            context = tr(
                "{matter}　应于 {day} 前公开",
                matter=matter_words(record, self.desk.catalogue),
                day=day_words(due),
            )
            shown = (action, words) if self._waits_for_me(record) else ("show", tr("查看"))
            kind, said = standing(due, today)
            yield Duty(kind, record.title, context, due, said, *shown, record.id)

    def _in_rhythm(self, session: Session, today: date) -> Iterator[Duty]:
        """Matters to be published once a period whose record is not out yet; a record begun for it stands for it."""
        action, words = self._my_step()
        drafter = self.desk.account.role is Role.DRAFTER
        for wait in waiting(self.desk, session, today):
            due = wait.period.due
            if due > today + _AHEAD:
                continue
            field = self.desk.catalogue.field(wait.matter.field).name
            context = tr(
                "{field} › {name}　{words}公开，本期应于 {day} 前公开",
                field=field,
                name=wait.matter.name,
                words=wait.period.words,
                day=day_words(due),
            )
            kind, said = standing(due, today)
            begun = records.find(session, wait.record) if wait.record else None
            if begun is not None:
                shown = (action, words) if self._waits_for_me(begun) else ("show", tr("查看"))
            else:
                shown = ("new", tr("写本期的")) if drafter else ("matter", tr("看事项"))
            yield Duty(kind, wait.title, context, due, said, *shown, wait.record, "", wait.matter.code)

    def _returned(self, session: Session) -> Iterator[Duty]:
        for record in records.page(session, RecordQuery(states=frozenset({RecordState.RETURNED})), 0, _MOST):
            if record.drafted_by == self.desk.account.name:
                context = tr(
                    "{matter}　理由：{reason}",
                    matter=matter_words(record, self.desk.catalogue),
                    reason=record.return_reason,
                )
                yield Duty(
                    "returned",
                    record.title,
                    context,
                    record.publish_by,
                    tr("退回给我"),
                    "edit",
                    tr("去修改"),
                    record.id,
                )

    def _to_decide(self, session: Session, today: date) -> Iterator[Duty]:
        for record in records.page(session, RecordQuery(states=IN_REVIEW), 0, _MOST):
            step = self._mine(record)
            if step and not (record.publish_by and record.publish_by <= today):
                action, words = self._my_step()
                context = tr(
                    "{matter}　{person}起草",
                    matter=matter_words(record, self.desk.catalogue),
                    person=record.drafted_by,
                )
                yield Duty(
                    "mine",
                    record.title,
                    context,
                    record.publish_by,
                    tr("等您{step}", step=step),
                    action,
                    words,
                    record.id,
                )

    def _to_post(self, session: Session) -> Iterator[Duty]:
        for record in records.page(session, RecordQuery(states=frozenset({RecordState.ISSUED})), 0, _MOST):
            if record.organisation == self.desk.organisation.code and record.disclosure == "proactive":
                context = tr("{matter}　已签发，还没有张贴", matter=matter_words(record, self.desk.catalogue))
                yield Duty(
                    "mine",
                    record.title,
                    context,
                    record.publish_by,
                    tr("等张贴"),
                    "post",
                    tr("去张贴"),
                    record.id,
                )

    def _waits_for_me(self, record: Record) -> bool:
        """Whether this account is to write or to decide on it now."""
        writes = self.desk.account.role is Role.DRAFTER and record.state in EDITABLE
        return writes or self._mine(record) is not None

    def _mine(self, record: Record) -> str | None:
        """The words of the step this account is to take on a record in review."""
        step = next_step(record.state)
        account = self.desk.account
        if step is None or step.role is not account.role or account.name == record.drafted_by:
            return None
        return tr(ROLE_WORDS[step.role])
