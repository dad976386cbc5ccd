"""What is signed in a program update besides the roles it shares with packs: which program, for which system, its files."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from desktop.base.file_names import is_device
from desktop.sync.models import Hex64, Part
from desktop.sync.packs.models import Statement

SUFFIX: Final = ".mingbai-update"
_BAD = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')

ProgramVersion = Field(pattern=r"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$")


def order_of(version: str) -> tuple[int, ...]:
    """By which versions are older or newer: 0.10.0 comes after 0.9.9."""
    return tuple(int(part) for part in version.split("."))


def is_inside(path: str) -> bool:
    """Whether a file's place is a plain one below the program folder, on every system."""
    parts = path.split("/")
    return (
        0 < len(path) <= 240
        and not _BAD.search(path)
        and all(
            part not in {"", ".", ".."} and not part.endswith((".", " ")) and not is_device(part)
            for part in parts
        )
    )


def _plain(files: dict[str, "ProgramFile"]) -> dict[str, "ProgramFile"]:
    if not all(is_inside(path) for path in files):
        raise ValueError("a file outside the program folder")
    if len({path.casefold() for path in files}) != len(files):
        raise ValueError("two files that some disks cannot tell apart")
    return files


class ProgramFile(Part):
    """Size in bytes, SHA-256, and whether it may be run."""

    size: int = Field(ge=0, le=512 << 20)
    sha256: str = Hex64
    run: bool = False


class ProgramFiles(Statement):
    """The whole program folder. ``start``: the file that is run; ``system``: such as linux-x86_64."""

    kind: Literal["program-update"] = "program-update"
    program: str = ProgramVersion
    system: str = Field(pattern=r"^(linux|windows)-[a-z0-9_]{2,16}$")
    start: str = Field(min_length=1, max_length=80)
    title: str = Field(min_length=1, max_length=200)
    notes: str = Field(default="", max_length=4000)
    files: Annotated[dict[str, ProgramFile], AfterValidator(_plain)] = Field(min_length=1, max_length=15_000)
