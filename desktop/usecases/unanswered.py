"""Objections without an answer, as things due. Who objected is not said here."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from desktop.base.words import tr
from desktop.storage import notices, objections
from desktop.usecases.desk import Desk
from desktop.usecases.duty_views import Duty, day_words, standing


def unanswered(desk: Desk, session: Session, today: date) -> Iterator[Duty]:
    """One duty per open objection of this office."""
    for entry in objections.page(session, desk.organisation.code, only_open=True):
        notice = notices.get(session, entry.notice)
        kind, words = ("mine", tr("等答复")) if entry.answer_by is None else standing(entry.answer_by, today)
        limit = tr("，应于 {day} 前答复", day=day_words(entry.answer_by)) if entry.answer_by else ""
        context = tr(
            "第 {number} 号异议，{day} 收到{limit}",
            number=entry.number,
            day=day_words(entry.received_on),
            limit=limit,
        )
        yield Duty(
            kind, notice.title, context, entry.answer_by, words, "objection", tr("去答复"),
            notice.record, notice.id, objection=entry.id,
        )  # fmt: skip
