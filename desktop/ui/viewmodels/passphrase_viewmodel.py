"""Another passphrase for the account that is open: the old one first, the new one twice. No widgets."""

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.ui.tasks import Tasks
from desktop.usecases.office import Session


class PassphraseViewModel(QObject):
    """``errors`` name the entry and what it lacks; ``done`` carries the sentence for the foot of the window."""

    updated = Signal()
    done = Signal(str)

    def __init__(self, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._session, self._tasks = session, tasks
        self.errors: dict[str, str] = {}
        self.busy = False

    @property
    def name(self) -> str:
        return self._session.account.name

    def save(self, old: str, new: str, again: str) -> None:
        self.errors = {}
        if not old:
            self.errors["old"] = tr("请写现在的口令，证明是您本人。")
        if new != again:
            self.errors["again"] = tr("两次写的口令不一样，请再写一遍。")
        elif new and new == old:
            self.errors["new"] = tr("和现在的口令一样，没有改。")
        if not self.errors and not self.busy:
            self.busy, accounts = True, self._session.accounts
            self._tasks.run(
                lambda _progress: accounts.change_passphrase(old, new), self._changed, self._refused
            )
        self.updated.emit()

    def _changed(self, _outcome: object) -> None:
        self.busy = False
        self.done.emit(tr("口令已改，下次登录用新的。"))

    def _refused(self, error: MingbaiError) -> None:
        self.busy = False
        self.errors = {"new" if error.code == "passphrase-short" else "old": str(error)}
        self.updated.emit()
