"""What screens and commands are shown of notices and boards. Frozen values; no verbs here."""

from dataclasses import dataclass

from desktop.domain.finding import Finding
from desktop.domain.notice import Posting

CORRECTED, WITHDRAWN = "corrected", "withdrawn"


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """The exact PDF that would print, with what the gate says of it."""

    pdf: bytes
    pages: int
    findings: tuple[Finding, ...]
    title: str
    period_words: str
    number: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """A village a record can be dealt out to: its name, its place in the order from 1, how many rows."""

    name: str
    number: int
    rows: int


@dataclass(frozen=True, slots=True)
class PageImage:
    """One rendered page, 8 bits a channel, rows without padding."""

    width: int
    height: int
    rgba: bytes


@dataclass(frozen=True, slots=True)
class PostingLine:
    """A sheet on a board. ``state`` is running, due (to be taken down) or down.

    ``void`` is corrected or withdrawn once what the sheet says no longer holds, else empty. ``replaces`` and
    ``replaced_by`` are posting numbers. ``photos`` counts those kept, ``objections`` those still without an answer.
    """

    posting: Posting
    title: str
    record: str
    kind: str
    days_left: int | None
    state: str
    void: str = ""
    replaces: str = ""
    replaced_by: str = ""
    photos: int = 0
    objections: int = 0
