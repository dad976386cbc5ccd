"""The way back after damage or loss, as the window walks it: choose a backup, restore, log in. No widgets."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.ui import text
from desktop.ui.ask import Ask
from desktop.ui.tasks import Tasks
from desktop.usecases.door import LEFT_BEHIND, Door
from desktop.usecases.office import Session
from desktop.usecases.rescue import BackupLine, accounts_of, backups_in, salvaged_words

USUAL_SAFE = tr("恢复的时候，现在的数据留在旁边，不会删。")


class RescueViewModel(QObject):
    """``left`` leads back to the door, ``opened`` carries a session that may only look. ``done`` are the sentences about
    what was finished; empty while there is something to choose. The passphrase typed at login is kept for this page alone."""

    updated = Signal()
    left = Signal()
    opened = Signal(object)

    def __init__(
        self,
        door: Door,
        ask: Ask,
        tasks: Tasks,
        *,
        why: MingbaiError | None = None,
        passphrase: str = "",
        name: str = "",
    ) -> None:
        super().__init__()
        self._door, self._ask, self._tasks = door, ask, tasks
        self.why = why
        self._passphrase = passphrase
        self.name = name
        self.lines: list[BackupLine] = []
        self.chosen: Path | None = None
        self.error = ""
        self.busy = ""
        self.done: list[str] = []
        self._show(backups_in(door.folder))

    @property
    def title(self) -> str:
        return self.why.what if self.why else tr("用备份恢复数据")

    @property
    def safe(self) -> str:
        return f"{self.why.safe if self.why else ''}{USUAL_SAFE}"

    @property
    def damaged(self) -> bool:
        """There is a home whose data does not open: it may still be looked at, or salvaged."""
        return self.why is not None and self.why.code != LEFT_BEHIND and self._door.exists()

    @property
    def back_words(self) -> str:
        return tr("返回登录") if self._door.exists() else tr("返回")

    @property
    def asks_passphrase(self) -> bool:
        return not self._passphrase

    @property
    def accounts(self) -> list[str]:
        """Who can open the chosen backup."""
        return accounts_of(self.chosen, self._door.folder) if self.chosen else []

    def words_of(self, line: BackupLine) -> tuple[str, str]:
        """When it was made, and why with its size."""
        today = self._door.clock.today()
        on = text.day(line.at.date(), today)
        return f"{on} {line.at:%H:%M}", tr(
            "{reason}　{size_words}", reason=line.reason, size_words=text.size_words(line.size)
        )

    def choose(self, path: Path) -> None:
        self.chosen, self.error = path, ""
        if self.name not in self.accounts and self.accounts:
            self.name = self.accounts[0]
        self.updated.emit()

    def choose_account(self, name: str) -> None:
        self.name = name

    def choose_elsewhere(self) -> None:
        """Backups on a stick: its folder, or the one above it."""
        folder = self._ask.choose_folder(tr("备份在哪个U盘或文件夹里"))
        if folder is None:
            return
        places = [folder, *sorted(folder.glob("mingbai-backup-*"))]
        found = [line for place in places for line in backups_in(place)]
        if found:
            self.error = ""
            self._show(sorted(found, key=lambda line: line.at, reverse=True))
        else:
            self.error = tr(
                "“{folder}”里没有备份。请选U盘，或选里面名字以mingbai-backup开头的文件夹。", folder=folder
            )
        self.updated.emit()

    def restore(self, passphrase: str = "") -> None:
        """Puts the chosen backup in the place of the home's data."""
        backup, folder, name = self.chosen, self._door.folder, self.name
        if backup is None:
            self._say(tr("请先选一份备份。没有备份的，请点“U盘上的备份”。"))
            return
        if secret := self._secret(passphrase):
            self._run(
                tr("正在恢复…"),
                lambda: [
                    tr("数据已经恢复到 {name} 的备份。", name=backup.name[:8]),
                    tr(
                        "原来的数据留在：{restore}",
                        restore=self._door.office().restore(folder, backup, name, secret),
                    ),
                    tr("请登录，看一看最后那几天的记录在不在；不在的要补写。"),
                ],
            )

    def salvage(self, passphrase: str = "") -> None:
        """Saves what can be read as one more backup, and offers that."""
        folder, name = self._door.folder, self.name
        if secret := self._secret(passphrase):
            self._run(
                tr("正在一条一条地读…"),
                lambda: salvaged_words(self._door.office().salvage(folder, name, secret)),
                choose_anew=True,
            )

    def look(self, passphrase: str = "") -> None:
        folder, name = self._door.folder, self.name
        if secret := self._secret(passphrase):
            self.busy = tr("正在打开…")
            self.updated.emit()
            self._tasks.run(
                lambda progress: self._door.office().open_to_read(folder, name, secret),
                self._looked,
                self._refused,
            )

    def leave(self) -> None:
        self._passphrase = ""
        self.left.emit()

    def _secret(self, passphrase: str) -> str:
        if self.busy:
            return ""
        secret = passphrase or self._passphrase
        if not secret:
            self._say(tr("请写口令。"))
        return secret

    def _run(self, words: str, work: Callable[[], list[str]], *, choose_anew: bool = False) -> None:
        self.busy, self.error = words, ""
        self.updated.emit()

        def done(said: list[str]) -> None:
            self.busy = ""
            if choose_anew:
                known = {line.path for line in self.lines}
                self._show(backups_in(self._door.folder))
                self.chosen = next((line.path for line in self.lines if line.path not in known), self.chosen)
                self._ask.show(tr("救出来的存成了一份备份"), tr("请看过数字，再恢复这一份。"), said)
            else:
                self.done = said
            self.updated.emit()

        self._tasks.run(lambda progress: work(), done, self._refused)

    def _looked(self, session: Session) -> None:
        self.busy = ""
        self._passphrase = ""
        self.opened.emit(session)

    def _show(self, lines: list[BackupLine]) -> None:
        """The newest that is a backup is chosen; what a restore set aside may be the damaged data itself."""
        self.lines = lines
        first = next((line for line in lines if not line.aside), None)
        self.chosen = first.path if first else None
        if self.name not in self.accounts and self.accounts:
            self.name = self.accounts[0]

    def _refused(self, error: MingbaiError) -> None:
        if error.code == "wrong-passphrase":
            self._passphrase = ""
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.busy, self.error = "", sentence
        self.updated.emit()
