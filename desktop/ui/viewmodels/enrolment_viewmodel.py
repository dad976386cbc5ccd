"""Joining: this laptop asks the office above to take its bundles, and lets the offices below in.

Three steps on the same stick: the request goes up, the grant comes down, the grant is taken in.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.devices_viewmodel import DevicesViewModel
from desktop.ui.viewmodels.stick_trouble import AGAIN, OTHER, ask_about, reading_trouble, writing_trouble
from desktop.ui.viewmodels.travel_words import ABOVE, BELOW
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

T = TypeVar("T")
REQUEST_FILES = tr("加入申请或它的照片 (*.mingbai-request *.png *.jpg *.jpeg *.webp);;所有文件 (*)")
GRANT_FILES = tr("许可 (*.mingbai-grant);;所有文件 (*)")


class EnrolmentViewModel(QObject):
    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.above = ABOVE[session.organisation.level]
        self.below = BELOW[session.organisation.level]
        self.devices = DevicesViewModel(session, ask, tasks, changed)
        self.devices.said.connect(self.said)
        self.partner = ""
        self.requested = False
        self.loaded = False

    def reload(self) -> None:
        def work(progress: Progress) -> str:
            contact = self._session.exchange.partner()
            return contact.unit if contact is not None else ""

        self._tasks.run(work, self._take, self._ask.tell)
        self.devices.reload()

    def _take(self, partner: str) -> None:
        self.partner, self.loaded = partner, True
        self.updated.emit()

    @property
    def joined(self) -> bool:
        return bool(self.partner)

    def request(self) -> None:
        """Write this laptop's request to the stick."""
        folder = self._ask.choose_folder(tr("加入申请写到哪里（U盘或文件夹）"))
        if folder is not None:
            self._run(
                lambda: self._session.exchange.request_enrolment(folder),
                lambda path: tr("申请已写到 {name}。请把U盘带到{above}。", name=path.name, above=self.above),
                writing=True,
                requested=True,
            )

    def request_on_paper(self) -> None:
        """The request as a sheet with a code square, to be printed or photographed where no stick may go."""
        out = self._ask.save_file(tr("保存加入申请"), tr("加入申请.pdf"), "PDF (*.pdf)")
        if out is not None:
            self._run(
                lambda: self._session.exchange.request_enrolment(out),
                lambda path: tr(
                    "申请已存成 {name}。请打印或拍下二维码交给{above}。", name=path.name, above=self.above
                ),
                writing=True,
                requested=True,
            )

    def accept(self) -> None:
        """Take in the grant that came back from above."""
        path = self._ask.choose_file(tr("{above}的许可", above=self.above), GRANT_FILES)
        if path is not None:
            self._accept(path)

    def _accept(self, path: Path) -> None:
        self._run(
            lambda: self._session.exchange.accept_grant(path),
            lambda contact: tr(
                "已加入{unit}。以后的包只有{above}能打开。", unit=contact.unit, above=self.above
            ),
            again=lambda: self._accept(path),
            other=self.accept,
        )

    def grant(self) -> None:
        """At the office above: look at a request, say yes, write the grant beside it."""
        request = self._ask.choose_file(tr("{below}的加入申请", below=self.below), REQUEST_FILES)
        if request is None:
            return
        if not self._ask.confirm(
            tr("许可“{stem}”加入？", stem=request.stem),
            tr("许可加入"),
            tr("先不许可"),
            safe=tr("许可后，本机会收这台电脑的包。请先和来人核对是不是他们送来的。"),
        ):
            return
        self._grant(request, request.parent)

    def _grant(self, request: Path, folder: Path) -> None:
        self._run(
            lambda: self._session.exchange.grant(request, folder),
            lambda granted: tr(
                "已许可{unit}，许可写在 {name}。请把U盘带回{below}。",
                unit=granted[0].unit,
                name=granted[1].name,
                below=self.below,
            ),
            again=lambda: self._grant(request, folder),
            other=self.grant,
        )

    def _run(
        self,
        work: Callable[[], Outcome[T]],
        words: Callable[[T], str],
        *,
        writing: bool = False,
        requested: bool = False,
        again: Callable[[], None] | None = None,
        other: Callable[[], None] | None = None,
    ) -> None:
        def done(outcome: Outcome[T]) -> None:
            self.requested = self.requested or requested
            self.said.emit(words(outcome.value))
            self._changed.tell(outcome.changes)
            self.reload()

        def failed(error: MingbaiError) -> None:
            trouble = writing_trouble(error) if writing else reading_trouble(error)
            answer = ask_about(self._ask, trouble)
            if answer == AGAIN:
                (again or self.request)()
            elif answer == OTHER:
                (other or self.request)()

        self._tasks.run(lambda progress: work(), done, failed)
