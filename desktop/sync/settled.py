"""A word on two versions 定了哪个版本: an office decided which of two versions of a record is in force. Signed, so that it can be
handed down through any office and still be believed. Makes and checks; what it changes is done in `told`.

Both versions are named from where they part to their heads: whoever holds any part of one knows what became of it.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from desktop.sync.models import FORMAT, Code, Count, Hex64, Identifier, Moment, Office, Part, Signed
from desktop.sync.signing import document_holds, sign_document

_MOST = 1_000


class Version(Part):
    """One revision by number and digest."""

    revision: int = Field(ge=1, le=1_000_000)
    digest: str = Hex64


class Settled(Signed):
    """``kept`` and ``gave_way`` are the revisions past the last one both versions share, oldest first. ``number`` counts up
    per signing device; ``organisation`` is whose record it is; ``text`` is the reason, for the offices below."""

    format: Literal["1"] = FORMAT
    kind: Literal["settled"] = "settled"
    number: int = Count
    sender: Office
    device: str = Identifier
    organisation: str = Code
    record: str = Identifier
    kept: tuple[Version, ...] = Field(min_length=1, max_length=_MOST, strict=False)
    gave_way: tuple[Version, ...] = Field(min_length=1, max_length=_MOST, strict=False)
    text: str = Field(max_length=2000)
    at: str = Moment


def make_settled(said: Settled, key: bytes) -> Settled:
    """Signed with the raw Ed25519 key of the office that decided."""
    return sign_document(said, key)


def all_hold(settled: Iterable[Settled], keys: Mapping[str, str], division: str) -> bool:
    """Whether each was signed by one of ``keys`` (device → public key) and speaks of a record of ``division``."""
    return all(
        one.organisation.startswith(division)
        and (key := keys.get(one.device)) is not None
        and document_holds(one, key)
        for one in settled
    )


def last_words(settled: Iterable[Settled]) -> dict[tuple[str, int, str], tuple[Settled, bool]]:
    """(record, revision, digest) → the newest word on that version, and whether it was kept."""
    words: dict[tuple[str, int, str], tuple[Settled, bool]] = {}
    for one in sorted(settled, key=lambda said: (said.device, said.number)):
        for versions, kept in ((one.gave_way, False), (one.kept, True)):
            words |= {(one.record, each.revision, each.digest): (one, kept) for each in versions}
    return words
