"""Puts a backup in the place of a home's database. What was there is set aside, never deleted."""

import contextlib
import os
import shutil
from pathlib import Path

from sqlcipher3 import dbapi2

from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.files import surroundings, sync_folder, write_atomically, writing_atomically
from desktop.base.words import tr
from desktop.storage import backups, door_plate, home_file
from desktop.storage.database import check_whole, connect
from desktop.storage.home import DATABASE, unlock
from desktop.storage.lock import HomeLock

_JOURNALS = ("-wal", "-shm")


def slots_for(folder: Path, backup: Path) -> Path:
    """Whose passphrases open ``backup``: those of the home as they are now where it is a backup of this home, since nobody
    is to come in by a passphrase that was changed or an account that was retired since; else those kept beside it."""
    here, there = folder / door_plate.NAME, backup.with_suffix(".json")
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
                tr("这份备份已经损坏，或者不是这份数据的备份。"),
                safe=tr("现在的数据没有动。"),
                todo=tr("请换一份备份再试。"),
                code="backup-unsound",
            )
        target = folder / DATABASE
        part = folder / f".{DATABASE}.restore"
        try:
            _finish_earlier(target, folder, clock)
            aside = backups.new_name(folder, clock, "before-restore")
            with backup.open("rb") as source, part.open("wb") as copy:
                shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
            _set_aside(target, aside, key)
            part.replace(target)
            sync_folder(folder)
            if _waiting(target).exists():
                _waiting(target).rename(aside)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise surroundings(error, target) from error
        if kept == slots:
            write_atomically(folder / door_plate.NAME, slots.read_bytes())
        return aside
    finally:
        lock.release()


def _waiting(target: Path) -> Path:
    """The second name of what is set aside, until the restored database is in its place."""
    return target.with_name(f".{target.name}.aside")


def _set_aside(target: Path, aside: Path, key: bytes) -> None:
    """Give what is there a second name. The home keeps its database until the restored one takes its place at one stroke,
    so a program killed in between leaves the one or the other."""
    _roll_in(target, key)
    for suffix in _JOURNALS:  # only what could not be rolled in: a journal must not meet another database
        old = target.with_name(f"{target.name}{suffix}")
        if old.exists():
            old.rename(aside.with_name(f"{aside.name}{suffix}"))
    if not target.exists():
        return
    waiting = _waiting(target)
    try:
        waiting.hardlink_to(target)
    except OSError:  # a disk that knows no second names
        with target.open("rb") as source, writing_atomically(waiting) as copy:
            shutil.copyfileobj(source, copy)


def _finish_earlier(target: Path, folder: Path, clock: Clock) -> None:
    """A restore that was killed may have left the second name: of the database still in use, or of the one before it."""
    waiting = _waiting(target)
    if not waiting.exists():
        return
    if target.exists() and waiting.samefile(target):
        waiting.unlink()
    else:
        waiting.rename(backups.new_name(folder, clock, "before-restore"))


def _roll_in(path: Path, key: bytes) -> None:
    """Bring what is still in the journal into the file, as far as the file can be read."""
    if not path.exists():
        return
    with contextlib.suppress(dbapi2.Error):
        connection = connect(path, key)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
