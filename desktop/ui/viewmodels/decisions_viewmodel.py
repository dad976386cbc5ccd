"""要定的: conflicts and what waits in 待查, one beside the other, and a person's word on each. Decides nothing itself."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.differences_model import DifferencesModel
from desktop.ui.itemmodels.told_model import ToldLine
from desktop.ui.tasks import Tasks
from desktop.ui.text import moment_words
from desktop.usecases.county_views import ConflictView, HeldLine, VersionLine
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

T = TypeVar("T")
OURS, THEIRS = "ours", "theirs"
_WORDS = {OURS: tr("本机的"), THEIRS: tr("对方的")}
_CHIPS = {
    "conflict": ("conflict", tr("冲突"), "call-split"),
    "quarantined": ("due", tr("待查"), "help-circle-outline"),
}


class DecisionsViewModel(QObject):
    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        changed.happened.connect(self._on_changed)
        self.held: list[HeldLine] = []
        self.chosen = ""
        self.conflict: ConflictView | None = None
        self.differences = DifferencesModel(self)
        self.loaded = False
        self.trouble: MingbaiError | None = None

    def reload(self) -> None:
        def work(progress: Progress) -> list[HeldLine]:
            return [*self._session.conflicts.open(), *self._session.quarantine.open()]

        self._tasks.run(work, self._take, self._ask.tell)

    def _take(self, found: list[HeldLine]) -> None:
        self.held, self.loaded = found, True
        keys = [line.id for line in found]
        chosen = self.chosen if self.chosen in keys else next(iter(keys), "")
        self.chosen, self.conflict, self.trouble = "", None, None
        self.updated.emit()
        if chosen:
            self.choose(chosen)

    def _on_changed(self, topics: Changes) -> None:
        if topics & {Topic.BUNDLES, Topic.RECORDS}:
            self.reload()

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def lines(self) -> list[ToldLine]:
        return [
            ToldLine(
                line.id,
                line.title,
                tr("{where}　{reason}", where=self._where(line), reason=line.reason),
                *_CHIPS[line.kind],
            )
            for line in self.held
        ]

    @property
    def line(self) -> HeldLine | None:
        return next((line for line in self.held if line.id == self.chosen), None)

    @property
    def is_conflict(self) -> bool:
        return self.line is not None and self.line.kind == "conflict"

    @property
    def tab_words(self) -> str:
        return tr("要定的 {held}", held=len(self.held)) if self.held else tr("要定的")

    @property
    def about(self) -> str:
        """The sentence under the title: what both versions share, and who made each."""
        line, shown = self.line, self.conflict
        if line is None:
            return ""
        if not self.is_conflict:
            return tr("{where}。{reason}。", where=self._where(line), reason=line.reason)
        if shown is None:
            return self._where(line)
        shared = (
            tr("两边都从修订 {fork} 改起。", fork=shown.fork)
            if shown.fork
            else tr("两边从第一版起就不一样。")
        )
        return tr(
            "{shared}{version}；{version2}。",
            shared=shared,
            version=self._version(tr("本机"), shown.ours),
            version2=self._version(tr("对方"), shown.theirs),
        )

    def _version(self, whose: str, version: VersionLine) -> str:
        when = moment_words(version.made_at, self._session.desk.clock.today())
        return tr(
            "{whose}修订 {revision}，{made_by} {when}签发",
            whose=whose,
            revision=version.revision,
            made_by=version.made_by,
            when=when,
        )

    def _where(self, line: HeldLine) -> str:
        return (
            tr("{unit} {sequence} 号包", unit=line.unit or tr("下级"), sequence=line.sequence)
            if line.sequence
            else line.unit
        )

    # -- what the person does ------------------------------------------------------------------------------

    def choose(self, held: str) -> None:
        if held == self.chosen:
            return
        self.chosen, self.conflict, self.trouble = held, None, None
        self.differences.show(())
        self.updated.emit()
        if self.is_conflict:
            self._tasks.run(
                lambda progress: self._session.conflicts.show(held), self._show, self._cannot_show
            )

    def _show(self, shown: ConflictView) -> None:
        if shown.held.id != self.chosen:
            return
        self.conflict = shown
        self.differences.show(shown.lines, tr("本机的"), tr("对方的"))
        self.updated.emit()

    def _cannot_show(self, error: MingbaiError) -> None:
        self.trouble = error
        self.updated.emit()

    def keep(self, which: str) -> None:
        """Ask why, then decide."""
        held = self.chosen
        why = self._ask.text(
            tr("留{words}版本", words=_WORDS[which]), tr("为什么"), tr("定下"),
            explanation=tr("另一个版本留着备查，不会丢。理由会随带下去的文件告诉报送单位。"),
        )  # fmt: skip
        if why:
            self._do(
                lambda: self._session.conflicts.decide(held, which, why),
                lambda line: tr(
                    "定了：“{title}”留{words}版本。请给{unit}写一份带下去的文件。",
                    title=line.title,
                    words=_WORDS[which],
                    unit=line.unit or tr("报送单位"),
                ),
            )

    def look_again(self) -> None:
        self._do(
            self._session.quarantine.look_again,
            lambda moved: (
                tr("收进了 {moved} 条。", moved=len(moved)) if moved else tr("还是收不进，原样留着。")
            ),
        )

    def drop(self) -> None:
        held = self.chosen
        why = self._ask.text(
            tr("这条不收了"), tr("为什么"), tr("不收了"),
            explanation=tr("原样留着备查。理由会随带下去的文件告诉报送单位。"),
        )  # fmt: skip
        if why:
            self._do(
                lambda: self._session.quarantine.drop(held, why),
                lambda line: tr("“{title}”不收了。", title=line.title),
            )

    def _do(self, work: Callable[[], Outcome[T]], words: Callable[[T], str]) -> None:
        def done(outcome: Outcome[T]) -> None:
            self.said.emit(words(outcome.value))
            self._changed.tell(outcome.changes)
            if not outcome.changes:
                self.reload()

        self._tasks.run(lambda progress: work(), done, self._ask.tell)
