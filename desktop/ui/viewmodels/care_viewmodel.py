"""The settings' part about the data: backups, the rehearsed restore, the doctor's report, the diagnostic pack. No widgets."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.paths import log_file
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.ui import text
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.leaving_viewmodel import LeavingViewModel
from desktop.ui.viewmodels.program_viewmodel import ProgramViewModel
from desktop.usecases.care import Drill
from desktop.usecases.diagnostics import DiagnosticPack, collect
from desktop.usecases.doctor import Diagnosis
from desktop.usecases.office import Session

T = TypeVar("T")


class CareViewModel(QObject):
    """``working`` names what runs, empty if nothing does; ``stepped`` carries its steps. ``report`` is the doctor's, None
    until asked for. ``said`` is a sentence for the foot of the window."""

    updated = Signal()
    said = Signal(str)
    stepped = Signal(object)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.program = ProgramViewModel(session, ask, tasks)
        self.program.said.connect(self.said)
        self.working = ""
        self.report: Diagnosis | None = None
        self.last = ""
        self._progress: Progress | None = None

    @property
    def backup_words(self) -> str:
        return text.backup_words(self.last, self._session.desk.clock.today())

    def reload(self) -> None:
        self._tasks.run(lambda progress: self._session.care.last_backup(), self._read, self._ask.tell)

    def backup(self) -> None:
        care = self._session.care
        self._run(
            tr("正在备份"),
            lambda progress: care.backup(),
            lambda made: self._finished(tr("备份好了，已核对。")),
        )

    def carry(self) -> None:
        """To a stick, with every attachment."""
        stick = self._ask.choose_folder(tr("备份到哪个U盘"))
        if stick is None:
            return
        care = self._session.care

        def done(place: str) -> None:
            self._finished(tr("已抄到U盘的“{place}”文件夹，读回核对过，可以拔出U盘。", place=place))

        self._run(
            tr("正在抄到U盘"),
            lambda progress: care.carry(stick, progress).value.path.parent.name,
            done,
        )

    def drill(self) -> None:
        care = self._session.care

        def done(drill: Drill) -> None:
            lost = drill.now - drill.records
            self._finished(tr("练好了：这份备份能恢复。"))
            self._ask.show(
                tr("练了一次恢复，备份是好的"),
                tr("练的是 {name}。现在的数据没有动。", name=drill.path.name),
                (
                    tr(
                        "这份备份里有 {records} 条记录，现在有 {now} 条。",
                        records=drill.records,
                        now=drill.now,
                    ),
                    tr("如果今天电脑坏了，要补写的最多 {lost} 条。", lost=lost)
                    if lost > 0
                    else tr("今天恢复，一条记录也不少。"),
                ),
            )

        self._run(tr("正在练恢复"), lambda progress: care.drill().value, done)

    def diagnose(self) -> None:
        def done(report: Diagnosis) -> None:
            self.report = report
            self._finished(tr("体检做完了，一切正常。") if report.well else tr("体检做完了，有要处理的。"))

        self._run(tr("正在体检"), lambda progress: self._session.care.diagnose(), done)

    def save_diagnostics(self) -> None:
        """What would be handed over is read first; then the place is chosen."""
        home, clock = self._session.desk.home.folder, self._session.desk.clock

        def read(progress: Progress) -> DiagnosticPack:
            return collect(home, clock, log_file(), self.report or self._session.care.diagnose())

        self._run(tr("正在收集"), read, self._offer)

    def leaving(self) -> LeavingViewModel:
        """For the dialog about a clerk who leaves."""
        model = LeavingViewModel(self._session, self._ask, self._tasks, self._changed)
        model.said.connect(self.said)
        model.reload()
        return model

    def cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _offer(self, pack: DiagnosticPack) -> None:
        self.working = ""
        self.updated.emit()
        answer = self._ask.stop(
            tr("诊断包里有这些，请先看一看"),
            tr("没有姓名、身份证号、记录和附件的内容，没有口令。"),
            buttons=(("leave", tr("先不存")), ("save", tr("存下来"))),
            detail="\n".join(f"—— {name} ——\n{content}" for name, content in pack.texts.items()),
        )
        if answer != "save":
            return
        path = self._ask.save_file(tr("诊断包存到哪里"), tr("明白诊断包.zip"), tr("诊断包 (*.zip)"))
        if path is not None:
            self._run(
                tr("正在写"),
                lambda progress: pack.write(path),
                lambda written: self._finished(tr("诊断包已存成“{name}”。", name=written.name)),
            )

    def _run(self, words: str, work: Callable[[Progress], T], done: Callable[[T], object]) -> None:
        if self.working:
            return
        self.working = words
        self.updated.emit()
        self._progress = self._tasks.run(work, done, self._refused, self.stepped.emit)

    def _finished(self, words: str) -> None:
        self.working = ""
        self.said.emit(words)
        self.reload()

    def _read(self, last: str) -> None:
        self.last = last
        self.updated.emit()

    def _refused(self, error: MingbaiError) -> None:
        self.working = ""
        self.updated.emit()
        self._ask.tell(error)
