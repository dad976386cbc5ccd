"""What an opened record knows: its values as typed, what is saved, what the checks say, which steps may be taken.

Saves drafts by itself after a short pause; never decides who may do what. Its roster has a view-model of its own.
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.domain.finding import Finding, Severity, blocks
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.record import Disclosure, Record, RecordContent, RecordState
from desktop.rules.values import format_value
from desktop.rules.withholding import reasons_for
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.moments import clock_words
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.attachments_viewmodel import AttachmentsViewModel
from desktop.ui.viewmodels.directory_viewmodel import DirectoryViewModel
from desktop.ui.viewmodels.examination import Examination
from desktop.ui.viewmodels.form_history import Change, FormHistory
from desktop.ui.viewmodels.imports_viewmodel import ImportsViewModel
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.place_memory import PlaceMemory
from desktop.ui.viewmodels.record_steps import REVIEWS, Step, main_step, side_steps
from desktop.ui.viewmodels.record_words import history, limit_words, marks
from desktop.ui.viewmodels.roster_changes_viewmodel import RosterChangesViewModel
from desktop.ui.viewmodels.roster_import_viewmodel import RosterImportViewModel
from desktop.ui.viewmodels.roster_viewmodel import RosterViewModel
from desktop.ui.viewmodels.saving import Saving
from desktop.ui.viewmodels.spots import Spot, repair_of, spot_of
from desktop.usecases.last_place import WorkingPlace
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.record_views import FlowMark, RecordView

SAVE_PAUSE_MS, SLOW_MS = 900, 500
ORDER = list(Severity)
LONG_ROSTER, LONG_PAUSE_MS = 3000, 1500


_COMMON = frozenset({"title", "formed_on", "disclosure", "withheld_code", "withheld_reason"})
WHOSE = (("leave", "先不存"), ("theirs", "用那边存的"), ("mine", "用我写的"))
NOT_YET = frozenset({"required", "title-missing"})


class RecordViewModel(QObject):
    """``updated`` anything shown changed. ``opened`` another record or another revision: build the form anew.
    ``pointed`` carries a Spot to go to, ``reverted`` the key of a field whose typing was taken back or done again.
    ``saved`` the time of saving for the status bar."""

    updated = Signal()
    opened = Signal()
    pointed = Signal(object)
    reverted = Signal(str)
    saved = Signal(str)
    said = Signal(str)
    said_undo = Signal(str, object)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed, self._go = session, ask, tasks, changed, go
        self.roster = RosterViewModel(session, ask, tasks, changed, self)
        self.changes = RosterChangesViewModel(session, ask, tasks, changed, self)
        self.attachments = AttachmentsViewModel(session, ask, tasks, changed, self)
        self.attachments.said.connect(self.said)
        self.directory = DirectoryViewModel(session, ask, tasks, changed, self)
        self.directory.said.connect(self.said)
        self.importing = RosterImportViewModel(session, ask, tasks, changed)
        self.imports = ImportsViewModel(session, ask, tasks, changed, self)
        self.imports.said.connect(self.said)
        self.imports.undone.connect(self.roster.forget_steps)
        self.roster.said.connect(self.said)
        self.roster.said_undo.connect(self.said_undo)
        self.importing.said.connect(self.said)
        self.importing.applied.connect(self._imported)
        self.places = self.roster.places
        self.examination = Examination(session, ask, tasks)
        self.view: RecordView | None = None
        self.findings: list[Finding] = []
        self.title = ""
        self.formed_on: date | None = None
        self.disclosure = Disclosure.PROACTIVE
        self.withheld_code = ""
        self.withheld_reason = ""
        self.values: dict[str, str] = {}
        self.trouble: MingbaiError | None = None
        self.saved_words = ""
        self.pressed = False
        self.typing = FormHistory()
        self.memory = PlaceMemory(session, tasks, self)
        self._edits = 0
        self._kept = 0
        self._saving = Saving(session.records)
        self._at = -1
        self._telling = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVE_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self._opening = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self.updated)
        self._recheck = QTimer(self)
        self._recheck.setSingleShot(True)
        self._recheck.timeout.connect(self._read_again)
        changed.happened.connect(self._on_changed)

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def record(self) -> Record | None:
        return self.view.record if self.view else None

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    @property
    def editable(self) -> bool:
        return self.view is not None and "edit" in self.view.may

    @property
    def unsaved(self) -> bool:
        return self._edits != self._kept

    @property
    def chip_words(self) -> str:
        if self.view is None:
            return ""
        return f"修订 {self.view.record.revision}" + ("（草稿）" if self.editable else "")

    @property
    def limit_words(self) -> str:
        return limit_words(self.view, self.today) if self.view else ""

    @property
    def blocked_words(self) -> str:
        count = len(blocks(self.findings))
        return f"有 {count} 项必须改好，才能提交审核。" if count and self.editable else ""

    @property
    def checking_words(self) -> str:
        """Told while the checks of what is shown are not finished."""
        return "正在检查…" if self.examination.running else ""

    @property
    def waiting_words(self) -> str:
        """Told from half a second on while a record is being read; what was shown before stays."""
        return "正在读取…" if self._opening and not self._slow.isActive() else ""

    @property
    def read_only_words(self) -> str:
        """Why nothing can be typed; empty while it can."""
        if self.view is None or self.editable:
            return ""
        return self.view.refusal or "这条记录现在只能看，不能改。"

    @property
    def marks(self) -> list[FlowMark]:
        return marks(self.view, self.today) if self.view else []

    @property
    def history(self) -> list[tuple[str, str, str]]:
        return history(self.view, self.today) if self.view else []

    @property
    def main_step(self) -> Step | None:
        return main_step(self.view.may) if self.view else None

    @property
    def side_steps(self) -> list[Step]:
        return side_steps(self.view.may) if self.view else []

    @property
    def listed(self) -> bool:
        """The record is issued and stands in the directory."""
        return self.record is not None and self.record.state in ISSUED_STATES | {RecordState.WITHDRAWN}

    def shown(self, key: str) -> str:
        """A field as the screen shows it: formatted where it is stored rightly, else as typed."""
        if self.view is None:
            return ""
        field = self.view.form.field(key)
        total = (
            self.view.totals.get(field.computed_from.removeprefix("sum:")) if field.computed_from else None
        )
        text = total if total is not None else self.values.get(key, "")
        return format_value(field, text) if text else ""

    def words_at(self, key: str) -> str:
        """As `shown`, for the fields that every record has too."""
        if key == "formed_on":
            return (
                f"{self.formed_on:%Y}年{self.formed_on.month}月{self.formed_on.day}日"
                if self.formed_on
                else ""
            )
        return str(getattr(self, key)) if key in _COMMON else self.shown(key)

    def error_at(self, key: str) -> Finding | None:
        """The first blocking finding at a field. What is merely not filled yet is none before submitting."""
        if self.view is None:
            return None
        form, wanted = self.view.form, Spot(key)
        wrong = (found for found in blocks(self.findings) if self.pressed or found.code not in NOT_YET)
        return next((found for found in wrong if spot_of(found, form) == wanted), None)

    def spot(self, finding: Finding) -> Spot:
        return spot_of(finding, self.view.form) if self.view else Spot()

    # -- opening and typing --------------------------------------------------------------------------------

    def open(self, record: str) -> None:
        """Shows a record; what was typed into another one is saved first."""
        if self.unsaved:
            self.save()
        self._opening = True
        self._slow.start()
        self._read(record, self._take)

    def set_title(self, text: str) -> None:
        self._set("title", self.title, text)

    def set_formed_on(self, day: date) -> None:
        self._set("formed_on", self.formed_on, day)

    def set_disclosure(self, disclosure: Disclosure) -> None:
        if self._set("disclosure", self.disclosure, disclosure):
            self.set_withheld_code("")
            self.updated.emit()

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """(code, article and words) of the legal reasons for not publishing by oneself as chosen."""
        lists = self._session.desk.catalogue.code_lists
        return [(code.code, f"{code.cite}　{code.name}") for code in reasons_for(self.disclosure, lists)]

    def set_withheld_code(self, code: str) -> None:
        self._set("withheld_code", self.withheld_code, code)

    def set_withheld_reason(self, text: str) -> None:
        self._set("withheld_reason", self.withheld_reason, text)

    def set_value(self, key: str, text: str) -> None:
        if text != self.shown(key):
            self._set(key, self.values.get(key, ""), text)

    def undo(self) -> bool:
        """Takes the last typing back; False if there is none."""
        return self.editable and self._revert(self.typing.undo())

    def redo(self) -> bool:
        """Does again what was taken back; False if there is nothing."""
        return self.editable and self._revert(self.typing.redo())

    def work_at(self, tab: str, key: str = "", position: int = 0) -> None:
        """The hand is there now: after a crash the program opens there again."""
        if self.record is not None and self.editable:
            self.memory.note(WorkingPlace(self.record.id, tab, key, position))

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

    # -- findings ------------------------------------------------------------------------------------------

    def next_finding(self, by: int = 1) -> None:
        """Goes to the next (or with -1 the last) place that has a finding."""
        if not self.findings:
            self.said.emit("没有检查意见。")
            return
        self._at = (self._at + by) % len(self.findings) if self._at >= 0 or by > 0 else len(self.findings) - 1
        self.point(self.findings[self._at])

    def can_mend(self, finding: Finding) -> bool:
        """The finding says itself what stands there and what should."""
        repair = repair_of(finding)
        return self.editable and repair is not None and repair[0] in self._text_at(self.spot(finding).key)

    def mend(self, finding: Finding) -> None:
        """Puts the right writing in place of the wrong one and saves."""
        repair, key = repair_of(finding), self.spot(finding).key
        if repair is None or not self.can_mend(finding):
            return
        mended = self._text_at(key).replace(*repair)
        if key == "title":
            self.set_title(mended)
        else:
            self.set_value(key, mended)
        self.save()

    def point(self, finding: Finding) -> None:
        self.pointed.emit(self.spot(finding))

    # -- steps ---------------------------------------------------------------------------------------------

    def take(self, step: Step) -> None:
        """Takes a step of the header."""
        if self.view is None:
            return
        record = self.view.record.id
        if step.verb == "submit":
            self.save(lambda: self.examine(self._submit))
        elif step.verb in REVIEWS:
            self._go(Place("review", record=record))
        elif step.verb in {"preview", "post"}:
            self.save(lambda: self._go(Place("preview", record=record)))
        else:
            self._with_reason(step)

    def back(self) -> None:
        if self.unsaved:
            self.save()
        self._go(Place("records"))

    def _submit(self) -> None:
        stopping = blocks(self.findings)
        if stopping:
            self.pressed = True
            self.updated.emit()
            self.said.emit(self.blocked_words)
            self.point(stopping[0])
            return
        record, flow = self._open_record().id, self._session.flow
        self._tasks.run(
            lambda _progress: flow.submit(record), self._moved("已提交，等同事审核。"), self._ask.tell
        )

    def _with_reason(self, step: Step) -> None:
        record, flow = self._open_record(), self._session.flow
        if step.verb == "correct":
            title, label = f"更正“{record.title}”", "为什么要更正"
            note, told = "原来的修订原样保留；更正要重新审核、签发。", "可以改了。改好后请再提交审核。"
        else:
            title, label = f"撤回“{record.title}”", "为什么要撤回"
            note, told = "撤回后，公示栏上的要取下，编号不再使用。", "已撤回。"
        reason = self._ask.text(title, label, step.words, explanation=note)
        if reason:
            verb = flow.correct if step.verb == "correct" else flow.withdraw
            self._tasks.run(lambda _progress: verb(record.id, reason), self._moved(told), self._ask.tell)

    def _moved(self, words: str) -> Callable[[Outcome[Record]], None]:
        def done(outcome: Outcome[Record]) -> None:
            self._changed.tell(outcome.changes)
            self.said.emit(words)
            self._recheck.stop()
            self._read_again()

        return done

    def _open_record(self) -> Record:
        assert self.view is not None  # steps are offered only while a record is open
        return self.view.record

    # -- reading -------------------------------------------------------------------------------------------

    def _read(self, record: str, done: Callable[[RecordView], None]) -> None:
        records = self._session.records

        def work(_progress: Progress) -> RecordView:
            return records.head(record)

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
            self.saved_words = f"已保存 {clock_words(opened.record.updated_at)}"
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

    def _note_differences(self, before: RecordContent, after: RecordContent) -> None:
        was, now = _flat(before), _flat(after)
        for key in was.keys() & now.keys():
            if was[key] != now[key]:
                self.typing.note(key, was[key], now[key])

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
        self._show(opened)
        if not self.unsaved:
            self._take_content(opened)
        self.updated.emit()
        self.examine()

    def _refused(self, error: MingbaiError) -> None:
        self.trouble, self._opening = error, False
        self.updated.emit()

    def _content(self) -> RecordContent | None:
        """What is typed now. What the roster gives is left out, so that it follows the roster for ever."""
        if self.formed_on is None or self.view is None:
            return None
        computed = {field.key for field in self.view.form.fields if field.computed_from}
        values = {key: text for key, text in self.values.items() if key not in computed}
        return RecordContent(
            title=self.title, formed_on=self.formed_on, disclosure=self.disclosure,
            withheld_code=self.withheld_code, withheld_reason=self.withheld_reason, values=values,
        )  # fmt: skip

    def _text_at(self, key: str) -> str:
        return self.title if key == "title" else self.values.get(key, "")

    def _set(self, key: str, before: object, after: object) -> bool:
        if before == after:
            return False
        self.typing.note(key, before, after)
        self._put(key, after)
        return True

    def _revert(self, change: Change | None) -> bool:
        if change is None:
            return False
        self._put(*change)
        self.reverted.emit(change[0])
        return True

    def _put(self, key: str, value: object) -> None:
        if key in _COMMON:
            setattr(self, key, value)
        else:
            self.values[key] = str(value)
        self._edits += 1
        # Not begun anew at each key: whoever types without a pause is saved all the same.
        if not self._pause.isActive():
            self._pause.start()

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


def _flat(content: RecordContent) -> dict[str, object]:
    return {**{key: getattr(content, key) for key in _COMMON}, **content.values}
