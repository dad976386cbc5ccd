"""The same again for the next quarter or year: a record copied as a new draft, and what its roster changes against
the one it came from. Attachments, opinions and dates stay behind; they belong to the earlier time."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.ids import new_id
from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.form import FieldType, Form
from desktop.domain.next_period import is_period, next_period, year_in
from desktop.domain.record import Record
from desktop.storage import audit, records, rosters
from desktop.storage.records import RecordQuery
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_ours, require_role
from desktop.usecases.record_content import defaults
from desktop.usecases.records import deadline, place_of
from desktop.usecases.roster_changes import RosterChanges, compare_rows, compare_totals

COPIED_FROM = "copied_from"
_MOST = 1000
_DATES = frozenset({FieldType.DATE, FieldType.DATE_RANGE})


@dataclass(frozen=True, slots=True)
class EarlierRecord:
    """``copied``: it is the one that was copied."""

    id: str
    title: str
    formed_on: date
    copied: bool


@dataclass(frozen=True, slots=True)
class CarryForward:
    desk: Desk

    def copy(self, record: str, *, roster: bool = True) -> Outcome[str]:
        """A new draft under the same matter and form; its id. The title's period moves on, so do fields that name
        nothing but a period and the year; dates are left empty; with ``roster`` the rows come along."""
        desk = self.desk
        require_role(desk, Role.DRAFTER, tr("写记录"))
        with desk.home.database.transaction() as session:
            old = records.get(session, record)
            require_ours(desk, old)
            matter, form = desk.catalogue.matter(old.matter), self._form(old)
            content = records.content(session, record)
            title, today = next_period(content.title), desk.clock.today()
            values = _moved_on(form, content.values, content.title)
            due, findings = deadline(desk, session, matter, today)
            new = Record(
                id=new_id(desk.clock),
                organisation=desk.organisation.code,
                matter=old.matter,
                form=form.code,
                edition=desk.catalogue.edition.number,
                title=title,
                disclosure=content.disclosure,
                withheld_code=content.withheld_code,
                withheld_reason=content.withheld_reason,
                formed_on=today,
                publish_by=due,
                drafted_by=desk.account.name,
                origin_device=desk.home.device.id,
                updated_at=desk.now(),
            )
            records.add(session, new, {**defaults(form), **values}, place_of(form, matter))
            if roster and form.roster:
                rows = [
                    replace(row, row=new_id(desk.clock), position=at)
                    for at, row in enumerate(rosters.rows_at(session, record, old.revision), 1)
                ]
                rosters.replace_rows(session, new.id, new.revision, rows)
            desk.note(session, "drafted", new.id, matter=matter.code, **{COPIED_FROM: record})
        return Outcome(new.id, changed(Topic.RECORDS, Topic.ROSTERS), findings)

    def copied_from(self, record: str) -> str:
        """The record this one was copied from; "" if it was not."""
        with self.desk.home.database.reading() as session:
            return _copied_from(session, record)

    def source(self, record: str) -> str:
        """The record this one was copied from; else the last issued one of the same matter and form; "" if none."""
        return next((earlier.id for earlier in self.earlier(record)), "")

    def earlier(self, record: str) -> list[EarlierRecord]:
        """What a record can be compared with: first the one it was copied from, then the issued ones of the same matter
        and form that were formed no later, the newest first."""
        with self.desk.home.database.reading() as session:
            return self._earlier(session, records.get(session, record))

    def compare(self, record: str, against: str = "") -> RosterChanges:
        """Who is new, gone or changed in the roster, against another record's (by default its `source`)."""
        with self.desk.home.database.reading() as session:
            known = records.get(session, record)
            form = self._form(known)
            earlier = against or next((other.id for other in self._earlier(session, known)), "")
            if not earlier:
                raise Refusal(
                    tr("“{title}”以前没有签发过同样的记录，没有可以比的名单。", title=known.title),
                    safe=tr("什么都没有改动。"),
                    todo=tr("请指明和哪一条记录比。"),
                    code="nothing-earlier",
                )
            old = records.get(session, earlier)
            before = rosters.rows_at(session, earlier, old.revision)
            after = rosters.rows_at(session, record, known.revision)
        same, changes = compare_rows(form, before, after)
        return RosterChanges(earlier, old.title, same, changes, compare_totals(form, before, after))

    def _earlier(self, session: Session, record: Record) -> list[EarlierRecord]:
        copied = _copied_from(session, record.id)
        query = RecordQuery(states=ISSUED_STATES, matter=record.matter, organisation=record.organisation)
        alike = [
            other
            for other in records.page(session, query, limit=_MOST)
            if other.id not in {record.id, copied}
            and other.form == record.form
            and other.formed_on <= record.formed_on
        ]
        alike.sort(key=lambda other: (other.formed_on, other.id), reverse=True)
        first = [records.get(session, copied)] if copied else []
        return [
            EarlierRecord(other.id, other.title, other.formed_on, other.id == copied)
            for other in (*first, *alike)
        ]

    def _form(self, record: Record) -> Form:
        return self.desk.catalogue.form(record.form, self.desk.catalogue.matter(record.matter))


def _copied_from(session: Session, record: str) -> str:
    """The audit log knows: it was written down when the draft was made."""
    sources = (str(entry.details.get(COPIED_FROM, "")) for entry in audit.of_subject(session, record))
    return next(filter(None, sources), "")


def _moved_on(form: Form, values: dict[str, str], title: str) -> dict[str, str]:
    """The values for the next time; a field the form no longer has is left behind."""
    kept: dict[str, str] = {}
    years = {year_in(title): year_in(next_period(title))}
    for field in form.fields:
        value = values.get(field.key, "")
        if field.type in _DATES:
            value = ""
        elif field.type is FieldType.TEXT and is_period(value):
            years.setdefault(year_in(value), year_in(next_period(value)))
            value = next_period(value)
        kept[field.key] = value
    for field in form.fields:
        if field.type is FieldType.INTEGER and "年" in field.label:
            kept[field.key] = years.get(kept[field.key]) or kept[field.key]
    return kept
