"""Looks again at what waits in 待查: after a bundle, after a new catalogue, when a person asks. What fits now is taken in."""

import json

from pydantic import ValidationError
from sqlmodel import Session

from desktop.domain.exchange import Held
from desktop.storage import bundles, travel
from desktop.sync import before, quarantine
from desktop.sync.hand import Hand
from desktop.sync.merge import Case
from desktop.sync.plan import Desk, Received, judge, ours_of
from desktop.sync.take import TAKERS, PlaceOf, take


def look_again(session: Session, desk: Desk, place_of: PlaceOf, hand: Hand) -> tuple[str, ...]:
    """Take in what had waited and now fits, until nothing more does; the ids of those records."""
    released: list[str] = []
    while True:
        moved = [entry for entry in travel.held(session) if release(session, desk, entry, place_of, hand)]
        released += [entry.record for entry in moved]
        if not moved:
            return tuple(dict.fromkeys(released))


def release(session: Session, desk: Desk, entry: Held, place_of: PlaceOf, hand: Hand) -> bool:
    """Take in one thing held if it fits now; whether it did, or became a conflict."""
    if entry.kind != quarantine.QUARANTINED:
        return False
    content = quarantine.read_payload(entry.payload)
    try:
        line, rows, hung = content.understood()
    except ValidationError:
        return False
    received = Received(line.record, line.revision, line, rows, hung)
    case = judge(session, desk, received, ours_of(session, line.record), content.sender, None)
    if case in TAKERS:
        was = before.before(session, line.record)
        take(session, desk, received, line, case, place_of)
        known = before.entry(case, was, before.after_taking(session, line.record, was, bool(hung)))
        remember(session, entry.bundle, {line.record: known})
    elif case is Case.BOTH_CHANGED:
        quarantine.hold(session, content, entry.bundle, entry.revision, case, hand.at)
    elif case is not Case.CONFLICT_KNOWN:
        return False
    travel.resolve(session, entry.id, str(case), hand.at, hand.by)
    return True


def remember(session: Session, bundle: str, entries: dict[str, before.Entry]) -> None:
    """Add to the summary of a bundle that arrived earlier what it brought only now. An unknown bundle is let be: the one
    in hand is remembered at its end."""
    known = bundles.find_incoming(session, bundle)
    if known is None or known.undone_at:
        return
    summary = json.loads(known.summary)
    summary["before"] = {**summary.get("before", {}), **entries}
    text = json.dumps(summary, ensure_ascii=False, sort_keys=True)
    bundles.put_incoming(session, known.model_copy(update={"summary": text}))
