"""Hanging a record's notice on a board, and the sentences about it: the same from preview and from the boards."""

from datetime import date, timedelta

from desktop.base.changes import NOTHING, Changes
from desktop.base.words import tr
from desktop.domain.notice import Posting
from desktop.ui.text import day
from desktop.usecases.notice_views import PLAIN, Look
from desktop.usecases.office import Session


def hang(
    session: Session,
    record: str,
    board: str,
    on: date,
    paper: str = "A4",
    part: str = "",
    look: Look = PLAIN,
) -> tuple[Posting, Changes]:
    """Post the newest notice of the record's present revision on ``board``; make that notice if there is none yet.

    ``part`` is the village whose sheet hangs. Without it, a board that carries the name of a village for which a sheet
    was made gets that sheet, any other board the sheet of the whole record.

    A board named for the first time is added. Refusals of the use case pass through.
    """
    notices = session.notices
    if board not in notices.boards():
        notices.add_board(board)
    revision = session.records.get(record).record.revision
    known = [notice for notice in notices.notices_of(record) if notice.revision == revision]
    part = part or next((notice.part for notice in known if notice.part and notice.part in board), "")
    made = [notice for notice in known if notice.part == part]
    changes: Changes = NOTHING
    if not made:
        outcome = notices.make(record, None, paper, part, look=look)
        made, changes = [outcome.value], outcome.changes
    posted = notices.post(made[-1].id, board, on)
    return posted.value, posted.changes | changes


def posted_words(posting: Posting, today: date) -> str:
    """After hanging: the number, the last day of the period, the first day it may come down."""
    last = posting.due_down_on - timedelta(days=1)
    return tr(
        "已登记张贴：{number}，{last}期满，{due_down_on}起可以撤下。",
        number=posting.number,
        last=day(last, today),
        due_down_on=day(posting.due_down_on, today),
    )


def removed_words(posting: Posting, today: date) -> str:
    on = day(posting.removed_on or today, today)
    return tr("已登记撤下：{number}，{on}。", number=posting.number, on=on)
