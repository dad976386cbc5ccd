"""Backups 备份: complete encrypted copies of the database, each opened and checked before it counts."""

import shutil
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.files import ensure_folder, write_atomically, writing_atomically
from desktop.storage import door_plate, migrate
from desktop.storage.backup_list import folder_of

_CHUNK = 1 << 20


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
    _copy_slots(home / door_plate.NAME, target)
    return migrate.copy_checked(database, key, target)


def _copy_slots(slots: Path, target: Path) -> None:
    """Before the database itself, so that none ever stands without them."""
    if slots.is_file():
        write_atomically(target.with_suffix(".json"), slots.read_bytes())


def copy_out(backup: Path, folder: Path) -> Path:
    """Copy a backup with its key slots to another folder, such as a stick. Returns the copy of the database."""
    ensure_folder(folder)
    target = folder / backup.name
    _copy_slots(backup.with_suffix(".json"), target)
    with backup.open("rb") as source, writing_atomically(target) as copy:
        shutil.copyfileobj(source, copy, _CHUNK)
    return target
