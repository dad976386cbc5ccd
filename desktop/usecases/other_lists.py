"""Whether persons or accounts of one roster stand in another list of the same kind and period: paid twice, mostly a slip."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from desktop.base.words import zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.record import Record, RecordContent, RecordState, RosterRow
from desktop.rules.listing import limited
from desktop.storage import records, rosters
from desktop.storage.records import RecordQuery
from desktop.usecases.desk import Desk

PERIOD = ("year", "quarter", "month", "period", "period_text")
"""Keys of forms that say for when a list is made; two lists are compared where all of them agree."""
_MOST_LISTS = 500
_NUMBERS = {FieldType.ID_NUMBER: "same-person-elsewhere", FieldType.BANK_ACCOUNT: "same-account-elsewhere"}


def clashes(
    desk: Desk,
    session: Session,
    record: Record,
    form: Form,
    content: RecordContent,
    rows: Sequence[RosterRow],
) -> list[Finding]:
    """A warning for each row whose ID number or account stands in another open or issued list of the period."""
    columns = [column for column in form.roster if column.type in _NUMBERS]
    if not columns or not rows:
        return []
    others = list(_others(session, record, content))
    if not others:
        return []
    own: dict[str, dict[str, RosterRow]] = {column.key: {} for column in columns}
    for row in rows:
        for column in columns:
            if number := row.values.get(column.key):
                own[column.key].setdefault(number, row)
    found = [
        finding
        for other in others
        for column in columns
        for finding in _shared(session, other, column, own[column.key])
    ]
    return limited(found)


def _others(session: Session, record: Record, content: RecordContent) -> Iterator[Record]:
    """Lists of the same matter, form and period that were not withdrawn."""
    for known in records.page(session, RecordQuery(matter=record.matter), 0, _MOST_LISTS):
        if known.id == record.id or known.form != record.form or not known.roster_count:
            continue
        if known.state is RecordState.WITHDRAWN:
            continue
        values = records.content(session, known.id).values
        if all(values.get(key, "") == content.values.get(key, "") for key in PERIOD):
            yield known


def _shared(
    session: Session, other: Record, column: FormField, own: dict[str, RosterRow]
) -> Iterator[Finding]:
    for position, number in rosters.rows_holding(session, other.id, other.revision, column.key, own):
        row = own[number]
        place = zh("第 {position} 行“{label}”", position=row.position, label=column.label)
        text = zh(
            "第 {position} 行的{label}（尾号 {number}）也在另一份名单里：“{title}”第 {other} 行。",
            position=row.position,
            label=column.label,
            number=number[-4:],
            title=other.title,
            other=position,
        )
        advice = zh("同一期的补助一般只能领一次，请核对是哪一份写重了。")
        yield Finding(_NUMBERS[column.type], Severity.WARN, place, text, advice)
