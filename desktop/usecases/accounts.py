"""The accounts of this laptop."""

from dataclasses import dataclass

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.account import Account, Role
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_role


@dataclass(frozen=True, slots=True)
class Accounts:
    """Only the administrator adds accounts; the first account of a home may, whatever its role, until there is one."""

    desk: Desk

    def list(self) -> list[Account]:
        return self.desk.home.accounts()

    def change_passphrase(self, old: str, new: str) -> Outcome[None]:
        """One's own passphrase, by whoever knows the one that holds."""
        self.desk.home.change_passphrase(old, new, self.desk.key_cost)
        with self.desk.home.database.transaction() as session:
            self.desk.note(session, "passphrase-changed", self.desk.account.name)
        return Outcome(None, changed(Topic.ACCOUNTS))

    def retire(self, name: str, reason: str) -> Outcome[Account]:
        """Nobody comes in under ``name`` any more. Refusal for one's own account and for the last administrator."""
        require_role(self.desk, Role.ADMIN, tr("停用账户"))
        why = reason.strip()
        known = self.list()
        last = [account.name for account in known if account.role is Role.ADMIN] == [name]
        if not why or name == self.desk.account.name or last:
            raise Refusal(
                tr("停用账户要写明原因。") if not why else tr("自己的账户、最后一个管理账户不能停用。"),
                safe=tr("账户没有改动。"),
                todo=tr("请写一句，例如：调离。")
                if not why
                else tr("请先加一个新的管理账户，换那个账户来做。"),
                code="no-reason" if not why else "account-needed",
            )
        account = self.desk.home.retire_account(name)
        with self.desk.home.database.transaction() as session:
            self.desk.note(session, "account-retired", name, reason=why)
        return Outcome(account, changed(Topic.ACCOUNTS))

    def add(self, name: str, role: Role, passphrase: str) -> Outcome[Account]:
        """A new account with its own passphrase."""
        known = self.list()
        has_admin = any(account.role is Role.ADMIN for account in known)
        if has_admin and self.desk.account.role is not Role.ADMIN:
            raise Refusal(
                tr("只有“管理”账户可以加账户。"),
                safe=tr("账户没有改动。"),
                todo=tr("请换管理员来做。"),
                code="wrong-role",
            )
        account = self.desk.home.add_account(name, role, passphrase, self.desk.key_cost)
        with self.desk.home.database.transaction() as session:
            self.desk.note(session, "account-added", name, role=str(role))
        return Outcome(account, changed(Topic.ACCOUNTS))
