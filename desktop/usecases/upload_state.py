"""What the home remembers of the road over the line: which bundles wait, how far each came, since when it is cut.

Kept in the encrypted database, as the server's addresses are nobody else's business. Sends nothing.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from desktop.storage import bundles, contacts, settings
from desktop.sync.line import outbox
from desktop.sync.read import parse_model
from desktop.sync.receipts import Receipt
from desktop.usecases.desk import Desk
from desktop.usecases.exchange_views import ReceiptSummary
from desktop.usecases.line_settings import read_settings
from desktop.usecases.upload_views import Answered, LineState, Pending

FOLDER = "outbox"
_WAYS, _PAUSED, _CUT = "uploads", "upload-paused", "upload-cut-since"
_ANSWERED_SHOWN = 10


def outbox_of(desk: Desk) -> Path:
    return desk.home.folder / FOLDER


def ways(session: Session) -> dict[str, dict[str, Any]]:
    """By bundle: ``server`` and the ``location`` given there, ``arrived``, ``refused``."""
    found: dict[str, dict[str, Any]] = settings.get(session, _WAYS, {})
    return found


def put_way(session: Session, bundle: str, way: Mapping[str, Any] | None) -> None:
    known = ways(session)
    if way is None:
        known.pop(bundle, None)
    else:
        known[bundle] = dict(way)
    settings.put(session, _WAYS, known)


def put_paused(session: Session, paused: bool) -> None:
    settings.put(session, _PAUSED, paused)


def note_cut(session: Session, at: str) -> None:
    """Nothing gets through from ``at`` on, unless that is known already; an empty text: it holds again."""
    if bool(settings.get(session, _CUT, "")) != bool(at):
        settings.put(session, _CUT, at)


def line_state(desk: Desk, session: Session) -> LineState:
    line, known = read_settings(session), ways(session)
    sent = {bundle.bundle: bundle for bundle in bundles.outgoing(session)}
    pending = []
    for entry in outbox.waiting(outbox_of(desk)):
        way, made = known.get(entry.bundle, {}), sent.get(entry.bundle)
        if made is not None and not made.receipt_at:
            records, at = len({record for record, _ in made.contents}), made.exported_at
            state = bool(way.get("arrived")), bool(way.get("refused"))
            pending.append(Pending(entry.bundle, entry.sequence, entry.size, records, at, *state))
    came_back = sorted((b for b in sent.values() if b.receipt_at), key=lambda b: b.receipt_at, reverse=True)
    answered = [
        Answered(bundle.receipt_at, _summary(bundles.receipt_of(session, bundle.bundle)))
        for bundle in came_back[:_ANSWERED_SHOWN]
    ]
    return LineState(
        line.server,
        line.automatic,
        bool(settings.get(session, _PAUSED, False)),
        contacts.upward(session) is not None,
        tuple(pending),
        tuple(answered),
        settings.get(session, _CUT, "") if any(not entry.arrived for entry in pending) else "",
    )


def long_cut(desk: Desk, session: Session) -> list[tuple[Pending, int]]:
    """The bundles that a line cut for more than a day keeps here, each with the whole days."""
    since: str = settings.get(session, _CUT, "")
    if not since:
        return []
    days = (desk.clock.now() - datetime.fromisoformat(since)) // timedelta(days=1)
    if days < 1:
        return []
    return [(entry, days) for entry in line_state(desk, session).pending if not entry.arrived]


def _summary(data: bytes) -> ReceiptSummary:
    receipt = parse_model(Receipt, data)  # its signature was looked at when it came
    found = receipt.counts
    return ReceiptSummary(
        receipt.bundle, receipt.sequence, found.accepted, found.duplicate, found.conflict, found.rejected
    )
