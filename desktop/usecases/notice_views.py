"""What screens and commands are shown of notices and boards. Frozen values; no verbs here."""

from dataclasses import dataclass

from desktop.domain.finding import Finding
from desktop.domain.notice import Posting

CORRECTED, WITHDRAWN = "corrected", "withdrawn"


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """The exact PDF that would print, with what the gate says of it.

    ``needed`` are the Chinese phrases that a second script asks for."""

    pdf: bytes
    pages: int
    findings: tuple[Finding, ...]
    title: str
    period_words: str
    number: str
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How a notice is set beside its paper: ``large`` print, and ``language`` (bo or empty) as a second script."""

    large: bool = False
    language: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class PhraseLine:
    """A fixed phrase in the second script. ``mark`` is seen, confirmed or unverified, ``source`` who says so.

    ``text`` of an unverified one is only a proposal: it does not print until the office confirms it.
    """

    chinese: str
    text: str
    mark: str
    source: str
    prints: bool


@dataclass(frozen=True, slots=True)
class BilingualView:
    """The second script of a record: what was written, the phrases its notice needs. ``refusal``: why the texts cannot
    be changed now; phrases can always be confirmed."""

    texts: dict[str, str]
    phrases: tuple[PhraseLine, ...]
    chinese_first: bool
    refusal: str


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
