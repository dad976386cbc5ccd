"""Judges one received record beside what the prefecture holds of it. Pure: `desktop.sync.merge` decides, and here is
proven that roster, postings and attachments are what the record says. Reads no database and changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from pydantic import ValidationError

from desktop.catalogue.catalogue import Catalogue
from desktop.domain.form import DisclosureClass, Form, FormField
from desktop.domain.notice import Notice, Posting
from desktop.sync.merge import Case, Known, Ours, decide
from desktop.sync.models import PostingLine, RecordLine
from desktop.sync.roster_chain import RosterState, roster_holds
from desktop.sync.row_lines import AnyRow, WrittenRow

TAKEN = frozenset({Case.NEW, Case.THEIRS_NEWER})
HERE = TAKEN | {Case.MOVED_ON, Case.UNCHANGED, Case.OURS_NEWER}
_KNOWABLE = HERE | {Case.BOTH_CHANGED, Case.WAITING}


@dataclass(frozen=True, slots=True)
class Received:
    """A record that was understood, with what belongs to it, and whose records its sender may bring."""

    line: RecordLine
    rows: tuple[AnyRow, ...]
    postings: tuple[PostingLine, ...]
    scope: str

    @property
    def county(self) -> str:
        return self.line.organisation[:6]

    @property
    def follows(self) -> bool:
        """Whether its revisions build on one that is not among them."""
        return bool(self.line.revisions) and self.line.revisions[0].number > 1


@dataclass(frozen=True, slots=True)
class Standing:
    """What we hold of a record. ``year`` is that of its partition."""

    ours: Ours
    organisation: str
    year: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What judging asks for: the prefecture's code prefix, the catalogue, what is held, which attachments are here, and
    the roster of a record at a revision."""

    prefix: str
    catalogue: Catalogue
    standing: Callable[[str], Standing | None]
    is_held: Callable[[RecordLine], bool]
    has_attachment: Callable[[str], bool]
    roster_at: Callable[[str, int], RosterState]


def judge(item: Received, around: Surroundings) -> Case:
    """The case of one record."""
    line, standing = item.line, around.standing(item.line.record)
    if not line.organisation.startswith(around.prefix):
        return Case.FOREIGN
    case = decide(standing.ours if standing else None, line, item.scope, known_to(around.catalogue))
    if case in _KNOWABLE and (
        _has_nul(item)
        or not postings_hold(line, item.postings)
        or (standing is not None and standing.organisation != line.organisation)
    ):
        return Case.FAULTY
    if case is Case.BOTH_CHANGED and around.is_held(line):
        return Case.CONFLICT_KNOWN
    return _fit(item, around, case) if case in TAKEN else case


def _fit(item: Received, around: Surroundings, case: Case) -> Case:
    """``case`` if attachments and roster are complete, else why not."""
    line = item.line
    if not all(around.has_attachment(file.digest) for file in line.attachments):
        return Case.WAITING
    form = form_of(around.catalogue, line.matter, line.form)
    before = around.roster_at(line.record, line.revisions[0].number - 1) if item.follows else {}
    fits = form is not None and roster_holds(line, item.rows, before, local_columns(form))
    return case if fits else Case.ROSTER_DIFFERS


def known_to(catalogue: Catalogue) -> Known:
    """What this catalogue makes sense of."""
    return Known(
        lambda matter: catalogue.find_matter(matter) is not None,
        lambda matter, form: form_of(catalogue, matter, form) is not None,
    )


def form_of(catalogue: Catalogue, matter: str, form: str) -> Form | None:
    """The form of a record, or None where the catalogue lacks the matter or the form."""
    found = catalogue.find_matter(matter)
    if found is None:
        return None
    if form not in {known.code for known in catalogue.forms} | {"general"}:
        return None
    return catalogue.form(form, found)


def public_fields(form: Form) -> tuple[FormField, ...]:
    return tuple(field for field in form.fields if field.disclosure is DisclosureClass.PUBLIC)


def public_columns(form: Form) -> tuple[FormField, ...]:
    return tuple(column for column in form.roster if column.disclosure is DisclosureClass.PUBLIC)


def local_columns(form: Form) -> frozenset[str]:
    """Columns whose values never leave a laptop."""
    return frozenset(column.key for column in form.roster if column.disclosure is DisclosureClass.LOCAL)


def postings_hold(line: RecordLine, hung: tuple[PostingLine, ...]) -> bool:
    """Whether the postings can be read, belong to this record, and stand once each."""
    try:
        made = [
            (Notice.model_validate(entry.notice), Posting.model_validate(entry.posting)) for entry in hung
        ]
    except ValidationError:
        return False
    ids = {posting.id for _, posting in made}
    return len(ids) == len(made) and all(
        notice.record == line.record and posting.notice == notice.id for notice, posting in made
    )


def _has_nul(item: Received) -> bool:
    """A text with the character U+0000 cannot be kept by PostgreSQL and means nothing to anybody. A written row is without."""
    texts = (
        text
        for row in item.rows
        if not isinstance(row, WrittenRow) and row.values is not None
        for text in chain(row.values, row.values.values())
    )
    return (
        "\x00" in "".join(texts)
        or "\\u0000" in item.line.model_dump_json()
        or any("\\u0000" in posting.model_dump_json() for posting in item.postings)
    )
