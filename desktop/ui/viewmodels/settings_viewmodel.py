"""The settings page: the accounts of this laptop and how the window looks. No widgets."""

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.domain.account import Account, Role
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.care_viewmodel import CareViewModel
from desktop.ui.viewmodels.index_pattern_viewmodel import IndexPatternViewModel
from desktop.ui.viewmodels.line_settings_viewmodel import LineSettingsViewModel
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.office_settings_viewmodel import OfficeSettingsViewModel
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

DUTIES: dict[Role, str] = {
    Role.DRAFTER: tr("填写记录、导入名单、张贴公示"),
    Role.REVIEWER: tr("审核别人起草的记录"),
    Role.SECRECY: tr("做保密审查"),
    Role.ISSUER: tr("签发"),
    Role.ADMIN: tr("加账户"),
}


class SettingsViewModel(QObject):
    """``errors`` name the entry and what it lacks. ``said`` is a sentence for the foot of the window."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.office = OfficeSettingsViewModel(session, ask, tasks, changed)
        self.office.said.connect(self.said)
        self.index = IndexPatternViewModel(session, ask, tasks, changed)
        self.index.said.connect(self.said)
        self.line = LineSettingsViewModel(session, ask, tasks, changed)
        self.line.said.connect(self.said)
        self.care = CareViewModel(session, ask, tasks, changed)
        self.care.said.connect(self.said)
        self.accounts: list[Account] = []
        self.errors: dict[str, str] = {}
        self.adding = False
        changed.happened.connect(self._concerned)

    @property
    def folder(self) -> str:
        return str(self._session.desk.home.folder)

    def show_place(self, place: Place) -> None:
        self.reload()
        self.office.reload()
        self.index.reload()
        self.line.reload()
        self.care.reload()

    def reload(self) -> None:
        self._tasks.run(lambda progress: self._session.accounts.list(), self._listed, self._ask.tell)

    def add(self, name: str, role: Role, passphrase: str, again: str) -> None:
        self.errors = {}
        if not name.strip():
            self.errors["name"] = tr("请写姓名，登录时选它。")
        if passphrase != again:
            self.errors["again"] = tr("两次写的口令不一样，请再写一遍。")
        if not self.errors and not self.adding:
            self.adding = True
            self._tasks.run(
                lambda progress: self._session.accounts.add(name.strip(), role, passphrase),
                self._added,
                self._refused,
            )
        self.updated.emit()

    @property
    def may_retire(self) -> bool:
        return self._session.account.role is Role.ADMIN

    def own(self, name: str) -> bool:
        return name == self._session.account.name

    def retire(self, name: str) -> None:
        """Somebody leaves: nobody comes in under the name any more, what was done stays."""
        reason = self._ask.text(
            tr("停用“{name}”的账户", name=name),
            tr("原因"),
            tr("停用账户"),
            explanation=tr(
                "停用以后，他的口令打不开这台电脑上的数据；他做过的都留着。以前的备份仍认旧口令。例如：调离、退休。"
            ),
        )
        if reason is not None:
            self._tasks.run(
                lambda progress: self._session.accounts.retire(name, reason), self._retired, self._ask.tell
            )

    def _retired(self, outcome: Outcome[Account]) -> None:
        self._changed.tell(outcome.changes)
        self.said.emit(tr("已停用账户：{name}。", name=outcome.value.name))

    def _listed(self, accounts: list[Account]) -> None:
        self.accounts = accounts
        self.updated.emit()

    def _added(self, outcome: Outcome[Account]) -> None:
        self.adding = False
        self._changed.tell(outcome.changes)
        self.said.emit(tr("已加账户：{name}。", name=outcome.value.name))

    def _refused(self, error: MingbaiError) -> None:
        self.adding = False
        if error.code == "passphrase-short":
            self.errors = {"passphrase": error.what}
        elif error.code == "account-exists":
            self.errors = {"name": str(error)}
        else:
            self._ask.tell(error)
        self.updated.emit()

    def _concerned(self, changes: Changes) -> None:
        if Topic.ACCOUNTS in changes:
            self.reload()
