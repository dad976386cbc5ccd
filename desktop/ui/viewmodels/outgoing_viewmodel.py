"""Sending up: what waits to be sent, the bundle being written step by step, and where every record is.

Sent means a receipt came back; nothing here calls a record done before that.
"""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import Cancelled, MingbaiError
from desktop.base.progress import Progress, Step
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.text import moment_words, size_words
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.stick_trouble import AGAIN, OTHER, ask_about, writing_trouble
from desktop.ui.viewmodels.travel_words import ABOVE, ARRIVED
from desktop.usecases.exchange_views import ExportResult, TravelLine, TravelState
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

WRITING_STEPS = (tr("检查U盘空间"), tr("写入"), tr("读回来逐个核对"), tr("写好标记"))
# Found in the words of a step before they are said in the language of the screen.
_STEP_SIGNS = (
    ("空间", "准备", "收集"),
    ("写入", "打包", "加密"),
    ("核对", "读回"),
    ("标记", "完成", "写好"),
)
SENDABLE = frozenset({TravelState.NOT_EXPORTED})


class OutgoingViewModel(QObject):
    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed, self._go = session, ask, tasks, changed, go
        changed.happened.connect(self._on_changed)
        self.above = ABOVE[session.organisation.level]
        self.lines: list[TravelLine] = []
        self.missing: list[int] = []
        self.unsent: set[int] = set()
        """Numbers of the bundles that wait to go over the line: nobody can have answered them."""
        self.only_open = False
        self.loaded = False
        self.refusal: MingbaiError | None = None
        self.writing = False
        self.result: ExportResult | None = None
        self.folder: Path | None = None
        self._reached = 0
        self._step: Step | None = None
        self._progress: Progress | None = None

    def reload(self) -> None:
        def work(progress: Progress) -> tuple[list[TravelLine], list[int], set[int]]:
            unsent = {entry.sequence for entry in self._session.upload.state().pending if not entry.arrived}
            return self._session.exchange.status(), self._session.exchange.missing(), unsent

        self._tasks.run(work, self._take, self._refused)

    def _take(self, found: tuple[list[TravelLine], list[int], set[int]]) -> None:
        self.lines, self.missing, self.unsent = found
        self.loaded, self.refusal = True, None
        self.updated.emit()

    def _refused(self, error: MingbaiError) -> None:
        self.refusal = error
        self.updated.emit()

    def _on_changed(self, topics: Changes) -> None:
        if topics & {Topic.RECORDS, Topic.NOTICES, Topic.BUNDLES}:
            self.reload()

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    @property
    def open_lines(self) -> list[TravelLine]:
        return [line for line in self.lines if line.state not in ARRIVED]

    @property
    def shown(self) -> list[TravelLine]:
        return self.open_lines if self.only_open else self.lines

    @property
    def sendable(self) -> int:
        return sum(line.state in SENDABLE for line in self.lines)

    @property
    def waiting_words(self) -> str:
        """The banner: what was sent and never answered; empty when there is nothing to ask about."""
        waiting = [
            line
            for line in self.lines
            if line.state is TravelState.AWAITING_RECEIPT and line.sequence not in self.unsent
        ]
        if self.missing:
            numbers = tr("、").join(str(number) for number in self.missing)
            return tr(
                "{numbers} 号包{above}没有收到。请问一下{above}，再写一个包补上。",
                numbers=numbers,
                above=self.above,
            )
        if not waiting or self.writing or self.result is not None:
            return ""
        numbers = tr("、").join(str(number) for number in sorted({line.sequence or 0 for line in waiting}))
        return tr(
            "{numbers} 号包里还有 {waiting} 条没有回执。请问一下{above}；没有回执的不算办完。",
            numbers=numbers,
            waiting=len(waiting),
            above=self.above,
        )

    @property
    def card_title(self) -> str:
        if self.result is not None:
            return tr(
                "第 {sequence} 号包 → {name}",
                sequence=self.result.sequence,
                name=self.result.path.parent.name or tr("磁盘"),
            )
        if self.writing and self.folder is not None:
            return tr("正在写到 {name}", name=self.folder.name or tr("磁盘"))
        return tr("写一个包，带给{above}", above=self.above)

    @property
    def card_context(self) -> str:
        if self.result is not None:
            return tr("请把U盘交给{above}，收到回执才算办完。", above=self.above)
        if not self.loaded:
            return tr("正在读取…")
        if not self.sendable:
            states = {line.state for line in self.lines}
            if TravelState.RETURNED in states:
                return tr("没有要发的。被退回的请打开更正，签发后再发。")
            waits = TravelState.AWAITING_RECEIPT in states
            return (
                tr("没有新签发的。没回执的可以再写一个包补发。")
                if waits
                else tr("没有要发的，签发过的都到了。")
            )
        return tr("{sendable} 条签发好的记录等着发出。", sendable=self.sendable)

    @property
    def last_receipt_words(self) -> str:
        """When the office above last answered, for the line beside the title."""
        at = max((line.at for line in self.lines if line.state in ARRIVED), default="")
        return (
            tr(
                "上次收到{above}回执：{moment_words}",
                above=self.above,
                moment_words=moment_words(at, self.today),
            )
            if at
            else ""
        )

    @property
    def reached(self) -> int | None:
        """Which of WRITING_STEPS runs, their number when all are done; None while nothing is being written."""
        if self.result is not None:
            return len(WRITING_STEPS)
        return self._reached if self.writing else None

    @property
    def step(self) -> Step:
        """What the bar shows; no words when everything is done."""
        words = tr("正在准备…") if self.writing else ""
        return self._step if self._step is not None else Step(words, 0, 0)

    @property
    def result_words(self) -> str:
        """The sentence under 可以拔出U盘."""
        if self.result is None:
            return ""
        found = self.result
        rows = tr("、名单 {rows} 行", rows=found.rows) if found.rows else ""
        size = size_words(found.bytes)
        return tr(
            "{sequence} 号包 {records} 条记录{rows}，共 {size}，已写好，并逐个核对过。",
            sequence=found.sequence,
            records=found.records,
            rows=rows,
            size=size,
        )

    # -- what the clerk does -------------------------------------------------------------------------------

    def choose_segment(self, key: str) -> None:
        self.only_open = key == "open"
        self.updated.emit()

    def export(self) -> None:
        """Ask where to, then write."""
        folder = self._ask.choose_folder(tr("写到哪里（U盘或文件夹），带给{above}", above=self.above))
        if folder is not None:
            self.write_to(folder)

    def write_to(self, folder: Path) -> None:
        self.folder, self.writing, self.result, self._reached, self._step = folder, True, None, 0, None
        self.updated.emit()
        self._progress = self._tasks.run(
            lambda progress: self._session.exchange.export(folder, progress),
            self._written,
            self._stopped,
            progress=self._stepped,
        )

    def cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def open_record(self, record: str) -> None:
        self._go(Place("record", record=record))

    def dismiss(self) -> None:
        """The stick is out: back to what waits to be sent."""
        self.result = None
        self.updated.emit()

    def _stepped(self, step: Step) -> None:
        self._step = step
        found = [place for place, signs in enumerate(_STEP_SIGNS) if any(sign in step.text for sign in signs)]
        self._reached = max([self._reached, *found[:1]])
        self.updated.emit()

    def _written(self, outcome: Outcome[ExportResult]) -> None:
        self.writing, self._progress, self._step, self.result = False, None, None, outcome.value
        self.updated.emit()
        self._changed.tell(outcome.changes)

    def _stopped(self, error: MingbaiError) -> None:
        self.writing, self._progress, self._step = False, None, None
        self.updated.emit()
        if isinstance(error, Cancelled):
            self.said.emit(tr("没有写，U盘上也没有留下没写完的包。记录还在等着发出。"))
            return
        trouble = writing_trouble(error)
        answer = ask_about(self._ask, trouble)
        if answer == AGAIN and self.folder is not None:
            self.write_to(self.folder)
        elif answer == OTHER:
            self.export()
