"""What stands in a bundle, format 1: our own models, apart from the database's, so that neither drags the other along.

Every model is frozen, refuses unknown keys and loose types, and holds only texts, whole numbers, lists and maps.
`FORMAT.md` beside this file is the specification for others. Nothing here reads, writes or decides.
"""

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from desktop.base.canonical import canonical_json, digest_of, sha256_hex

FORMAT: Final = "1"
RECORD_VERSION: Final = 1

Hex64 = Field(pattern=r"^[0-9a-f]{64}$")
PublicKey = Field(pattern=r"^([0-9a-f]{64}|[0-9a-f]{128})$")
"""Ed25519: 64 hexadecimal digits; SM2: 128, x‖y. The length says which."""
Identifier = Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z._-]+$")
Code = Field(pattern=r"^[0-9]{6}([0-9]{3}){0,2}$")
Count = Field(ge=0, le=2**53 - 1)
Moment = Field(max_length=40)


def _a_real_day(text: str) -> str:
    if text:
        date.fromisoformat(text)
    return text


Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$"), AfterValidator(_a_real_day)]
DayOrNone = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$"), AfterValidator(_a_real_day)]


class Part(BaseModel):
    """Common habits of everything that travels."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def canonical(self) -> bytes:
        """RFC 8785 bytes."""
        return canonical_json(self.model_dump(mode="json"))


class Office(Part):
    """An organisation as others know it; ``level`` is village, township, county or prefecture."""

    code: str = Code
    unit: str = Field(max_length=200)
    level: Literal["village", "township", "county", "prefecture"]


class Counts(Part):
    """What the bundle says it holds; checked against what it does hold."""

    records: int = Count
    revisions: int = Count
    rows: int = Count
    postings: int = Count
    attachments: int = Count


class BundleInfo(Part):
    """``data/bundle.json``. ``previous`` is the SHA-256 of the sealed bytes of the bundle before, empty for the first."""

    format: Literal["1"] = FORMAT
    bundle: str = Identifier
    device: str = Identifier
    organisation: Office
    receiver: str = Code
    sequence: int = Field(ge=1, le=2**53 - 1)
    previous: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    edition: str = Field(default="", max_length=40)
    program: str = Field(default="", max_length=40)
    made_at: str = Moment
    counts: Counts


class SealedContent(Part):
    """What a revision's ``content`` must hold: the record as it was issued."""

    record: str = Identifier
    matter: str
    form: str
    edition: str
    number: int = Field(ge=1)
    parent: str
    title: str
    formed_on: Day
    disclosure: Literal["proactive", "on_request", "withheld"]
    withheld_code: str = ""
    withheld_reason: str
    values: dict[str, str]
    roster: str = Hex64
    roster_count: int = Count
    attachments: tuple[str, ...] = Field(strict=False)
    bilingual: dict[str, str] = Field(default_factory=dict)


class RevisionLine(Part):
    """One immutable revision; ``digest`` is the SHA-256 of the canonical JSON of ``content``."""

    number: int = Field(ge=1, le=1_000_000)
    parent: str = Field(pattern=r"^([0-9a-f]{64})?$")
    digest: str = Hex64
    made_at: str = Moment
    made_by: str = Field(max_length=100)
    device: str = Field(max_length=64)
    reason: str = Field(default="", max_length=2000)
    content: dict[str, Any]


class AttachmentLine(Part):
    """An attachment by digest; its bytes are ``data/attachments/<digest>``. ``name`` is a plain file name: no folder, no
    control character, no dot in front."""

    digest: str = Hex64
    name: str = Field(min_length=1, max_length=255, pattern=r"^[^./\\\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]*$")
    media: str = Field(default="", max_length=100)
    size: int = Count


