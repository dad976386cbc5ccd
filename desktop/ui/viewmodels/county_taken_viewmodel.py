"""What of a county's own table holds in this home: listed, and taken back one by one or as a whole. No widgets."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.words import tr
from desktop.domain.county_table import DifferenceKind, LayerEntry
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome


class CountyTakenViewModel(QObject):
    """``entries`` in the order they were taken over; ``finished`` the page may close; ``said`` a sentence."""

    updated = Signal()
    finished = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.entries: tuple[LayerEntry, ...] = ()
        changed.happened.connect(self._concerned)

    @property
    def context(self) -> str:
        files = dict.fromkeys(entry.source.split(" ")[0] for entry in self.entries)
        return (
            tr("{entries} 条，来自 {files}", entries=len(self.entries), files=tr("、").join(files))
            if files
            else tr("还没有采用过本县的目录")
        )

    def title_of(self, entry: LayerEntry) -> str:
        """What the county does, in one line."""
        known = self._session.desk.shelf.national.find_matter(entry.code)
        before = known.path if known else entry.code
        levels = [str(entry.content.get(f"level{at}") or "") for at in (1, 2, 3)]
        path = " › ".join(level for level in levels if level)
        if entry.kind is DifferenceKind.RENAMED:
            return f"{before} → {path}"
        if entry.kind is DifferenceKind.LIMIT:
            return tr("{before}：{part}", before=before, part=entry.content.get("text", ""))
        return path or before

    def context_of(self, entry: LayerEntry) -> str:
        """Which file and place it came from, when, and why."""
        parts = (entry.code, entry.source, tr("{on} {unit}采用", on=entry.on, unit=entry.unit), entry.reason)
        return " · ".join(part for part in parts if part)

    def reload(self) -> None:
        use = self._session.county_catalogue
        self._tasks.run(lambda _progress: use.entries(), self._took, self._ask.tell)

    def take_back(self, entry: LayerEntry) -> None:
        if self._ask.confirm(
            tr("撤销“{title_of}”？", title_of=self.title_of(entry)),
            tr("撤销"),
            tr("留着"),
            safe=tr("国家目录和已有的记录都不会动。"),
        ):
            self._undo([entry])

    def take_back_all(self) -> None:
        if self.entries and self._ask.confirm(
            tr("撤销采用的全部 {entries} 条，只用国家目录？", entries=len(self.entries)),
            tr("全部撤销"),
            tr("留着"),
            safe=tr("国家目录和已有的记录都不会动。"),
        ):
            self._undo(self.entries)

    def leave(self) -> None:
        self.finished.emit()

    def _undo(self, entries: Sequence[LayerEntry]) -> None:
        use, gone = self._session.county_catalogue, list(entries)

        def done(outcome: Outcome[int]) -> None:
            self._changed.tell(outcome.changes)
            self.said.emit(tr("已撤销 {value} 条。", value=outcome.value))

        self._tasks.run(lambda _progress: use.take_back(gone), done, self._ask.tell)

    def _took(self, entries: tuple[LayerEntry, ...]) -> None:
        self.entries = entries
        self.updated.emit()

    def _concerned(self, changes: Changes) -> None:
        if Topic.SETTINGS in changes:
            self.reload()
