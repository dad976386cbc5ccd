"""Which backups a home has, by the names of their files. Opens none: `backups` makes and checks them.

Without the database's libraries, since the login screen tells how old the newest is.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Backup:
    """``made_at`` is the time in the file's name, ``reason`` a stable English word, ``size`` in bytes."""

    path: Path
    made_at: str
    reason: str
    size: int


def folder_of(home: Path) -> Path:
    return home / "backups"


def list_backups(home: Path) -> list[Backup]:
    """Newest first."""
    found = []
    for path in sorted(folder_of(home).glob("*.db"), reverse=True):
        made_at, _, reason = path.stem.partition("-")
        found.append(Backup(path, made_at, reason, path.stat().st_size))
    return found
