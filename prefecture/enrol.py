"""Enrols a county's device: its request is checked, the grant signed, the device remembered. Takes nothing else in."""

from datetime import date
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder
from desktop.domain.record import moment
from desktop.sync.enrolment import make_grant, read_request, write_document
from desktop.sync.refusals import NOTHING_TOUCHED
from desktop.sync.revocation import WORDS, Reason
from prefecture.database import contacts
from prefecture.database.connection import connected
from prefecture.keys import Receiver

_YEARS = 3
NEEDS_NEW_KEYS: frozenset[Reason] = frozenset({"lost", "restored", "cloned"})


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
        if known is not None and known.revoked_for in NEEDS_NEW_KEYS:
            raise Refusal(
                f"“{known.unit}”的这台电脑停用过（{WORDS[known.revoked_for]}），不能照原样再登记。",
                safe=NOTHING_TOUCHED,
                todo="请对方在那台电脑上换新的身份（mingbai device renew），再写申请。",
                code="enrolled-and-stopped",
            )
        if known is not None and known.revoked_at:
            contacts.put_stop_list(
                connection, receiver.device, contacts.stop_list(connection, receiver.device) + 1
            )
        contacts.put(connection, grant)
        return write_document(grant, out)
