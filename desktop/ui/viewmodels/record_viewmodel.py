"""An opened record: what is shown, typed and kept (`record_keeping`), and here the walk through its findings and the steps
that may be taken. Its roster has a view-model of its own.
"""

from collections.abc import Callable

from desktop.base.words import tr
from desktop.domain.finding import Finding, blocks
from desktop.domain.record import Record
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_keeping import RecordKeeping
from desktop.ui.viewmodels.record_steps import REVIEWS, Step
from desktop.usecases.outcome import Outcome


class RecordViewModel(RecordKeeping):
    """All of a record that its page needs."""

    # -- findings ------------------------------------------------------------------------------------------

    def next_finding(self, by: int = 1) -> None:
        """Goes to the next (or with -1 the last) place that has a finding."""
        if not self.findings:
            self.said.emit(tr("没有检查意见。"))
            return
        self._at = (self._at + by) % len(self.findings) if self._at >= 0 or by > 0 else len(self.findings) - 1
        self.point(self.findings[self._at])

    def can_mend(self, finding: Finding) -> bool:
        """The finding says itself what stands there and what should."""
        spot, repair = self.spot(finding), finding.repair
        if not self.editable or repair is None or spot.position or not spot.key:
            return False
        return repair.found in self._text_at(spot.key)

    def mend(self, finding: Finding) -> None:
        """Puts the right writing in place of the wrong one and saves."""
        repair, key = finding.repair, self.spot(finding).key
        if repair is None or not self.can_mend(finding):
            return
        mended = self._text_at(key).replace(repair.found, repair.right) if repair.found else repair.right
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
            lambda _progress: flow.submit(record), self._moved(tr("已提交，等同事审核。")), self._ask.tell
        )

    def _with_reason(self, step: Step) -> None:
        record, flow = self._open_record(), self._session.flow
        if step.verb == "correct":
            title, label = tr("更正“{title}”", title=record.title), tr("为什么要更正")
            note, told = (
                tr("原来的修订原样保留；更正要重新审核、签发。"),
                tr("可以改了。改好后请再提交审核。"),
            )
        else:
            title, label = tr("撤回“{title}”", title=record.title), tr("为什么要撤回")
            note, told = tr("撤回后，公示栏上的要取下，编号不再使用。"), tr("已撤回。")
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
