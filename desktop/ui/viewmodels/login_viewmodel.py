"""The login screen's state: which accounts there are, whom one chose, what came of the passphrase. No widgets.

It stands before the rest of the program is loaded, which `prepare` does behind it while a passphrase is typed.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.account import Account
from desktop.ui import text
from desktop.ui.tasks import Tasks, Work
from desktop.usecases.door import LEFT_BEHIND, Door

if TYPE_CHECKING:
    from desktop.usecases.office import Session


_RESCUED = frozenset({"database-damaged", "foreign-database", "no-database", "disk-error", LEFT_BEHIND})


class LoginViewModel(QObject):
    """``opened`` carries the session. ``error`` is the sentence under the passphrase, ``busy`` while it is tried;
    ``edition_words`` are empty until the catalogue is read. ``rescue_wanted`` carries what is wrong with the data (or None),
    the account, and the passphrase that was just typed."""

    updated = Signal()
    opened = Signal(object)
    rescue_wanted = Signal(object, str, str)

    def __init__(self, door: Door, tasks: Tasks, *, usual: str = "") -> None:
        """``usual``: who is chosen at first, if there is such an account."""
        super().__init__()
        self._door, self._tasks = door, tasks
        self.accounts: list[Account] = []
        self.organisation = ""
        self.edition_words = ""
        self.chosen = usual
        self.error = ""
        self.busy = False
        self.recovering = False
        self._read()

    @property
    def backup_words(self) -> str:
        """How old the newest backup is; each was opened and checked when it was made."""
        made = self._door.last_backup()
        words = text.backup_words(made, self._door.clock.today())
        return tr("{words}，已核对", words=words) if made else words

    def prepare(self, load: Callable[[], object]) -> None:
        """On the worker: the catalogue, then ``load``, which brings in what the window shows once it is opened."""

        def work(progress: Progress) -> str:
            catalogue = self._door.office().catalogue
            progress.tick()
            load()
            return tr(
                "目录：{fields} 个领域 · {title}", fields=len(catalogue.fields), title=catalogue.edition.title
            )

        self._tasks.run(work, self._prepared, self._refused)

    def _read(self) -> None:
        try:
            self.accounts = self._door.accounts()
            self.organisation = self._door.organisation().unit
        except MingbaiError as refused:
            self.error = str(refused)
        if self.accounts and self.chosen not in {account.name for account in self.accounts}:
            self.chosen = self.accounts[0].name

    def choose(self, name: str) -> None:
        self.chosen, self.error = name, ""
        self.updated.emit()

    def show_recovery(self, on: bool) -> None:
        self.recovering, self.error = on, ""
        self.updated.emit()

    def login(self, passphrase: str) -> None:
        if not passphrase:
            self._say(tr("请写口令。"))
            return
        name = self.chosen

        def refused(error: MingbaiError) -> None:
            self._refused(error)
            if error.code in _RESCUED:
                self.rescue_wanted.emit(error, name, passphrase)

        self._try(lambda progress: self._door.open(name, passphrase), refused)

    def rescue(self) -> None:
        """To the backups, also where everything is well."""
        if not self.busy:
            self.rescue_wanted.emit(None, self.chosen, "")

    def recover(self, code: str, new_passphrase: str, again: str) -> None:
        """Opens with the printed code and gives the chosen account a new passphrase."""
        if not code.strip():
            self._say(tr("请照打印的那张纸写恢复码。"))
        elif new_passphrase != again:
            self._say(tr("两次写的新口令不一样，请再写一遍。"))
        else:
            name = self.chosen
            self._try(lambda progress: self._door.recover(code, name, new_passphrase))

    def _prepared(self, words: str) -> None:
        self.edition_words = words
        self.updated.emit()

    def _try(self, work: "Work[Session]", refused: Callable[[MingbaiError], object] | None = None) -> None:
        if self.busy:
            return
        self.busy, self.error = True, ""
        self.updated.emit()
        self._tasks.run(work, self._opened, refused or self._refused)

    def _opened(self, session: "Session") -> None:
        self.busy = False
        self.updated.emit()
        self.opened.emit(session)

    def _refused(self, error: MingbaiError) -> None:
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.busy, self.error = False, sentence
        self.updated.emit()
