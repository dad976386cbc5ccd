"""The file ``*.mingbai-pack``: a ZIP of stored entries in one fixed layout, read whole within bounds.

Form only. Nothing is extracted, and the metadata is not believed before `trust` judged it.
"""

import errno
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from desktop.base.canonical import canonical_json, sha256_hex
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.sync import refusals as file_refusals
from desktop.sync.packs.models import PACK_FORMAT, Envelope, Statement
from desktop.sync.packs.refusals import broken, newer, too_large
from desktop.sync.read import Archive, Limits, parse_json, parse_model
from desktop.sync.stored_zip import archive

LARGEST = 32 << 20
"""Bytes of the whole file: the country's standard with every template is below 3 MB."""
LIMITS = Limits(total=LARGEST, entry=8 << 20, entries=2000, line=1 << 20, depth=12, header=1 << 20)
MOST_ROOTS = 64

AnyStatement = TypeVar("AnyStatement", bound=Statement)


@dataclass(frozen=True, slots=True)
class Pack:
    """``roots`` by version, ascending; ``content`` by name below ``content/``."""

    roots: Mapping[int, Envelope]
    timestamp: Envelope
    snapshot: Envelope
    targets: Envelope
    content: Mapping[str, bytes] = field(repr=False)

    def entries(self) -> list[tuple[str, bytes]]:
        return [
            *((f"root/{version}.json", self.roots[version].canonical()) for version in sorted(self.roots)),
            ("timestamp.json", self.timestamp.canonical()),
            ("snapshot.json", self.snapshot.canonical()),
            ("targets.json", self.targets.canonical()),
            *((f"content/{name}", self.content[name]) for name in sorted(self.content)),
        ]

    def as_bytes(self) -> bytes:
        return b"".join(archive(self.entries()))

    @property
    def digest(self) -> str:
        """SHA-256 of the file: what a home remembers of the packs it uses."""
        return sha256_hex(self.as_bytes())


def write_pack(pack: Pack, path: Path) -> None:
    write_atomically(path, pack.as_bytes())


def read_pack(path: Path) -> Pack:
    """The pack at ``path`` by form, or a Refusal; not more than LARGEST bytes are read whatever the file says."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise file_refusals.not_found(path) from error
    except OSError as error:
        if error.errno == errno.EINVAL:
            raise broken() from error
        raise file_refusals.unreadable(error, path) from error
    return parse_pack(data)


def parse_pack(data: bytes) -> Pack:
    if len(data) > LARGEST:
        raise too_large()
    try:
        return _parsed(data)
    except Refusal as refusal:
        if refusal.code == "bundle-broken":
            raise broken() from refusal
        if refusal.code == "bundle-too-large":
            raise too_large() from refusal
        raise


def _parsed(data: bytes) -> Pack:
    opened = Archive(io.BytesIO(data), LIMITS)
    roots: dict[int, Envelope] = {}
    content: dict[str, bytes] = {}
    for name in opened.names:
        folder, _, rest = name.partition("/")
        if folder == "root" and rest.endswith(".json") and rest[:-5].isdecimal() and rest[:1] != "0":
            roots[int(rest[:-5])] = _envelope(opened.read(name))
        elif folder == "content" and rest:
            content[rest] = opened.read(name)
    if not roots or len(roots) > MOST_ROOTS:
        raise broken(tr("缺少签名人的凭据"))
    last = _envelope(opened.read("timestamp.json"))
    pack = Pack(
        roots, last, _envelope(opened.read("snapshot.json")), _envelope(opened.read("targets.json")), content
    )
    # One pack, one sequence of bytes: nothing can hide between or behind the entries.
    if pack.as_bytes() != data:
        raise broken(tr("文件的排列不对"))
    return pack


def _envelope(data: bytes) -> Envelope:
    said = parse_json(data, LIMITS)
    if data != canonical_json(said):
        raise broken(tr("凭据的写法不对"))
    return parse_model(Envelope, data, LIMITS)


def statement(envelope: Envelope, model: type[AnyStatement]) -> AnyStatement:
    """What was signed, as ``model``; the version of the format is looked at first, and a statement of another role is
    none of this one."""
    said = envelope.signed
    if isinstance(said.get("format"), str) and said["format"] != PACK_FORMAT:
        raise newer()
    try:
        found = parse_model(model, envelope.signed_bytes(), LIMITS)
    except Refusal as refusal:
        raise broken(tr("凭据的内容不对")) from refusal
    if found.canonical() != envelope.signed_bytes():
        raise broken(tr("凭据的写法不对"))
    return found
