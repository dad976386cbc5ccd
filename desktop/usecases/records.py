"""Writing and reading records: new, save, rows, lists, search. The flow of review is in `flow`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.ids import new_id
from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.domain.account import Role
from desktop.domain.calendar import CalendarEnded
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import FieldType, Form
from desktop.domain.matter import Matter
from desktop.domain.record import BILINGUAL_LABELS, Record, RecordContent, RecordState, RosterRow
from desktop.rules.values import parse_value
from desktop.storage import audit, records, revisions, rosters
from desktop.storage.records import RecordPlace, RecordQuery
from desktop.storage.roster_depth import RosterDepth
from desktop.storage.roster_sums import RosterSums
from desktop.usecases import record_examination, record_steps
from desktop.usecases.desk import Desk
from desktop.usecases.local_rules import calendar_of, office_defaults
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_editable, require_role
from desktop.usecases.record_content import (
    canonical_values,
    defaults,
    filled_up,
    legal_limit,
    publish_by,
    refuse_unknown,
    shown_totals,
    stored_totals,
    sum_places,
    version_of,
    with_computed,
    without_computed,
)
from desktop.usecases.record_lines import line_of
from desktop.usecases.record_views import RecordFilter, RecordLine, RecordView

SHORT_ROSTER = 3000
"""Rows that are added up in a moment nobody notices."""

SEES_TAILS = frozenset({Role.REVIEWER, Role.SECRECY, Role.ADMIN})


def query_of(wanted: RecordFilter, role: Role) -> RecordQuery:
    return RecordQuery(
        wanted.states,
        wanted.matter,
        wanted.field,
        wanted.text,
        wanted.organisation,
        tails=role in SEES_TAILS,
    )


def place_of(form: Form, matter: Matter) -> RecordPlace:
    """What storage must know of form and matter to find the record again."""
    names = tuple(column.key for column in form.roster if column.type is FieldType.PERSON_NAME)
    numbers = tuple(column.key for column in form.roster if column.type is FieldType.ID_NUMBER)
    return RecordPlace(matter.field, (matter.name, *matter.aliases), names, numbers)


def deadline(
    desk: Desk, session: Session, matter: Matter, formed_on: date
) -> tuple[date | None, tuple[Finding, ...]]:
    """The day to publish by, and the reason if it cannot be known yet."""
    try:
        outer = legal_limit(desk.catalogue.obligations)
        return publish_by(matter, formed_on, calendar_of(desk, session), outer), ()
    except CalendarEnded as ended:
        return None, (Finding(ended.code, Severity.INFO, zh("公开时限"), ended.kept_what, ended.kept_todo),)


def _in_second_script(given: Mapping[str, str]) -> dict[str, str]:
    if strange := sorted(set(given) - set(BILINGUAL_LABELS)):
        raise Refusal(
            tr("第二种文字里没有这些项：{strange}。", strange=tr("、").join(strange)),
            safe=tr("什么都没有改动。"),
            todo=tr("可以写的有：{bilingual_labels}。", bilingual_labels=tr("、").join(BILINGUAL_LABELS)),
            code="unknown-field",
        )
    return {key: text for key, text in given.items() if text.strip()}


@dataclass(frozen=True, slots=True)
class Records:
    desk: Desk
    depth: RosterDepth = field(default_factory=RosterDepth)
    sums: RosterSums = field(default_factory=RosterSums)

    def new(self, matter: str, form: str = "", content: RecordContent | None = None) -> Outcome[str]:
        """A draft under a matter (code or name); its id. An unfinished draft is fine, an unknown field is not."""
        desk = self.desk
        found = desk.catalogue.matter(matter)
        chosen = desk.catalogue.form(form, found) if form else desk.catalogue.form_for(found)
        require_role(desk, Role.DRAFTER, tr("写记录"))
        given = content or RecordContent(title="", formed_on=desk.clock.today(), disclosure=found.disclosure)
        refuse_unknown(chosen, given.values)
        with desk.home.database.reading() as session:
            due, findings = deadline(desk, session, found, given.formed_on)
            usual = {**defaults(chosen), **office_defaults(session, chosen, found)}
        values = canonical_values(chosen, {**usual, **given.values})
        record = Record(
            id=new_id(desk.clock),
            organisation=desk.organisation.code,
            matter=found.code,
            form=chosen.code,
            edition=desk.catalogue.edition.number,
            title=given.title.strip() or found.name,
            disclosure=given.disclosure,
            withheld_code=given.withheld_code,
            withheld_reason=given.withheld_reason,
            formed_on=given.formed_on,
            publish_by=due,
            drafted_by=desk.account.name,
            origin_device=desk.home.device.id,
            updated_at=desk.now(),
        )
        with desk.home.database.transaction() as session:
            records.add(session, record, values, place_of(chosen, found), _in_second_script(given.bilingual))
            desk.note(session, "drafted", record.id, matter=found.code)
        return Outcome(record.id, changed(Topic.RECORDS), findings)

    def save(self, record: str, content: RecordContent, seen: str = "") -> Outcome[Record]:
        """Keep the working content; on return it is on the disk. Values may be raw or canonical. What stands in a second
        script is kept as it is (`Bilingual.save`).

        ``seen`` is the version (`RecordView.version`) this content was made from: Refusal ``changed-meanwhile`` when
        another one was saved since.
        """
        desk = self.desk
        with desk.home.database.transaction() as session:
            known = records.get(session, record)
            require_editable(desk, known, tr("写记录"))
            stored = records.content(session, record)
            if seen and seen != version_of(stored):
                raise Refusal(
                    tr("“{title}”在您打开以后，又在另一个窗口里改过、存过了。", title=known.title),
                    safe=tr("您写的还在屏幕上，那边存下的也在。"),
                    todo=tr("请看过以后再定用哪一份。"),
                    code="changed-meanwhile",
                )
            form, matter = self._form(known), desk.catalogue.matter(known.matter)
            refuse_unknown(form, content.values)
            values = canonical_values(form, content.values)
            if any(values.get(field.key) for field in form.fields if field.computed_from):
                sums = self.sums.of(session, record, sum_places(form))
                values = without_computed(form, values, stored_totals(sums, form, known))
            kept = content.model_copy(update={"values": values, "bilingual": stored.bilingual})
            saved = records.save_content(session, record, kept, max(desk.now(), known.updated_at))
            due, findings = deadline(desk, session, matter, kept.formed_on)
            saved = records.put(session, saved.model_copy(update={"publish_by": due}))
        return Outcome(saved, changed(Topic.RECORDS), findings)

    def get(self, record: str) -> RecordView:
        """The record opened, with what this account may do with it and what the checks say."""
        opened, findings = self.head(record), self.findings(record)
        return replace(opened, findings_count=len(findings), findings=tuple(findings))

    def head(self, record: str, *, at_once: bool = False) -> RecordView:
        """The record opened without what the checks say. ``at_once``: also without the sums of a long roster that would
        have to be added up first (``summed`` tells); so it takes the same moment however long the roster."""
        desk = self.desk
        with desk.home.database.reading() as session:
            known = records.get(session, record)
            form = self._form(known)
            stored = records.content(session, record)
            places = sum_places(form)
            sums = self.sums.known(session, record, places)
            if sums is None and not (at_once and known.roster_count > SHORT_ROSTER):
                sums = self.sums.of(session, record, places)
            counted = {"count": str(known.roster_count)}
            totals = counted if sums is None else stored_totals(sums, form, known)
            content = stored if sums is None else filled_up(form, stored, totals)
            entries = audit.of_subject(session, record)
            sealed = tuple(revisions.of_record(session, record))
        may, refusal = record_steps.allowed(known, desk)
        return RecordView(
            record=known,
            form=form,
            matter=desk.catalogue.matter(known.matter),
            content=content,
            totals=shown_totals(form, totals),
            may=may,
            refusal=refusal,
            steps=record_steps.marks(known, entries),
            revisions=sealed,
            findings_count=0,
            history=record_steps.history(entries),
            version=version_of(stored),
            summed=sums is not None,
        )

    def look_through(self, record: str) -> None:
        """Notes where the rows of a long roster stand, so that nobody who scrolls waits for it."""
        with self.desk.home.database.reading() as session:
            self.depth.prepare(session, record)

    def findings(self, record: str, progress: Progress | None = None) -> list[Finding]:
        """What the checks and the privacy gate say, the blocking first. Ticks often: it may take seconds."""
        with self.desk.home.database.reading() as session:
            known = records.get(session, record)
            form = self._form(known)
            rows = rosters.watched_rows(session, record, known.revision, progress or Progress())
            content = with_computed(form, records.content(session, record), rows)
            return record_examination.examine(
                self.desk, session, known, form, content, rows, progress=progress
            )

    @property
    def finds_by_id_tail(self) -> bool:
        """Whether this account's searches also look at the last four characters of ID numbers."""
        return self.desk.account.role in SEES_TAILS

    def page(self, wanted: RecordFilter, offset: int = 0, limit: int = 50) -> list[RecordLine]:
        """Latest change first."""
        with self.desk.home.database.reading() as session:
            found = records.lines(session, query_of(wanted, self.desk.account.role), offset, limit)
        return [line_of(record, self.desk.catalogue) for record in found]

    def count(self, wanted: RecordFilter) -> int:
        with self.desk.home.database.reading() as session:
            return records.count(session, query_of(wanted, self.desk.account.role))

    def look(self, wanted: RecordFilter, limit: int = 50) -> tuple[dict[RecordState, int], list[RecordLine]]:
        """Counts by state whatever states are wanted, and the first lines in those: one search for both."""
        with self.desk.home.database.reading() as session:
            counts, found = records.look(session, query_of(wanted, self.desk.account.role), limit)
        return counts, [line_of(record, self.desk.catalogue) for record in found]

    def search(self, text: str, limit: int = 50) -> list[RecordLine]:
        """By any fragment of title, matter, names, pinyin initials, index number."""
        return self.page(RecordFilter(text=text), 0, limit)

    def rows(self, record: str, offset: int = 0, limit: int = 100) -> list[RosterRow]:
        """A stretch of the newest roster in printed order."""
        with self.desk.home.database.looking() as look:
            return self.depth.rows(look, record, offset, limit)

    def row_count(self, record: str) -> int:
        with self.desk.home.database.reading() as session:
            return records.get(session, record).roster_count

    def save_row(self, record: str, row: RosterRow) -> Outcome[RosterRow]:
        """Keep one changed row; each value must be readable."""
        with self.desk.home.database.transaction() as session:
            known, form = self._editable(session, record)
            kept = row.with_values(_row_values(form, row.values))
            rosters.put_row(session, record, known.revision, kept)
            self._touch(session, known)
        return Outcome(kept, changed(Topic.RECORDS, Topic.ROSTERS))

    def save_rows(
        self, record: str, rows: Sequence[RosterRow], new: Sequence[Mapping[str, str]] = ()
    ) -> Outcome[list[RosterRow]]:
        """Keep changed rows and add ``new`` ones at the end, all of them or none; the added ones."""
        with self.desk.home.database.transaction() as session:
            known, form = self._editable(session, record)
            last = rosters.last_position(session, record, known.revision)
            kept = [row.with_values(_row_values(form, row.values)) for row in rows]
            added = [
                RosterRow(row=new_id(self.desk.clock), position=last + at, values=_row_values(form, values))
                for at, values in enumerate(new, 1)
            ]
            for row in kept + added:
                rosters.put_row(session, record, known.revision, row)
            self._touch(session, known)
        return Outcome(added, changed(Topic.RECORDS, Topic.ROSTERS))

    def add_row(self, record: str, values: Mapping[str, str]) -> Outcome[RosterRow]:
        """A new row at the end."""
        with self.desk.home.database.transaction() as session:
            known, form = self._editable(session, record)
            position = rosters.last_position(session, record, known.revision) + 1
            row = RosterRow(row=new_id(self.desk.clock), position=position, values=_row_values(form, values))
            rosters.put_row(session, record, known.revision, row)
            self._touch(session, known)
        return Outcome(row, changed(Topic.RECORDS, Topic.ROSTERS))

    def remove_rows(self, record: str, rows: list[str]) -> Outcome[int]:
        """Take rows out of the working roster; how many."""
        with self.desk.home.database.transaction() as session:
            known, _ = self._editable(session, record)
            rosters.remove_rows(session, record, known.revision, rows)
            self._touch(session, known)
        return Outcome(len(rows), changed(Topic.RECORDS, Topic.ROSTERS))

    def _editable(self, session: Session, record: str) -> tuple[Record, Form]:
        known = records.get(session, record)
        require_editable(self.desk, known, tr("写记录"))
        return known, self._form(known)

    def _touch(self, session: Session, record: Record) -> None:
        at = max(self.desk.now(), record.updated_at)  # the clock may have been moved back
        records.put(session, record.model_copy(update={"updated_at": at}))

    def _form(self, record: Record) -> Form:
        return self.desk.form_of(record)


def _row_values(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    known = {column.key: column for column in form.roster}
    return {key: parse_value(known[key], value) for key, value in values.items() if value and key in known}
