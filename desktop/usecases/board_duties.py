"""What the notices on the boards ask for: to be taken down, to be changed for a new one, or only to hang on. Reads only."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session

from desktop.base.words import tr
from desktop.domain.notice import Notice, Posting
from desktop.storage import notices, postings, records
from desktop.usecases.desk import Desk
from desktop.usecases.duty_views import Duty, day_words
from desktop.usecases.notice_views import WITHDRAWN
from desktop.usecases.replacing import void_reason


def hanging(desk: Desk, session: Session) -> Iterator[tuple[Posting, Notice]]:
    """What hangs now, posting by posting."""
    for posting in postings.page(session, organisation=desk.organisation.code, hanging=True):
        yield posting, notices.get(session, posting.notice)


def on_boards(desk: Desk, session: Session, today: date) -> Iterator[Duty]:
    """One duty per notice, whatever the number of boards it hangs on."""
    boards: dict[str, list[str]] = {}
    known: dict[str, Notice] = {}
    for posting, notice in hanging(desk, session):
        boards.setdefault(notice.id, []).append(posting.board)
        known[notice.id] = notice
    for notice in known.values():
        start, end = notice.period_start, notice.period_end
        if start is None or end is None:
            continue
        where = boards[notice.id]
        places = (
            where[0] if len(where) == 1 else tr("{where}等 {number} 处", where=where[0], number=len(where))
        )
        left = (end - today).days
        void = void_reason(notice, records.get(session, notice.record))
        context = tr(
            "公示期 {day} 至 {until}　{places}",
            day=day_words(start),
            until=day_words(end),
            places=places,
        )
        if void:
            said = tr("已撤回，要取下") if void == WITHDRAWN else tr("已更正，要换新的")
            action = ("remove", tr("登记撤下")) if void == WITHDRAWN else ("post", tr("去张贴"))
            yield Duty("today", notice.title, context, today, said, *action, notice.record, notice.id)
        elif left < 0:
            yield Duty(
                "today",
                notice.title,
                context,
                end,
                tr("期满待撤下") if left == -1 else tr("期满 {days} 天待撤下", days=-left),
                "remove",
                tr("登记撤下"),
                notice.record,
                notice.id,
            )
        else:
            yield Duty(
                "running",
                notice.title,
                context,
                end,
                _running(start, end, today),
                "show",
                tr("查看"),
                notice.record,
                notice.id,
            )


def _running(start: date, end: date, today: date) -> str:
    if today < start:  # far ahead only where the clock of the laptop is wrong
        tomorrow = start - today == timedelta(days=1)
        return tr("明天开始") if tomorrow else tr("{posted}开始", posted=day_words(start))
    return tr("今天期满") if end == today else tr("还剩 {days} 天", days=(end - today).days)
