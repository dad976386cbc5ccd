"""The accounts of this laptop."""

from dataclasses import dataclass

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.domain.account import Account, Role
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Accounts:
    """Only the administrator adds accounts; the first account of a home may, whatever its role, until there is one."""

    desk: Desk

    def list(self) -> list[Account]:
        return self.desk.home.accounts()

    def add(self, name: str, role: Role, passphrase: str) -> Outcome[Account]:
        """A new account with its own passphrase."""
        known = self.list()
        has_admin = any(account.role is Role.ADMIN for account in known)
        if has_admin and self.desk.account.role is not Role.ADMIN:
            raise Refusal(
                "只有“管理”账户可以加账户。",
                safe="账户没有改动。",
                todo="请换管理员来做。",
                code="wrong-role",
            )
        account = self.desk.home.add_account(name, role, passphrase, self.desk.key_cost)
        with self.desk.home.database.transaction() as session:
            self.desk.note(session, "account-added", name, role=str(role))
        return Outcome(account, changed(Topic.ACCOUNTS))
