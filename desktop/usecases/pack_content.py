"""The content a home works with: the program's own, with the packs in force over it.

A pack whose file was changed or that this program cannot read is left out and named; the home opens all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from desktop.base.canonical import sha256_hex
from desktop.base.errors import MingbaiError
from desktop.base.words import zh
from desktop.catalogue.catalogue import Catalogue, load_catalogue
from desktop.catalogue.county.layer import entry_from_json, with_layer
from desktop.domain.county_table import LayerEntry
from desktop.domain.finding import Finding, Severity, blocks
from desktop.sync.models import Office
from desktop.sync.packs.file import parse_pack
from desktop.sync.packs.lists import layer_lines
from desktop.sync.packs.names import LAYER
from desktop.sync.packs.overlay import is_whole, laid_out, laid_over
from desktop.usecases.pack_state import KeptPack, PackState, nearest_last, pack_file, packs_folder

_ADVICE = zh("请向发包的单位要一份，重新收一次；在这以前用程序自带的内容。")


@dataclass(frozen=True, slots=True)
class Content:
    """``catalogue`` with the packs' county layer; ``notes`` say which pack could not be used."""

    catalogue: Catalogue
    templates: Path
    notes: tuple[Finding, ...] = ()


@dataclass(slots=True)
class FormerEditions:
    """The editions a home worked with before, by number: read when a record of one is first opened."""

    places: dict[str, Path] = field(default_factory=dict)
    _read: dict[str, Catalogue | None] = field(default_factory=dict)

    def catalogue(self, edition: str) -> Catalogue | None:
        """None where this home does not have it, or not as it was."""
        if edition not in self._read:
            place = self.places.get(edition)
            self._read[edition] = _loaded(place) if place is not None and is_whole(place) else None
        return self._read[edition]


def former_editions(home: Path, state: PackState) -> FormerEditions:
    return FormerEditions({number: packs_folder(home) / name for number, name in state.editions.items()})


Packs = dict[str, tuple[Office, Mapping[str, bytes]]]
"""Contents by the publisher's division code."""


@lru_cache(maxsize=3)
def _loaded(place: Path) -> Catalogue:
    """The folder's name says what is in it, so a second look is never stale."""
    return load_catalogue(place)


def content_in_force(home: Path, state: PackState, own: Content) -> Content:
    """``own`` is the program's content; its ``templates`` lie beside its ``standards``."""
    packs, notes = packs_in_force(home, state)
    try:
        content = composed(home, in_order(packs), own)
    except MingbaiError:
        text = zh("更新包现在用不了：数据目录写不进去，或本机的程序读不懂它。用的是程序自带的内容。")
        notes.append(Finding("pack-unusable", Severity.WARN, zh("更新包"), text, _ADVICE))
        content = own
    return Content(content.catalogue, content.templates, tuple(notes))


def packs_in_force(home: Path, state: PackState) -> tuple[Packs, list[Finding]]:
    """The content of each publisher's pack in force, and a finding for each whose file is not what was taken in."""
    packs: Packs = {}
    notes: list[Finding] = []
    for code, publisher in state.publishers.items():
        if publisher.packs:
            kept = publisher.packs[-1]
            try:
                packs[code] = (publisher.office, _content(pack_file(home, publisher.office, kept), kept))
            except (OSError, MingbaiError):
                text = zh(
                    "{unit}的更新包“{title}”在本机的文件坏了或不见了，没有用它。",
                    unit=publisher.office.unit,
                    title=kept.title,
                )
                notes.append(Finding("pack-file-lost", Severity.WARN, zh("更新包"), text, _ADVICE))
    return packs, notes


def in_order(packs: Packs) -> list[Mapping[str, bytes]]:
    """The contents as they are laid one over the other."""
    return [packs[office.code][1] for office in nearest_last(office for office, _ in packs.values())]


def _content(path: Path, kept: KeptPack) -> Mapping[str, bytes]:
    data = path.read_bytes()
    if sha256_hex(data) != kept.digest:
        raise OSError("not what was taken in")
    return parse_pack(data).content


def composed(home: Path, packs: Sequence[Mapping[str, bytes]], own: Content) -> Content:
    """The packs over the program's content. Raises a MingbaiError when the whole cannot be used."""
    if not packs:
        return own
    catalogue, templates = own.catalogue, own.templates
    if any(name != LAYER for content in packs for name in content):
        place = laid_out(laid_over(own.templates.parent, packs), packs_folder(home))
        catalogue, templates = _loaded(place), place / "templates"
        if blocks(list(catalogue.problems)):
            raise MingbaiError("the content does not load")
    try:
        catalogue = with_layer(catalogue, layer_of(packs))
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as error:
        raise MingbaiError("the layer does not fit") from error
    return Content(catalogue, templates)


def layer_of(packs: Sequence[Mapping[str, bytes]]) -> tuple[LayerEntry, ...]:
    """The county's entries in the packs; a later publisher's entry of the same kind for the same matter replaces."""
    entries: dict[tuple[str, str], LayerEntry] = {}
    for content in packs:
        for line in layer_lines(content):
            entries[line.kind, line.code] = entry_from_json(line.model_dump(mode="json"))
    return tuple(entries.values())
