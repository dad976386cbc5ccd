"""Gathers from the database what the receiver does not have yet: issued records, their revisions and row changes since
what was acknowledged, their postings, their attachments once. Reads only.

Values and columns of class ``local`` never get this far into a bundle.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.form import DisclosureClass, Form
from desktop.domain.record import Record, RecordState, Revision, row_digest
from desktop.storage import attachments, notices, postings, records, returned, revisions, rosters, settings
from desktop.storage.attachments import Attachments
from desktop.storage.roster_versions import cells_of
from desktop.sync.export import Contents
from desktop.sync.models import AttachmentLine, PostingLine, RecordLine, RevisionLine, RowLine
from desktop.sync.roster_chain import roster_holds
from desktop.sync.row_lines import AnyRow, WrittenRow, are_identifiers

FormOf = Callable[[str, str], Form | None]
OwnFormOf = Callable[[Record], Form | None]
"""By the edition the record was made under: what stays here was settled when it was sealed."""
"""(matter code, form code) → the form, None if unknown here."""

TRAVELLING = ISSUED_STATES | {RecordState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the receiver said it has of a record: its newest revision, and the mark of the card it saw last."""

    revision: int = 0
    mark: str = ""
    sequence: int = 0


def acknowledged(session: Session, record: str) -> Acknowledged:
    kept = settings.get(session, f"acknowledged:{record}")
    return Acknowledged(kept["revision"], kept["mark"], kept["sequence"]) if kept else Acknowledged()


def note_acknowledged(session: Session, record: str, known: Acknowledged) -> None:
    value = {"revision": known.revision, "mark": known.mark, "sequence": known.sequence}
    settings.put(session, f"acknowledged:{record}", value)


def local_columns(form: Form) -> frozenset[str]:
    return frozenset(column.key for column in form.roster if column.disclosure is DisclosureClass.LOCAL)


def without(values: dict[str, str], keys: frozenset[str]) -> dict[str, str]:
    if not keys:
        return values
    return {key: value for key, value in values.items() if key not in keys}


def collect(session: Session, store: Attachments, organisation: str, form_of: OwnFormOf) -> Contents:
    """Contents for the receiver above: the records of the divisions whose codes begin with ``organisation``, own ones and
    those that came from below, their chains as they are. What was given back waits for its correction."""
    heads: dict[str, int] = {}
    for record, number, _ in revisions.sealed_heads(session):
        heads[record] = max(number, heads.get(record, 0))
    gathered: list[RecordLine] = []
    rows: list[AnyRow] = []
    hung: list[PostingLine] = []
    files: dict[str, None] = {}
    sm3: dict[str, str] = {}
    forms: dict[tuple[str, str], Form] = {}
    for record, head in heads.items():
        known = records.get(session, record)
        if (
            known.state not in TRAVELLING
            or not known.organisation.startswith(organisation)
            or head != known.revision
            or returned.find(session, record, head)
        ):
            continue
        told = acknowledged(session, record)
        posted = posting_lines(session, record)
        try:
            line = record_line(session, known, told.revision)
        except ValidationError as error:
            raise _does_not_fit(known, error) from error
        if not line.revisions and line.mark(posted) == told.mark:
            continue
        form = form_of(known)
        if form is None:
            raise Refusal(
                tr("“{title}”用的表单不在本机的目录里，不能判断哪些内容可以发出去。", title=known.title),
                safe=tr("什么都没有写。"),
                todo=tr("请先收县里发的目录包，再发。"),
                code="unknown-form",
            )
        gathered.append(line)
        hung += posted
        if line.revisions:
            rows += _rows(session, line, told.revision, form)
            before = revisions.find(session, record, told.revision)
            known_files = set(before.content["attachments"]) if before else set()
            files |= dict.fromkeys(file.digest for file in line.attachments if file.digest not in known_files)
            forms[known.matter, known.form] = form
            sm3 |= attachments.sm3_of(session, record)
    return Contents(
        tuple(gathered),
        tuple(rows),
        tuple(hung),
        tuple(files),
        store.deciphered,
        tuple((matter, form) for (matter, _), form in forms.items()),
        sm3,
    )


def _does_not_fit(record: Record, error: ValidationError) -> Refusal:
    places = tr("、").join(sorted({str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}))
    return Refusal(
        tr(
            "“{title}”放不进包里：有内容太长，或写法不合规定（{places}）。",
            title=record.title[:40],
            places=places,
        ),
        safe=tr("什么都没有写。"),
        todo=tr("请更正这条记录后再发。"),
        code="does-not-fit",
    )


def plain_name(name: str) -> str:
    """A file name that leads nowhere on any system; nothing else about it is changed."""
    return re.sub(r"[/\\\x00-\x1f\x7f]", "_", name).lstrip(".")[-255:] or "附件"


def record_line(session: Session, known: Record, after: int) -> RecordLine:
    """The record's card with its sealed revisions past number ``after``."""
    sealed = revisions.of_record(session, known.id)
    listed = set(sealed[-1].content["attachments"])
    files = [file for file in attachments.of_record(session, known.id) if file[0] in listed]
    card: dict[str, Any] = known.model_dump(mode="json", include=set(RecordLine.model_fields) - {"revisions"})
    attached = tuple(
        AttachmentLine(digest=digest, name=plain_name(name), media=media, size=size)
        for digest, name, media, size in files
    )
    return RecordLine.model_validate(
        {
            **card,
            "issued_on": card["issued_on"] or "",
            "publish_by": card["publish_by"] or "",
            "record": known.id,
            "attachments": attached,
            "revisions": tuple(_revision_line(revision) for revision in sealed if revision.number > after),
        }
    )


def _revision_line(revision: Revision) -> RevisionLine:
    return RevisionLine(**revision.model_dump(mode="json", exclude={"record"}))


def posting_lines(session: Session, record: str) -> tuple[PostingLine, ...]:
    """Every sheet of the record on every board, with its notice."""
    made = {notice.id: notice for notice in notices.of_record(session, record)}
    return tuple(
        PostingLine(
            record=record,
            notice=made[posting.notice].model_dump(mode="json"),
            posting=posting.model_dump(mode="json"),
        )
        for posting in postings.of_record(session, record)
    )


def written(
    record: str, changes: Iterable[tuple[str, int, int, bytes | None]], local: frozenset[str]
) -> list[AnyRow]:
    """Stored row changes as they travel: the very bytes that are stored, unless it holds what stays here."""
    if local:
        changes = [
            (row, revision, position, cells and cells_of(without(json.loads(cells), local)).encode())
            for row, revision, position, cells in changes
        ]
    return [
        RowLine(record=record, revision=revision, row=row, position=position, values=None)
        if cells is None
        else WrittenRow(record, revision, row, position, cells)
        for row, revision, position, cells in changes
    ]


def _rows(session: Session, line: RecordLine, after: int, form: Form) -> list[AnyRow]:
    """The row changes of the revisions sent, proven to give the roster that was issued."""
    local = local_columns(form)
    changes = written(line.record, rosters.changes_between(session, line.record, after, line.revision), local)
    before = {
        row.row: (row.position, row_digest(row.row, row.position, without(row.values, local)))
        for row in (rosters.iterate(session, line.record, after) if after else ())
    }
    named = are_identifiers([change.row for change in changes])
    if not named or not roster_holds(line, changes, before, local):
        raise Refusal(
            tr("“{title}”的名单和签发时的不一样。", title=line.title),
            safe=tr("什么都没有写。"),
            todo=tr("请不要再改动数据，先做一份备份，请县里的管理员来看。"),
            code="roster-differs",
        )
    return changes
