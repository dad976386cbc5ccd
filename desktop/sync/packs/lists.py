"""The two lists of a pack that are no files of the standard: the county's layer, and devices that count no longer."""

from collections.abc import Mapping, Sequence

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.sync.models import Office, division_prefix
from desktop.sync.packs.models import LayerFile, LayerLine
from desktop.sync.packs.names import LAYER, REVOCATIONS
from desktop.sync.packs.refusals import broken
from desktop.sync.read import AnyModel, parse_model
from desktop.sync.revocation import Revocations, Revoked


def layer_lines(content: Mapping[str, bytes]) -> tuple[LayerLine, ...]:
    """The entries of ``layer.json``, none without it."""
    found = _read(LayerFile, content, LAYER, tr("“本县目录”写得不对"))
    return found.entries if found else ()


def revoked_in(content: Mapping[str, bytes], publisher: Office) -> tuple[Revoked, ...]:
    """The devices struck off; only the publisher's own division is its to speak for. Its word is the pack's signature; the
    list's own, by one laptop, is for those who know that laptop."""
    found = _read(Revocations, content, REVOCATIONS, tr("“停用的电脑”写得不对"))
    listed = found.revoked if found else ()
    prefix = division_prefix(publisher.code, publisher.level)
    if found is not None and found.granter.code != publisher.code:
        raise broken(tr("“停用的电脑”是别的单位写的"))
    if any(not each.organisation.startswith(prefix) for each in listed):
        raise broken(tr("它要停用别处的电脑"))
    return listed


def layer_file(entries: Sequence[LayerLine]) -> bytes:
    return LayerFile(entries=tuple(entries)).canonical()


def _read(model: type[AnyModel], content: Mapping[str, bytes], name: str, fault: str) -> AnyModel | None:
    if name not in content:
        return None
    try:
        return parse_model(model, content[name])
    except Refusal as refusal:
        raise broken(fault) from refusal
