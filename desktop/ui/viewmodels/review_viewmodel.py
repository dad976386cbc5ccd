"""What reviewing a record knows: what changed since the last revision, the opinion, the step of this account.

The flow's rules stand in the use case; this only offers the step that it says may be taken, or tells why not.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.domain.account import Role
from desktop.domain.finding import Finding, Severity
from desktop.domain.flow import STEPS
from desktop.domain.record import Record
from desktop.rules.values import format_value
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.differences_model import DifferencesModel
from desktop.ui.itemmodels.moments import moment_words
from desktop.ui.itemmodels.paged import Pages
from desktop.ui.itemmodels.roster_model import RosterModel
from desktop.ui.states import state_words
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.letting_through import LettingThrough
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.review_words import PHRASES, WORDS, return_reasons, said_before
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.record_views import Difference, FlowMark, RecordFilter, RecordLine, RecordView
from desktop.usecases.review_sheet import Opinion


@dataclass(frozen=True, slots=True)
class Read:
    """Everything read at once for the page. ``old`` and ``new`` are the revisions laid side by side."""

    view: RecordView
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]
    queue: tuple[RecordLine, ...]
    rows: int
    opinions: tuple[Opinion, ...] = ()
    old: int = 0
    new: int = 1


class ReviewViewModel(QObject):
    """``updated`` anything shown changed."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed, self._go = session, ask, tasks, changed, go
        self.letting_through = LettingThrough(session, ask, tasks, changed)
        self.differences = DifferencesModel(self)
        self.roster = RosterModel(lambda field, text: format_value(field, text) if text else "", self)
        self.roster.failed.connect(ask.tell)
        self.read: Read | None = None
        self.trouble: MingbaiError | None = None
        self.opinion = ""
        self.error = ""
        self._record = ""
        self._sides: tuple[int, int] | None = None
        changed.happened.connect(self._on_changed)

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def record(self) -> Record | None:
        return self.read.view.record if self.read else None

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    @property
    def verb(self) -> str:
        """The step this account may take now, or empty."""
        may = self.read.view.may if self.read else frozenset()
        return next((verb for verb in WORDS if verb in may), "")

    @property
    def opinion_label(self) -> str:
        return WORDS[self.verb][0] if self.verb else "意见"

    @property
    def pass_words(self) -> str:
        return WORDS[self.verb][1] if self.verb else ""

    @property
    def chip(self) -> tuple[str, str]:
        if self.record is None:
            return "draft", ""
        return ("running", WORDS[self.verb][2]) if self.verb else ("draft", state_words(self.record.state))

    @property
    def marks(self) -> list[FlowMark]:
        """The stepper's marks with their times in words; without the posting, which comes after."""
        steps = self.read.view.steps if self.read else ()
        told = [replace(mark, when=moment_words(mark.when, self.today)) for mark in steps]
        return [self._mine(mark) for mark in told if mark.words != "张贴"]

    @property
    def may_return(self) -> bool:
        return bool(self.verb) and self.read is not None and "return" in self.read.view.may

    @property
    def phrases(self) -> tuple[str, ...]:
        return PHRASES.get(self.verb, ())

    @property
    def return_reasons(self) -> tuple[str, ...]:
        """What this step often returns for, to begin the reason with."""
        return return_reasons(self.verb, self._session.desk.catalogue.code_lists) if self.may_return else ()

    @property
    def said_before(self) -> list[str]:
        """The opinions of earlier steps, kept through returns and corrections."""
        return said_before(self.read.opinions, self.today) if self.read else []

    @property
    def revisions(self) -> list[tuple[int, str]]:
        """(number, words) of what can be laid side by side."""
        if self.read is None:
            return []
        sealed = {revision.number for revision in self.read.view.revisions}
        numbers = sorted(sealed | {self.read.view.record.revision})
        return [(number, _revision_words(number, number in sealed)) for number in numbers]

    @property
    def sides(self) -> tuple[int, int]:
        """The two revisions that lie side by side."""
        return (self.read.old, self.read.new) if self.read else (0, 1)

    @property
    def refusal(self) -> str:
        """Why this account cannot act; empty when it can."""
        if self.read is None or self.verb:
            return ""
        return (
            self.read.view.refusal
            or f"这条现在是“{state_words(self.read.view.record.state)}”，没有要您做的。"
        )

    @property
    def changes_words(self) -> str:
        return f"变化 {len(self.read.differences)} 处" if self.read else "变化"

    @property
    def decide_words(self) -> str:
        """The part of the page where this account decides, or reads why it cannot."""
        return self.opinion_label if self.verb else "审核流程"

    @property
    def first_time(self) -> bool:
        """There is no earlier revision to compare with: everything is new."""
        return self.read is not None and self.read.old == 0

    @property
    def unchanged_words(self) -> str:
        """What did not change, in one line under the differences."""
        if self.read is None:
            return ""
        if self.first_time:
            return "这是第一次提交，没有以前的修订可以对照。请看全部内容。"
        places = {line.place for line in self.read.differences}
        fields = len(self.read.view.form.fields) - sum(
            1 for field in self.read.view.form.fields if field.label in places
        )
        rows = self.read.rows - len({line.row for line in self.read.differences if line.row})
        return f"其余 {fields} 项内容" + (f"和 {max(rows, 0)} 行名单" if self.read.rows else "") + "没有变化"

    @property
    def findings_chip(self) -> tuple[str, str]:
        found = self.read.findings if self.read else ()
        blocking = sum(finding.severity is Severity.BLOCK for finding in found)
        if blocking:
            return "block", f"程序检查：{blocking} 处必须改"
        warned = sum(finding.severity is Severity.WARN for finding in found)
        return ("warn", f"程序检查：{warned} 条提醒") if warned else ("done", "程序检查：没有意见")

    @property
    def contents(self) -> list[tuple[str, str]]:
        """(label, text) of everything in the record, for reading it whole."""
        if self.read is None:
            return []
        view = self.read.view
        told = [("标题", view.content.title), ("形成日期", f"{view.content.formed_on:%Y-%m-%d}")]
        for field in view.form.fields:
            total = view.totals.get(field.computed_from.removeprefix("sum:")) if field.computed_from else None
            text = total if total is not None else view.content.values.get(field.key, "")
            unit = f" {field.unit}" if field.unit and text else ""
            told.append((field.label, (format_value(field, text) if text else "—") + unit))
        return told

    @property
    def queue_words(self) -> str:
        if self.read is None or not self.read.queue:
            return ""
        at = [line.id for line in self.read.queue]
        return (
            f"队列 {at.index(self._record) + 1} / {len(at)}" if self._record in at else f"还有 {len(at)} 件"
        )

    @property
    def next_record(self) -> str:
        """The next record that waits for this account, or empty."""
        waiting = [line.id for line in self.read.queue] if self.read else []
        if self._record in waiting and len(waiting) > 1:
            return waiting[(waiting.index(self._record) + 1) % len(waiting)]
        return waiting[0] if waiting and self._record not in waiting else ""

    # -- steps ---------------------------------------------------------------------------------------------

    def open(self, record: str) -> None:
        if record != self._record:
            self.opinion, self.error, self._sides = "", "", None
        self._record = record
        self._reload()

    def set_opinion(self, text: str) -> None:
        self.opinion = text
        if self.error and text.strip():
            self.error = ""
            self.updated.emit()

    def compare(self, old: int, new: int) -> None:
        """Lays two other revisions side by side."""
        self._sides = (old, new)
        self._reload()

    def take_reason(self, words: str) -> None:
        """Puts a common reason into the opinion, to be completed by hand."""
        self.set_opinion(f"{self.opinion.strip()}{words}。" if self.opinion.strip() else f"{words}。")
        self.updated.emit()

    def save_sheet(self) -> None:
        """Asks where to and writes the 审查单 there."""
        if self.record is None:
            return
        out = self._ask.save_file("保存审查单", f"审查单 {self.record.title}.pdf", "PDF (*.pdf)")
        if out is not None:
            record, sheets = self._record, self._session.sheets
            self._tasks.run(lambda _progress: sheets.write(record, out), self._sheet_written, self._ask.tell)

    def _sheet_written(self, out: Path) -> None:
        self.said.emit(f"审查单已写到“{out}”。")

    def approve(self) -> None:
        """Takes this account's step; what follows is told by the use case's answer."""
        if self.verb:
            verbs = {"review": self._session.flow.review, "secrecy_review": self._session.flow.secrecy_review}
            verb = verbs.get(self.verb, self._session.flow.issue)
            record, opinion, words = self._record, self.opinion.strip(), WORDS[self.verb][3]
            self._tasks.run(
                lambda _progress: verb(record, opinion), lambda done: self._moved(done, words), self._ask.tell
            )

    def send_back(self) -> None:
        """Returns the record to its drafter; needs a reason."""
        record, reason, flow = self._record, self.opinion.strip(), self._session.flow
        if not reason:
            self.error = "退回要写明理由，起草人才知道改什么。"
            self.updated.emit()
            return
        words = "已退回，理由一起给了起草人。"
        self._tasks.run(
            lambda _progress: flow.return_(record, reason),
            lambda done: self._moved(done, words),
            self._ask.tell,
        )

    def override_words(self, finding: Finding) -> str:
        """What the button on a finding says, if this account could let it through."""
        return self.letting_through.words(self.record, finding)

    def let_through(self, finding: Finding) -> None:
        if self.record is not None:
            self.letting_through.ask_and_give(self.record, finding)

    def go_next(self) -> None:
        if self.next_record:
            self._go(Place("review", record=self.next_record))

    def show_sample(self) -> None:
        self._go(Place("preview", record=self._record))

    def back(self) -> None:
        self._go(Place("records"))

    def _mine(self, mark: FlowMark) -> FlowMark:
        """The station this account stands at names it; one that nobody has taken names no role twice."""
        if mark.state == "now" and self.verb:
            return replace(mark, who=f"{self._session.account.name}（您）", when="起草人不能审自己的记录")
        return replace(mark, who="") if mark.who == mark.words else mark

    def _moved(self, outcome: Outcome[Record], words: str) -> None:
        self.opinion = ""
        self._changed.tell(outcome.changes)
        self.said.emit(words)

    def _reload(self) -> None:
        record, session, sides = self._record, self._session, self._sides
        states = frozenset().union(
            *(step.before for step in STEPS.values() if step.role is session.account.role)
        )
        reviewing = session.account.role not in {Role.DRAFTER, Role.ADMIN}

        def work(_progress: Progress) -> Read:
            records = session.records
            view = records.get(record)
            old, new = sides or (view.record.revision - 1, view.record.revision)
            return Read(
                view=view,
                differences=tuple(session.flow.difference(record, old, new)),
                findings=view.findings,
                queue=tuple(records.page(RecordFilter(states=states), 0, 100)) if reviewing else (),
                rows=records.row_count(record),
                opinions=tuple(session.sheets.opinions(record)),
                old=old,
                new=new,
            )

        def done(read: Read) -> None:
            if record == self._record:
                self._show(read)

        self._tasks.run(work, done, self._refused)

    def _show(self, read: Read) -> None:
        self.read, self.trouble = read, None
        records, record = self._session.records, self._record
        old = f"修订 {read.old}" if read.old else "原来"
        self.differences.show(read.differences, old, f"修订 {read.new}")
        pages = Pages(lambda offset, limit: records.rows(record, offset, limit), read.rows)
        self.roster.show(read.view.form, pages, editable=False)
        self.updated.emit()

    def _refused(self, error: MingbaiError) -> None:
        self.trouble = error
        self.updated.emit()

    def _on_changed(self, changes: Changes) -> None:
        if self._record and changes & {Topic.RECORDS, Topic.ROSTERS}:
            self._reload()


def _revision_words(number: int, sealed: bool) -> str:
    return f"修订 {number}" if sealed else f"修订 {number}（这一次）"
