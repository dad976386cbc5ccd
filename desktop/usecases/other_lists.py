"""Whether persons or accounts of one roster stand in another list of the same kind and period: paid twice, mostly a slip."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from desktop.base.progress import Progress
from desktop.base.words import zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.record import Record, RecordContent, RosterRow
from desktop.rules.listing import limited
from desktop.storage import rosters
from desktop.storage.roster_numbers import ListBeside, digests, lists_beside
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
    progress: Progress | None = None,
) -> list[Finding]:
    """A warning for each row whose ID number or account stands in another open or issued list of the period. Ticks from list
    to list."""
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
    by_digest = {key: digests(numbers) for key, numbers in own.items()}
    found: list[Finding] = []
    for other in others:
        if progress is not None:
            progress.tick()
        same = desk.shelf.numbers.shared(session, other, list(own), by_digest)
        for column in columns:
            if column.key in same:
                found.extend(_shared(session, other, column, own[column.key], same[column.key]))
    return limited(found)


def _others(session: Session, record: Record, content: RecordContent) -> Iterator[ListBeside]:
    """Lists of the same matter, form and period that were not withdrawn."""
    for other in lists_beside(session, record.id, _MOST_LISTS):
        if all(other.values.get(key, "") == content.values.get(key, "") for key in PERIOD):
            yield other


def _shared(
    session: Session, other: ListBeside, column: FormField, own: dict[str, RosterRow], same: set[int]
) -> Iterator[Finding]:
    numbers = [number for number in own if hash(number) in same]
    for position, number in rosters.rows_holding(session, other.id, other.revision, column.key, numbers):
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
