"""What the page of a review shows: who stands where, what changed, what was said. Read only; steps are the view-model's."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import on_screen, tr
from desktop.domain.finding import Finding, Severity
from desktop.domain.record import Record
from desktop.rules.values import format_value
from desktop.ui.itemmodels.moments import moment_words
from desktop.ui.states import state_words
from desktop.ui.viewmodels.review_words import PHRASES, WORDS, return_reasons, said_before
from desktop.usecases.office import Session
from desktop.usecases.record_views import Difference, FlowMark, RecordLine, RecordView
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


class ReviewShown(QObject):
    """``updated`` anything shown changed. ``read`` is None until the record was read, ``trouble`` why it could not be."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.read: Read | None = None
        self.trouble: MingbaiError | None = None
        self.opinion = ""
        self.error = ""
        self._record = ""

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
        return WORDS[self.verb][0] if self.verb else tr("意见")

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
        return [self._mine(mark) for mark in told if mark.words != tr("张贴")]

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
        return self.read.view.refusal or tr(
            "这条现在是“{state_words}”，没有要您做的。", state_words=state_words(self.read.view.record.state)
        )

    @property
    def changes_words(self) -> str:
        return (
            tr("变化 {differences} 处", differences=len(self.read.differences)) if self.read else tr("变化")
        )

    @property
    def decide_words(self) -> str:
        """The part of the page where this account decides, or reads why it cannot."""
        return self.opinion_label if self.verb else tr("审核流程")

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
            return tr("这是第一次提交，没有以前的修订可以对照。请看全部内容。")
        places = {line.place for line in self.read.differences}
        fields = len(self.read.view.form.fields) - sum(
            1 for field in self.read.view.form.fields if field.label in places
        )
        rows = self.read.rows - len({line.row for line in self.read.differences if line.row})
        return (
            tr("其余 {fields} 项内容和 {rows} 行名单没有变化", fields=fields, rows=max(rows, 0))
            if self.read.rows
            else tr("其余 {fields} 项内容没有变化", fields=fields)
        )

    @property
    def findings_chip(self) -> tuple[str, str]:
        found = self.read.findings if self.read else ()
        blocking = sum(finding.severity is Severity.BLOCK for finding in found)
        if blocking:
            return "block", tr("程序检查：{blocking} 处必须改", blocking=blocking)
        warned = sum(finding.severity is Severity.WARN for finding in found)
        return (
            ("warn", tr("程序检查：{warned} 条提醒", warned=warned))
            if warned
            else ("done", tr("程序检查：没有意见"))
        )

    @property
    def contents(self) -> list[tuple[str, str]]:
        """(label, text) of everything in the record, for reading it whole."""
        if self.read is None:
            return []
        view = self.read.view
        told = [(tr("标题"), view.content.title), (tr("形成日期"), f"{view.content.formed_on:%Y-%m-%d}")]
        for field in view.form.fields:
            total = view.totals.get(field.computed_from.removeprefix("sum:")) if field.computed_from else None
            text = total if total is not None else view.content.values.get(field.key, "")
            unit = f" {on_screen(field.unit)}" if field.unit and text else ""
            told.append((on_screen(field.label), (format_value(field, text) if text else "—") + unit))
        return told

    @property
    def queue_words(self) -> str:
        if self.read is None or not self.read.queue:
            return ""
        at = [line.id for line in self.read.queue]
        return (
            tr("队列 {index} / {at}", index=at.index(self._record) + 1, at=len(at))
            if self._record in at
            else tr("还有 {at} 件", at=len(at))
        )

    @property
    def next_record(self) -> str:
        """The next record that waits for this account, or empty."""
        waiting = [line.id for line in self.read.queue] if self.read else []
        if self._record in waiting and len(waiting) > 1:
            return waiting[(waiting.index(self._record) + 1) % len(waiting)]
        return waiting[0] if waiting and self._record not in waiting else ""

    def _mine(self, mark: FlowMark) -> FlowMark:
        """The station this account stands at names it; one that nobody has taken names no role twice."""
        if mark.state == "now" and self.verb:
            return replace(
                mark,
                who=tr("{name}（您）", name=self._session.account.name),
                when=tr("起草人不能审自己的记录"),
            )
        return replace(mark, who="") if mark.who == mark.words else mark


def _revision_words(number: int, sealed: bool) -> str:
    return tr("修订 {number}", number=number) if sealed else tr("修订 {number}（这一次）", number=number)
