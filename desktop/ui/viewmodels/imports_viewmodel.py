"""What the imports of an opened record know: each with who, when, file and rows; any of them is taken back as a whole."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.words import sentences, tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.itemmodels.moments import moment_words
from desktop.ui.tasks import Tasks
from desktop.usecases.import_history import ImportLine, ImportUndone
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome


class ImportsViewModel(QObject):
    """``updated`` the list changed. ``undone`` an import was taken back here: earlier steps of the roster do not fit
    any more."""

    updated = Signal()
    undone = Signal()
    said = Signal(str)

    def __init__(
        self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.lines: list[ImportLine] = []
        self._record = ""
        self._stale = False
        self._looking = False
        changed.happened.connect(self._on_changed)

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    def title_of(self, line: ImportLine) -> str:
        """李春梅　从 名单.xlsx 收进 24 行，没收 2 行."""
        refused = tr("，没收 {refused} 行", refused=line.refused) if line.refused else ""
        return tr(
            "{by}　从 {file} 收进 {taken} 行{refused}",
            by=line.by,
            file=line.file,
            taken=line.taken,
            refused=refused,
        )

    def about(self, line: ImportLine) -> str:
        """When it was, and whether or why not it can be taken back."""
        when = moment_words(line.at, self.today)
        if line.undone_at:
            return tr(
                "{when}　已撤销（{undone_by}，{moment_words}）",
                when=when,
                undone_by=line.undone_by,
                moment_words=moment_words(line.undone_at, self.today),
            )
        how = tr("换掉了原来的名单") if line.replaced else tr("加在名单后面")
        return tr("{when}　{how}", when=when, how=how)

    def open(self, record: str) -> None:
        self._record, self.lines, self._stale = record, [], True
        self.updated.emit()
        if self._looking:
            self._read()

    def look(self, looking: bool) -> None:
        """The list is shown, or is not any more; it is read only while it is."""
        self._looking = looking
        if looking and self._stale and self._record:
            self._read()

    def undo(self, number: int) -> None:
        """Takes one import back after asking, or tells why it cannot be."""
        line = next((line for line in self.lines if line.number == number), None)
        if line is None:
            return
        if line.hindered:
            self.said.emit(line.hindered)
            return
        back = tr("被它换掉的名单会回来。") if line.replaced else ""
        if not self._ask.confirm(
            tr(
                "撤销“{file}”的导入？它收进的 {taken} 行会去掉。{back}",
                file=line.file,
                taken=line.taken,
                back=back,
            ),
            tr("撤销这次导入"),
            tr("不撤销"),
            safe=tr("导入以后手工改过的行会留着。"),
        ):
            return
        record, imports = self._record, self._session.imports

        def done(outcome: Outcome[ImportUndone]) -> None:
            self._changed.tell(outcome.changes)
            self.undone.emit()
            kept = sentences(
                *(words for finding in outcome.findings for words in (finding.text, finding.advice))
            )
            self.said.emit(
                tr(
                    "已撤销“{file}”的导入，现在有 {rows} 行。{kept}",
                    file=line.file,
                    rows=outcome.value.rows,
                    kept=kept,
                )
            )

        self._tasks.run(lambda _progress: imports.undo(record, number), done, self._ask.tell)

    def _read(self) -> None:
        record, imports = self._record, self._session.imports
        self._stale = False

        def done(lines: list[ImportLine]) -> None:
            if record == self._record:
                self.lines = lines
                self.updated.emit()

        self._tasks.run(lambda _progress: imports.of(record), done, self._refused)

    def _refused(self, _error: MingbaiError) -> None:
        """The record itself could not be read either; its page says so."""
        self._stale = True

    def _on_changed(self, changes: Changes) -> None:
        if self._record and changes & {Topic.ROSTERS, Topic.RECORDS}:
            self._stale = True
            if self._looking:
                self._read()
