"""A clerk leaves 移交: the sheet for three signatures, then the account that lets nobody in any more. No widgets."""

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.domain.account import Account
from desktop.ui import text
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.handover import Inventory
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome


class LeavingViewModel(QObject):
    """``name`` is who leaves, ``found`` what stands under that name (None until read), ``error`` a sentence below,
    ``done`` where the sheet was kept."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.accounts: list[Account] = []
        self.name = ""
        self.found: Inventory | None = None
        self.error = ""
        self.done = ""

    @property
    def words(self) -> str:
        """What is handed over, in one sentence."""
        found = self.found
        if found is None:
            return ""
        waiting = (
            tr("，{unanswered} 个包没有回执", unanswered=len(found.unanswered)) if found.unanswered else ""
        )
        return tr(
            "没有办完的 {open} 条，正在张贴的 {hanging} 份{waiting}。",
            open=len(found.open),
            hanging=len(found.hanging),
            waiting=waiting,
        )

    def role_of(self, account: Account) -> str:
        return text.role_words(account.role)

    def reload(self) -> None:
        self._tasks.run(lambda progress: self._session.accounts.list(), self._listed, self._refused)

    def choose(self, name: str) -> None:
        self.name, self.found, self.error, self.done = name, None, "", ""
        self.updated.emit()
        self._tasks.run(lambda progress: self._session.handover.inventory(name), self._read, self._refused)

    def write(self, to: str) -> None:
        """The sheet as a PDF, where the person wants it."""
        name, taker = self.name, to.strip()
        if not taker:
            self._say(tr("请写接手的人的姓名。"))
            return
        path = self._ask.save_file(
            tr("移交清单存到哪里"), tr("移交清单 {name}.pdf", name=name), "PDF (*.pdf)"
        )
        if path is not None:
            self._tasks.run(
                lambda progress: self._session.handover.write(name, taker, path),
                lambda found: self._written(path.name),
                self._refused,
            )

    def retire(self) -> None:
        """After a question that says what stays."""
        name = self.name
        if not self._ask.confirm(
            tr("停用“{name}”的账户？", name=name),
            tr("停用账户"),
            tr("先不停用"),
            safe=tr("他做过的记录、审核、留痕都留着，没办完的由别的起草账户接着做。"),
            destructive=True,
        ):
            return
        reason = self._ask.text(
            tr("为什么停用"), tr("原因"), tr("停用"), explanation=tr("例如：调离、退休。会写进留痕。")
        )
        if reason is not None:
            self._tasks.run(
                lambda progress: self._session.accounts.retire(name, reason), self._retired, self._refused
            )

    def _listed(self, accounts: list[Account]) -> None:
        self.accounts = accounts
        if accounts and self.name not in [account.name for account in accounts]:
            self.choose(accounts[0].name)
        self.updated.emit()

    def _written(self, file: str) -> None:
        self.error, self.done = "", tr("移交清单已存成“{name}”，请打印出来三方签名。", name=file)
        self.said.emit(self.done)
        self.updated.emit()

    def _read(self, found: Inventory) -> None:
        self.found = found
        self.updated.emit()

    def _retired(self, outcome: Outcome[Account]) -> None:
        self.said.emit(
            tr("已停用账户：{name}。以前的备份用原来的口令还能打开，请收好U盘。", name=outcome.value.name)
        )
        self._changed.tell(outcome.changes)
        self.reload()

    def _refused(self, error: MingbaiError) -> None:
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.error = sentence
        self.updated.emit()
