"""How an opened record is read and saved: drafts save themselves after a short pause, and where another window
saved meanwhile the person chooses. Never decides who may do what.
"""

from collections.abc import Callable, Sequence

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.finding import Finding, Severity
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.moments import clock_words
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.navigation import Go
from desktop.ui.viewmodels.record_typing import RecordTyping
from desktop.usecases.office import Session
from desktop.usecases.record_views import RecordView

ORDER = list(Severity)
LONG_ROSTER, LONG_PAUSE_MS = 3000, 1500
WHOSE = (("leave", tr("先不存")), ("theirs", tr("用那边存的")), ("mine", tr("用我写的")))


class RecordKeeping(RecordTyping):
    """Everything typed is on the disk soon, and nothing typed is swept away by a change from elsewhere."""

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__(session, ask, tasks, changed, go)
        self.importing.applied.connect(self._imported)
        self._pause.timeout.connect(self.save)
        self._recheck.timeout.connect(self._read_again)
        changed.happened.connect(self._on_changed)

    # -- opening and saving --------------------------------------------------------------------------------

    def open(self, record: str) -> None:
        """Shows a record; what was typed into another one is saved first."""
        if self.unsaved:
            self.save()
        self._opening = True
        self._slow.start()
        self._read(record, self._take, at_once=True)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Saves what was typed, then goes on with ``then``, else has the checks made anew."""
        self._pause.stop()
        self.typing.rest()
        content = self._content()
        if self.record is None or content is None:
            return
        record, edits, records = self.record.id, self._edits, self._session.records
        dirty, saving = self.unsaved, self._saving

        def work(_progress: Progress) -> tuple[Changes, RecordView]:
            changes = saving.save(record, content, edits) if dirty else frozenset()
            return changes, records.head(record)

        def done(answer: tuple[Changes, RecordView]) -> None:
            self._after_save(record, edits, answer)
            if then is not None:
                then()
            else:
                self.examine()

        self._tasks.run(work, done, self._try_again)

    def examine(self, then: Callable[[], None] | None = None) -> None:
        """Has the checks made in the background; ``then`` comes when they are done."""

        def found(record: str, findings: list[Finding]) -> None:
            if self.record is None or self.record.id != record:
                return
            self._judge(findings)
            self.updated.emit()
            if then is not None:
                then()

        if self.record is not None:
            self.examination.start(self.record.id, found)

    def keep(self) -> bool:
        """Saves at once, before the page is left; False if that did not work (the person was told)."""
        content = self._content()
        if not self.unsaved or self.record is None or content is None:
            return True
        self._pause.stop()
        try:
            changes = self._saving.save(self.record.id, content, self._edits)
        except MingbaiError as error:
            return self._not_saved(error) and self.keep()
        self._kept = self._edits
        self._changed.tell(changes)
        return True

    # -- reading -------------------------------------------------------------------------------------------

    def _read(self, record: str, done: Callable[[RecordView], None], *, at_once: bool = False) -> None:
        records = self._session.records

        def work(_progress: Progress) -> RecordView:
            if not at_once:
                records.look_through(record)
            return records.head(record, at_once=at_once)

        self._tasks.run(work, done, self._refused)

    def _take(self, opened: RecordView) -> None:
        """Another record, or one that somebody moved on: everything anew."""
        if self.record is not None and self.record.id != opened.record.id:
            self.keep()  # typed while the other one was being read
        if self.record is None or (self.record.id, self.record.revision) != (
            opened.record.id,
            opened.record.revision,
        ):
            self.typing.clear()
        self._opening = False
        self._show(opened)
        self._take_content(opened)
        self._at, self.pressed = -1, False
        self.roster.open(opened, editable=self.editable)
        self.attachments.open(opened.record.id, editable=self.editable)
        self.directory.open(opened.record.id if self.listed else "")
        self.opened.emit()
        self.updated.emit()
        self.changes.open(opened.record.id)
        self.imports.open(opened.record.id)
        self.examine()
        self._tasks.hold()  # first the rows are painted, then they are checked
        if not opened.summed:
            self._read(opened.record.id, self._sum_up)

    def _take_content(self, opened: RecordView) -> None:
        content, version = opened.content, opened.version
        self.title, self.formed_on = content.title, content.formed_on
        self.disclosure, self.withheld_reason = content.disclosure, content.withheld_reason
        self.withheld_code = content.withheld_code
        self.values = dict(content.values)
        self._kept = self._edits
        self._saving.follow(opened.record.id, version)

    def _after_save(self, record: str, edits: int, answer: tuple[Changes, RecordView]) -> None:
        changes, opened = answer
        if self.record is not None and self.record.id == record:
            self._kept = max(self._kept, edits)
            self._show(opened)
            if edits == self._edits:
                self.values = dict(opened.content.values)
        if changes:
            self.saved_words = tr("已保存 {clock_words}", clock_words=clock_words(opened.record.updated_at))
            self.saved.emit(self.saved_words)
            self._telling = True
            self._changed.tell(changes)
            self._telling = False
        self.updated.emit()

    def _not_saved(self, error: MingbaiError) -> bool:
        """Tells why. Where another window saved meanwhile the person chooses, and what was not chosen stays one step
        back. True when that is settled."""
        record, mine = self.record, self._content()
        if error.code != "changed-meanwhile" or record is None or mine is None:
            self._ask.tell(error)
            return False
        chosen = self._ask.stop(error.what, error.safe, (error.todo,), WHOSE)
        if chosen not in {"theirs", "mine"}:
            return False
        theirs = self._session.records.head(record.id)
        self.typing.rest()
        if chosen == "theirs":
            self._note_differences(mine, theirs.content)
            self._take_content(theirs)
            self._show(theirs)
            self.opened.emit()
            self.updated.emit()
        else:
            self._note_differences(theirs.content, mine)
            self._saving.follow(record.id, theirs.version)
        return True

    def _try_again(self, error: MingbaiError) -> None:
        if self._not_saved(error):
            self.save()

    def _show(self, opened: RecordView) -> None:
        self.trouble = None
        if self.record is None or self.record.id != opened.record.id:
            self.findings = []
        self.view = opened
        self.roster.show_findings(opened, self.findings)

    def _judge(self, findings: Sequence[Finding]) -> None:
        if self.view is not None:
            self.findings = sorted(findings, key=lambda finding: ORDER.index(finding.severity))
            self.roster.show_findings(self.view, self.findings)

    def _again(self, opened: RecordView) -> None:
        """Something changed the record: another state or revision is shown anew, the same one under the hand not."""
        before, now = self.record, opened.record
        moved = before is None or (before.state, before.revision) != (now.state, now.revision)
        if moved:
            self._take(opened)
            return
        self._sum_up(opened)
        self.examine()

    def _sum_up(self, opened: RecordView) -> None:
        """The same record, read once more: its sums have come, or a row has changed."""
        before, now = self.record, opened.record
        if before is None or (before.id, before.state, before.revision) != (now.id, now.state, now.revision):
            return
        self._show(opened)
        if not self.unsaved:
            self._take_content(opened)
        self.updated.emit()

    def _refused(self, error: MingbaiError) -> None:
        self.trouble, self._opening = error, False
        self.updated.emit()

    def _imported(self, words: str) -> None:
        preview, record, roster_import = self.importing.preview, self.record, self._session.roster_import
        result = self.importing.result
        if preview is not None and record is not None and result is not None:
            self.roster.imported(words, result.number, lambda: roster_import.apply(record.id, preview))

    def _on_changed(self, changes: Changes) -> None:
        if self._telling or self.record is None:
            return
        if changes & {Topic.RECORDS, Topic.ROSTERS, Topic.ATTACHMENTS, Topic.NOTICES}:
            # Counting up a long roster takes a moment: it waits until the hand rests, so that typing is saved at once.
            self.examination.stop()
            self._recheck.start(LONG_PAUSE_MS if self.record.roster_count > LONG_ROSTER else 0)

    def _read_again(self) -> None:
        if self.record is not None:
            self._read(self.record.id, self._again)
