"""Folders of numbered files that appear whole or not at all. Never touches a folder that holds anything else."""

import re
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.files import surroundings, sync_folder, write_atomically
from desktop.base.words import tr


def write_numbered(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """``folder`` with exactly ``files`` (name, bytes), made beside it and put in place at the end; their paths.

    Names are like 01.png. A folder that holds such files only is replaced, one with anything else in it refused.
    """
    _require_ours(folder)
    part = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    old = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.old")
    names: list[str] = []
    try:
        part.mkdir(parents=True)
        for name, data in files:
            write_atomically(part / name, data)
            names.append(name)
        if folder.exists():
            folder.rename(old)
        part.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        _put_back(folder, old)
        raise surroundings(error, folder) from error
    except BaseException:
        _put_back(folder, old)
        raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return [folder / name for name in names]


def _put_back(folder: Path, old: Path) -> None:
    if old.exists() and not folder.exists():
        old.rename(folder)


def _require_ours(folder: Path) -> None:
    try:
        strange = [] if not folder.exists() else [
            entry.name for entry in folder.iterdir() if not re.fullmatch(r"[0-9]+\.[a-z]+", entry.name)
        ]  # fmt: skip
    except OSError as error:
        raise surroundings(error, folder) from error
    if strange:
        raise Refusal(
            tr("“{folder}”里有别的文件（{strange}），不能整个换掉。", folder=folder, strange=strange[0]),
            safe=tr("原有的文件没有动。"),
            todo=tr("请换一个新的或空的文件夹。"),
            code="folder-in-use",
        )
