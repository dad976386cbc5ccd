"""The first set-up on the screen: hands what is typed to the step machine and runs its slow step on the worker."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError, Refusal
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.organisation import Level
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.enrolment_viewmodel import EnrolmentViewModel
from desktop.ui.viewmodels.travel_words import ABOVE
from desktop.usecases.first_setup import STEP_WORDS, Choice, FirstSetup, SetupStep
from desktop.usecases.office import Office, Session


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
        self._joining: EnrolmentViewModel | None = None

    @property
    def step(self) -> SetupStep:
        return self.setup.step

    @property
    def errors(self) -> dict[str, str]:
        return self.setup.problems() if self.pressed else {}

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

    @property
    def above(self) -> str:
        """The office above in a word: 县里 until another level was chosen."""
        chosen = self.setup.entries.choice
        return ABOVE[self.setup.organisation.level if chosen else Level.TOWNSHIP]

    def step_words(self, step: SetupStep) -> str:
        return (
            tr("从{above}导入许可", above=self.above)
            if step is SetupStep.PERMISSION
            else tr(STEP_WORDS[step])
        )

    def save_request(self) -> None:
        """Writes the request to join that the office above answers with a permission."""
        self._enrolment().request()

    def take_permission(self) -> None:
        """Reads the signed permission from a file."""
        self._enrolment().accept()

    def _enrolment(self) -> EnrolmentViewModel:
        if self._joining is None:
            self._joining = EnrolmentViewModel(self._session(), self._ask, self._tasks, Changed(self))
            self._joining.said.connect(self._say)
        return self._joining

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
            raise Refusal(
                tr("数据还没有建好。"), safe=tr("什么都没有改动。"), todo=tr("请先做完前面的步骤。")
            )
        return self.setup.session

    def _finish(self) -> None:
        self.finished.emit(self._session())
