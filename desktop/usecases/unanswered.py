"""Objections without an answer, as things due. Who objected is not said here."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from desktop.storage import notices, objections
from desktop.usecases.desk import Desk
from desktop.usecases.duty_views import Duty, day_words, standing


def unanswered(desk: Desk, session: Session, today: date) -> Iterator[Duty]:
    """One duty per open objection of this office."""
    for entry in objections.page(session, desk.organisation.code, only_open=True):
        notice = notices.get(session, entry.notice)
        kind, words = ("mine", "等答复") if entry.answer_by is None else standing(entry.answer_by, today)
        limit = f"，应于 {day_words(entry.answer_by)} 前答复" if entry.answer_by else ""
        context = f"第 {entry.number} 号异议，{day_words(entry.received_on)} 收到{limit}"
        yield Duty(
            kind, notice.title, context, entry.answer_by, words, "objection", "去答复",
            notice.record, notice.id, objection=entry.id,
        )  # fmt: skip
