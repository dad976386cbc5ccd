"""``home.json``: what must be readable before a home is unlocked. Names, roles and key slots; no secret in clear."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.domain.account import Account
from desktop.domain.organisation import Organisation
from desktop.storage.door_plate import FORMAT, NAME, plate, read_as
from desktop.storage.keyslots import KeySlot


@dataclass(frozen=True, slots=True)
class HomeFile:
    """``slots`` has one slot per account, by name. ``organisation`` here is for the login screen only: the
    database has the one that counts."""

    organisation: Organisation
    accounts: tuple[Account, ...]
    slots: dict[str, KeySlot]
    recovery: KeySlot

    def find(self, name: str) -> Account:
        account = next((entry for entry in self.accounts if entry.name == name and entry.active), None)
        if account is None:
            raise Refusal(
                tr("这台电脑上没有“{name}”这个账户。", name=name),
                safe=tr("数据没有动。"),
                todo=tr("请从列表里选一个账户，或请管理员添加。"),
                code="no-account",
            )
        return account

    def with_account(self, account: Account, slot: KeySlot) -> "HomeFile":
        """The same file with this account added, or its slot replaced."""
        others = tuple(entry for entry in self.accounts if entry.name != account.name)
        known = any(entry.name == account.name for entry in self.accounts)
        accounts = tuple(account if entry.name == account.name else entry for entry in self.accounts)
        return HomeFile(
            self.organisation,
            accounts if known else (*others, account),
            {**self.slots, account.name: slot},
            self.recovery,
        )


def bound_to(account: Account) -> dict[str, str]:
    """What an account's slot is sealed together with."""
    return {"name": account.name, "role": str(account.role)}


def write(folder: Path, content: HomeFile) -> None:
    data = {
        "format": FORMAT,
        "organisation": content.organisation.as_json(),
        "accounts": [
            {**account.as_json(), "slot": content.slots[account.name].as_json()}
            for account in content.accounts
        ],
        "recovery": content.recovery.as_json(),
    }
    write_atomically(folder / NAME, canonical_json(data))


def read(folder: Path) -> HomeFile:
    """Refusal when there is no home here, when it is damaged, or when a newer program made it."""
    return read_file(folder / NAME)


def read_file(path: Path) -> HomeFile:
    """As `read`, from the file itself, which may be the copy beside a backup."""
    return read_as(_whole, path)


def _whole(data: Mapping[str, Any]) -> HomeFile:
    told = plate(data)
    slots = {str(entry["name"]): KeySlot.from_json(entry["slot"]) for entry in data["accounts"]}
    return HomeFile(told.organisation, told.accounts, slots, KeySlot.from_json(data["recovery"]))
