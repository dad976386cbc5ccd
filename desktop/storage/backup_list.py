"""Which backups a home has, by the names of their files. Opens none: `backups` makes and checks them.

Without the database's libraries, since the login screen tells how old the newest is.
"""

from dataclasses import dataclass
from datetime import datetime
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
    """Newest first. A file that a person put there or renamed is none of ours: its name tells no time."""
    found = []
    for path in sorted(folder_of(home).glob("*.db"), reverse=True):
        made_at, _, reason = path.stem.partition("-")
        if _is_time(made_at):
            found.append(Backup(path, made_at, reason, path.stat().st_size))
    return found


def _is_time(text: str) -> bool:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%S").strftime("%Y%m%dT%H%M%S") == text  # noqa: DTZ007  # as it is written
    except ValueError:
        return False
