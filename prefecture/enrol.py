"""Enrols a county's device: its request is checked, the grant signed, the device remembered. Takes nothing else in."""

from datetime import date
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder
from desktop.domain.record import moment
from desktop.sync.enrolment import make_grant, read_request, write_document
from desktop.sync.refusals import NOTHING_TOUCHED
from prefecture.database import contacts
from prefecture.database.connection import connected
from prefecture.keys import Receiver

_YEARS = 3


def enrol(url: str, receiver: Receiver, request: Path, out: Path, clock: Clock) -> Path:
    """The signed grant as a file in ``out``. Refuses a forged request, an office not below ours, a changed key."""
    asked = read_request(request)
    today = clock.today()
    grant = make_grant(
        asked,
        receiver.party,
        receiver.signing_key,
        today,
        date(today.year + _YEARS, 12, 31),
        moment(clock.now()),
    )
    ensure_folder(out)
    with connected(url) as connection, connection.transaction():
        known = contacts.find(connection, grant.party.device)
        if known is not None and (known.signing_key, known.organisation) != (
            grant.party.key,
            grant.party.organisation.code,
        ):
            raise Refusal(
                f"“{known.unit}”的这台电脑以前登记过，密钥不一样，没有登记。",
                safe=NOTHING_TOUCHED,
                todo="请打电话核对；确实换了密钥，请对方作为新电脑重新申请。",
                code="enrolled-with-another-key",
            )
        contacts.put(connection, grant)
        return write_document(grant, out)
