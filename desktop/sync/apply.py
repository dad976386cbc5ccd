"""Carries out an import plan in the caller's one transaction, and makes the receipt. Applying twice changes nothing.

Nothing that came is lost: what cannot be taken in is held. What was there before is kept in the bundle's summary, so
that the whole import can be taken back.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from pydantic import ValidationError
from sqlmodel import Session

from desktop.base.progress import Progress
from desktop.domain.exchange import Held, IncomingBundle
from desktop.domain.notice import Notice, Posting
from desktop.domain.record import Record, RecordContent, RecordState, Revision
from desktop.storage import attachments, bundles, notices, postings, records, revisions, rosters, travel
from desktop.storage.device import Device
from desktop.storage.records import RecordPlace
from desktop.storage.rosters import RowChange
from desktop.sync import quarantine
from desktop.sync.collect import local_columns
from desktop.sync.merge import Case
from desktop.sync.models import Office, PostingLine, RecordLine
from desktop.sync.plan import Desk, Plan, Planned, Received, judge, scope_of
from desktop.sync.quarantine import HeldContent
from desktop.sync.receipts import Receipt, make_receipt, receipt_bytes

PlaceOf = Callable[[str, str], RecordPlace]
"""(matter code, form code) → how storage finds such a record again."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who takes the bundle in: this laptop, its office, the account's name, the time as ISO text."""

    device: Device
    office: Office
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Applied:
    """``released``: ids of records that had waited in 待查 and could now be taken in."""

    receipt: Receipt
    released: tuple[str, ...]


def apply(
    plan: Plan, session: Session, desk: Desk, place_of: PlaceOf, hand: Hand, progress: Progress | None = None
) -> Applied:
    """Take in what the plan says, hold the rest, remember the bundle, give the signed receipt.

    ``session`` is a transaction begun after the plan was made; every record is judged once more in it, so that a plan
    that has grown old does no harm.
    """
    before: dict[str, list[object]] = {}
    done: list[Planned] = []
    for number, item in enumerate(plan.items):
        if progress is not None:
            progress.step("正在收进记录", number, len(plan.items))
        received = item.received
        case = judge(session, desk, received, scope_of(plan.sender), plan.opened)
        known = records.find(session, received.record)
        before[received.record] = [str(case), known.model_dump(mode="json") if known else None]
        _carry_out(session, desk, plan, replace(item, case=case), place_of, hand)
        done.append(replace(item, case=case))
    released = _look_again(session, desk, place_of, hand)
    _compare(session, done)
    outcomes = [(item.received.record, item.received.revision, item.case) for item in done]
    receipt = make_receipt(
        plan.opened.header, outcomes, hand.office, hand.device.id, hand.device.signing_key, hand.at
    )
    _remember(session, plan, hand, receipt, before)
    return Applied(receipt, released)


def _carry_out(
    session: Session, desk: Desk, plan: Plan, item: Planned, place_of: PlaceOf, hand: Hand
) -> None:
    received, line, apart = item.received, item.received.line, item.received.apart
    if item.case is Case.CONFLICT_KNOWN:
        return
    _store_files(desk, plan, line)
    if line is not None and item.case in _TAKERS:
        _take(session, desk, received, line, item.case, place_of)
        return
    scope = scope_of(plan.sender)
    if line is not None:
        content = quarantine.content_of(line, received.rows, received.postings, scope)
    elif apart is not None:
        content = HeldContent(apart.content, apart.rows, apart.postings, scope)
    quarantine.hold(session, content, plan.opened.header.bundle, received.revision, item.case, hand.at)


def _store_files(desk: Desk, plan: Plan, line: RecordLine | None) -> None:
    """Attachments go beside the database under their digest; one too many there does no harm. Which belong to a record
    that cannot be read nobody knows: then all are kept."""
    wanted = plan.opened.attachments if line is None else tuple(file.digest for file in line.attachments)
    for digest in wanted:
        if plan.opened.has_attachment(digest) and not desk.store.has(digest):
            desk.store.put(plan.opened.attachment(digest))


def _take(
    session: Session, desk: Desk, received: Received, line: RecordLine, case: Case, place_of: PlaceOf
) -> None:
    """Bring our side to theirs for the cases in which theirs adds to ours."""
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


