"""Joining: this laptop asks the office above to take its bundles, and lets the offices below in.

Three steps on the same stick: the request goes up, the grant comes down, the grant is taken in.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.stick_trouble import AGAIN, OTHER, reading_trouble
from desktop.ui.viewmodels.travel_words import ABOVE, BELOW
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

REQUEST_FILES = "加入申请 (*.mingbai-request);;所有文件 (*)"
GRANT_FILES = "许可 (*.mingbai-grant);;所有文件 (*)"


class EnrolmentViewModel(QObject):
    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.above = ABOVE[session.organisation.level]
        self.below = BELOW[session.organisation.level]
        self.partner = ""
        self.requested = False
        self.loaded = False

    def reload(self) -> None:
        def work(progress: Progress) -> str:
            contact = self._session.exchange.partner()
            return contact.unit if contact is not None else ""

        self._tasks.run(work, self._take, self._ask.tell)

    def _take(self, partner: str) -> None:
        self.partner, self.loaded = partner, True
        self.updated.emit()

    @property
    def joined(self) -> bool:
        return bool(self.partner)

    def request(self) -> None:
        """Write this laptop's request to a file on the stick."""
        unit = self._session.organisation.unit
        out = self._ask.save_file("加入申请存到U盘", f"{unit}加入申请.mingbai-request", REQUEST_FILES)
        if out is not None:
            self._run(
                lambda: self._session.exchange.request_enrolment(out),
                f"申请已写到 {out.name}。请把U盘带到{self.above}。",
                requested=True,
            )

    def accept(self) -> None:
        """Take in the grant that came back from above."""
        path = self._ask.choose_file(f"{self.above}的许可", GRANT_FILES)
        if path is not None:
            self._accept(path)

    def _accept(self, path: Path) -> None:
        self._run(
            lambda: self._session.exchange.accept_grant(path), f"已加入。以后的包只有{self.above}能打开。",
            again=lambda: self._accept(path), other=self.accept,
        )  # fmt: skip

    def grant(self) -> None:
        """At the office above: look at a request, say yes, write the grant beside it."""
        request = self._ask.choose_file(f"{self.below}的加入申请", REQUEST_FILES)
        if request is None:
            return
        if not self._ask.confirm(
            f"许可“{request.stem}”加入？",
            "许可加入",
            "先不许可",
            safe="许可后，本机会收这台电脑的包。请先和来人核对是不是他们送来的。",
        ):
            return
        out = self._ask.save_file("许可存到U盘", f"{request.stem}.mingbai-grant", GRANT_FILES)
        if out is not None:
            self._run(
                lambda: self._session.exchange.grant(request, out),
                f"许可已写到 {out.name}。请把U盘带回{self.below}。",
                other=self.grant,
            )

    def _run(self, work, said: str, *, requested: bool = False, again=None, other=None) -> None:  # type: ignore[no-untyped-def]
        def done(outcome: Outcome[object]) -> None:
            self.requested = self.requested or requested
            self.said.emit(said)
            self._changed.tell(outcome.changes)
            self.reload()

        def failed(error: MingbaiError) -> None:
            trouble = reading_trouble(error)
            answer = self._ask.stop(trouble.what, trouble.safe, trouble.steps, trouble.buttons)
            if answer == AGAIN and again is not None:
                again()
            elif answer == OTHER and other is not None:
                other()

        self._tasks.run(lambda progress: work(), done, failed)
