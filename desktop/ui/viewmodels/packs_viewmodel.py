"""Packs 更新包 in the window: which is in use, what a new one would change, taking it in, going back. Decides nothing itself."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import Cancelled, MingbaiError
from desktop.base.progress import Progress, Step
from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.domain.finding import Finding
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.stick_trouble import AGAIN, OTHER, ask_about, reading_trouble
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.pack_views import PackLine, PackPreview

PACK_FILES = tr("更新包 (*.mingbai-pack);;所有文件 (*)")

_Found = tuple[list[PackLine], tuple[Finding, ...], list[Path]]


class PacksViewModel(QObject):
    """``lines`` and ``notes`` are what is in use; ``arrived`` are packs that came over the line; ``preview`` is the pack being
    looked at, if any."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.lines: tuple[PackLine, ...] = ()
        self.notes: tuple[Finding, ...] = ()
        self.arrived: tuple[Path, ...] = ()
        self.preview: PackPreview | None = None
        self.doing = ""
        self._work: Progress | None = None

    @property
    def may_accept(self) -> bool:
        return self._session.account.role is Role.ADMIN

    def reload(self) -> None:
        def work(progress: Progress) -> _Found:
            packs = self._session.packs
            return packs.lines(), packs.notes(), packs.arrived()

        self._tasks.run(work, self._take, self._ask.tell)

    def _take(self, found: _Found) -> None:
        lines, self.notes, arrived = found
        self.lines, self.arrived = tuple(lines), tuple(arrived)
        self.updated.emit()

    def look_at_arrived(self) -> None:
        """The first of the packs that came over the line."""
        if self.arrived:
            self.look_at(self.arrived[0])

    def choose(self) -> None:
        path = self._ask.choose_file(tr("上级发的更新包"), PACK_FILES)
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        self._begin(tr("正在核对更新包…"))
        self._work = self._tasks.run(
            lambda progress: self._session.packs.look(path, progress),
            self._looked,
            lambda error: self._trouble(error, path),
            self._step,
        )

    def cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def leave(self) -> None:
        """Put the looked-at pack aside; nothing was changed."""
        self.preview = None
        self.updated.emit()

    def accept(self) -> None:
        """Ask what a person must answer for, then take the pack in."""
        seen = self.preview
        if seen is None or not self._answered(seen):
            return
        self._begin(tr("正在收下更新包…"))
        self._work = self._tasks.run(
            lambda progress: self._session.packs.accept(
                seen.path, fingerprint=seen.fingerprint, even_if_late=bool(seen.late), progress=progress
            ),
            self._accepted,
            lambda error: self._trouble(error, seen.path),
            self._step,
        )

    def undo(self, line: PackLine) -> None:
        to = f"“{line.former}”" if line.former else tr("程序自带的内容")
        if not self._ask.confirm(
            tr("退回到{to}？", to=to),
            tr("退回上一版"),
            tr("不退回"),
            safe=tr("记录不受影响。停用的电脑不会因此恢复。以后还可以再收这个更新包。"),
        ):
            return

        def done(outcome: Outcome[PackLine]) -> None:
            self.said.emit(tr("已退回，现在用{to}。", to=to))
            self._changed.tell(outcome.changes)
            self.reload()

        self._tasks.run(lambda progress: self._session.packs.undo(line.code), done, self._ask.tell)

    def _answered(self, seen: PackPreview) -> bool:
        if seen.first and not self._ask.confirm(
            tr("电话里念的指纹，和这个一样吗？{fingerprint}", fingerprint=seen.fingerprint),
            tr("一样，收下"),
            tr("不一样，不收"),
            safe=tr(
                "第一次收{publisher}的更新包，要打电话请他们念一遍指纹。号码请用您本来就知道的。",
                publisher=seen.publisher,
            ),
        ):
            return False
        return not seen.late or self._ask.confirm(
            tr("{text}还要收吗？", text=seen.late[0].text),
            tr("日期核对过，收下"),
            tr("先不收"),
            safe=seen.late[0].advice,
        )

    def _begin(self, words: str) -> None:
        self.doing = words
        self.updated.emit()

    def _step(self, step: Step) -> None:
        self.doing = tr("正在{text}…", text=step.text)
        self.updated.emit()

    def _looked(self, preview: PackPreview) -> None:
        self.doing, self.preview = "", preview
        self.updated.emit()

    def _accepted(self, outcome: Outcome[PackPreview]) -> None:
        self.doing, self.preview = "", None
        self.said.emit(
            tr(
                "已在用{publisher}的更新包“{title}”。",
                publisher=outcome.value.publisher,
                title=outcome.value.title,
            )
        )
        self._changed.tell(outcome.changes)
        self.reload()

    def _trouble(self, error: MingbaiError, path: Path) -> None:
        self.doing = ""
        self.updated.emit()
        if isinstance(error, Cancelled):
            return
        answer = ask_about(self._ask, reading_trouble(error))
        if answer == AGAIN:
            self.look_at(path)
        elif answer == OTHER:
            self.choose()
