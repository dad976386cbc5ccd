"""An account 账户 of one laptop and its part in the four-eyes flow."""

from enum import StrEnum

from sqlmodel import SQLModel


class Role(StrEnum):
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    SECRECY = "secrecy"
    ISSUER = "issuer"
    ADMIN = "admin"


class AccountFields(SQLModel):
    """``name`` is unique on the laptop and is what the person types or picks at login."""

    name: str
    role: Role
    created_at: str = ""
    active: bool = True


class Account(AccountFields):
    model_config = {"frozen": True}
