"""Bundles 同步包 that left and that arrived, with their receipts. What is in them is the exchange's matter."""

import json

from sqlmodel import Session, col, delete, func, select

from desktop.domain.exchange import IncomingBundle, OutgoingBundle
from desktop.storage.tables import IncomingRow, OutgoingRow

_OUT = set(OutgoingBundle.model_fields) - {"contents"}


def next_sequence(session: Session) -> int:
    """From 1, without a gap. Taken up by `add_outgoing` in the same transaction."""
    return (session.exec(select(func.max(OutgoingRow.sequence))).one() or 0) + 1


def add_outgoing(session: Session, bundle: OutgoingBundle) -> None:
    contents = json.dumps([list(pair) for pair in bundle.contents])
    session.add(OutgoingRow(**bundle.model_dump(include=_OUT), contents=contents))
    session.flush()


def last_outgoing(session: Session) -> OutgoingBundle | None:
    row = session.exec(select(OutgoingRow).order_by(col(OutgoingRow.sequence).desc()).limit(1)).first()
    return None if row is None else _outgoing(row)


def find_outgoing(session: Session, bundle: str) -> OutgoingBundle | None:
    row = session.exec(select(OutgoingRow).where(OutgoingRow.bundle == bundle)).first()
    return None if row is None else _outgoing(row)


def outgoing(session: Session) -> list[OutgoingBundle]:
    return [_outgoing(row) for row in session.exec(select(OutgoingRow).order_by(col(OutgoingRow.sequence)))]


def take_out_outgoing(session: Session) -> list[OutgoingBundle]:
    """All bundles of ours, no longer counted: the laptop begins a new row under another id."""
    known = outgoing(session)
    session.exec(delete(OutgoingRow))
    session.flush()
    return known


def keep_receipt(session: Session, bundle: str, receipt: bytes, at: str) -> None:
    """Note the receipt that came back for a bundle of ours; it must be known."""
    row = session.exec(select(OutgoingRow).where(OutgoingRow.bundle == bundle)).one()
    row.receipt, row.receipt_at = receipt, at
    session.flush()


def receipts(session: Session) -> list[bytes]:
    """The receipts that came back for bundles of ours, in the order of the bundles."""
    chosen = select(OutgoingRow.receipt).where(OutgoingRow.receipt_at != "")
    return list(session.exec(chosen.order_by(col(OutgoingRow.sequence))))


def receipt_of(session: Session, bundle: str) -> bytes:
    """The receipt that came back for a bundle of ours; empty if none has."""
    row = session.exec(select(OutgoingRow).where(OutgoingRow.bundle == bundle)).first()
    return b"" if row is None else row.receipt


def without_receipt(session: Session) -> list[int]:
    """Sequence numbers that left and were not answered, up from the smallest."""
    chosen = select(OutgoingRow.sequence).where(OutgoingRow.receipt_at == "")
    return list(session.exec(chosen.order_by(col(OutgoingRow.sequence))).all())


def put_incoming(session: Session, bundle: IncomingBundle) -> None:
    """Note an arrived bundle, or replace what is known of it (its receipt, its being taken back)."""
    session.merge(IncomingRow(**bundle.model_dump()))
    session.flush()


def find_incoming(session: Session, bundle: str) -> IncomingBundle | None:
    row = session.get(IncomingRow, bundle)
    return None if row is None else _incoming(row)


def incoming(session: Session, device: str = "") -> list[IncomingBundle]:
    """All arrivals, or those of one device, by device and sequence."""
    chosen = select(IncomingRow).order_by(col(IncomingRow.device), col(IncomingRow.sequence))
    if device:
        chosen = chosen.where(IncomingRow.device == device)
    return [_incoming(row) for row in session.exec(chosen)]


def missing_sequences(session: Session, device: str) -> list[int]:
    """Numbers below the highest one arrived from ``device`` that never came. One that was taken back did come: what was in
    it is asked for again record by record."""
    here = set(session.exec(select(IncomingRow.sequence).where(IncomingRow.device == device)).all())
    return [number for number in range(1, max(here, default=0)) if number not in here]


def _outgoing(row: OutgoingRow) -> OutgoingBundle:
    contents = tuple((str(record), int(revision)) for record, revision in json.loads(row.contents))
    return OutgoingBundle.model_validate({**row.model_dump(include=_OUT), "contents": contents})


def _incoming(row: IncomingRow) -> IncomingBundle:
    return IncomingBundle.model_validate(row.model_dump())
