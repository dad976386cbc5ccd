"""Taking in a bundle: look first, then take it in, then a signed receipt for the way back.

The plan comes from the use case; this only keeps what is looked at and asks before anything is written.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import Cancelled, MingbaiError
from desktop.base.progress import Progress, Step
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.stick_trouble import AGAIN, OTHER, ask_about, reading_trouble, writing_trouble
from desktop.usecases.exchange_views import IncomingLine, IncomingPreview, IncomingResult
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

T = TypeVar("T")
BUNDLE_FILES = tr("同步包 (*.mingbai);;所有文件 (*)")
OUTCOMES: tuple[tuple[str, str, str, str], ...] = (
    ("new", tr("新增"), "done", "plus"),
    ("updated", tr("更新"), "running", "restart"),
    ("duplicate", tr("重复"), "draft", "equal"),
    ("conflict", tr("冲突"), "conflict", "call-split"),
    ("quarantined", tr("待查"), "due", "help-circle-outline"),
)
"""(key, word, kind, icon) in the order of the strip."""
_ORDER = ("conflict", "quarantined", "new", "updated", "duplicate")
_MEANING = {
    "new": tr("本机还没有这条记录，收进后会新增。"),
    "updated": tr("本机有较早的修订，收进后接在后面，早的修订留着。"),
    "duplicate": tr("不会变成两条，本机的内容也不改动。"),
    "conflict": tr("两边都从同一修订改起。收进后两个版本都留着，现行内容不变，等您这边决定。"),
    "quarantined": tr("本机认不全，原样存在“待查”，别的记录照常收进。"),
}


class IncomingViewModel(QObject):
    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.path: Path | None = None
        self.preview: IncomingPreview | None = None
        self.result: IncomingResult | None = None
        self.filter = ""
        self.chosen = ""
        self.working = ""
        self.step: Step | None = None
        self._progress: Progress | None = None

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def counts(self) -> dict[str, int]:
        found = self.preview
        if found is None:
            return {}
        return {key: int(getattr(found, key)) for key, _word, _kind, _icon in OUTCOMES}

    @property
    def lines(self) -> list[IncomingLine]:
        """What the strip lets through; what needs a person comes first."""
        if self.preview is None:
            return []
        found = [line for line in self.preview.lines if self.filter in {"", line.outcome}]
        return sorted(found, key=lambda line: _ORDER.index(line.outcome))

    @property
    def chosen_line(self) -> IncomingLine | None:
        lines = self.lines
        return next((line for line in lines if line.record == self.chosen), lines[0] if lines else None)

    def meaning(self, line: IncomingLine) -> str:
        return _MEANING[line.outcome]

    @property
    def sender_words(self) -> str:
        found = self.preview
        return (
            tr("来自 {sender}，第 {sequence} 号包", sender=found.sender, sequence=found.sequence)
            if found is not None
            else ""
        )

    @property
    def take_words(self) -> str:
        """The filled button: what will happen, in numbers."""
        counts = Counter(self.counts)
        taken = counts["new"] + counts["updated"]
        extra = tr("，冲突 {counts} 条另存", counts=counts["conflict"]) if counts["conflict"] else ""
        if not taken and not counts["conflict"] and not counts["quarantined"]:
            return tr("都有了，只写回执")
        return tr("收进 {taken} 条{extra}", taken=taken, extra=extra)

    @property
    def result_words(self) -> str:
        found = self.result
        if found is None:
            return ""
        parts = [tr("已入库 {accepted} 条", accepted=found.accepted)]
        parts += [tr("重复 {duplicate} 条", duplicate=found.duplicate)] if found.duplicate else []
        parts += [tr("冲突 {conflict} 条", conflict=found.conflict)] if found.conflict else []
        parts += [tr("待查 {rejected} 条", rejected=found.rejected)] if found.rejected else []
        return tr("{parts}。", parts=tr("，").join(parts))

    # -- what the clerk does -------------------------------------------------------------------------------

    def choose_file(self) -> None:
        path = self._ask.choose_file(tr("收哪个包"), BUNDLE_FILES)
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        self.path, self.result, self.filter, self.chosen = path, None, "", ""
        self._run(
            tr("正在查看包里的内容"),
            lambda progress: self._session.exchange.preview_import(path, progress),
            self._seen,
            lambda error: self._unreadable(error, path),
        )

    def choose_filter(self, key: str) -> None:
        self.filter = key
        self.updated.emit()

    def choose(self, record: str) -> None:
        if record != self.chosen:
            self.chosen = record
            self.updated.emit()

    def take_in(self) -> None:
        """Write the records in; the receipt goes beside the bundle, on the same stick."""
        if self.path is not None and self.preview is not None:
            self.take_in_to(self.path.parent)

    def take_in_to(self, receipts: Path) -> None:
        path = self.path
        if path is None:
            return
        self._run(
            tr("正在收进"),
            lambda progress: self._session.exchange.import_(path, receipts, progress),
            self._taken,
            self._unwritten,
        )

    def cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _run(
        self,
        words: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[MingbaiError], None],
    ) -> None:
        self.working, self.step = words, None
        self.updated.emit()
        self._progress = self._tasks.run(work, done, failed, progress=self._stepped)

    def _stepped(self, step: Step) -> None:
        self.step = step
        self.updated.emit()

    def _rest(self) -> None:
        self.working, self.step, self._progress = "", None, None

    def _seen(self, preview: IncomingPreview) -> None:
        self._rest()
        self.preview = preview
        self.updated.emit()

    def _taken(self, outcome: Outcome[IncomingResult]) -> None:
        self._rest()
        self.result = outcome.value
        self.updated.emit()
        self._changed.tell(outcome.changes)

    def _unreadable(self, error: MingbaiError, path: Path) -> None:
        self._rest()
        self.preview = None
        self.updated.emit()
        if isinstance(error, Cancelled):
            return
        trouble = reading_trouble(error)
        answer = ask_about(self._ask, trouble)
        if answer == AGAIN:
            self.look_at(path)
        elif answer == OTHER:
            self.choose_file()

    def _unwritten(self, error: MingbaiError) -> None:
        self._rest()
        self.updated.emit()
        if isinstance(error, Cancelled):
            self.said.emit(tr("没有收进，本机的记录没有动。"))
            return
        trouble = writing_trouble(error)
        answer = ask_about(self._ask, trouble)
        if answer == AGAIN:
            self.take_in()
        elif answer == OTHER:
            folder = self._ask.choose_folder(tr("回执写到哪里"))
            if folder is not None:
                self.take_in_to(folder)