_TAKERS = frozenset({Case.NEW, Case.THEIRS_NEWER, Case.MOVED_ON, Case.UNCHANGED, Case.OURS_NEWER})


def _take_content(
    session: Session, desk: Desk, received: Received, line: RecordLine, case: Case, place_of: PlaceOf
) -> None:
    head = line.revisions[-1].content
    content = RecordContent(
        title=line.title,
        formed_on=date.fromisoformat(line.formed_on),
        disclosure=head["disclosure"],
        withheld_code=head.get("withheld_code", ""),
        withheld_reason=head["withheld_reason"],
        values=head["values"],
    )
    if case is Case.NEW:
        records.add(session, _record(line), content.values, place_of(line.matter, line.form))
        have = 0
    else:
        have = len(revisions.of_record(session, line.record))
        ours = records.content(session, line.record).values
        content = content.model_copy(update={"values": {**_kept_here(desk, line, ours), **content.values}})
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


def _kept_here(desk: Desk, line: RecordLine, ours: dict[str, str]) -> dict[str, str]:
    """Values that never travel stay as they are on this laptop."""
    form = desk.form_of(line.matter, line.form)
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
    return [
        RowChange(
            change.row,
            change.revision,
            change.position,
            None if change.values is None else {**kept.get(change.row, {}), **change.values},
        )
        for change in received.rows
        if change.revision > have
    ]


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


def _look_again(session: Session, desk: Desk, place_of: PlaceOf, hand: Hand) -> tuple[str, ...]:
    """Take in what had waited and now fits, until nothing more does."""
    released: list[str] = []
    while True:
        moved = [entry for entry in travel.held(session) if _release(session, desk, entry, place_of, hand)]
        released += [entry.record for entry in moved]
        if not moved:
            return tuple(dict.fromkeys(released))


def _release(session: Session, desk: Desk, entry: Held, place_of: PlaceOf, hand: Hand) -> bool:
    if entry.kind != quarantine.QUARANTINED:
        return False
    content = quarantine.read_payload(entry.payload)
    try:
        line, rows, hung = content.understood()
    except ValidationError:
        return False
    received = Received(line.record, line.revision, line, rows, hung)
    case = judge(session, desk, received, content.sender, None)
    if case in _TAKERS:
        _take(session, desk, received, line, case, place_of)
    elif case is Case.BOTH_CHANGED:
        quarantine.hold(session, content, entry.bundle, entry.revision, case, hand.at)
    elif case is not Case.CONFLICT_KNOWN:
        return False
    travel.resolve(session, entry.id, str(case), hand.at, hand.by)
    return True


def _compare(session: Session, done: list[Planned]) -> None:
    """At the end: what was taken in stands as it was sent. A difference is a fault of ours and undoes everything."""
    for item in done:
        line = item.received.line
        if line is None or item.case not in {Case.NEW, Case.THEIRS_NEWER}:
            continue
        stored = revisions.find(session, line.record, line.revision)
        rows = rosters.row_count(session, line.record, line.revision)
        if stored is None or stored.digest != line.digest or rows != line.roster_count:
            raise RuntimeError(f"record {line.record} was not stored as it was received")


def _remember(
    session: Session, plan: Plan, hand: Hand, receipt: Receipt, before: dict[str, list[object]]
) -> None:
    """The first arrival of a bundle stays on file; a repeated one only renews the receipt."""
    header, info = plan.opened.header, plan.opened.info
    known = bundles.find_incoming(session, header.bundle)
    if known is not None and not known.undone_at:
        bundles.put_incoming(session, known.model_copy(update={"receipt": receipt_bytes(receipt)}))
        return
    counts = Counter(str(item.treatment) for item in plan.items)
    bundles.put_incoming(
        session,
        IncomingBundle(
            bundle=header.bundle,
            device=header.device,
            organisation=header.organisation,
            sequence=header.sequence,
            digest=header.sha256,
            previous=info.previous,
            imported_at=hand.at,
            imported_by=hand.by,
            summary=json.dumps({"counts": counts, "before": before}, ensure_ascii=False, sort_keys=True),
            receipt=receipt_bytes(receipt),
        ),
    )
