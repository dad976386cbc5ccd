"""要定的: conflicts and what waits in 待查, one beside the other, and a person's word on each. Decides nothing itself."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
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
_WORDS = {OURS: "本机的", THEIRS: "对方的"}
_CHIPS = {
    "conflict": ("conflict", "冲突", "call-split"),
    "quarantined": ("due", "待查", "help-circle-outline"),
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
            ToldLine(line.id, line.title, f"{self._where(line)}　{line.reason}", *_CHIPS[line.kind])
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
        return f"要定的 {len(self.held)}" if self.held else "要定的"

    @property
    def about(self) -> str:
        """The sentence under the title: what both versions share, and who made each."""
        line, shown = self.line, self.conflict
        if line is None:
            return ""
        if not self.is_conflict:
            return f"{self._where(line)}。{line.reason}。"
        if shown is None:
            return self._where(line)
        shared = f"两边都从修订 {shown.fork} 改起。" if shown.fork else "两边从第一版起就不一样。"
        return f"{shared}{self._version('本机', shown.ours)}；{self._version('对方', shown.theirs)}。"

    def _version(self, whose: str, version: VersionLine) -> str:
        when = moment_words(version.made_at, self._session.desk.clock.today())
        return f"{whose}修订 {version.revision}，{version.made_by} {when}签发"

    def _where(self, line: HeldLine) -> str:
        return f"{line.unit or '下级'} {line.sequence} 号包" if line.sequence else line.unit

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
        self.differences.show(shown.lines, "本机的", "对方的")
        self.updated.emit()

    def _cannot_show(self, error: MingbaiError) -> None:
        self.trouble = error
        self.updated.emit()

    def keep(self, which: str) -> None:
        """Ask why, then decide."""
        held = self.chosen
        why = self._ask.text(
            f"留{_WORDS[which]}版本", "为什么", "定下",
            explanation="另一个版本留着备查，不会丢。理由会随带下去的文件告诉报送单位。",
        )  # fmt: skip
        if why:
            self._do(
                lambda: self._session.conflicts.decide(held, which, why),
                lambda line: (
                    f"定了：“{line.title}”留{_WORDS[which]}版本。请给{line.unit or '报送单位'}写一份带下去的文件。"
                ),
            )

    def look_again(self) -> None:
        self._do(
            self._session.quarantine.look_again,
            lambda moved: f"收进了 {len(moved)} 条。" if moved else "还是收不进，原样留着。",
        )

    def drop(self) -> None:
        held = self.chosen
        why = self._ask.text(
            "这条不收了", "为什么", "不收了",
            explanation="原样留着备查。理由会随带下去的文件告诉报送单位。",
        )  # fmt: skip
        if why:
            self._do(lambda: self._session.quarantine.drop(held, why), lambda line: f"“{line.title}”不收了。")

    def _do(self, work: Callable[[], Outcome[T]], words: Callable[[T], str]) -> None:
        def done(outcome: Outcome[T]) -> None:
            self.said.emit(words(outcome.value))
            self._changed.tell(outcome.changes)
            if not outcome.changes:
                self.reload()

        self._tasks.run(lambda progress: work(), done, self._ask.tell)
