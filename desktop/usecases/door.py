"""The door of a home: what is told before anybody is let in, and the way in. Reads ``home.json`` and names of files.

Loads next to nothing, so that the login screen stands at once. What a session needs (the libraries of the database, the
catalogue, every use case) comes with `office`, which may take a second and may be called from any thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base.clock import Clock
from desktop.domain.account import Account
from desktop.domain.organisation import Organisation
from desktop.storage import home_file
from desktop.storage.backup_list import list_backups

if TYPE_CHECKING:
    from desktop.usecases.office import Office, Session


@dataclass(frozen=True, slots=True)
class Door:
    """``folder`` is the home's, made or not. Refusal where it is asked for what is not there or cannot be read."""

    folder: Path
    clock: Clock
    office: "Callable[[], Office]"

    def exists(self) -> bool:
        return home_file.is_home(self.folder)

    def accounts(self) -> list[Account]:
        """The active accounts."""
        return [account for account in home_file.read(self.folder).accounts if account.active]

    def organisation(self) -> Organisation:
        return home_file.read(self.folder).organisation

    def last_backup(self) -> str:
        """The time in the newest backup's name (YYYYMMDDTHHMMSS), empty if there is none."""
        found = list_backups(self.folder)
        return found[0].made_at if found else ""

    def open(self, name: str, passphrase: str) -> "Session":
        """As `Office.open`."""
        return self.office().open(self.folder, name, passphrase)

    def recover(self, code: str, name: str, new_passphrase: str) -> "Session":
        """As `Office.recover`."""
        return self.office().recover(self.folder, code, name, new_passphrase)
