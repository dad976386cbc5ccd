"""The first set-up on the screen: hands what is typed to the step machine and runs its slow step on the worker."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError, Refusal
from desktop.base.progress import Progress
from desktop.ui.ask import Ask
from desktop.ui.tasks import Tasks
from desktop.usecases.first_setup import Choice, FirstSetup, SetupStep
from desktop.usecases.office import Office, Session
from desktop.usecases.outcome import Outcome


class FirstSetupViewModel(QObject):
    """``finished`` carries the session. Errors of entries show only after 下一步 was pressed once on the step."""

    updated = Signal()
    finished = Signal(object)

    def __init__(self, office: Office, folder: Path, ask: Ask, tasks: Tasks) -> None:
        super().__init__()
        self._ask, self._tasks = ask, tasks
        self.setup = FirstSetup(office, folder)
        self.hits: list[Choice] = []
        self.searched = ""
        self.busy = False
        self.pressed = False
        self.permitted = ""

    @property
    def step(self) -> SetupStep:
        return self.setup.step

    @property
    def errors(self) -> dict[str, str]:
        return self.setup.problems() if self.pressed else {}

    @property
    def may_go_on(self) -> bool:
        return not self.busy and not self.setup.problems()

    @property
    def may_go_back(self) -> bool:
        return self.step is SetupStep.ACCOUNT and not self.busy

    def search(self, text: str) -> None:
        self.searched = text.strip()
        self.hits = self.setup.search(text) if self.searched else []
        self.updated.emit()

    def enter(self, **typed: object) -> None:
        self.setup.enter(**typed)
        self.updated.emit()

    def go_on(self) -> None:
        """下一步: explains what is missing, else moves on; the account step makes the encrypted data."""
        if self.busy:
            return
        if self.setup.problems():
            self.pressed = True
            self.updated.emit()
        elif self.step is SetupStep.ACCOUNT:
            self.busy = True
            self.updated.emit()
            self._tasks.run(self._create, self._created, self._refused)
        elif self.step is SetupStep.PERMISSION:
            self._finish()
        else:
            self.setup.go_on()
            self._moved()

    def go_back(self) -> None:
        self.setup.go_back()
        self._moved()

    def save_request(self) -> None:
        """Writes the request to join that the county answers with a permission."""
        session = self._session()
        path = self._ask.save_file("申请存到哪里（U盘）", "加入申请.json", "加入申请 (*.json)")
        if path is not None:
            self._tasks.run(
                lambda progress: session.exchange.request_enrolment(path),
                lambda outcome: self._say("申请已写好，请带给县里。"),
                self._ask.tell,
            )

    def take_permission(self) -> None:
        """Reads the county's signed permission from a file."""
        session = self._session()
        path = self._ask.choose_file("县里给的授权文件", "授权文件 (*.json);;所有文件 (*)")
        if path is not None:
            self._tasks.run(
                lambda progress: session.exchange.accept_grant(path), self._granted, self._ask.tell
            )

    def _granted(self, outcome: Outcome[Any]) -> None:
        self._say("授权已收下，可以和县里来往了。")

    def _say(self, words: str) -> None:
        self.permitted = words
        self.updated.emit()

    def _create(self, progress: Progress) -> SetupStep:
        self.setup.create()
        return self.setup.step

    def _created(self, step: SetupStep) -> None:
        self.busy = False
        self._moved()

    def _refused(self, error: MingbaiError) -> None:
        self.busy = False
        self.updated.emit()
        self._ask.tell(error)

    def _moved(self) -> None:
        self.pressed = False
        self.updated.emit()

    def _session(self) -> Session:
        if self.setup.session is None:
            raise Refusal("数据还没有建好。", safe="什么都没有改动。", todo="请先做完前面的步骤。")
        return self.setup.session

    def _finish(self) -> None:
        self.finished.emit(self._session())
