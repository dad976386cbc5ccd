"""How a chain of entries is closed and checked: each digest covers the one before, the head is kept apart."""

from typing import Any

from sqlmodel import Session

from desktop.base.canonical import digest_of
from desktop.storage.tables import ChainHead


def link(previous: str, content: dict[str, Any]) -> str:
    """SHA-256 over the digest before and this entry's content (plain JSON data)."""
    return digest_of({"previous": previous, "content": content})


def head(session: Session, name: str) -> tuple[int, str]:
    """How many entries the chain has and the digest of the last; (0, "") for an empty one."""
    row = session.get(ChainHead, name)
    return (0, "") if row is None else (row.length, row.digest)


def move_head(session: Session, name: str, length: int, digest: str) -> None:
    session.merge(ChainHead(name=name, length=length, digest=digest))
    session.flush()
