"""Contacts: the devices of other offices that were enrolled here, and this laptop's own county."""

from sqlmodel import Session, col, select

from desktop.domain.exchange import Contact
from desktop.storage.tables import ContactRow


def put(session: Session, contact: Contact) -> None:
    """Add a device, or replace what is known of it."""
    session.merge(ContactRow(**contact.model_dump()))
    session.flush()


def find(session: Session, device: str) -> Contact | None:
    row = session.get(ContactRow, device)
    return None if row is None else _contact(row)


def upward(session: Session) -> Contact | None:
    """The office bundles go to, if it was enrolled and not revoked; the latest grant counts."""
    chosen = select(ContactRow).where(col(ContactRow.upward), ContactRow.revoked_at == "")
    row = session.exec(chosen.order_by(col(ContactRow.granted_at).desc()).limit(1)).first()
    return None if row is None else _contact(row)


def every(session: Session) -> list[Contact]:
    found = session.exec(select(ContactRow).order_by(col(ContactRow.organisation), col(ContactRow.device)))
    return [_contact(row) for row in found]


def _contact(row: ContactRow) -> Contact:
    return Contact.model_validate(row.model_dump())
