"""Brings an older database up to this program's schema, after a checked copy. A newer one is refused."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.files import surroundings, sync_folder
from desktop.base.words import tr
from desktop.storage.database import check_whole, clerk_sentences, connect, schema_number
from desktop.storage.migrations import STEPS

NEWEST = len(STEPS)


def create(path: Path, key: bytes) -> None:
    """Make a new database file at the newest schema."""
    if path.exists():
        raise Refusal(
            tr("这个文件夹里已经有一个数据文件（{name}）。", name=path.name),
            safe=tr("它没有改动。"),
            todo=tr("请换一个空文件夹。"),
            code="database-exists",
        )
    _apply(path, key, 0)


def bring_up(path: Path, key: bytes, backup: Callable[[], Path]) -> None:
    """Check the file and take the missing steps. ``backup`` names the file the copy is written to."""
    number = schema_number(path, key)
    if number > NEWEST:
        raise Refusal(
            tr("这份数据是更新的程序存的，本程序认不全。"),
            safe=tr("数据没有改动。"),
            todo=tr("请先更新程序，再打开。"),
            code="newer-database",
        )
    if number == 0:
        raise Refusal(
            tr("“{name}”里没有明白的数据。", name=path.name),
            safe=tr("程序没有改动它。"),
            todo=tr("请看一下数据目录选得对不对。"),
            code="foreign-database",
        )
    if number < NEWEST:
        copy_checked(path, key, backup())
        _apply(path, key, number)


def copy_checked(path: Path, key: bytes, target: Path) -> Path:
    """A complete copy at ``target``, opened and checked before it gets its name: no half copy ever stands there."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)  # an earlier try may have been killed
        _copy(path, key, part)
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        if check_whole(part, key):
            raise SurroundingsError(
                tr("备份写好后核对不上，已经删掉。"),
                safe=tr("原来的数据没有动。"),
                todo=tr("请检查磁盘，再做一次备份。"),
                code="backup-unsound",
            )
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        _discard(part, target)
        raise surroundings(error, target) from error
    except BaseException:
        _discard(part)
        raise
    return target


def _copy(path: Path, key: bytes, part: Path) -> None:
    with clerk_sentences():
        connection = connect(path, key)
        try:
            connection.execute("VACUUM INTO ?", (str(part),))
        finally:
            connection.close()


def _discard(*paths: Path) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _apply(path: Path, key: bytes, done: int) -> None:
    """Each step is one transaction: its statements and its number stand or fall together."""
    with clerk_sentences():
        connection = connect(path, key)
        try:
            for number, statements in enumerate(STEPS[done:], start=done + 1):
                connection.execute("BEGIN IMMEDIATE")
                try:
                    for statement in statements:
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version = {number}")
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:  # a full disk has taken it back already
                        connection.execute("ROLLBACK")
                    raise
        finally:
            connection.close()
