"""An account 账户 of one laptop and its part in the four-eyes flow. Plain values: the login screen waits for this module."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from desktop.base.words import zh


class Role(StrEnum):
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    SECRECY = "secrecy"
    ISSUER = "issuer"
    ADMIN = "admin"


ROLE_WORDS: dict[Role, str] = {
    Role.DRAFTER: zh("起草"),
    Role.REVIEWER: zh("审核"),
    Role.SECRECY: zh("保密审查"),
    Role.ISSUER: zh("签发"),
    Role.ADMIN: zh("管理"),
}


@dataclass(frozen=True, slots=True)
class Account:
    """``name`` is unique on the laptop and is what the person types or picks at login; ``created_at`` is an ISO time."""

    name: str
    role: Role
    created_at: str = ""
    active: bool = True

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "role": str(self.role)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Account":
        """Other keys are left alone. KeyError, TypeError or ValueError for what is no account."""
        name, created_at, active = data["name"], data.get("created_at", ""), data.get("active", True)
        if not (isinstance(name, str) and isinstance(created_at, str) and isinstance(active, bool)):
            raise TypeError("account")
        return cls(name, Role(data["role"]), created_at, active)
