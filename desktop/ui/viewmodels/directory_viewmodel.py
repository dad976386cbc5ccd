"""The directory entry of an opened record: what the portal will list, kept field by field as it is left."""

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.metadata import DirectoryEntry, DirectoryLine
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome


class DirectoryViewModel(QObject):
    """``updated`` the entry or a fault changed. ``faults`` maps a key to the sentence that says what is wrong."""

    updated = Signal()
    said = Signal(str)

    def __init__(
        self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.lines: tuple[DirectoryLine, ...] = ()
        self.faults: dict[str, str] = {}
        self._record = ""
        changed.happened.connect(self._on_changed)

    def open(self, record: str) -> None:
        """Another record, or none (an empty id)."""
        if record != self._record:
            self._record, self.lines, self.faults = record, (), {}
            self.updated.emit()
        self._read()

    def help_of(self, line: DirectoryLine) -> str:
        """What the field wants, and what would stand there by itself."""
        if not line.editable:
            return tr("跟着记录走，要改请发起更正")
        usual = (
            tr("改过的；清空就恢复成“{usual}”", usual=line.usual)
            if line.usual and line.text != line.usual
            else ""
        )
        return usual or line.rule

    def keep(self, key: str, text: str) -> None:
        """Keeps one field, if it says something new."""
        line = next((line for line in self.lines if line.key == key), None)
        if line is None or text.strip() == line.text:
            return
        record, directory = self._record, self._session.directory

        def refused(error: MingbaiError) -> None:
            if error.code in {"no-such-class", "characters", "fixed"} or key == "published":
                self.faults[key] = str(error)
                self.updated.emit()
            else:
                self._ask.tell(error)

        self._tasks.run(lambda _progress: directory.save(record, {key: text}), self._kept, refused)

    def _kept(self, outcome: Outcome[DirectoryEntry]) -> None:
        self.faults = {}
        self._show(outcome.value)
        self._changed.tell(outcome.changes)
        self.said.emit(tr("目录信息已保存。"))

    def _read(self) -> None:
        record, directory = self._record, self._session.directory
        if record:
            self._tasks.run(lambda _progress: directory.of(record), self._show, self._ask.tell)

    def _show(self, entry: DirectoryEntry) -> None:
        if entry.record == self._record and entry.lines != self.lines:
            self.lines = entry.lines
            self.updated.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes & {Topic.RECORDS, Topic.NOTICES}:
            self._read()
