"""The gate before the way up: what must not leave in a bundle, and what it has let pass before.

What was sealed does not change, so a record is judged again only if something the verdict hangs on has changed. All of that is
in `Grounds`: `findings` sees nothing else, and the mark that is remembered is the digest of all of it. For the rows, which
are many, stand the sealed digest, which an export proves them against before they leave, and the stamp that every change of
a stored row moves. Remembered is only that nothing at all was found that blocks; a record for which somebody let a finding
through is judged every time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from sqlmodel import Session, SQLModel

from desktop import __version__
from desktop.base.canonical import digest_of
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.codelist import CodeList
from desktop.domain.finding import Finding, blocks
from desktop.domain.form import Form
from desktop.domain.masking import MaskingRules
from desktop.domain.matter import Matter
from desktop.domain.override import let_through
from desktop.domain.record import Record, RecordContent, RosterRow
from desktop.rules.privacy_gate import BUNDLE, examine_record
from desktop.rules.withholding import LISTS, check_withholding
from desktop.storage import attachments, overrides, records, rosters, settings
from desktop.storage.roster_depth import newest
from desktop.usecases.desk import Desk
from desktop.usecases.exchange_desk import own_form_of
from desktop.usecases.local_rules import masking_of
from desktop.usecases.record_content import with_computed
from desktop.usecases.sealed_content import sealed_content


@dataclass(frozen=True, slots=True)
class Grounds:
    """``content`` is as it was saved, without what follows from the rows; ``files`` are digest and name of each attachment,
    ``reasons`` the code lists of the reasons not to publish, ``program`` the version whose rules judge."""

    record: str
    revision: int
    digest: str
    stamp: int
    content: RecordContent
    files: tuple[tuple[str, str], ...]
    form: Form
    matter: Matter
    masking: MaskingRules
    reasons: Mapping[str, CodeList]
    program: str = __version__


def findings(grounds: Grounds, rows: Sequence[RosterRow]) -> list[Finding]:
    """Only what must not leave: the form was checked at issue. Attachments may hold the numbers that the county works with;
    of them the names are looked at."""
    content = with_computed(grounds.form, grounds.content, rows)
    return [
        *check_withholding(content, grounds.matter.disclosure, grounds.reasons),
        *examine_record(
            grounds.form,
            content,
            rows,
            purpose=BUNDLE,
            masking=grounds.masking,
            attachments_texts=[(name, "") for _, name in grounds.files],
            matter=grounds.matter,
        ),
    ]


@dataclass(frozen=True, slots=True)
class UpwardGate:
    """For one export or one issue, within which the catalogue stays as it is: what is large in it is digested once."""

    desk: Desk
    passed: dict[str, str] = field(default_factory=dict)
    _parts: dict[int, tuple[object, str]] = field(default_factory=dict)

    def require(self, session: Session, record: Record) -> None:
        """Refusal for a record with anything that must not leave."""
        form = own_form_of(self.desk, record)
        if form is None:
            return
        grounds = self._grounds(session, record, form)
        mark = self._mark(grounds)
        given = overrides.of_revision(session, record.id, record.revision)
        if not given and settings.get(session, _key(record.id)) == mark:
            return
        rows = rosters.rows_at(session, record.id, record.revision)
        found = findings(grounds, rows)
        if given:
            content = with_computed(form, grounds.content, rows)
            digest = digest_of(sealed_content(session, record, form, content, rows))
            found = let_through(found, [override for override in given if override.content == digest])
        _refuse_blocked(record, found)
        if not given:
            self.passed[record.id] = mark

    def note_issued(self, session: Session, record: Record, found: list[Finding]) -> None:
        """``found`` is what the stricter examination before print said of ``record`` as it is sealed now: where that stops at
        nothing, the way up does not either."""
        form = own_form_of(self.desk, record)
        if form is None or blocks(found) or overrides.of_revision(session, record.id, record.revision):
            return
        self.passed[record.id] = self._mark(self._grounds(session, record, form))
        self.remember(session)

    def remember(self, session: Session) -> None:
        """Keep what passed; one line a record."""
        for record, mark in self.passed.items():
            settings.put(session, _key(record), mark)
        self.passed.clear()

    def _grounds(self, session: Session, record: Record, form: Form) -> Grounds:
        lists = self.desk.catalogue.code_lists
        return Grounds(
            record=record.id,
            revision=record.revision,
            digest=record.digest,
            stamp=newest(session, record.id)[1],
            content=records.content(session, record.id),
            files=tuple((digest, name) for digest, name, *_ in attachments.of_record(session, record.id)),
            form=form,
            matter=self.desk.catalogue.matter(record.matter),
            masking=masking_of(self.desk, session),
            reasons={name: lists[name] for name in LISTS.values() if name in lists},
        )

    def _mark(self, grounds: Grounds) -> str:
        return digest_of({each.name: self._part(getattr(grounds, each.name)) for each in fields(grounds)})

    def _part(self, value: object) -> str:
        """The digest of one ground. Kept with the value itself, so that its place in memory is nobody else's meanwhile."""
        known = self._parts.get(id(value))
        if known is None:
            known = self._parts[id(value)] = (value, digest_of(plain(value)))
        return known[1]


def plain(value: Any) -> Any:
    """Any value of the domain as JSON data. What it does not know it refuses rather than leave out."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, SQLModel):
        return plain(value.model_dump(mode="json"))
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return dict(_pairs(value))
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} cannot be digested")


def _pairs(value: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if not isinstance(key, str):
            raise TypeError("only texts are keys")
        yield str(key), plain(inner)


def _key(record: str) -> str:
    return f"let-up:{record}"


def _refuse_blocked(record: Record, found: list[Finding]) -> None:
    stopped = blocks(found)
    if stopped:
        said = tr("；").join(
            tr("{place}：{text}", place=finding.place, text=finding.text) for finding in stopped[:3]
        )
        raise Refusal(
            tr("“{title}”里有不能发出去的内容：{said}", title=record.title, said=said),
            safe=tr("什么都没有写。"),
            todo=tr("请先更正这条记录，再发。"),
            code="blocked",
        )
