"""A record 公开记录: who publishes what under which matter, its numbered revisions, its roster and its way to the board."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import SQLModel

from desktop.base.canonical import digest_of, digest_of_parts
from desktop.base.words import zh


class Disclosure(StrEnum):
    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    WITHHELD = "withheld"


class RecordState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    SECRECY_REVIEWED = "secrecy_reviewed"
    ISSUED = "issued"
    POSTED = "posted"
    TAKEN_DOWN = "taken_down"
    ARCHIVED = "archived"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class RecordFields(SQLModel):
    """What a record carries besides its content. Times are aware ISO texts in UTC+8, dates are plain dates.

    ``draft_revision`` counts upward from 1; content lives in revisions and rows, never here.
    """

    id: str
    organisation: str
    matter: str
    form: str
    edition: str
    title: str
    disclosure: Disclosure = Disclosure.PROACTIVE
    withheld_code: str = ""
    withheld_reason: str = ""
    formed_on: date
    state: RecordState = RecordState.DRAFT
    revision: int = 1
    digest: str = ""
    drafted_by: str = ""
    reviewed_by: str = ""
    secrecy_reviewed_by: str = ""
    issued_by: str = ""
    issued_on: date | None = None
    publish_by: date | None = None
    index_number: str = ""
    return_reason: str = ""
    origin_device: str = ""
    updated_at: str = ""
    roster_count: int = 0


class Record(RecordFields):
    """A frozen record as rooms above storage see it."""

    model_config = {"frozen": True}


class RevisionFields(SQLModel):
    """One immutable state of a record's content. ``parent`` is the digest of the revision before, empty for the first."""

    record: str
    number: int
    parent: str = ""
    digest: str
    made_at: str
    made_by: str
    device: str
    reason: str = ""


class Revision(RevisionFields):
    """``content`` is what `revision_content` built: plain JSON data, decimals and dates as strings."""

    model_config = {"frozen": True}
    content: dict[str, Any]


def row_digest(row: str, position: int, values: dict[str, str]) -> str:
    """SHA-256 of the canonical JSON of one roster row."""
    return digest_of({"position": position, "row": row, "values": values})


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person's or one project's line. ``values`` maps column key to its canonical text; ``row`` is stable
    through all revisions, ``position`` is the printed order from 1.

    A plain value and no model: rosters are tens of thousands of these, and a model costs ten times the time and memory.
    """

    row: str
    position: int
    values: dict[str, str]

    def with_values(self, values: dict[str, str]) -> "RosterRow":
        return replace(self, values=values)

    def digest(self) -> str:
        return row_digest(self.row, self.position, self.values)


class RecordContent(SQLModel):
    """What a clerk fills in: the values of the form and the roster rows in order.

    ``withheld_code`` names the legal reason for not publishing by oneself (code lists on_request_reasons and
    withheld_reasons), ``withheld_reason`` says the rest in words. ``bilingual`` is what a clerk wrote for the notice in
    a second script, by ``title_bo`` and the like (see BILINGUAL_LABELS)."""

    model_config = {"frozen": True}
    title: str
    formed_on: date
    disclosure: Disclosure = Disclosure.PROACTIVE
    withheld_code: str = ""
    withheld_reason: str = ""
    values: dict[str, str] = {}
    bilingual: dict[str, str] = {}


BILINGUAL_LABELS = {"title_bo": zh("藏文标题"), "body_bo": zh("藏文正文"), "annexes_bo": zh("藏文附件名称")}
"""What may be written in a second script, with its name on the screen."""


def roster_digest(rows: list[RosterRow]) -> str:
    """Digest over the rows in printed order."""
    return digest_of_parts(row.digest() for row in sorted(rows, key=lambda row: row.position))


def revision_content(
    record: str,
    matter: str,
    form: str,
    edition: str,
    number: int,
    parent: str,
    content: RecordContent,
    roster: str,
    roster_count: int,
    attachments: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The canonical content of a revision; its `digest_of` is the revision's digest.

    ``roster`` is the `roster_digest`, ``attachments`` are SHA-256 digests in order. ``bilingual`` stands in it only where
    something was written in a second script.
    """
    return {
        "record": record,
        "matter": matter,
        "form": form,
        "edition": edition,
        "number": number,
        "parent": parent,
        "title": content.title,
        "formed_on": content.formed_on.isoformat(),
        "disclosure": str(content.disclosure),
        "withheld_code": content.withheld_code,
        "withheld_reason": content.withheld_reason,
        "values": dict(content.values),
        "roster": roster,
        "roster_count": roster_count,
        "attachments": list(attachments),
        **({"bilingual": dict(content.bilingual)} if content.bilingual else {}),
    }


def moment(at: datetime) -> str:
    """The one written form of a time: ISO 8601 with offset, seconds."""
    return at.isoformat(timespec="seconds")
