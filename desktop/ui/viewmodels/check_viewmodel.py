"""What 检查文件 knows: the files looked at, what was found in each, which one is shown. Keeps nothing in the home."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import Cancelled, MingbaiError
from desktop.base.progress import Progress, Step
from desktop.base.words import tr
from desktop.domain.finding import Finding, Severity
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.usecases.examiner import FileFindings
from desktop.usecases.finding_report import report_text, save_report
from desktop.usecases.finding_words import SEVERITY_WORDS, summary
from desktop.usecases.office import Session

PATTERN = tr(
    "能检查的文件 (*.docx *.docm *.doc *.wps *.xlsx *.xlsm *.xls *.et *.ods *.pdf *.txt *.csv *.html *.htm"
    " *.jpg *.jpeg *.png *.tif *.tiff *.webp);;所有文件 (*)"
)


class CheckViewModel(QObject):
    """``updated`` anything shown changed; ``stepped`` how far the work is; ``copied`` text for the clipboard."""

    updated = Signal()
    stepped = Signal(object)
    said = Signal(str)
    copied = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._go = session, ask, tasks, go
        self.files: tuple[FileFindings, ...] = ()
        self.chosen: Path | None = None
        self._running: Progress | None = None

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def working(self) -> bool:
        return self._running is not None

    @property
    def summary(self) -> str:
        return summary(self.files) if self.files else ""

    @property
    def worst(self) -> str:
        """The kind of the banner: block, warn or done."""
        kinds = {finding.severity for each in self.files for finding in each.findings}
        return next((str(kind) for kind in (Severity.BLOCK, Severity.WARN) if kind in kinds), "done")

    @property
    def shown(self) -> FileFindings | None:
        return next((each for each in self.files if each.file == self.chosen), None)

    def words_of(self, each: FileFindings) -> str:
        """How many findings of each gravity: 必须改 2，提示 1."""
        counts = {
            tr(word): sum(finding.severity is severity for finding in each.findings)
            for severity, word in SEVERITY_WORDS.items()
        }
        return tr("，").join(f"{word} {count}" for word, count in counts.items() if count) or tr(
            "没有发现问题"
        )

    def kind_of(self, each: FileFindings) -> str:
        """block, warn, info or done."""
        kinds = {finding.severity for finding in each.findings}
        return next((str(kind) for kind in Severity if kind in kinds), "done")

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.shown.findings if self.shown else ()

    # -- steps ---------------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        path = self._ask.choose_file(tr("选择要检查的文件"), PATTERN)
        if path is not None:
            self.look_at([path])

    def choose_folder(self) -> None:
        path = self._ask.choose_folder(tr("选择要检查的文件夹"))
        if path is not None:
            self.look_at([path])

    def look_at(self, paths: Sequence[Path]) -> None:
        """Examines these and again all files that are listed, since two of them may give away a number together."""
        if self.working:
            return
        listed = [each.file for each in self.files]
        wanted = [*listed, *(path for path in paths if path not in listed)]
        examiner = self._session.examiner
        done = False

        def took(files: list[FileFindings]) -> None:
            nonlocal done
            done = True
            self._running = None
            self.files = tuple(files)
            fresh = [each.file for each in files if each.file not in listed]
            self.chosen = next(iter(fresh or [path for path in paths if path in listed]), self.chosen)
            self.updated.emit()

        def failed(error: MingbaiError) -> None:
            nonlocal done
            done = True
            self._running = None
            self.updated.emit()
            if not isinstance(error, Cancelled):
                self._ask.tell(error)

        handle = self._tasks.run(
            lambda progress: examiner.check(wanted, progress), took, failed, self._stepped
        )
        if not done:
            self._running = handle
            self.updated.emit()

    def again(self) -> None:
        """Looks at the listed files anew, after they were mended."""
        if self.files:
            self.look_at([self.chosen] if self.chosen else [])

    def cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def choose(self, file: Path) -> None:
        self.chosen = file
        self.updated.emit()

    def clear(self) -> None:
        """Takes all files off the list; the files themselves stay as they are."""
        if not self.working:
            self.files, self.chosen = (), None
            self.updated.emit()

    def copy(self) -> None:
        self.copied.emit(report_text(self.files))
        self.said.emit(tr("检查结果已复制，可以粘贴到别处。"))

    def save(self) -> None:
        """As a workbook, where the person says."""
        files = self.files
        out = self._ask.save_file(tr("保存检查结果"), tr("公开前检查结果.xlsx"), tr("表格 (*.xlsx)"))
        if out is None:
            return
        self._tasks.run(
            lambda _progress: save_report(files, out),
            lambda written: self.said.emit(tr("检查结果已存为 {name}。", name=written.name)),
            self._ask.tell,
        )

    def leave(self) -> None:
        self._go(Place("boards"))

    def _stepped(self, step: Step) -> None:
        self.stepped.emit(step)
