"""Objections 异议 against a notice: who said what by which way, until when an answer is due, how it ended."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.ids import new_id
from desktop.base.words import tr, zh
from desktop.domain.calendar import CalendarEnded
from desktop.domain.codelist import Code
from desktop.domain.finding import Finding, Severity
from desktop.domain.noticeboard import UPHELD, Objection
from desktop.domain.noticekind import PERIOD_MARK_WORDS
from desktop.domain.timelimit import TimeUnit
from desktop.storage import notices, objections, records
from desktop.usecases.desk import Desk
from desktop.usecases.local_rules import calendar_of
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_ours
from desktop.usecases.private_words import require_clean

_SAFE = zh("没有登记。")


@dataclass(frozen=True, slots=True)
class NewObjection:
    """What the clerk writes down. ``row`` is the place on the notice, ``who`` may be empty (anonymous)."""

    received_on: date
    way: str
    text: str
    row: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection with what is to be shown of it. ``late`` counts days past the limit, 0 if there are none."""

    objection: Objection
    title: str
    record: str
    way: str
    outcome: str
    late: int


@dataclass(frozen=True, slots=True)
class Objections:
    desk: Desk

    @property
    def ways(self) -> tuple[Code, ...]:
        return self.desk.catalogue.code_lists["objection_ways"].entries

    @property
    def outcomes(self) -> tuple[Code, ...]:
        return self.desk.catalogue.code_lists["objection_outcomes"].entries

    @property
    def limit_words(self) -> str:
        """How soon an answer is due and where that comes from, e.g. 15日内答复（凭记忆，用前请核对：…）."""
        limit = self.desk.catalogue.notice_kinds.objection_answer
        if limit is None:
            return tr("没有规定答复的期限")
        said = tr("{words}内答复", words=limit.span.words)
        return tr(
            "{said}（{mark}：{basis}）", said=said, mark=tr(PERIOD_MARK_WORDS[limit.mark]), basis=limit.basis
        )

    def add(self, notice: str, said: NewObjection) -> Outcome[Objection]:
        """Enter an objection. Refused with a citizen's number in its text; the name alone may be kept, for the office."""
        desk = self.desk
        text = said.text.strip()
        if not text:
            raise Refusal(tr("异议的内容没有写。"), safe=_SAFE, todo=tr("请写上提出了什么。"), code="no-text")
        if said.received_on > desk.clock.today():
            raise Refusal(
                tr("收到异议的日期还没有到。"), safe=_SAFE, todo=tr("请核对日期。"), code="bad-date"
            )
        self._code("objection_ways", said.way, tr("提出的方式"))
        require_clean(desk, {zh("异议的内容"): text, zh("涉及的位置"): said.row})
        with desk.home.database.transaction() as session:
            known = notices.get(session, notice)
            require_ours(desk, records.get(session, known.record))
            entry = Objection(
                id=new_id(desk.clock), notice=notice, organisation=desk.organisation.code, number=0,
                received_on=said.received_on, way=said.way, text=text, row=said.row.strip(), who=said.who.strip(),
                answer_by=self._answer_by(session, said.received_on), entered_at=desk.now(),
                entered_by=desk.account.name,
            )  # fmt: skip
            entered = objections.add(session, entry)
            desk.note(session, "objection", known.record, notice=notice, number=entered.number)
        return Outcome(entered, changed(Topic.NOTICES))

    def answer(self, objection: str, text: str, outcome: str, on: date) -> Outcome[Objection]:
        """Write the answer and how it ended, once. Says what to do next when the objection was right."""
        desk = self.desk
        if not text.strip():
            raise Refusal(tr("答复没有写。"), safe=_SAFE, todo=tr("请写上怎样答复的。"), code="no-text")
        self._code("objection_outcomes", outcome, tr("办理结果"))
        require_clean(desk, {zh("答复"): text})
        with desk.home.database.transaction() as session:
            known = objections.get(session, objection)
            record = records.get(session, notices.get(session, known.notice).record)
            require_ours(desk, record)
            if not known.received_on <= on <= desk.clock.today():
                raise Refusal(
                    tr("答复的日期早于收到的日期，或还没有到。"),
                    safe=_SAFE,
                    todo=tr("请核对日期。"),
                    code="bad-date",
                )
            answered = objections.answer(session, objection, text.strip(), outcome, on, desk.account.name)
            desk.note(session, "objection-answered", record.id, number=known.number, outcome=outcome)
        return Outcome(answered, changed(Topic.NOTICES), _next(answered))

    def of_notice(self, notice: str) -> list[ObjectionLine]:
        return [line for line in self.register() if line.objection.notice == notice]

    def register(self, *, only_open: bool = False, on: date | None = None) -> list[ObjectionLine]:
        """The office's register in its order, as of ``on`` (today)."""
        today = on or self.desk.clock.today()
        with self.desk.home.database.reading() as session:
            entries = objections.page(session, self.desk.organisation.code, only_open=only_open)
            return [self._line(session, entry, today) for entry in entries]

    def find(self, objection: str) -> Objection:
        """By its id or its number in the register (as typed by a person)."""
        with self.desk.home.database.reading() as session:
            entries = objections.page(session, self.desk.organisation.code)
        found = next((entry for entry in entries if objection in {entry.id, str(entry.number)}), None)
        if found is None:
            raise Refusal(
                tr("找不到这条异议。"), safe=_SAFE, todo=tr("请用登记号，例如 3。"), code="no-objection"
            )
        return found

    def _line(self, session: Session, entry: Objection, today: date) -> ObjectionLine:
        notice = notices.get(session, entry.notice)
        late = (today - entry.answer_by).days if entry.answer_by is not None and entry.open else 0
        lists = self.desk.catalogue.code_lists
        way, outcome = lists["objection_ways"].get(entry.way), lists["objection_outcomes"].get(entry.outcome)
        return ObjectionLine(
            entry,
            notice.title,
            notice.record,
            way.name if way else entry.way,
            outcome.name if outcome else entry.outcome,
            max(0, late),
        )

    def _answer_by(self, session: Session, received: date) -> date | None:
        """The last day for an answer; the day it came does not count (民法典 201). None where nothing can be counted."""
        limit = self.desk.catalogue.notice_kinds.objection_answer
        if limit is None:
            return None
        if limit.span.unit is TimeUnit.CALENDAR_DAY:
            return received + timedelta(days=limit.span.amount)
        try:
            return calendar_of(self.desk, session).add_working_days(received, limit.span.amount)
        except CalendarEnded:
            return None

    def _code(self, slug: str, code: str, what: str) -> None:
        known = self.desk.catalogue.code_lists[slug]
        if known.get(code) is None:
            said = tr("、").join(
                tr("{code}（{name}）", code=entry.code, name=entry.name) for entry in known.entries
            )
            raise Refusal(
                tr("{what}没有“{code}”这一种。", what=what, code=code),
                safe=_SAFE,
                todo=tr("可以写：{said}。", said=said),
                code="bad-code",
            )


def _next(answered: Objection) -> tuple[Finding, ...]:
    if answered.outcome != UPHELD:
        return ()
    return (
        Finding(
            "objection-upheld",
            Severity.WARN,
            zh("第 {number} 号异议", number=answered.number),
            zh("异议属实，原来的公示要更正。"),
            zh("请在记录里发起更正，签发后重新张贴，原来那张同时撤下。"),
        ),
    )
