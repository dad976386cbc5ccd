"""Two revisions of a record side by side: any two that are sealed, or a sealed one and what is being worked on."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.codelist import CodeList
from desktop.domain.form import Form
from desktop.domain.record import Record, RosterRow
from desktop.rules.withholding import LISTS
from desktop.storage import records, revisions, rosters
from desktop.usecases.desk import Desk
from desktop.usecases.differences import differences
from desktop.usecases.record_content import with_computed
from desktop.usecases.record_views import Difference

Side = tuple[Mapping[str, Any], list[RosterRow]]


def compare(desk: Desk, session: Session, record: str, old: int, new: int) -> list[Difference]:
    """What revision ``new`` changes against ``old``, in the order of the form; everything as new if ``old`` is 0."""
    known = records.get(session, record)
    form = desk.form_of(known)
    before, old_rows = _side(session, known, form, old) if old else (None, [])
    after, new_rows = _side(session, known, form, new)
    return differences(form, before, after, old_rows, new_rows, reason_names(desk.catalogue.code_lists))


def _side(session: Session, record: Record, form: Form, number: int) -> Side:
    rows = rosters.rows_at(session, record.id, number)
    sealed = revisions.find(session, record.id, number)
    if sealed is not None:
        return sealed.content, rows
    if number != record.revision:
        raise Refusal(
            tr("“{title}”没有修订 {number}。", title=record.title, number=number),
            todo=tr("请从列出的修订里选。"),
            code="no-revision",
        )
    return with_computed(form, records.content(session, record.id), rows).model_dump(mode="json"), rows


def reason_names(lists: Mapping[str, CodeList]) -> dict[str, str]:
    """The legal reasons for not publishing, by code."""
    return {
        code.code: tr("{cite}：{name}", cite=code.cite, name=code.name)
        for slug in LISTS.values()
        if slug in lists
        for code in lists[slug].entries
    }
