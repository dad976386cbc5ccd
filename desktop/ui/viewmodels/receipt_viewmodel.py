"""Taking in what came down: a receipt, or the file that tells of returns and of the office further up. Decides nothing itself."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.stick_trouble import AGAIN, OTHER, ask_about, reading_trouble
from desktop.ui.viewmodels.travel_words import ABOVE
from desktop.usecases.county_views import DownTaken
from desktop.usecases.exchange_views import ReceiptSummary
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

RECEIPT_FILES = "回执和带下来的文件 (*.mingbai-receipt *.mingbai-return);;所有文件 (*)"


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
            return f"{self.summary.sequence} 号包：一共 {sum(number for _, number, _ in self.counts)} 条"
        return f"{self.down.unit}带下来的第 {self.down.number} 份" if self.down is not None else ""

    @property
    def counts(self) -> tuple[tuple[str, int, str], ...]:
        """(word, number, kind) in the order of the strip; together they are all that was sent."""
        found, down = self.summary, self.down
        if down is not None:
            return (
                ("退回", down.returned, "returned"), ("改为已收", down.settled, "done"),
                ("要再发", down.again, "due"), ("州里已答复", down.further, "done"),
            )  # fmt: skip
        if found is None:
            return ()
        return (
            ("入库", found.accepted, "done"), ("重复", found.duplicate, "draft"),
            ("冲突", found.conflict, "conflict"), ("没收进", found.rejected, "returned"),
        )  # fmt: skip

    @property
    def words(self) -> str:
        """「县里已入库 12 条，重复 1 条，冲突 1 条。冲突的一条等县里决定。」"""
        found = self.summary
        if self.down is not None:
            return self._down_words(self.down)
        if found is None:
            return ""
        parts = [f"{self.above}已入库 {found.accepted} 条"]
        parts += [f"重复 {found.duplicate} 条"] if found.duplicate else []
        parts += [f"冲突 {found.conflict} 条"] if found.conflict else []
        parts += [f"没收进 {found.rejected} 条"] if found.rejected else []
        ending = f"冲突的 {found.conflict} 条等{self.above}决定。" if found.conflict else ""
        ending += "没收进的原因写在每条记录下面。" if found.rejected else ""
        return "，".join(parts) + "。" + ending

    def _down_words(self, down: DownTaken) -> str:
        parts = ["退回的请打开记录更正，再报一次。"] if down.returned else []
        parts += [f"要再发的 {down.again} 条，写下一个包时会一起带上。"] if down.again else []
        parts += [f"另有 {down.unknown} 条是别的电脑报的，没有动。"] if down.unknown else []
        return "".join(parts) or "都记下了，没有要您做的。"

    def print(self) -> None:
        """The receipt taken in last, as a sheet with a code square."""
        found = self.summary
        out = (
            self._ask.save_file("保存回执", f"{found.sequence}号包回执.pdf", "PDF (*.pdf)") if found else None
        )
        if found is None or out is None:
            return
        bundle = found.bundle
        self._tasks.run(
            lambda progress: self._session.receipt_sheets.write_of_bundle(bundle, out),
            lambda path: self.said.emit(f"回执已存成 {path.name}，可以打印。"),
            self._ask.tell,
        )

    def choose(self) -> None:
        path = self._ask.choose_file(f"{self.above}的回执", RECEIPT_FILES)
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
