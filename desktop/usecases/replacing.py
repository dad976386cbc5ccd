"""Sheets that a correction or a withdrawal made void, and the link between the old sheet and the new one."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.words import month_name, tr
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.notice import Notice, Posting
from desktop.domain.record import Record, RecordState
from desktop.printing.template import chinese_date
from desktop.storage import notices, postings
from desktop.usecases.desk import Desk
from desktop.usecases.notice_views import CORRECTED, WITHDRAWN


def void_reason(notice: Notice, record: Record) -> str:
    """CORRECTED or WITHDRAWN if the sheet no longer says what holds, else empty.

    While a correction is still being written the old sheet stays up: it is what was issued last.
    """
    if record.state is RecordState.WITHDRAWN:
        return WITHDRAWN
    if record.state in ISSUED_STATES and notice.revision < record.revision:
        return CORRECTED
    return ""


def older_sheets(session: Session, record: str, revision: int, part: str = "") -> list[Posting]:
    """Postings of earlier revisions of the record, in the order of the register.

    Of a village's sheet only those that the village's rows stood on: its own and those of the whole record.
    """
    known = {
        notice.id: notice.revision
        for notice in notices.of_record(session, record)
        if not part or notice.part in {"", part}
    }
    found = postings.of_record(session, record)
    return [entry for entry in found if known.get(entry.notice, revision) < revision]


def replaced_by(older: Sequence[Posting], board: str) -> Posting | None:
    """Which of the older sheets a new one on ``board`` stands for: the last on this board, else the last anywhere."""
    here = [entry for entry in older if entry.board == board]
    return next(reversed(here or list(older)), None)


def take_down_replaced(
    desk: Desk, session: Session, older: Sequence[Posting], new: Posting
) -> Iterator[Posting]:
    """The older sheets still up on the new one's board come down the day the new one goes up."""
    for entry in older:
        if entry.board != new.board or entry.removed_on is not None:
            continue
        reason = f"内容已更正，改贴{new.number}"
        yield postings.remove(session, entry.id, new.posted_on, desk.account.name, reason)
        record = notices.get(session, entry.notice).record
        desk.note(session, "taken-down", record, notice=entry.notice, board=entry.board, reason=reason)


def require_after(older: Sequence[Posting], board: str, on: date) -> None:
    """A correction cannot have hung before the sheet it corrects."""
    late = [entry for entry in older if entry.board == board and entry.posted_on > on]
    if late:
        raise Refusal(
            tr(
                "更正后的公示登记在 {month}月{day}日，早于原来那张的张贴日期。",
                month=month_name(on.month),
                day=on.day,
            ),
            safe=tr("登记没有改动。"),
            todo=tr("请核对日期。"),
            code="bad-date",
        )


def replaced_words(session: Session, record: Record, part: str = "") -> str:
    """The sheets a corrected notice stands for, as words; empty for a first issue or if none ever hung."""
    older = older_sheets(session, record.id, record.revision, part)
    if not older:
        return ""
    return "、".join(
        f"{chinese_date(entry.posted_on)}张贴的{entry.number}" for entry in _last_of_boards(older)
    )


def _last_of_boards(older: Sequence[Posting]) -> list[Posting]:
    return list({entry.board: entry for entry in older}.values())
