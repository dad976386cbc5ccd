"""Packs that came over the line and wait for a person: which are worth fetching, where they lie, which are past. Nothing here is
believed or used; that is for whoever looks at them and takes them in.
"""

import contextlib
import re
from pathlib import Path

from desktop.domain.organisation import Organisation
from desktop.sync.line.packs import OfferedPack
from desktop.sync.models import division_prefix
from desktop.sync.packs.models import SUFFIX
from desktop.usecases.pack_state import PackState, packs_folder

_NAME = re.compile(rf"([0-9]{{6,12}})-([0-9]+)-[0-9a-f]{{12}}{re.escape(SUFFIX)}")


def arrived_folder(home: Path) -> Path:
    return packs_folder(home) / "arrived"


def arrived(home: Path, state: PackState) -> list[Path]:
    """What waits to be looked at, by name. What was taken in or replaced meanwhile is removed."""
    waiting = []
    for path in sorted(arrived_folder(home).glob(f"*{SUFFIX}")):
        named = _NAME.fullmatch(path.name)
        if named is not None and int(named[2]) > _seen(state, named[1]):
            waiting.append(path)
        else:
            with contextlib.suppress(OSError):
                path.unlink()
    return waiting


def worth_fetching(pack: OfferedPack, own: Organisation, home: Path, state: PackState) -> bool:
    """Whether it says to be of this office or one above it, newer than what was seen, and does not lie here already."""
    level = "prefecture" if pack.publisher.endswith("00") and len(pack.publisher) == 6 else "county"
    above = own.code.startswith(division_prefix(pack.publisher, level))
    newer = pack.version > _seen(state, pack.publisher)
    return above and newer and not (arrived_folder(home) / pack.file_name).exists()


def _seen(state: PackState, publisher: str) -> int:
    known = state.of(publisher)
    return known.trust.targets.version if known else 0
