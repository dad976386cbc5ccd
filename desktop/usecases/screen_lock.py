"""The locked screen: back into an open home with a PIN of six digits, or on to a colleague's account.

A PIN opens nothing by itself: it is good only while this program holds the home open, and is kept as an Argon2id hash
inside the encrypted database. After three wrong ones the account's passphrase is needed. The role is kept with the PIN
as the passphrase proved it, so that a role changed by hand outside does not come in this way.
"""

import hmac
import secrets
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.account import Account
from desktop.storage import settings
from desktop.storage.home import Home
from desktop.storage.keyslots import KdfCost, hash_secret
from desktop.usecases.desk import Desk
from desktop.usecases.local_rules import AUTO_LOCK, USUAL_AUTO_LOCK

DIGITS = 6
FREE_TRIES = 3
_SAFE = zh("数据没有动，没存完的还在。")


@dataclass(frozen=True, slots=True)
class ScreenLock:
    desk: Desk

    def minutes(self) -> int:
        """After so many minutes without a key or a move of the mouse the screen locks."""
        with self.desk.home.database.reading() as session:
            return int(settings.get(session, AUTO_LOCK, USUAL_AUTO_LOCK))

    def accounts(self) -> list[Account]:
        return self.desk.home.accounts()

    def takes_pin(self, name: str) -> bool:
        """Whether the account has a PIN that may still be tried."""
        with self.desk.home.database.reading() as session:
            kept = settings.get(session, _key(name))
        return bool(kept) and int(kept["wrong"]) < FREE_TRIES

    def set_pin(self, pin: str, passphrase: str) -> None:
        """A PIN for this account; its passphrase proves who asks. Refusal for one that is easily guessed."""
        desk = self.desk
        _check_pin(pin)
        proved = desk.home.as_account(desk.account.name, passphrase).account
        salt, cost = secrets.token_bytes(16), desk.key_cost
        kept = {
            "salt": salt.hex(), "hash": hash_secret(pin, salt, cost).hex(), "role": str(proved.role), "wrong": 0,
            "cost": [cost.memory_kib, cost.passes, cost.lanes],
        }  # fmt: skip
        with desk.home.database.transaction() as session:
            settings.put(session, _key(proved.name), kept)
            desk.note(session, "pin-set", proved.name)

    def remove_pin(self) -> None:
        """No PIN any more for this account."""
        with self.desk.home.database.transaction() as session:
            settings.put(session, _key(self.desk.account.name), None)
            self.desk.note(session, "pin-removed", self.desk.account.name)

    def desk_by_pin(self, name: str, pin: str) -> Desk:
        """The desk of the account, if the PIN is right. A try is counted before it is made, on the disk."""
        database = self.desk.home.database
        with database.transaction() as session:
            kept = settings.get(session, _key(name))
            if not kept or int(kept["wrong"]) >= FREE_TRIES:
                raise _needs_passphrase(name, bool(kept))
            settings.put(session, _key(name), {**kept, "wrong": int(kept["wrong"]) + 1})
        account = next((known for known in self.accounts() if known.name == name), None)
        right = hmac.compare_digest(
            hash_secret(pin, bytes.fromhex(kept["salt"]), KdfCost(*kept["cost"])).hex(), kept["hash"]
        )
        if account is None or str(account.role) != kept["role"]:
            raise _needs_passphrase(name, True)
        if not right:
            raise self._wrong(name, FREE_TRIES - int(kept["wrong"]) - 1)
        return self._let_in(replace(self.desk.home, account=account), kept)

    def desk_by_passphrase(self, name: str, passphrase: str) -> Desk:
        """The desk of the account by its passphrase, which also lets its PIN be tried again."""
        home = self.desk.home.as_account(name, passphrase)
        with self.desk.home.database.reading() as session:
            kept = settings.get(session, _key(name))
        return self._let_in(home, kept)

    def _let_in(self, home: Home, kept: dict[str, Any] | None) -> Desk:
        desk = replace(self.desk, home=home)
        with home.database.transaction() as session:
            if kept:
                settings.put(session, _key(home.account.name), {**kept, "wrong": 0})
            desk.note(session, "unlocked", home.account.name)
        return desk

    def _wrong(self, name: str, left: int) -> Refusal:
        with self.desk.home.database.transaction() as session:
            self.desk.note(session, "pin-wrong", name)
        if left <= 0:
            return _needs_passphrase(name, True)
        return Refusal(
            tr("PIN 不对，还可以再试 {left} 次。", left=left),
            safe=_SAFE,
            todo=tr("之后要用口令。"),
            code="wrong-pin",
        )


def _check_pin(pin: str) -> None:
    if len(pin) != DIGITS or not (pin.isascii() and pin.isdigit()):
        raise Refusal(
            tr("PIN 是 {digits} 位数字。", digits=DIGITS),
            safe=tr("PIN 没有改动。"),
            todo=tr("请重新写。"),
            code="pin-shape",
        )
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        raise Refusal(
            tr("这个 PIN 太容易猜。"),
            safe=tr("PIN 没有改动。"),
            todo=tr("请不要用一样的或连着的数字。"),
            code="pin-easy",
        )


def _needs_passphrase(name: str, had: bool) -> Refusal:
    what = tr("“{name}”的 PIN 现在不能用。", name=name) if had else tr("“{name}”还没有设 PIN。", name=name)
    return Refusal(what, safe=_SAFE, todo=tr("请用口令打开。"), code="passphrase-needed")


def _key(name: str) -> str:
    return f"pin {name}"
