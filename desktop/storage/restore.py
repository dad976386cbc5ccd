"""Puts a backup in the place of a home's database. What was there is set aside, never deleted."""

import os
import shutil
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.files import surroundings, sync_folder, write_atomically
from desktop.storage import backups, home_file
from desktop.storage.database import check_whole
from desktop.storage.home import DATABASE, unlock
from desktop.storage.lock import HomeLock

_PARTS = ("", "-wal", "-shm")


def slots_for(folder: Path, backup: Path) -> Path:
    """Whose passphrases open ``backup``: those of the home as they are now where it is a backup of this home, since nobody
    is to come in by a passphrase that was changed or an account that was retired since; else those kept beside it."""
    here, there = folder / home_file.NAME, backup.with_suffix(".json")
    if not there.is_file():
        return here
    try:
        same = home_file.read_file(here).recovery == home_file.read_file(there).recovery
    except Refusal:
        return there
    return here if same else there


def restore(folder: Path, backup: Path, account: str, passphrase: str, clock: Clock) -> Path:
    """Restore ``backup`` into the home at ``folder``; returns where the data before it was set aside.

    The backup is opened and checked page by page first. Refusal when it is damaged, of another home, or the
    passphrase is not the account's (see `slots_for`).
    """
    slots = backup.with_suffix(".json")
    kept = slots_for(folder, backup)
    lock = HomeLock(folder)
    try:
        _, key = unlock(folder, home_file.read_file(kept), account, passphrase, clock)
        if check_whole(backup, key):
            raise Refusal(
                "这份备份已经损坏，或者不是这份数据的备份。",
                safe="现在的数据没有动。",
                todo="请换一份备份再试。",
                code="backup-unsound",
            )
        aside = backups.new_name(folder, clock, "before-restore")
        target = folder / DATABASE
        part = folder / f".{DATABASE}.restore"
        try:
            with backup.open("rb") as source, part.open("wb") as copy:
                shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
            for suffix in _PARTS:
                old = folder / f"{DATABASE}{suffix}"
                if old.exists():
                    old.rename(aside.with_name(f"{aside.name}{suffix}"))
            part.rename(target)
            sync_folder(folder)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise surroundings(error, target) from error
        if kept == slots:
            write_atomically(folder / home_file.NAME, slots.read_bytes())
        return aside
    finally:
        lock.release()
