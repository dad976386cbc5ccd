"""What taking a table file into the roster knows: the file, its sheet, which column is which, what cannot be taken.

Reads and applies through the use case; nothing of the record changes before ``apply``.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.file_names import file_name
from desktop.base.progress import Progress, Step
from desktop.base.words import tr
from desktop.domain.form import FieldType, FormField
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome
from desktop.usecases.record_views import RecordView
from desktop.usecases.roster_import import ALL_SHEETS, ImportPreview, ImportResult

TABLE_FILES = tr("表格 (*.xlsx *.xls *.ods *.et)")
T = TypeVar("T")


class RosterImportViewModel(QObject):
    """``updated`` anything shown changed; ``stepped`` a Step of progress; ``finished`` the page may close;
    ``applied`` rows were taken in: the sentence that says so."""

    updated = Signal()
    stepped = Signal(object)
    finished = Signal()
    applied = Signal(str)
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.view: RecordView | None = None
        self.present = 0
        self.preview: ImportPreview | None = None
        self.errors: Path | None = None
        self.result: ImportResult | None = None
        self.working = ""
        self._running: Progress | None = None

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[FormField, ...]:
        return self.view.form.roster if self.view else ()

    @property
    def has_begun(self) -> bool:
        """A file is being read or was read; not after it turned out to be no table."""
        return bool(self.working) or self.preview is not None

    @property
    def file_words(self) -> str:
        return self.preview.path.name if self.preview else ""

    @property
    def taken(self) -> int:
        return len(self.preview.rows) if self.preview else 0

    @property
    def refused(self) -> int:
        """Rows, not cells, that cannot be taken."""
        return self.preview.refused if self.preview else 0

    @property
    def sheets(self) -> list[str]:
        """The sheets to choose from, and all of them at once where there are several."""
        names = list(self.preview.sheets) if self.preview else []
        return [*names, ALL_SHEETS] if len(names) > 1 else names

    @property
    def unsaid(self) -> list[FormField]:
        """Columns that the sheet lacks and that often hold for all of it (the village); or were said so already."""
        if self.preview is None:
            return []
        found = {head.key for head in self.preview.headings}
        lacking = set(self.preview.missing)
        return [
            field
            for field in self.columns
            if field.key not in found
            and (
                field.label in lacking or field.key in self.preview.constants or field.type is FieldType.PLACE
            )
        ]

    def constant(self, key: str) -> str:
        return self.preview.constants.get(key, "") if self.preview else ""

    @property
    def recalled_words(self) -> str:
        known = self.preview is not None and self.preview.recalled
        return tr("这种表以前指定过各列，这次照着来的。") if known else ""

    @property
    def missing_words(self) -> str:
        if self.preview is None or not self.preview.missing:
            return ""
        return tr(
            "表里没有找到：{missing}。请在下面指明是哪一列；整张表都一样的，在下面写一次就行。",
            missing=tr("、").join(self.preview.missing),
        )

    @property
    def can_apply(self) -> bool:
        return self.taken > 0 or self.refused > 0

    @property
    def apply_words(self) -> str:
        """Without a single good row, what can still be had is the coloured copy."""
        return (
            tr("收进 {taken} 行", taken=self.taken)
            if self.taken or not self.refused
            else tr("存下标了颜色的表")
        )

    @property
    def errors_words(self) -> str:
        if not self.refused or self.errors is None:
            return ""
        return tr(
            "不能收的 {refused} 行会另存成标了颜色的表：{name}，改好后可以再导入。",
            refused=self.refused,
            name=self.errors.name,
        )

    # -- steps ---------------------------------------------------------------------------------------------

    def begin(self, view: RecordView, present: int) -> bool:
        """Asks for the file and reads it; False when no file was chosen."""
        self.view, self.present, self.preview, self.errors = view, present, None, None
        return self.choose_file()

    def choose_file(self) -> bool:
        """Asks for a (or another) file and reads it; what was read before stays when none was chosen."""
        path = self._ask.choose_file(tr("选择名单表格"), TABLE_FILES)
        if path is not None:
            self.read(path)
        return path is not None

    def read(
        self,
        path: Path,
        sheet: str = "",
        mapping: dict[str, str] | None = None,
        constants: dict[str, str] | None = None,
    ) -> None:
        """Reads the file again, from another sheet, with columns named by hand (letter to key), or with what holds for
        whole sheets (key to text)."""
        if self.view is None:
            return
        record, roster_import = self.view.record.id, self._session.roster_import

        def work(progress: Progress) -> ImportPreview:
            return roster_import.read(record, path, sheet, mapping, progress, constants)

        def done(preview: ImportPreview) -> None:
            self._rest()
            self.preview = preview
            self.errors = path.with_name(file_name(tr("{stem}（没收的行）.xlsx", stem=path.stem)))
            self.updated.emit()

        self._start(tr("正在读表格"), work, done)

    def choose_sheet(self, sheet: str) -> None:
        if self.preview is not None and sheet != self.preview.sheet:
            self.read(self.preview.path, sheet, self._named(), dict(self.preview.constants))

    def choose_column(self, letter: str, key: str) -> None:
        """Column ``letter`` of the file is ``key`` ("" leaves it out); the key is taken from any other column."""
        if self.preview is None:
            return
        mapping = {head.letter: head.key for head in self.preview.headings if head.key and head.key != key}
        mapping[letter] = key
        self.read(self.preview.path, self.preview.sheet, mapping, dict(self.preview.constants))

    def choose_constant(self, key: str, text: str) -> None:
        """All rows have this text in the column; empty: none."""
        if self.preview is None or text.strip() == self.constant(key):
            return
        constants = {**self.preview.constants, key: text.strip()}
        self.read(self.preview.path, self.preview.sheet, self._named(), constants)

    def _named(self) -> dict[str, str] | None:
        return dict(self.preview.named) if self.preview is not None and self.preview.named else None

    def choose_errors(self) -> None:
        """Another place for the coloured copy."""
        if self.errors is not None:
            chosen = self._ask.save_file(tr("没收的行另存为"), self.errors.name, tr("表格 (*.xlsx)"))
            self.errors = chosen or self.errors
            self.updated.emit()

    def apply(self) -> None:
        """Takes the good rows in, in place of what is there; can be undone as a whole."""
        if self.preview is None or self.view is None:
            return
        if not self.can_apply:
            self.said.emit(tr("这张表里没有可以收的行。请先改好表格，或在上面指明各列。"))
            return
        preview, record, roster_import = self.preview, self.view.record.id, self._session.roster_import
        if (
            self.present
            and self.taken
            and not self._ask.confirm(
                tr("有 {present} 行要替换成表里的 {taken} 行。", present=self.present, taken=self.taken),
                tr("替换"),
                tr("不替换"),
                safe=tr("替换后可以撤销。"),
            )
        ):
            return
        errors = self.errors if preview.faults else None

        def done(outcome: Outcome[ImportResult]) -> None:
            self._rest()
            self._changed.tell(outcome.changes)
            result = self.result = outcome.value
            left = (
                tr("，没收 {refused} 行，已另存为 {name}", refused=result.refused, name=errors.name)
                if result.refused and errors
                else ""
            )
            self.applied.emit(tr("已收进 {taken} 行{left}。", taken=result.taken, left=left))
            self.finished.emit()

        self._start(tr("正在收进名单"), lambda _progress: roster_import.apply(record, preview, errors), done)

    def cancel(self) -> None:
        """Stops the reading; nothing was changed yet."""
        if self._running is not None:
            self._running.cancel()

    def leave(self) -> None:
        self.cancel()
        self.finished.emit()

    def _start(self, words: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        self.working = words
        self.updated.emit()
        self._running = self._tasks.run(work, done, self._failed, self._stepped)

    def _stepped(self, step: Step) -> None:
        self.stepped.emit(step)

    def _rest(self) -> None:
        self.working, self._running = "", None

    def _failed(self, error: MingbaiError) -> None:
        self._rest()
        self.updated.emit()
        self._ask.tell(error)
        if self.preview is None:
            self.finished.emit()
