"""Carries out an import plan in the caller's one transaction, and makes the receipt. Applying twice changes nothing.

Nothing that came is lost: what cannot be taken in is held. What was there before is kept in the bundle's summary, so
that the whole import can be taken back.
"""

import json
from collections import Counter
from dataclasses import dataclass, replace

from sqlmodel import Session

from desktop.base.progress import Progress
from desktop.base.words import zh
from desktop.domain.exchange import IncomingBundle
from desktop.storage import bundles, revisions, rosters
from desktop.sync import before, quarantine
from desktop.sync.hand import Hand
from desktop.sync.merge import Case
from desktop.sync.plan import Desk, Plan, Planned, judge_again, scope_of
from desktop.sync.quarantine import HeldContent
from desktop.sync.receipts import Receipt, make_receipt, receipt_bytes
from desktop.sync.storing import Storing
from desktop.sync.take import TAKERS, PlaceOf, take
from desktop.sync.waiting import look_again, remember


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
    entries: dict[str, before.Entry] = {}
    done: list[Planned] = []
    with Storing(desk.store, plan.opened) as files:
        for item in plan.items:
            files.want(item)
        for number, item in enumerate(plan.items):
            if progress is not None:
                progress.step(zh("正在收进记录"), number, len(plan.items))
            received = item.received
            case = judge_again(session, desk, item, scope_of(plan.sender), plan.opened)
            judged = replace(item, case=case)
            files.want(judged)
            was = before.before(session, received.record) if case in TAKERS else None
            _carry_out(session, desk, plan, judged, place_of, hand)
            brought = bool(received.postings)
            now = before.after_taking(session, received.record, was, brought) if case in TAKERS else None
            entries[received.record] = before.entry(case, was, now)
            done.append(judged)
        files.settle()
    _compare(session, done)
    outcomes = [(item.received.record, item.received.revision, item.case) for item in done]
    receipt = make_receipt(
        plan.opened.header, outcomes, hand.office, hand.device.id, hand.device.signing_key, hand.at
    )
    _remember(session, plan, hand, receipt, entries)
    released = look_again(session, desk, place_of, hand)
    return Applied(receipt, released)


def _carry_out(
    session: Session, desk: Desk, plan: Plan, item: Planned, place_of: PlaceOf, hand: Hand
) -> None:
    received, line, apart = item.received, item.received.line, item.received.apart
    if item.case is Case.CONFLICT_KNOWN:
        return
    if line is not None and item.case in TAKERS:
        take(session, desk, received, line, item.case, place_of)
        return
    scope = scope_of(plan.sender)
    if line is not None:
        content = quarantine.content_of(line, received.rows, received.postings, scope)
    elif apart is not None:
        content = HeldContent(apart.content, apart.rows, apart.postings, scope)
    quarantine.hold(session, content, plan.opened.header.bundle, received.revision, item.case, hand.at)


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
    session: Session, plan: Plan, hand: Hand, receipt: Receipt, entries: dict[str, before.Entry]
) -> None:
    """The first arrival of a bundle stays on file; a repeated one only renews the receipt."""
    header, info = plan.opened.header, plan.opened.info
    known = bundles.find_incoming(session, header.bundle)
    if known is not None and not known.undone_at:
        bundles.put_incoming(session, known.model_copy(update={"receipt": receipt_bytes(receipt)}))
        taken = {record: entry for record, entry in entries.items() if before.moved(entry)}
        remember(session, header.bundle, taken)
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
            summary=json.dumps({"counts": counts, "before": entries}, ensure_ascii=False, sort_keys=True),
            receipt=receipt_bytes(receipt),
        ),
    )
