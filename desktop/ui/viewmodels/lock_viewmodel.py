"""The locked screen and the setting of a PIN: what is asked for, what came of it. No widgets."""

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.domain.account import Account
from desktop.ui.tasks import Tasks
from desktop.usecases.office import Session


class LockViewModel(QObject):
    """``unlocked`` carries the session to go on with: the same account's or a colleague's."""

    updated = Signal()
    unlocked = Signal(object)

    def __init__(self, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._session, self._tasks = session, tasks
        self.accounts: list[Account] = session.lock.accounts()
        self.chosen = session.account.name
        self.error = ""
        self.busy = False
        self._wants_passphrase = False
        self._takes_pin = session.lock.takes_pin(self.chosen)

    @property
    def organisation(self) -> str:
        return self._session.organisation.unit

    @property
    def by_pin(self) -> bool:
        return self._takes_pin and not self._wants_passphrase

    @property
    def may_choose(self) -> bool:
        """The account has a PIN, so that there are two ways in."""
        return self._takes_pin

    @property
    def others_words(self) -> str:
        """What becomes of the work of the account that locked the screen."""
        if self.chosen == self._session.account.name:
            return tr("打开后回到刚才的地方，没写完的都在。")
        return tr(
            "换成“{chosen}”。{name}没写完的已经自动保存。",
            chosen=self.chosen,
            name=self._session.account.name,
        )

    def choose(self, name: str) -> None:
        self.chosen, self.error, self._wants_passphrase = name, "", False
        self._takes_pin = self._session.lock.takes_pin(name)
        self.updated.emit()

    def use_passphrase(self, on: bool) -> None:
        self._wants_passphrase, self.error = on, ""
        self.updated.emit()

    def submit(self, secret: str) -> None:
        if self.busy:
            return
        if not secret:
            self._say(tr("请写 6 位 PIN。") if self.by_pin else tr("请写口令。"))
            return
        name, pin, session = self.chosen, self.by_pin, self._session
        self.busy, self.error = True, ""
        self.updated.emit()
        self._tasks.run(lambda _progress: session.unlock(name, secret, pin=pin), self._opened, self._refused)

    def _opened(self, session: Session) -> None:
        self.busy = False
        self.unlocked.emit(session)

    def _refused(self, error: MingbaiError) -> None:
        self._takes_pin = self._session.lock.takes_pin(self.chosen)
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.busy, self.error = False, sentence
        self.updated.emit()


class PinViewModel(QObject):
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

    @property
    def has_pin(self) -> bool:
        return self._session.lock.takes_pin(self.name)

    def save(self, passphrase: str, pin: str, again: str) -> None:
        self.errors = {}
        if not passphrase:
            self.errors["passphrase"] = tr("请写您的口令，证明是您本人。")
        if pin != again:
            self.errors["again"] = tr("两次写的 PIN 不一样，请再写一遍。")
        if not self.errors and not self.busy:
            self.busy, lock = True, self._session.lock
            self._tasks.run(lambda _progress: lock.set_pin(pin, passphrase), self._saved, self._refused)
        self.updated.emit()

    def remove(self) -> None:
        lock = self._session.lock
        self._tasks.run(
            lambda _progress: lock.remove_pin(),
            lambda _done: self.done.emit(tr("PIN 已去掉，锁屏后用口令打开。")),
            self._refused,
        )

    def _saved(self, _done: None) -> None:
        self.busy = False
        self.done.emit(tr("PIN 已设好，锁屏后可以用它打开。"))

    def _refused(self, error: MingbaiError) -> None:
        self.busy = False
        self.errors = {"pin" if error.code.startswith("pin-") else "passphrase": str(error)}
        self.updated.emit()
