"""Settings, part 索引号: the pattern that is being written and what it would give here and on another laptop. No widgets."""

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.domain.index_number import IndexPattern
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.index_numbers import IndexPreview
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome


class IndexPatternViewModel(QObject):
    """``kept`` is the pattern that holds (None until read); ``preview`` what the written one gives, or ``error`` why
    it cannot be used. ``said`` is a sentence for the foot of the window."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._ask, self._tasks, self._changed = ask, tasks, changed
        self._numbers = session.numbers
        self.kept: IndexPattern | None = None
        self.written: IndexPattern | None = None
        self.preview: IndexPreview | None = None
        self.error = ""
        self._asked = 0

    @property
    def can_save(self) -> bool:
        return self.preview is not None and self.written != self.kept

    def reload(self) -> None:
        def done(pattern: IndexPattern) -> None:
            self.kept = pattern
            self.write(pattern)

        self._tasks.run(lambda _progress: self._numbers.pattern(), done, self._ask.tell)

    def write(self, pattern: IndexPattern) -> None:
        """What stands in the fields now; the preview follows."""
        self.written = pattern
        self._asked += 1
        ticket = self._asked

        def shown(preview: IndexPreview) -> None:
            self._show(ticket, preview, "")

        def refused(error: MingbaiError) -> None:
            self._show(ticket, None, f"{error.what}{error.todo}")

        self._tasks.run(lambda _progress: self._numbers.preview(pattern), shown, refused)

    def save(self) -> None:
        wanted = self.written
        if wanted is None or not self.can_save:
            return

        def done(outcome: Outcome[str]) -> None:
            self.kept = wanted
            self._changed.tell(outcome.changes)
            self.said.emit(
                tr("以后签发的记录按新写法编号，例如 {value}。已有的号不变。", value=outcome.value)
            )
            self.updated.emit()

        self._tasks.run(lambda _progress: self._numbers.set_pattern(wanted), done, self._ask.tell)

    def _show(self, ticket: int, preview: IndexPreview | None, error: str) -> None:
        if ticket == self._asked:
            self.preview, self.error = preview, error
            self.updated.emit()
