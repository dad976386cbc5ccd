"""The packs this receiver has: whom it trusts, which pack of each publisher is handed on, and where the files are. Reads; what is
taken in decides `packs`.
"""

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from desktop.base.canonical import sha256_hex
from desktop.base.errors import Refusal
from desktop.base.files import surroundings
from desktop.sync.line.packs import OfferedPack, PackOffer
from desktop.sync.models import Office, Part
from desktop.sync.packs.file import parse_pack
from desktop.sync.packs.models import SUFFIX
from desktop.sync.packs.trust import Trust
from desktop.sync.read import LIMITS, parse_model

STATE = "packs.json"


class KeptPack(Part):
    """``at``: when it was taken in."""

    version: int
    sha256: str
    size: int
    title: str
    expires: str
    at: str


class Publisher(Part):
    """``packs`` in the order they were taken in; the last is handed on."""

    office: Office
    trust: Trust
    packs: tuple[KeptPack, ...] = Field(default=(), strict=False)


class Shelf(Part):
    """Every publisher by division code."""

    publishers: dict[str, Publisher] = Field(default_factory=dict)

    def witnessed(self, but: str) -> str:
        """The latest day that other publishers' signed papers bear witness to; empty if none."""
        days = (one.trust.known_day for code, one in self.publishers.items() if code != but)
        return max(days, default="")


def shelf_of(folder: Path) -> Shelf:
    """What is remembered; nothing where there is nothing. Refuses what is not what we wrote."""
    path = folder / STATE
    try:
        return parse_model(Shelf, path.read_bytes(), LIMITS)
    except FileNotFoundError:
        return Shelf()
    except OSError as error:
        raise surroundings(error, path) from error
    except Refusal as refusal:
        raise Refusal(
            f"“{path}”坏了，不知道以前收过哪些更新包。",
            safe="更新包的原件都在，没有收新的。",
            todo="请从备份放回这个文件。",
            code="packs-state-broken",
        ) from refusal


def offered(folder: Path) -> PackOffer:
    """What is handed on now: of each publisher the pack taken in last, if its file is still what it was."""
    return PackOffer(
        packs=tuple(
            OfferedPack(
                publisher=code, unit=one.office.unit, version=one.packs[-1].version, sha256=one.packs[-1].sha256,
                size=one.packs[-1].size,
            )
            for code, one in sorted(shelf_of(folder).publishers.items())
            if one.packs and pack_file(folder, one.packs[-1].sha256).is_file()
        )
    )  # fmt: skip


def file_of(folder: Path, sha256: str) -> Path | None:
    """The file of a pack that is handed on now."""
    if sha256 not in {one.sha256 for one in offered(folder).packs}:
        return None
    return pack_file(folder, sha256)


def contents(folder: Path) -> dict[str, Mapping[str, bytes]]:
    """Of each publisher the content of its pack in force. A file that is not what was taken in is left out."""
    found: dict[str, Mapping[str, bytes]] = {}
    for code, one in shelf_of(folder).publishers.items():
        path = pack_file(folder, one.packs[-1].sha256) if one.packs else None
        data = path.read_bytes() if path is not None and path.is_file() else b""
        if one.packs and sha256_hex(data) == one.packs[-1].sha256:
            found[code] = parse_pack(data).content
    return found


def pack_file(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}{SUFFIX}"
