"""What a home remembers of packs: whom it trusts, which packs lie over the program's content, and where the files are.

Values and their way in and out of the settings; decides nothing.
"""

from collections.abc import Iterable
from pathlib import Path

from pydantic import Field
from sqlmodel import Session

from desktop.storage import settings
from desktop.sync.models import Office, Part
from desktop.sync.packs.models import SUFFIX
from desktop.sync.packs.trust import Trust

_SETTING = "packs"
_RANK = {"prefecture": 0, "county": 1, "township": 2, "village": 3}


class KeptPack(Part):
    """A pack that was taken in. ``digest``: SHA-256 of its file; times and days as ISO texts."""

    version: int
    digest: str
    title: str
    edition: str
    expires: str
    accepted_at: str
    accepted_by: str


class PublisherState(Part):
    """One publisher. ``packs`` in the order they were taken in; the last is in force, none: the program's own content."""

    office: Office
    trust: Trust
    packs: tuple[KeptPack, ...] = Field(default=(), strict=False)


class PackState(Part):
    """``editions``: the folder, below the packs, of each edition that this home worked with before, by its number."""

    publishers: dict[str, PublisherState] = Field(default_factory=dict)
    editions: dict[str, str] = Field(default_factory=dict)

    def of(self, code: str) -> PublisherState | None:
        return self.publishers.get(code)

    def with_publisher(self, state: PublisherState) -> "PackState":
        return self.model_copy(update={"publishers": {**self.publishers, state.office.code: state}})

    def with_edition(self, number: str, folder: str) -> "PackState":
        return self.model_copy(update={"editions": {**self.editions, number: folder}})

    def witnessed(self, but: str = "") -> str:
        """The latest day that publishers' signed papers bear witness to, leaving one publisher out; empty if none."""
        return max(
            (each.trust.known_day for code, each in self.publishers.items() if code != but), default=""
        )


def nearest_last(offices: Iterable[Office]) -> list[Office]:
    """From the highest office down: who is nearer has the last word."""
    return sorted(offices, key=lambda office: (_RANK[office.level], office.code))


def stored(session: Session) -> PackState:
    return PackState.model_validate(settings.get(session, _SETTING, {}))


def store(session: Session, state: PackState) -> None:
    settings.put(session, _SETTING, state.model_dump(mode="json"))


def packs_folder(home: Path) -> Path:
    return home / "packs"


def pack_file(home: Path, office: Office, pack: KeptPack) -> Path:
    """Where the accepted file lies: name and digest, so that two of one number never share a place."""
    return packs_folder(home) / f"{office.code}-{pack.version:06d}-{pack.digest[:12]}{SUFFIX}"
