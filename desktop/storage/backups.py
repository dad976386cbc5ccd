"""Backups 备份: complete encrypted copies of the database, each opened and checked before it counts."""

import shutil
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.files import ensure_folder, write_atomically
from desktop.storage import home_file, migrate
from desktop.storage.backup_list import folder_of


def new_name(home: Path, clock: Clock, reason: str) -> Path:
    """A file name that does not exist yet, e.g. ``20260923T103000-manual.db``."""
    folder = ensure_folder(folder_of(home))
    stem = f"{clock.now():%Y%m%dT%H%M%S}-{reason}"
    path, count = folder / f"{stem}.db", 1
    while path.exists():
        count += 1
        path = folder / f"{stem}-{count}.db"
    return path


def make(home: Path, database: Path, key: bytes, target: Path) -> Path:
    """Copy ``database`` and the key slots; the copy was opened and checked page by page when this returns."""
    migrate.copy_checked(database, key, target)
    slots = home / home_file.NAME
    if slots.is_file():
        write_atomically(target.with_suffix(".json"), slots.read_bytes())
    return target


def copy_out(backup: Path, folder: Path) -> Path:
    """Copy a backup with its key slots to another folder, such as a stick. Returns the copy of the database."""
    ensure_folder(folder)
    target = folder / backup.name
    write_atomically(target, backup.read_bytes())
    slots = backup.with_suffix(".json")
    if slots.is_file():
        shutil.copyfile(slots, target.with_suffix(".json"))
    return target
