"""The tables as classes: the domain's fields, plus keys and what only storage needs. Rows never leave this room.

What no class can say (search index, triggers) stands in the migrations alone.
"""

from enum import StrEnum

from sqlalchemy import Enum, Index, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

from desktop.domain.audit import AuditFields
from desktop.domain.exchange import (
    ContactFields,
    HeldFields,
    IncomingFields,
    OutgoingFields,
    ReturnedFields,
    TravelFields,
)
from desktop.domain.notice import NoticeFields, PostingFields
from desktop.domain.noticeboard import ObjectionFields, PhotoFields
from desktop.domain.organisation import Level
from desktop.domain.override import OverrideFields
from desktop.domain.record import Disclosure, RecordFields, RecordState, RevisionFields


def _words(kind: type[StrEnum]) -> Enum:
    """Stores the enum's stable word, not the Python name of its member."""
    return Enum(
        kind,
        values_callable=lambda members: [str(word) for word in members],
        native_enum=False,
        create_constraint=False,
        length=32,
    )


class RecordRow(RecordFields, table=True):
    """``cells`` are the working values of the form as JSON text, ``bilingual`` those in a second script; ``field`` is the
    catalogue's field code.

    ``words`` are further texts the record is found by, one a line; ``name_columns`` and ``number_columns`` name the
    roster columns that hold names and ID numbers, comma-separated. ``roster_stamp`` goes up with every change of a row.
    ``number`` stands for the record where its id would stand tens of thousands of times; it means nothing elsewhere.
    """

    __tablename__ = "records"
    __table_args__ = (
        Index("records_by_update", "updated_at", "id"),
        Index("records_by_state", "state", "updated_at"),
        Index("records_by_field", "field", "updated_at"),
        Index("records_by_matter", "matter", "updated_at"),
        Index("records_by_deadline", "publish_by"),
    )
    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    disclosure: Disclosure = Field(default=Disclosure.PROACTIVE, sa_type=_words(Disclosure))
    state: RecordState = Field(default=RecordState.DRAFT, sa_type=_words(RecordState))
    field: str = ""
    words: str = Field(default="", sa_type=Text)
    name_columns: str = ""
    number_columns: str = ""
    roster_stamp: int = 0
    cells: str = Field(default="{}", sa_type=Text)
    bilingual: str = Field(default="{}", sa_type=Text)


class RevisionRow(RevisionFields, table=True):
    """Sealed; triggers refuse to change or delete it. ``content`` is canonical JSON text."""

    __tablename__ = "revisions"
    record: str = Field(primary_key=True, foreign_key="records.id")
    number: int = Field(primary_key=True)
    content: str = Field(sa_type=Text)


