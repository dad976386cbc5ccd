"""The door of a home: what is told before anybody is let in, and the way in. Reads ``home.json`` and names of files.

Loads next to nothing, so that the login screen stands at once. What a session needs (the libraries of the database, the
catalogue, every use case) comes with `office`, which may take a second and may be called from any thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import __version__
from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.paths import program_folder
from desktop.base.words import tr
from desktop.domain.account import Account
from desktop.domain.organisation import Organisation
from desktop.storage import door_plate
from desktop.storage.backup_list import list_backups

if TYPE_CHECKING:
    from desktop.usecases.office import Office, Session

LEFT_BEHIND = "left-behind"
"""The code of data that a version which was left again has brought into a newer form."""


@dataclass(frozen=True, slots=True)
class Door:
    """``folder`` is the home's, made or not. Refusal where it is asked for what is not there or cannot be read."""

    folder: Path
    clock: Clock
    office: "Callable[[], Office]"

    def exists(self) -> bool:
        return door_plate.is_home(self.folder)

    def accounts(self) -> list[Account]:
        """The active accounts."""
        return [account for account in door_plate.read(self.folder).accounts if account.active]

    def organisation(self) -> Organisation:
        return door_plate.read(self.folder).organisation

    def last_backup(self) -> str:
        """The time in the newest backup's name (YYYYMMDDTHHMMSS), empty if there is none."""
        found = list_backups(self.folder)
        return found[0].made_at if found else ""

    def open(self, name: str, passphrase: str) -> "Session":
        """As `Office.open`. A version that did not come up may have changed the data's form before it was left: then the way
        back is a backup, code ``left-behind``."""
        try:
            return self.office().open(self.folder, name, passphrase)
        except Refusal as refusal:
            # A version is left once in years: the login screen does not wait for that.
            from desktop.base.versions import Versions  # noqa: PLC0415

            failed = Versions(program_folder()).read().failed
            if refusal.code != "newer-database" or not failed:
                raise
            raise Refusal(
                tr(
                    "新版本 {failed} 没有启动起来，已经回到 {here}；它改过数据的格式，{here} 读不了。",
                    failed=failed,
                    here=__version__,
                ),
                safe=tr("数据没有丢，装更新之前也备份过。"),
                todo=tr("请恢复“程序更新之前”的那份备份，或者装修好的新版本。"),
                code=LEFT_BEHIND,
            ) from refusal

    def recover(self, code: str, name: str, new_passphrase: str) -> "Session":
        """As `Office.recover`."""
        return self.office().recover(self.folder, code, name, new_passphrase)
