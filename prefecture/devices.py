"""What a person decides about the devices that send here: stop one, or say that one which looked odd is in order.

A program only sees signs; nothing here is decided by itself.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder
from desktop.domain.record import moment
from desktop.sync.models import division_prefix
from desktop.sync.revocation import (
    WORDS,
    Reason,
    Revocations,
    Revoked,
    make_revocations,
    read_revocations,
    write_revocations,
)
from prefecture.database import bundles, contacts, troubles
from prefecture.database.connection import Connection, connected
from prefecture.intake import Answer, Intake, lock_county

_UNTOUCHED = "什么都没有改动。"


class Decision(StrEnum):
    """``explained``: the laptop is in order, what waited is loaded. The others stop the device for good."""

    EXPLAINED = "explained"
    RESTORED = "restored"
    CLONED = "cloned"


DECISION_WORDS: dict[Decision, str] = {
    Decision.EXPLAINED: "情况已问清，等着的包可以入库",
    Decision.RESTORED: "电脑从备份恢复过：停用旧登记，让它换新登记",
    Decision.CLONED: "电脑被复制过：停用这台电脑",
}
_REASONS: dict[Decision, Reason] = {Decision.RESTORED: "restored", Decision.CLONED: "cloned"}


@dataclass(frozen=True, slots=True)
class Decided:
    """``loaded``: what had waited and is in now. ``refused``: why others are not."""

    unit: str
    loaded: tuple[Answer, ...]
    refused: tuple[Refusal, ...]
    dropped: int


def decide(intake: Intake, device: str, decision: Decision) -> Decided:
    """A person's answer to what was seen of a device. Refuses where there is nothing to decide."""
    with connected(intake.url) as connection:
        contact = _known(connection, device)
        with connection.transaction():
            lock_county(connection, contact.organisation[:6])
            if not troubles.decide(connection, device, decision, intake.clock.now()):
                raise Refusal(f"“{contact.unit}”这台电脑没有要定的情况。", safe=_UNTOUCHED, code="no-trouble")
            reason = _REASONS.get(decision)
            dropped = _stop(intake, connection, device, reason) if reason else 0
            files = bundles.waiting_of(connection, device)
    loaded, refused = list[Answer](), list[Refusal]()
    with intake.one_after_another() as take:
        for file in files:
            try:
                loaded.append(take(intake.store.path_of(file)))
            except Refusal as refusal:
                refused.append(refusal)
    return Decided(contact.unit, tuple(loaded), tuple(refused), dropped)


def revoke(intake: Intake, device: str, reason: Reason) -> contacts.Contact:
    """From now on nothing of this device is taken in; what came before stays."""
    with connected(intake.url) as connection:
        contact = _known(connection, device)
        with connection.transaction():
            lock_county(connection, contact.organisation[:6])
            _stop(intake, connection, device, reason)
        return _known(connection, device)


def _stop(intake: Intake, connection: Connection, device: str, reason: Reason) -> int:
    if contacts.revoke(connection, device, reason, moment(intake.clock.now())):
        own = intake.receiver.device
        contacts.put_stop_list(connection, own, contacts.stop_list(connection, own) + 1)
    return bundles.drop_halted(connection, device, f"电脑已停用（{WORDS[reason]}）")


def write_list(intake: Intake, folder: Path) -> Path:
    """The signed list of all stopped devices as a file, for the counties."""
    with connected(intake.url) as connection:
        said = stop_list_now(intake, connection)
    if said is None:
        raise Refusal("还没有停用过电脑，没有名单可写。", safe="什么都没有写。", code="nothing-revoked")
    return write_revocations(said, ensure_folder(folder))


def stop_list_now(intake: Intake, connection: Connection) -> Revocations | None:
    """The signed list of all stopped devices as it is now; None if none ever was."""
    number = contacts.stop_list(connection, intake.receiver.device)
    if not number:
        return None
    entries = tuple(
        Revoked(
            device=one.device,
            organisation=one.organisation,
            key=one.signing_key,
            at=one.revoked_at,
            reason=one.revoked_for or "left",
        )
        for one in contacts.revoked(connection)
    )
    receiver = intake.receiver
    return make_revocations(
        receiver.office, receiver.device, receiver.signing_key, number, entries, moment(intake.clock.now())
    )


def take_list(intake: Intake, path: Path) -> tuple[Revocations, list[str]]:
    """A county's list of stopped devices: those of them enrolled here are stopped here too; their units.

    Refuses a list that is not signed by a county enrolled here, or is older than the last one. Devices of other offices
    on it are passed over.
    """
    with connected(intake.url) as connection:
        known = {one.device: one for one in contacts.every(connection) if not one.revoked_at}
        numbers = {device: contacts.stop_list(connection, device) for device in known}
        said = read_revocations(path, {one.device: one.signing_key for one in known.values()}, numbers)
        granter = known[said.device]
        below = division_prefix(granter.organisation, granter.level)
        stopped = []
        with connection.transaction():
            lock_county(connection, granter.organisation[:6])
            for entry in said.revoked:
                contact = known.get(entry.device)
                if contact is None or contact.signing_key != entry.key or contact == granter:
                    continue
                if contact.organisation.startswith(below):
                    _stop(intake, connection, contact.device, entry.reason)
                    stopped.append(contact.unit)
            contacts.put_stop_list(connection, said.device, said.number)
    return said, stopped


def _known(connection: Connection, device: str) -> contacts.Contact:
    contact = contacts.find(connection, device)
    if contact is None:
        raise Refusal(
            "没有登记过这台电脑。",
            safe=_UNTOUCHED,
            todo="请用 mingbai-prefecture devices 看编号。",
            code="device-not-found",
        )
    return contact
