"""``home.json``: what must be readable before a home is unlocked. Names, roles and key slots; no secret in clear."""

import json
from dataclasses import dataclass
from pathlib import Path

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.domain.account import Account
from desktop.domain.organisation import Organisation
from desktop.storage.keyslots import KeySlot

NAME = "home.json"
FORMAT = 1


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


def is_home(folder: Path) -> bool:
    return (folder / NAME).is_file()


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
    try:
        data = json.loads(path.read_bytes())
        if data["format"] > FORMAT:
            raise Refusal(
                tr("这个数据目录是更新的程序建的，本程序认不全。"),
                safe=tr("数据没有改动。"),
                todo=tr("请先更新程序，再打开。"),
                code="newer-home",
            )
        accounts = tuple(Account.from_json(entry) for entry in data["accounts"])
        slots = {str(entry["name"]): KeySlot.from_json(entry["slot"]) for entry in data["accounts"]}
        organisation = Organisation.from_json(data["organisation"])
        return HomeFile(organisation, accounts, slots, KeySlot.from_json(data["recovery"]))
    except FileNotFoundError as error:
        raise Refusal(
            tr("“{parent}”里没有明白的数据。", parent=path.parent),
            safe=tr("什么都没有改动。"),
            todo=tr("请另选数据目录，或在这里新建。"),
            code="no-home",
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refusal(
            tr("数据目录里的 {name} 读不出来，可能被改动过。", name=path.name),
            safe=tr("数据没有动。"),
            todo=tr("请从备份里取回这个文件，再打开。"),
            code="home-file-damaged",
        ) from error