class RosterVersion(SQLModel, table=True):
    """One version of one roster row: holds from ``from_revision`` through ``to_revision`` (empty: still).

    A removed row is a version of its own (``removed`` = 1), so that versions may arrive in any order. ``record`` is the
    record's number, ``tail`` the last four characters of an ID number, by which only newest versions are found.
    """

    __tablename__ = "roster_rows"
    __table_args__ = (
        Index("roster_versions", "record", "row", "from_revision", unique=True),
        Index("roster_in_order", "record", "position", "row", "from_revision", "to_revision", "removed"),
        Index(
            "roster_tails",
            "tail",
            "record",
            sqlite_where=text("to_revision IS NULL AND removed = 0 AND tail IS NOT NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    record: int = Field(foreign_key="records.number")
    row: str
    position: int
    from_revision: int
    to_revision: int | None = None
    removed: int = 0
    tail: str | None = None
    cells: str = Field(sa_type=Text)


class RosterImportRow(SQLModel, table=True):
    """One import into a roster, and what it did to the rows, which is empty once taken back.

    ``added`` is JSON text, ``digests`` has eight bytes for each row added, ``change`` is compressed JSON.
    """

    __tablename__ = "roster_imports"
    record: str = Field(primary_key=True, foreign_key="records.id")
    number: int = Field(primary_key=True)
    revision: int
    at: str
    by: str
    file: str
    taken: int
    refused: int
    replaced: int
    undone_at: str = ""
    undone_by: str = ""
    added: str = Field(sa_type=Text)
    digests: bytes = Field(sa_type=LargeBinary)
    change: bytes = Field(sa_type=LargeBinary)


class RecordFile(SQLModel, table=True):
    """An attachment of a record; the bytes lie encrypted beside the database under their digest. ``sm3`` is their other digest,
    empty as long as nobody has worked it out."""

    __tablename__ = "record_files"
    record: str = Field(primary_key=True, foreign_key="records.id")
    position: int = Field(primary_key=True)
    digest: str = Field(index=True)
    name: str
    media_type: str
    size: int
    sm3: str = ""


class NoticeRow(NoticeFields, table=True):
    __tablename__ = "notices"
    id: str = Field(primary_key=True)
    record: str = Field(foreign_key="records.id", index=True)


class NumberRow(SQLModel, table=True):
    """The last posting number given in a series (a board's, an office's) in a year; only ever counts up."""

    __tablename__ = "posting_numbers"
    series: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class PostingRow(PostingFields, table=True):
    """``entry`` is the place in the register; ``organisation`` whose register it is."""

    __tablename__ = "postings"
    __table_args__ = (Index("postings_by_year", "organisation", "year"),)
    entry: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    organisation: str
    notice: str = Field(foreign_key="notices.id", index=True)


class BoardRow(SQLModel, table=True):
    __tablename__ = "boards"
    name: str = Field(primary_key=True)
    position: int


class PhotoRow(PhotoFields, table=True):
    """The bytes of both copies lie encrypted beside the database under their digests."""

    __tablename__ = "board_photos"
    id: str = Field(primary_key=True)
    posting: str = Field(foreign_key="postings.id", index=True)


class ObjectionRow(ObjectionFields, table=True):
    """Entered once; only the answer, its outcome and the taking out of ``who`` are written later."""

    __tablename__ = "objections"
    __table_args__ = (Index("objections_in_order", "organisation", "number", unique=True),)
    id: str = Field(primary_key=True)
    notice: str = Field(foreign_key="notices.id", index=True)
    text: str = Field(sa_type=Text)
    answer: str = Field(default="", sa_type=Text)


class OverrideRow(OverrideFields, table=True):
    """Never changed or taken back: a change of the content ends it."""

    __tablename__ = "overrides"
    entry: int | None = Field(default=None, primary_key=True)
    record: str = Field(foreign_key="records.id", index=True)


class AuditRow(AuditFields, table=True):
    """Append-only by trigger. ``details`` is canonical JSON text."""

    __tablename__ = "audit_log"
    serial: int = Field(primary_key=True)
    subject: str = Field(default="", index=True)
    details: str = Field(default="{}", sa_type=Text)


class ChainHead(SQLModel, table=True):
    """How long a chain is and how it ends, so that a chain cut off at its end is noticed."""

    __tablename__ = "chain_heads"
    name: str = Field(primary_key=True)
    length: int
    digest: str


class SettingRow(SQLModel, table=True):
    """``content`` is JSON text."""

    __tablename__ = "settings"
    key: str = Field(primary_key=True)
    content: str = Field(sa_type=Text)


class DeviceRow(SQLModel, table=True):
    """This laptop's own keys. Exactly one row."""

    __tablename__ = "device"
    id: str = Field(primary_key=True)
    signing_key: bytes = Field(sa_type=LargeBinary)
    identity: str
    made_at: str


class ContactRow(ContactFields, table=True):
    __tablename__ = "contacts"
    device: str = Field(primary_key=True)
    organisation: str = Field(index=True)
    level: Level = Field(sa_type=_words(Level))


class OutgoingRow(OutgoingFields, table=True):
    """``contents`` is JSON text: [[record, revision], …]."""

    __tablename__ = "outgoing_bundles"
    sequence: int = Field(primary_key=True)
    bundle: str = Field(unique=True)
    contents: str = Field(default="[]", sa_type=Text)
    receipt: bytes = Field(default=b"", sa_type=LargeBinary)


class IncomingRow(IncomingFields, table=True):
    __tablename__ = "incoming_bundles"
    __table_args__ = (Index("incoming_by_device", "device", "sequence"),)
    bundle: str = Field(primary_key=True)
    summary: str = Field(default="{}", sa_type=Text)
    receipt: bytes = Field(default=b"", sa_type=LargeBinary)


class TravelRow(TravelFields, table=True):
    __tablename__ = "travel"
    record: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)


class ReturnedRow(ReturnedFields, table=True):
    """``reasons`` is JSON text: a list of codes."""

    __tablename__ = "returned_records"
    record: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    organisation: str = Field(index=True)
    text: str = Field(default="", sa_type=Text)
    reasons: str = Field(default="[]", sa_type=Text)


class HeldRow(HeldFields, table=True):
    __tablename__ = "held_items"
    __table_args__ = (Index("held_open", "resolved", "held_at"),)
    id: str = Field(primary_key=True)
    record: str = Field(index=True)
    resolved_reason: str = Field(default="", sa_type=Text)
    payload: bytes = Field(sa_type=LargeBinary)
