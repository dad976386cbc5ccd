"""Taking in what came down: a receipt, or the file that tells of returns and of the office further up. Decides nothing itself."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import sentences, tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.stick_trouble import AGAIN, OTHER, ask_about, reading_trouble
from desktop.ui.viewmodels.travel_words import ABOVE
from desktop.usecases.county_views import DownTaken
from desktop.usecases.exchange_views import ReceiptSummary
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

RECEIPT_FILES = tr("回执和带下来的文件 (*.mingbai-receipt *.mingbai-return);;所有文件 (*)")


class ReceiptViewModel(QObject):
    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.above = ABOVE[session.organisation.level]
        self.summary: ReceiptSummary | None = None
        self.down: DownTaken | None = None
        self.reading = False

    @property
    def title(self) -> str:
        """Which bundle the receipt is for, or which file came down."""
        if self.summary is not None:
            return tr(
                "{sequence} 号包：一共 {number} 条",
                sequence=self.summary.sequence,
                number=sum(number for _, number, _ in self.counts),
            )
        return (
            tr("{unit}带下来的第 {number} 份", unit=self.down.unit, number=self.down.number)
            if self.down is not None
            else ""
        )

    @property
    def counts(self) -> tuple[tuple[str, int, str], ...]:
        """(word, number, kind) in the order of the strip; together they are all that was sent."""
        found, down = self.summary, self.down
        if down is not None:
            return (
                (tr("退回"), down.returned, "returned"), (tr("改为已收"), down.settled, "done"),
                (tr("要再发"), down.again, "due"), (tr("州里已答复"), down.further, "done"),
            )  # fmt: skip
        if found is None:
            return ()
        return (
            (tr("入库"), found.accepted, "done"), (tr("重复"), found.duplicate, "draft"),
            (tr("冲突"), found.conflict, "conflict"), (tr("没收进"), found.rejected, "returned"),
        )  # fmt: skip

    @property
    def words(self) -> str:
        """「县里已入库 12 条，重复 1 条，冲突 1 条。冲突的一条等县里决定。」"""
        found = self.summary
        if self.down is not None:
            return self._down_words(self.down)
        if found is None:
            return ""
        parts = [tr("{above}已入库 {accepted} 条", above=self.above, accepted=found.accepted)]
        parts += [tr("重复 {duplicate} 条", duplicate=found.duplicate)] if found.duplicate else []
        parts += [tr("冲突 {conflict} 条", conflict=found.conflict)] if found.conflict else []
        parts += [tr("没收进 {rejected} 条", rejected=found.rejected)] if found.rejected else []
        conflicting = (
            tr("冲突的 {conflict} 条等{above}决定。", conflict=found.conflict, above=self.above)
            if found.conflict
            else ""
        )
        why = tr("没收进的原因写在每条记录下面。") if found.rejected else ""
        return sentences(tr("{parts}。", parts=tr("，").join(parts)), conflicting, why)

    def _down_words(self, down: DownTaken) -> str:
        parts = [tr("退回的请打开记录更正，再报一次。")] if down.returned else []
        parts += [tr("要再发的 {again} 条，写下一个包时会一起带上。", again=down.again)] if down.again else []
        parts += (
            [tr("另有 {unknown} 条是别的电脑报的，没有动。", unknown=down.unknown)] if down.unknown else []
        )
        return sentences(*parts) or tr("都记下了，没有要您做的。")

    def print(self) -> None:
        """The receipt taken in last, as a sheet with a code square."""
        found = self.summary
        out = (
            self._ask.save_file(
                tr("保存回执"), tr("{sequence}号包回执.pdf", sequence=found.sequence), "PDF (*.pdf)"
            )
            if found
            else None
        )
        if found is None or out is None:
            return
        bundle = found.bundle
        self._tasks.run(
            lambda progress: self._session.receipt_sheets.write_of_bundle(bundle, out),
            lambda path: self.said.emit(tr("回执已存成 {name}，可以打印。", name=path.name)),
            self._ask.tell,
        )

    def choose(self) -> None:
        path = self._ask.choose_file(tr("{above}的回执", above=self.above), RECEIPT_FILES)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        self.reading = True
        self.updated.emit()

        def work(progress: Progress) -> Outcome[ReceiptSummary] | Outcome[DownTaken]:
            if self._session.down.is_down_file(path):
                return self._session.down.take_in(path)
            return self._session.exchange.receive_receipt(path)

        def failed(error: MingbaiError) -> None:
            self.reading = False
            self.updated.emit()
            trouble = reading_trouble(error)
            answer = ask_about(self._ask, trouble)
            if answer == AGAIN:
                self.take(path)
            elif answer == OTHER:
                self.choose()

        self._tasks.run(work, self._taken, failed)

    def _taken(self, outcome: Outcome[ReceiptSummary] | Outcome[DownTaken]) -> None:
        found, self.reading = outcome.value, False
        self.summary = found if isinstance(found, ReceiptSummary) else None
        self.down = found if isinstance(found, DownTaken) else None
        self.updated.emit()
        self._changed.tell(outcome.changes)
