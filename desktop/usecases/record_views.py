"""What screens and commands are shown of records. Frozen values; no verbs here."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.finding import Finding
from desktop.domain.form import Form
from desktop.domain.matter import Matter
from desktop.domain.record import Record, RecordContent, RecordState, Revision


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records to list; empty parts do not narrow. ``text`` finds any fragment of title, names and numbers;
    ``organisation`` is the division code of the office whose records they are."""

    states: frozenset[RecordState] = frozenset()
    matter: str = ""
    field: str = ""
    text: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of a list of records."""

    id: str
    title: str
    matter: str
    matter_name: str
    field_name: str
    state: RecordState
    revision: int
    digest: str
    updated_at: str
    publish_by: date | None
    issued_on: date | None
    roster_count: int
    index_number: str
    drafted_by: str


@dataclass(frozen=True, slots=True)
class FlowMark:
    """A station of the four-eyes stepper. ``state`` is done, now, ahead or returned; ``who`` may be a role."""

    words: str
    who: str
    when: str
    state: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step from the audit log in words. ``at`` is an ISO time."""

    at: str
    who: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record opened. ``may`` are the verbs this account can take now; ``refusal`` says why not, if none.

    ``totals`` maps summed roster columns, and ``count``, to canonical text. ``findings`` are what `Records.findings`
    says, read once with the rest. ``version`` changes with every saved change of the content. Not ``summed``: of a long
    roster only the count is known so far, and what follows from its sums is empty.
    """

    record: Record
    form: Form
    matter: Matter
    content: RecordContent
    totals: dict[str, str]
    may: frozenset[str]
    refusal: str
    steps: tuple[FlowMark, ...]
    revisions: tuple[Revision, ...]
    findings_count: int
    history: tuple[HistoryLine, ...]
    findings: tuple[Finding, ...] = ()
    version: str = ""
    summed: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """One change between two revisions. ``kind`` is 改, 增 or 删; ``place`` is Chinese. ``row`` numbers the row of the newer
    roster it stands in, 0 elsewhere."""

    kind: str
    place: str
    old: str
    new: str
    row: int = 0
