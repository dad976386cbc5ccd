"""What ``home.json`` tells anybody who stands before the door: whose home it is, and who may come in.

The login screen waits for this module, so the key slots, with all that they need, are left to `home_file`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.account import Account
from desktop.domain.organisation import Organisation

NAME = "home.json"
FORMAT = 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DoorPlate:
    """``organisation`` here is for the login screen only: the database has the one that counts."""

    organisation: Organisation
    accounts: tuple[Account, ...]


def is_home(folder: Path) -> bool:
    return (folder / NAME).is_file()


def read(folder: Path) -> DoorPlate:
    """Refusal when there is no home here, when it is damaged, or when a newer program made it."""
    return read_as(plate, folder / NAME)


def plate(data: Mapping[str, Any]) -> DoorPlate:
    """From what the file says. KeyError, TypeError or ValueError where that makes no sense."""
    accounts = tuple(Account.from_json(entry) for entry in data["accounts"])
    return DoorPlate(Organisation.from_json(data["organisation"]), accounts)


def read_as(make: Callable[[Mapping[str, Any]], T], path: Path) -> T:
    """What ``make`` makes of the file at ``path``. Refusal as in `read`, also where ``make`` finds a part missing or wrong."""
    try:
        data = json.loads(path.read_bytes())
        if data["format"] > FORMAT:
            raise Refusal(
                tr("这个数据目录是更新的程序建的，本程序认不全。"),
                safe=tr("数据没有改动。"),
                todo=tr("请先更新程序，再打开。"),
                code="newer-home",
            )
        return make(data)
    except FileNotFoundError as error:
        raise Refusal(
            tr("“{parent}”里没有明白的数据。", parent=path.parent),
            safe=tr("什么都没有改动。"),
            todo=tr("请另选数据目录，或在这里新建。"),
            code="no-home",
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refusal(
            tr("数据目录里的 {name} 读不出来，可能被改动过。", name=path.name),
            safe=tr("数据没有动。"),
            todo=tr("请从备份里取回这个文件，再打开。"),
            code="home-file-damaged",
        ) from error
