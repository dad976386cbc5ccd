"""What stands in a pack: four small signed documents after the roles of The Update Framework, and the lists it carries.

Shapes only; `trust` judges them. Every model is frozen and refuses unknown keys.
"""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from desktop.base.canonical import canonical_json, sha256_hex
from desktop.sync.models import Day, Hex64, Office, Part, PublicKey

PACK_FORMAT: Final = "1"
SUFFIX: Final = ".mingbai-pack"
ROLES: Final = ("root", "targets", "snapshot", "timestamp")

Version = Field(ge=1, le=2**31)
Size = Field(ge=0, le=8 << 20)


def key_id(public: str) -> str:
    """How a key is named in metadata: the SHA-256 of its bytes."""
    return sha256_hex(bytes.fromhex(public))


class Signature(Part):
    key: str = Hex64
    signature: str = Field(pattern=r"^[0-9a-f]{128}$")


class Role(Part):
    """Who may sign: ``threshold`` different keys of ``keys`` (key ids)."""

    keys: tuple[Annotated[str, Hex64], ...] = Field(min_length=1, max_length=16, strict=False)
    threshold: int = Field(ge=1, le=16)

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        if len(set(self.keys)) != len(self.keys) or self.threshold > len(self.keys):
            raise ValueError("a threshold that its keys cannot meet")
        return self


class Roles(Part):
    root: Role
    targets: Role
    snapshot: Role
    timestamp: Role


class Statement(Part):
    """Common to the four: ``expires`` is the last day it may be taken in, inclusive."""

    format: Literal["1"] = PACK_FORMAT
    version: int = Version
    expires: Day

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON: what the next role names, so that a further signature changes nothing above."""
        return sha256_hex(self.canonical())


def _named_rightly(keys: dict[str, str]) -> dict[str, str]:
    if any(key_id(public) != name for name, public in keys.items()):
        raise ValueError("a key under another's name")
    return keys


class Root(Statement):
    """Which keys count for which role, and for whom: the one document a person compares by telephone."""

    kind: Literal["pack-root"] = "pack-root"
    publisher: Office
    keys: Annotated[dict[str, Annotated[str, PublicKey]], AfterValidator(_named_rightly)]
    roles: Roles

    @model_validator(mode="after")
    def _all_known(self) -> Self:
        for role in ROLES:
            if not set(self.role(role).keys) <= set(self.keys):
                raise ValueError("a role names a key that is not listed")
        return self

    def role(self, name: str) -> Role:
        role: Role = getattr(self.roles, name)
        return role


class Content(Part):
    """A file of the pack: size in bytes and SHA-256."""

    size: int = Size
    sha256: str = Hex64


class Targets(Statement):
    """The publisher's whole set of files; a new version replaces the former set. ``made_with``: program version."""

    kind: Literal["pack-targets"] = "pack-targets"
    title: str = Field(min_length=1, max_length=200)
    notes: str = Field(default="", max_length=4000)
    made_with: str = Field(default="", max_length=40)
    files: dict[str, Content] = Field(max_length=1500)


class Named(Part):
    """The statement one role vouches for."""

    version: int = Version
    size: int = Size
    sha256: str = Hex64


class Snapshot(Statement):
    kind: Literal["pack-snapshot"] = "pack-snapshot"
    targets: Named


class Timestamp(Statement):
    """``made_at``: the publisher's day. It bears witness that this day has come."""

    kind: Literal["pack-timestamp"] = "pack-timestamp"
    made_at: Day
    snapshot: Named

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.made_at > self.expires:
            raise ValueError("expired before it was made")
        return self


class Envelope(Part):
    """A statement as plain data with signatures over its canonical JSON."""

    signed: dict[str, Any]
    signatures: tuple[Signature, ...] = Field(default=(), max_length=32, strict=False)

    def signed_bytes(self) -> bytes:
        return canonical_json(self.signed)


class LayerLine(Part):
    """An entry of the county's layer over the national catalogue; ``content`` as `catalogue.county.layer` reads it."""

    kind: Literal["added", "dropped", "renamed", "limit"]
    field: str = Field(pattern=r"^[A-Z]{2,8}$")
    code: str = Field(pattern=r"^[A-Z]{2,8}-[0-9]{3}$")
    content: dict[str, Any]
    reason: str = Field(default="", max_length=500)
    source: str = Field(default="", max_length=500)
    unit: str = Field(default="", max_length=200)
    on: str = Field(default="", max_length=40)


class LayerFile(Part):
    """``layer.json``."""

    format: Literal["1"] = PACK_FORMAT
    kind: Literal["county-layer"] = "county-layer"
    entries: tuple[LayerLine, ...] = Field(max_length=2000, strict=False)
