"""Takes one received record in: its card, revisions, roster changes, files and postings. Whether it may be is judged before.

What was there already stays; what never travels stays as it is on this laptop.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlmodel import Session

from desktop.domain.notice import Notice, Posting
from desktop.domain.record import Record, RecordContent, RecordState, Revision
from desktop.storage import attachments, notices, postings, records, revisions, rosters
from desktop.storage.records import RecordPlace
from desktop.storage.roster_versions import cells_of
from desktop.storage.rosters import RowChange
from desktop.sync.collect import local_columns
from desktop.sync.merge import Case
from desktop.sync.models import PostingLine, RecordLine
from desktop.sync.plan import Desk, Received
from desktop.sync.row_lines import WrittenRow

PlaceOf = Callable[[str, str], RecordPlace]
"""(matter code, form code) → how storage finds such a record again."""


def take(
    session: Session, desk: Desk, received: Received, line: RecordLine, case: Case, place_of: PlaceOf
) -> None:
    """Bring our side to theirs for the cases in which theirs adds to ours (`TAKERS`); in the caller's transaction."""
    if case in {Case.NEW, Case.THEIRS_NEWER}:
        _take_content(session, desk, received, line, case, place_of)
    elif case is Case.MOVED_ON:
        update = {
            "state": RecordState(line.state),
            "return_reason": line.return_reason,
            "updated_at": line.updated_at,
        }
        records.put(session, records.get(session, line.record).model_copy(update=update))
    _take_postings(session, desk, line, received.postings)


TAKERS = frozenset({Case.NEW, Case.THEIRS_NEWER, Case.MOVED_ON, Case.UNCHANGED, Case.OURS_NEWER})


def _take_content(
    session: Session, desk: Desk, received: Received, line: RecordLine, case: Case, place_of: PlaceOf
) -> None:
    content = content_of(line.revisions[-1].content)
    if case is Case.NEW:
        place = place_of(line.matter, line.form)
        records.add(session, _record(line), content.values, place, content.bilingual)
        have = 0
    else:
        have = len(revisions.of_record(session, line.record))
        ours = records.content(session, line.record).values
        content = content.model_copy(
            update={"values": {**kept_here(desk, line.matter, line.form, ours), **content.values}}
        )
        records.save_content(session, line.record, content, line.updated_at)
        records.put(session, _record(line))
    for entry in line.revisions:
        if entry.number > have:
            revisions.seal(session, Revision(record=line.record, **entry.model_dump()))
    rosters.apply_changes(session, line.record, _changes(session, desk, received, line, have))
    attachments.replace_all(
        session, line.record, [(file.digest, file.name, file.media, file.size) for file in line.attachments]
    )


def _record(line: RecordLine) -> Record:
    fields = line.model_dump(mode="json", include=set(Record.model_fields))
    dates = {
        key: line_date or None
        for key, line_date in (("issued_on", line.issued_on), ("publish_by", line.publish_by))
    }
    return Record.model_validate({**fields, **dates, "id": line.record})


def content_of(sealed: dict[str, Any]) -> RecordContent:
    """A revision's sealed content as working content."""
    return RecordContent(
        title=sealed["title"],
        formed_on=date.fromisoformat(sealed["formed_on"]),
        disclosure=sealed["disclosure"],
        withheld_code=sealed.get("withheld_code", ""),
        withheld_reason=sealed["withheld_reason"],
        values=sealed["values"],
        bilingual=sealed.get("bilingual", {}),
    )


def kept_here(desk: Desk, matter: str, form_code: str, ours: dict[str, str]) -> dict[str, str]:
    """Values that never travel stay as they are on this laptop."""
    form = desk.form_of(matter, form_code)
    local = {field.key for field in form.fields if field.disclosure == "local"} if form else set()
    return {key: value for key, value in ours.items() if key in local}


def _changes(
    session: Session, desk: Desk, received: Received, line: RecordLine, have: int
) -> list[RowChange]:
    form = desk.form_of(line.matter, line.form)
    local = local_columns(form) if form else frozenset()
    kept: dict[str, dict[str, str]] = {}
    if local and have:
        for row in rosters.iterate(session, line.record, have):
            kept[row.row] = {key: value for key, value in row.values.items() if key in local}
    changes: list[RowChange] = []
    for change in received.rows:
        if change.revision > have:
            cells = change.cells if isinstance(change, WrittenRow) else change.values_text
            values = kept.get(change.row)
            if cells is not None and values:
                cells = cells_of({**values, **(change.values or {})})
            changes.append(RowChange(change.row, change.revision, change.position, cells))
    return changes


def _take_postings(session: Session, desk: Desk, line: RecordLine, hung: tuple[PostingLine, ...]) -> None:
    register = line.organisation
    if register == desk.organisation:
        register = f"{register} {line.origin_device}"  # another laptop's register is a chain of its own
    for entry in hung:
        notice = Notice.model_validate(entry.notice)
        known = notices.find(session, notice.id)
        if known is None:
            notices.add(session, notice)
        elif notice.number and not known.number:
            notices.put(session, notice)
        postings.receive(session, Posting.model_validate(entry.posting), register)