class RecordLine(Part):
    """One line of ``data/records.jsonl``: the record's card, and the revisions the receiver may not have yet.

    ``revision`` and ``digest`` name the newest sealed revision; it need not be among ``revisions``.
    """

    version: Literal[1] = RECORD_VERSION
    record: str = Identifier
    organisation: str = Code
    matter: str = Field(min_length=1, max_length=100)
    form: str = Field(min_length=1, max_length=100)
    edition: str = Field(max_length=40)
    title: str = Field(max_length=500)
    disclosure: Literal["proactive", "on_request", "withheld"]
    withheld_code: str = Field(default="", max_length=40)
    withheld_reason: str = Field(default="", max_length=2000)
    formed_on: Day
    state: Literal["issued", "posted", "taken_down", "archived", "withdrawn"]
    revision: int = Field(ge=1, le=1_000_000)
    digest: str = Hex64
    drafted_by: str = Field(default="", max_length=100)
    reviewed_by: str = Field(default="", max_length=100)
    secrecy_reviewed_by: str = Field(default="", max_length=100)
    issued_by: str = Field(default="", max_length=100)
    issued_on: DayOrNone = ""
    publish_by: DayOrNone = ""
    index_number: str = Field(default="", max_length=100)
    return_reason: str = Field(default="", max_length=2000)
    origin_device: str = Field(default="", max_length=64)
    updated_at: str = Moment
    roster_count: int = Count
    attachments: tuple[AttachmentLine, ...] = Field(default=(), strict=False)
    revisions: tuple[RevisionLine, ...] = Field(default=(), strict=False)

    def mark(self, postings: "tuple[PostingLine, ...]" = ()) -> str:
        """Digest of the card and its postings without the revisions: tells whether anything is new to the receiver."""
        card = self.model_dump(mode="json", exclude={"revisions", "attachments", "updated_at"})
        return digest_of(
            {"card": card, "postings": [posting.model_dump(mode="json") for posting in postings]}
        )


class RowLine(Part):
    """One line of ``data/rows.jsonl``: what revision ``revision`` did to one roster row. ``values`` null: taken out."""

    record: str = Identifier
    revision: int = Field(ge=1, le=1_000_000)
    row: str = Identifier
    position: int = Count
    values: dict[str, str] | None

    # The longest lists there are: of each row the values, nearly all of it, are written once. Record and row are
    # identifiers, in which JSON escapes nothing. What is kept here is no field and is neither written nor compared.
    def __copy__(self) -> Self:
        """A copy may be given other values; it takes nothing along that was worked out from these."""
        copied = super().__copy__()
        for name in ("values_text", "digest"):
            copied.__dict__.pop(name, None)
        return copied

    @cached_property
    def values_text(self) -> str | None:
        """The values as canonical JSON; None: taken out."""
        return None if self.values is None else canonical_json(self.values).decode()

    def canonical(self) -> bytes:
        """RFC 8785 bytes."""
        return (
            f'{{"position":{self.position},"record":"{self.record}","revision":{self.revision},'
            f'"row":"{self.row}","values":{self.values_text or "null"}}}'
        ).encode()

    @cached_property
    def digest(self) -> str:
        """As `domain.record.row_digest`: of the row as it stands after the change. Empty for one taken out."""
        if self.values_text is None:
            return ""
        said = f'{{"position":{self.position},"row":"{self.row}","values":{self.values_text}}}'
        return sha256_hex(said.encode())


class PostingLine(Part):
    """One line of ``data/postings.jsonl``: a notice of a record and one sheet of it on one board."""

    record: str = Identifier
    notice: dict[str, str | int | None]
    posting: dict[str, str | int | None]


class BagSignature(Part):
    """``signature.json`` in the bag: over the bytes of ``tagmanifest-sha256.txt``; hexadecimal texts."""

    format: Literal["1"] = FORMAT
    algorithm: Literal["Ed25519", "SM2"] = "Ed25519"
    over: Literal["tagmanifest-sha256.txt"] = "tagmanifest-sha256.txt"
    key: str = PublicKey
    signature: str = Field(pattern=r"^[0-9a-f]{128}$")


class Signed(Part):
    """A small document that carries its own signature over everything else in it."""

    signature: str = Field(default="", pattern=r"^([0-9a-f]{128})?$")

    def signed_bytes(self) -> bytes:
        """The canonical JSON of everything but the signature; ``kind`` keeps one document from passing as another."""
        return canonical_json(self.model_dump(mode="json", exclude={"signature"}))


class Header(Signed):
    """``header.json`` outside the seal. No personal data. ``key`` is the sender's public key, hexadecimal; ``sm3`` of the
    sealed bytes is told under an SM2 key only and empty otherwise."""

    format: Literal["1"] = FORMAT
    kind: Literal["bundle"] = "bundle"
    bundle: str = Identifier
    device: str = Identifier
    organisation: str = Code
    receiver: str = Code
    sequence: int = Field(ge=1, le=2**53 - 1)
    revisions: int = Count
    size: int = Count
    sha256: str = Hex64
    sm3: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    key: str = PublicKey


def division_prefix(code: str, level: str) -> str:
    """With what the codes of an office's division and of all below it begin: a prefecture's own code ends in 00, which
    its counties' codes do not share."""
    return code[:4] if level == "prefecture" else code


def short_name(device: str) -> str:
    """The random end of a device id, for file names; its beginning is a time that two laptops may share."""
    return device[-12:]
