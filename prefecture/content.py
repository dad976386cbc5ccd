"""What this receiver makes sense of: the program's content, over it the prefecture's own pack, and for each county its own on top.

A county's own matters are its own: two counties may use one code for different things.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from desktop.base.errors import MingbaiError
from desktop.base.paths import content_root
from desktop.catalogue.catalogue import Catalogue, load_catalogue
from desktop.catalogue.check import check
from desktop.catalogue.county.layer import entry_from_json, with_layer
from desktop.domain.finding import Finding, Severity, blocks
from desktop.sync.packs.lists import layer_lines
from desktop.sync.packs.names import LAYER, REVOCATIONS
from desktop.sync.packs.overlay import laid_out, laid_over

log = logging.getLogger("mingbai.prefecture")
_LISTS = frozenset({LAYER, REVOCATIONS})
Content = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Known:
    """``everywhere`` is for counties that are not in ``counties`` (by their six digits)."""

    everywhere: Catalogue
    counties: Mapping[str, Catalogue] = field(default_factory=dict)


def known(contents: Mapping[str, Content], own: str, folder: Path) -> Known:
    """From the packs in force by publisher; ``own`` is the prefecture's code, ``folder`` where content is laid out. A pack
    that cannot be used is left out and told in the log: what it would have explained waits in quarantine."""
    everywhere = [contents[own]] if own in contents else []
    found = _composed(everywhere, folder)
    if found is None:
        everywhere = []
    counties: dict[str, Catalogue] = {}
    for code, content in contents.items():
        if code != own and any(name == LAYER or name.startswith("standards/") for name in content):
            layered = _composed([*everywhere, content], folder)
            if layered is not None:
                counties[code] = layered
    return Known(found or load_catalogue(content_root()), counties)


def faults_of(content: Content, folder: Path) -> list[Finding]:
    """What the catalogue's check says against the content laid over the program's; one finding if its layer does not fit."""
    found: list[Finding] = []
    if _has_files(content):
        place = laid_out(laid_over(content_root(), [content]), folder)
        found = [finding for finding in check(place).findings if finding.severity is Severity.BLOCK]
    if not found and _composed([content], folder) is None:
        found.append(Finding("pack-fault", Severity.BLOCK, LAYER, "“本县目录”里有一条和这一版目录合不上。"))
    return found


def _composed(packs: Sequence[Content], folder: Path) -> Catalogue | None:
    """None where they cannot be used."""
    try:
        files = [content for content in packs if _has_files(content)]
        found = _loaded(laid_out(laid_over(content_root(), files), folder) if files else content_root())
        if blocks(list(found.problems)):
            raise MingbaiError("the content does not load")
        lines = [line for content in packs for line in layer_lines(content)]
        return with_layer(found, [entry_from_json(line.model_dump(mode="json")) for line in lines])
    except (MingbaiError, KeyError, TypeError, ValueError, AttributeError, StopIteration) as error:
        log.warning("a pack cannot be used: %s", error)
        return None


@lru_cache(maxsize=4)
def _loaded(place: Path) -> Catalogue:
    """The folder's name says what is in it."""
    return load_catalogue(place)


def _has_files(content: Content) -> bool:
    return any(name not in _LISTS for name in content)
