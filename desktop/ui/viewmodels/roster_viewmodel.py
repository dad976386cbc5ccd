"""What changes the roster of an opened record, and how each change is taken back.

Every change is one call of the use case on the worker; what is shown is `roster_shown`'s.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.record import RosterRow
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.roster_shown import RosterShown
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.record_views import RecordView
from desktop.usecases.roster_import import ImportResult

Verb = Callable[[], Outcome[Any]]
_Step = tuple[str, Verb, Verb]


class RosterViewModel(RosterShown):
    """``said_undo`` carries words and the way back."""

    said_undo = Signal(str, object)

    def __init__(
        self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, parent: QObject | None = None
    ) -> None:
        super().__init__(session, ask, tasks, changed, parent)
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self.model.edited.connect(self._edited)

    def open(self, view: RecordView, *, editable: bool) -> None:
        """As `RosterShown.open`; another record's steps are not this one's."""
        if view.record.id != self._record:
            self.forget_steps()
        super().open(view, editable=editable)

    @property
    def undo_words(self) -> str:
        return tr("撤销{undo}", undo=self._undo[-1][0]) if self._undo else ""

    @property
    def redo_words(self) -> str:
        return tr("重做{redo}", redo=self._redo[-1][0]) if self._redo else ""

    # -- changing ------------------------------------------------------------------------------------------

    def add(self) -> None:
        """One empty row at the end."""
        records, record, before = self._session.records, self._record, self.count

        def done(outcome: Outcome[Any]) -> None:
            new = outcome.value
            self._remember(
                tr("加行"),
                lambda: records.remove_rows(record, [new.row]),
                lambda: records.save_rows(record, [new]),
            )
            self._written(outcome)
            self._recount()
            self.pointed.emit(before, 1)

        self._run(lambda: records.add_row(record, {}), done)

    def remove(self, rows: Sequence[int]) -> None:
        """Takes rows (of the model) out; nothing is asked, as it can be undone."""
        gone = [row for at in rows if (row := self.model.row(at)) is not None]
        if not gone:
            return
        records, record = self._session.records, self._record

        def take_out() -> Outcome[Any]:
            return records.remove_rows(record, [row.row for row in gone])

        def done(outcome: Outcome[Any]) -> None:
            self._remember(tr("删行"), lambda: records.save_rows(record, gone), take_out)
            self._written(outcome)
            self.said_undo.emit(tr("删掉了 {gone} 行。", gone=len(gone)), self.undo)

        self._run(take_out, done)

    def paste(self, row: int, column: int, block: str) -> None:
        """A block of cells as spreadsheets copy it, from this cell on; rows beyond the end are added."""
        lines = [line.split("\t") for line in block.replace("\r\n", "\n").rstrip("\n").split("\n")]
        keys = [field.key for field in self.model.columns()][max(column - 1, 0) :]
        if not self.editable or not block.strip():
            return
        records, record = self._session.records, self._record
        cells = [dict(zip(keys, (cell.strip() for cell in line), strict=False)) for line in lines]
        old = [known for at in range(len(lines)) if (known := self.model.row(row + at)) is not None]
        over = [known.with_values({**known.values, **new}) for known, new in zip(old, cells, strict=False)]
        beyond = cells[len(old) :]
        added: list[RosterRow] = []

        def work() -> Outcome[Any]:
            outcome = records.save_rows(record, over, beyond)
            added.extend(outcome.value)
            return outcome

        def take_back() -> Outcome[Any]:
            outcome: Outcome[Any] = records.save_rows(record, old)
            return records.remove_rows(record, [row.row for row in added]) if added else outcome

        def done(outcome: Outcome[Any]) -> None:
            self._remember(tr("粘贴"), take_back, lambda: records.save_rows(record, [*over, *added]))
            self._written(outcome)
            self.said_undo.emit(tr("粘贴了 {lines} 行。", lines=len(lines)), self.undo)

        self._run(work, done)

    def hold(self) -> None:
        """The table is scrolled: what runs in the background lies still for a moment."""
        self._tasks.hold()

    def mend(self) -> None:
        """Puts the reckoned figure into the chosen fault's cell."""
        cell = next((cell for cell, fault in self.faults.items() if fault is self.chosen), None)
        right = self._right_figure()
        if cell is None or not right:
            return
        row = self.model.row(self.model.cell(*cell).row())
        if row is not None:
            self._edited(row, cell[1], right.replace(",", ""))

    def fill_down(self, rows: Sequence[int], column: int) -> None:
        """The first row's cell of a column into the other rows."""
        first = self.model.row(rows[0])
        if first is not None and self.editable:
            text = first.values.get(self.model.columns()[column - 1].key, "")
            self.paste(rows[1], column, "\n".join([text] * (len(rows) - 1)))

    def imported(self, words: str, number: int, again: Callable[[], Outcome[ImportResult]]) -> None:
        """Import ``number`` was applied: it is the last thing to take back. ``words`` tell of it."""
        record, imports = self._record, self._session.imports
        numbers = [number]

        def once_more() -> Outcome[ImportResult]:
            outcome = again()
            numbers.append(outcome.value.number)
            return outcome

        self._remember(tr("导入"), lambda: imports.undo(record, numbers[-1]), once_more)
        self.said_undo.emit(words, self.undo)

    def forget_steps(self) -> None:
        """Nothing can be taken back any more: the rows are not those that the steps knew."""
        self._undo.clear()
        self._redo.clear()
        self.updated.emit()

    def undo(self) -> None:
        """Takes the last change of the roster back."""
        if not self._undo:
            self.said.emit(tr("没有可以撤销的。"))
            return
        step = self._undo.pop()
        words, back, _again = step

        def done(outcome: Outcome[Any]) -> None:
            self._redo.append(step)
            self._written(outcome)
            self.said.emit(tr("已撤销{words}。", words=words))

        self._run(back, done)

    def redo(self) -> None:
        """Does again what was taken back last."""
        if not self._redo:
            self.said.emit(tr("没有可以重做的。"))
            return
        step = self._redo.pop()
        words, _back, again = step

        def done(outcome: Outcome[Any]) -> None:
            self._undo.append(step)
            self._written(outcome)
            self.said.emit(tr("已重做{words}。", words=words))

        self._run(again, done)

    def _edited(self, row: RosterRow, key: str, text: str) -> None:
        records, record = self._session.records, self._record
        after = row.with_values({**row.values, key: text})

        def done(outcome: Outcome[Any]) -> None:
            self._remember(
                tr("改动"), lambda: records.save_row(record, row), lambda: records.save_row(record, after)
            )
            self._written(outcome)

        self._run(lambda: records.save_row(record, after), done)

    def _run(self, verb: Verb, done: Callable[[Outcome[Any]], None]) -> None:
        records, record = self._session.records, self._record

        def work(_progress: Progress) -> Outcome[Any]:
            outcome = verb()
            records.look_through(record)
            return outcome

        self._tasks.run(work, done, self._failed)

    def _remember(self, words: str, back: Verb, again: Verb) -> None:
        self._undo.append((words, back, again))
        self._redo.clear()

    def _written(self, outcome: Outcome[Any]) -> None:
        self._changed.tell(outcome.changes)
