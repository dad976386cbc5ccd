"""Reviewing a record: the opinion, the step of this account, which revisions are compared.

The flow's rules stand in the use case; this only offers the step that it says may be taken, or tells why not.
"""

from pathlib import Path

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.domain.finding import Finding
from desktop.domain.flow import STEPS
from desktop.domain.record import Record
from desktop.rules.values import format_value
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.differences_model import DifferencesModel
from desktop.ui.itemmodels.paged import Pages
from desktop.ui.itemmodels.roster_model import RosterModel
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.letting_through import LettingThrough
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.review_shown import Read, ReviewShown
from desktop.ui.viewmodels.review_words import WORDS
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.record_views import RecordFilter


class ReviewViewModel(ReviewShown):
    """The steps of this account, and the two revisions laid side by side."""

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__(session)
        self._ask, self._tasks, self._changed, self._go = ask, tasks, changed, go
        self.letting_through = LettingThrough(session, ask, tasks, changed)
        self.differences = DifferencesModel(self)
        self.roster = RosterModel(lambda field, text: format_value(field, text) if text else "", self)
        self.roster.failed.connect(ask.tell)
        self._sides: tuple[int, int] | None = None
        changed.happened.connect(self._on_changed)

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
        """Puts a common reason into the opinion, to be completed by hand; it is printed, so in Chinese."""
        self.set_opinion(f"{self.opinion.strip()}{words}。")
        self.updated.emit()

    def save_sheet(self) -> None:
        """Asks where to and writes the 审查单 there."""
        if self.record is None:
            return
        out = self._ask.save_file(
            tr("保存审查单"), tr("审查单 {title}.pdf", title=self.record.title), "PDF (*.pdf)"
        )
        if out is not None:
            record, sheets = self._record, self._session.sheets
            self._tasks.run(lambda _progress: sheets.write(record, out), self._sheet_written, self._ask.tell)

    def _sheet_written(self, out: Path) -> None:
        self.said.emit(tr("审查单已写到“{out}”。", out=out))

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
            self.error = tr("退回要写明理由，起草人才知道改什么。")
            self.updated.emit()
            return
        words = tr("已退回，理由一起给了起草人。")
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
        old = tr("修订 {old}", old=read.old) if read.old else tr("原来")
        self.differences.show(read.differences, old, tr("修订 {new}", new=read.new))
        pages = Pages(lambda offset, limit: records.rows(record, offset, limit), read.rows)
        self.roster.show(read.view.form, pages, editable=False)
        self.updated.emit()

    def _refused(self, error: MingbaiError) -> None:
        self.trouble = error
        self.updated.emit()

    def _on_changed(self, changes: Changes) -> None:
        if self._record and changes & {Topic.RECORDS, Topic.ROSTERS}:
            self._reload()
