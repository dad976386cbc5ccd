"""What is done with the notice on the preview page: PDF, a PDF for each village, screens, paper, the board. No widgets.

The notice is made by its use case; what is seen here is what goes on paper.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal

from desktop.base.changes import Changes
from desktop.base.errors import Cancelled, MingbaiError
from desktop.base.file_names import file_name
from desktop.base.progress import Progress, Step
from desktop.base.words import tr
from desktop.domain.notice import Notice, Posting
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.hanging import hang, posted_words
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.preview_shown import PreviewShown
from desktop.ui.viewmodels.preview_words import STOPPED
from desktop.ui.viewmodels.print_job import Sheets, put_on_paper
from desktop.ui.viewmodels.tibetan_viewmodel import TibetanViewModel
from desktop.usecases.office import Session


class PreviewViewModel(PreviewShown):
    """``working`` says what is being made, empty for nothing; ``progressed`` carries each step of it."""

    progressed = Signal(object)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__(session, tasks, changed, go)
        self._ask = ask
        self.working = ""
        self.step: Step | None = None
        self._progress: Progress | None = None

    def save_pdf(self) -> None:
        if self.preview is None:
            return
        chosen = self._ask.save_file(tr("存为 PDF"), f"{self.preview.title}.pdf", tr("PDF 文件 (*.pdf)"))
        if chosen is None:
            return
        target = chosen if chosen.suffix.lower() == ".pdf" else chosen.with_name(chosen.name + ".pdf")
        self._make(
            target,
            lambda notice: self.said.emit(
                tr("公示已存为 PDF：{name}，共 {pages} 页。", name=target.name, pages=notice.pages)
            ),
        )

    def save_parts(self) -> None:
        """A PDF for each village, into a folder."""
        folder = self._ask.choose_folder(tr("各村的公示存到哪个文件夹")) if len(self.parts) > 1 else None
        if folder is None:
            return
        record, paper, look = self.record, self.paper, self.look

        def work(progress: Progress) -> tuple[int, Changes]:
            outcome = self._session.notices.make_parts(record, folder, paper, (), progress, look)
            return len(outcome.value), outcome.changes

        def done(result: tuple[int, Changes]) -> None:
            self._finish(result[1])
            self.said.emit(
                tr("{result} 个村的公示已存到“{name}”，一村一份。", result=result[0], name=folder.name)
            )

        self._begin(tr("正在做各村的公示"))
        self._progress = self._tasks.run(work, done, self._failed, progress=self._stepped)

    def save_screens(self) -> None:
        """Pictures for the village screen, into a folder of their own."""
        if self.preview is None:
            return
        chosen = self._ask.choose_folder(tr("电子屏图片存到哪里"))
        if chosen is None:
            return
        record, part, look = self.record, self.part, self.look
        name = " ".join(filter(None, (tr("电子屏"), self.preview.number, part)))
        folder = chosen / file_name(name)

        def work(progress: Progress) -> int:
            return len(self._session.screens.write(record, folder, part, progress, look).value)

        def done(count: int) -> None:
            self.said.emit(tr("电子屏图片已存到“{name}”，共 {count} 屏。", name=folder.name, count=count))

        self._long(tr("正在做电子屏图片"), work, done)

    def tibetan(self) -> TibetanViewModel:
        """The page on which the Tibetan of this notice is written; what it saves is told here too."""
        made = TibetanViewModel(self._session, self._tasks, self._changed)
        made.saved.connect(self.said)
        return made

    def print_on(self, sheets: Sheets) -> None:
        """Register the notice, then put the very pages of the preview on paper."""
        if self.preview is None:
            return
        preview = self.preview

        def work(progress: Progress) -> int:
            return put_on_paper(preview, sheets, self._session.notices.page_image, progress)

        self._make(
            None,
            lambda notice: self._long(
                tr("打印"), work, lambda count: self.said.emit(tr("已交给打印机 {count} 张。", count=count))
            ),
        )

    def post(self, board: str, on: date) -> None:
        """Hang the notice of this record on ``board``; makes it first if it was never made."""
        record, paper, part, look = self.record, self.paper, self.part, self.look

        def work(progress: Progress) -> tuple[Posting, Changes]:
            return hang(self._session, record, board, on, paper, part, look)

        def done(result: tuple[Posting, Changes]) -> None:
            posting, changes = result
            self._finish(changes)
            self.said.emit(posted_words(posting, self.today))

        self._begin(tr("登记张贴"))
        self._tasks.run(work, done, self._failed)

    def back(self) -> None:
        self._go(Place("record", record=self.record) if self.record else Place("records"))

    def cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _make(self, target: Path | None, then: Callable[[Notice], None]) -> None:
        record, paper, part, look = self.record, self.paper, self.part, self.look

        def work(progress: Progress) -> tuple[Notice, Changes]:
            outcome = self._session.notices.make(record, target, paper, part, progress, look)
            return outcome.value, outcome.changes

        def done(result: tuple[Notice, Changes]) -> None:
            self._finish(result[1])
            then(result[0])

        self._begin(tr("正在做公示"))
        self._progress = self._tasks.run(work, done, self._failed, progress=self._stepped)

    def _long(self, words: str, work: Callable[[Progress], int], then: Callable[[int], None]) -> None:
        def done(count: int) -> None:
            self._finish(frozenset())
            then(count)

        self._begin(words)
        self._progress = self._tasks.run(work, done, self._failed, progress=self._stepped)

    def _begin(self, words: str) -> None:
        self.working, self.step = words, None
        self.updated.emit()

    def _stepped(self, step: Step) -> None:
        self.step = step
        self.progressed.emit(step)

    def _finish(self, changes: Changes) -> None:
        self.working, self.step, self._progress = "", None, None
        self.updated.emit()
        self._changed.tell(changes)

    def _failed(self, error: MingbaiError) -> None:
        was = self.working
        self._finish(frozenset())
        if isinstance(error, Cancelled):
            self.said.emit(STOPPED.get(was, STOPPED[""]))
            return
        self._ask.tell(error)
