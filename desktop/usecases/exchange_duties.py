"""What the exchange with other offices asks for: bundles without a receipt, what was given back, and what came from below and
waits for a person's word. Reads only.
"""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from desktop.base.words import tr
from desktop.storage import records, settings, travel
from desktop.sync.quarantine import CONFLICT
from desktop.usecases.conflicts import held_line
from desktop.usecases.desk import Desk
from desktop.usecases.duty_views import Duty, day_words
from desktop.usecases.exchange_desk import DECIDERS
from desktop.usecases.exchange_views import TRAVEL_WORDS, TravelState
from desktop.usecases.local_rules import RECEIPT_DAYS, USUAL_RECEIPT_DAYS
from desktop.usecases.permissions import is_ours
from desktop.usecases.record_lines import matter_words


def on_the_way(desk: Desk, session: Session, today: date) -> Iterator[Duty]:
    """Bundles without a receipt, and what the office above gave back."""
    patience = int(settings.get(session, RECEIPT_DAYS, USUAL_RECEIPT_DAYS))
    for record_id, step in travel.latest(session).items():
        record = records.find(session, record_id)
        if record is None or not is_ours(desk, record):
            continue
        if step.state in {TravelState.RETURNED, TravelState.CONFLICT}:
            said = tr(TRAVEL_WORDS[TravelState(step.state)])
            context = tr(
                "{matter}　{detail}",
                matter=matter_words(record, desk.catalogue),
                detail=tr(step.detail) or said,
            )
            yield Duty("returned", record.title, context, None, said, "show", tr("看一看"), record.id)
        elif step.state == TravelState.AWAITING_RECEIPT:
            sent = date.fromisoformat(step.at[:10])
            days = (today - sent).days
            context = tr("{sequence} 号包　{day} 写好", sequence=step.sequence, day=day_words(sent))
            late = days > patience
            said = tr("{days} 天没有回执", days=days) if late else tr("等县里回执")
            yield Duty(
                "late" if late else "waiting",
                record.title,
                context,
                None,
                said,
                "sync",
                tr("看一看"),
                record.id,
            )


def to_settle(desk: Desk, session: Session) -> Iterator[Duty]:
    """What came from below and waits for a person's word."""
    if desk.account.role not in DECIDERS:
        return
    for held in travel.held(session):
        line = held_line(session, held)
        said = tr("冲突，等您定") if line.kind == CONFLICT else tr("待查，等您看")
        context = tr("　").join(part for part in (line.unit, line.reason) if part)
        yield Duty("mine", line.title, context, None, said, "decide", tr("去定"))
