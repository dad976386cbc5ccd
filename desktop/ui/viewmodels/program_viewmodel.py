"""A program update from a stick, as the window asks about it: looked at, answered for, laid beside. No widgets."""

from PySide6.QtCore import QObject, Signal

from desktop import __version__
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.ui import text
from desktop.ui.ask import Ask
from desktop.ui.tasks import Tasks
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.program_updates import UpdatePreview


class ProgramViewModel(QObject):
    """``working`` while an update is read or laid down; ``chosen``: the version of the next start, where it is another."""

    updated = Signal()
    said = Signal(str)
    stepped = Signal(object)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks) -> None:
        super().__init__()
        self._session, self._ask, self._tasks = session, ask, tasks
        self.working = False
        self.chosen = ""
        self._progress: Progress | None = None

    @property
    def words(self) -> str:
        here = tr("现在是 {version} 版", version=__version__)
        return (
            tr("{here}；{chosen} 版已装好，下次打开就用它", here=here, chosen=self.chosen)
            if self.chosen
            else here
        )

    def choose(self) -> None:
        path = self._ask.choose_file(tr("选程序更新文件"), tr("程序更新 (*.mingbai-update)"))
        if path is not None and not self.working:
            self._begin()
            self._tasks.run(lambda progress: self._session.program.look(path), self._looked, self._refused)

    def cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _looked(self, seen: UpdatePreview) -> None:
        self.working = False
        self.updated.emit()
        if not self._answered(seen):
            return
        self._begin()
        self._progress = self._tasks.run(
            lambda progress: self._session.program.accept(
                seen.path, fingerprint=seen.fingerprint, even_if_late=bool(seen.late), progress=progress
            ),
            self._accepted,
            self._refused,
            self.stepped.emit,
        )

    def _answered(self, seen: UpdatePreview) -> bool:
        """What a person must answer for: by telephone once, for the date, and that it is wanted at all."""
        if seen.first and not self._ask.confirm(
            tr("电话里念的指纹，和这个一样吗？{fingerprint}", fingerprint=seen.fingerprint),
            tr("一样，接着看"),
            tr("不一样，不装"),
            safe=tr(
                "第一次收{publisher}的程序更新，要打电话请他们念一遍指纹。号码请用您本来就知道的。",
                publisher=seen.publisher,
            ),
        ):
            return False
        if seen.late and not self._ask.confirm(
            tr("{text}还要装吗？", text=seen.late[0].text),
            tr("日期核对过，接着看"),
            tr("先不装"),
            safe=seen.late[0].advice,
        ):
            return False
        about = (
            tr("{title}。{notes}", title=seen.title, notes=seen.notes)
            if seen.notes
            else tr("{title}。", title=seen.title)
        )
        return self._ask.confirm(
            tr(
                "装 {program} 版吗？（现在 {running}，{size_words}）{about}",
                program=seen.program,
                running=seen.running,
                size_words=text.size_words(seen.size),
                about=about,
            ),
            tr("装新版本"),
            tr("先不装"),
            safe=tr("装以前先备份数据。旧版本留着，新版本打不开就自动回到旧的。"),
        )

    def _begin(self) -> None:
        self.working = True
        self.updated.emit()

    def _accepted(self, outcome: Outcome[UpdatePreview]) -> None:
        self.working, self.chosen = False, outcome.value.program
        self.updated.emit()
        self.said.emit(
            tr("{program} 版已装好。请在方便的时候退出，再打开就是新版本。", program=outcome.value.program)
        )

    def _refused(self, error: MingbaiError) -> None:
        self.working = False
        self.updated.emit()
        self._ask.tell(error)
