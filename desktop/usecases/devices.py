"""The laptops that send here: which are let in, which are stopped, and what is to be done when one of them does not behave
like one laptop. A program only sees signs; a person decides.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder
from desktop.base.words import tr, zh
from desktop.domain.account import Role
from desktop.domain.exchange import Contact
from desktop.storage import bundles, contacts, settings
from desktop.storage import device as own_device
from desktop.sync import own_keys, revocation
from desktop.sync.lineage_here import note_explained, signs_here
from desktop.sync.opened import OpenedBundle
from desktop.sync.outgoing import forget_unanswered, office_of
from desktop.sync.revocation import Reason, Revocations, Revoked
from desktop.sync.signing import fingerprint
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_role

_NUMBER = "revocations:number"
_TAKEN = "revocations:taken"
_WHY = "revoked:"
_TROUBLE = "device-trouble:"


StopReason = Reason
STOP_WORDS: dict[StopReason, str] = dict(revocation.WORDS)


class Decision(StrEnum):
    """``explained``: take the bundle in, the laptop is in order. The others stop the device for good."""

    EXPLAINED = "explained"
    RESTORED = "restored"
    CLONED = "cloned"


DECISION_WORDS: dict[Decision, str] = {
    Decision.EXPLAINED: zh("情况已问清，这个包可以收"),
    Decision.RESTORED: zh("电脑从备份恢复过：停用旧登记，让它换新登记"),
    Decision.CLONED: zh("电脑被复制过：停用这台电脑"),
}


_REASONS: dict[Decision, Reason] = {Decision.RESTORED: "restored", Decision.CLONED: "cloned"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was seen of a device: the bundle that did not fit, when it was shown here (ISO time), and the signs."""

    bundle: str
    sequence: int
    seen_at: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device below. ``stopped_for`` is Chinese, empty while it is let in; ``last`` the highest bundle number here."""

    device: str
    unit: str
    organisation: str
    fingerprint: str
    granted_at: str
    valid_until: str
    revoked_at: str
    stopped_for: str
    last: int
    trouble: Trouble | None


@dataclass(frozen=True, slots=True)
class Devices:
    desk: Desk

    def every(self) -> list[DeviceLine]:
        """All devices below, by office."""
        with self.desk.home.database.reading() as session:
            return [_line(session, one) for one in contacts.every(session) if not one.upward]

    def revoke(self, device: str, reason: Reason) -> Outcome[Contact]:
        """From now on nothing of this device is taken in; the list of stopped devices grows."""
        desk = self.desk
        require_role(desk, Role.ADMIN, tr("停用一台电脑"))
        with desk.home.database.transaction() as session:
            contact = self._below(session, device)
            stopped = self._stop(session, contact, reason)
        return Outcome(stopped, changed(Topic.SETTINGS, Topic.BUNDLES))

    def decide(self, device: str, decision: Decision) -> Outcome[Contact]:
        """A person's answer to what was seen of a device."""
        desk = self.desk
        require_role(desk, Role.ADMIN, tr("决定怎么处理一台电脑"))
        with desk.home.database.transaction() as session:
            contact = self._below(session, device)
            trouble = _trouble(session, device)
            if trouble is None:
                raise Refusal(
                    tr("“{unit}”这台电脑没有要处理的情况。", unit=contact.unit),
                    safe=tr("什么都没有改动。"),
                    code="no-trouble",
                )
            settings.put(session, _TROUBLE + device, None)
            if decision is Decision.EXPLAINED:
                note_explained(session, device, trouble.bundle)
            else:
                contact = self._stop(session, contact, _REASONS[decision])
            desk.note(session, "device-decided", device, decision=str(decision), bundle=trouble.bundle)
        return Outcome(contact, changed(Topic.SETTINGS, Topic.BUNDLES))

    def revocations(self) -> Revocations | None:
        """The signed list as it stands; None while no device was ever stopped. For packs and returns to carry."""
        desk = self.desk
        with desk.home.database.reading() as session:
            number = settings.get(session, _NUMBER, 0)
            if not number:
                return None
            stopped = tuple(
                Revoked(
                    device=one.device,
                    organisation=one.organisation,
                    key=one.signing_key,
                    at=one.revoked_at,
                    reason=settings.get(session, _WHY + one.device, {"reason": "left"})["reason"],
                )
                for one in contacts.every(session)
                if one.revoked_at and not one.upward
            )
        device = desk.home.device
        return revocation.make_revocations(
            office_of(desk.organisation), device.id, device.signing_key, number, stopped, desk.now()
        )

    def write_revocations(self, folder: Path) -> Path:
        """The list as a file, for a stick."""
        said = self.revocations()
        if said is None:
            raise Refusal(
                tr("还没有停用过电脑，没有名单可写。"), safe=tr("什么都没有写。"), code="nothing-revoked"
            )
        return revocation.write_revocations(said, ensure_folder(folder))

    def take_revocations(self, said: Path | bytes) -> Outcome[Revocations]:
        """Take in the list of the office above. If this very laptop is on it, it no longer counts as let in."""
        desk = self.desk
        with desk.home.database.transaction() as session:
            keys = {one.device: one.signing_key for one in contacts.every(session) if one.upward}
            known: dict[str, int] = settings.get(session, _TAKEN, {})
            listed = (
                revocation.parse_revocations(said, keys, known)
                if isinstance(said, bytes)
                else revocation.read_revocations(said, keys, known)
            )
            settings.put(session, _TAKEN, {**known, listed.device: listed.number})
            own = desk.home.device.id
            if any(one.device == own for one in listed.revoked):
                _leave(session, listed.made_at, listed.device)
            desk.note(session, "revocations", listed.device, number=listed.number)
        return Outcome(listed, changed(Topic.SETTINGS))

    def renew(self) -> Outcome[str]:
        """A new identity for this laptop after it was restored from a backup: new id, new keys, numbers from 1. What was
        sent and not answered is sent again. The new id on return; the home must be opened anew, then enrolled anew."""
        desk = self.desk
        require_role(desk, Role.ADMIN, tr("给本机换新的身份"))
        desk.home.make_backup("before-new-device")
        with desk.home.database.transaction() as session:
            old = desk.home.device.id
            forget_unanswered(session, old)
            made = own_device.renew(session, desk.clock)
            own_keys.forget_guomi_keys(session)
            for one in contacts.every(session):
                if one.upward:
                    contacts.put(session, one.model_copy(update={"revoked_at": desk.now()}))
            desk.note(session, "device-renewed", made.id, before=old)
        return Outcome(made.id, changed(Topic.SETTINGS, Topic.BUNDLES, Topic.RECORDS))

    def _below(self, session: Session, device: str) -> Contact:
        contact = contacts.find(session, device)
        if contact is None or contact.upward:
            raise Refusal(
                tr("没有登记过这台电脑。"),
                safe=tr("什么都没有改动。"),
                todo=tr("请从列表里选一台。"),
                code="device-not-found",
            )
        return contact

    def _stop(self, session: Session, contact: Contact, reason: Reason) -> Contact:
        desk = self.desk
        if contact.revoked_at:
            return contact
        stopped = contact.model_copy(update={"revoked_at": desk.now()})
        contacts.put(session, stopped)
        settings.put(session, _WHY + contact.device, {"reason": reason, "by": desk.account.name})
        settings.put(session, _NUMBER, settings.get(session, _NUMBER, 0) + 1)
        desk.note(session, "device-revoked", contact.device, unit=contact.unit, reason=reason)
        return stopped


def halt_if_troubled(desk: Desk, opened: OpenedBundle) -> None:
    """Remember what was seen and stop the import of this sender's bundle until a person has decided."""
    with desk.home.database.reading() as session:
        found = signs_here(session, opened.header, opened.info)
    if not found:
        return
    header = opened.header
    told = {
        "bundle": header.bundle,
        "sequence": header.sequence,
        "seen_at": desk.now(),
        "texts": [one.text for one in found],
    }
    with desk.home.database.transaction() as session:
        settings.put(session, _TROUBLE + header.device, told)
        desk.note(session, "device-trouble", header.device, bundle=header.bundle, sequence=header.sequence)
    raise Refusal(
        tr(
            "设备状况要由人处理：{text}这台电脑可能从备份恢复过，或者被复制过。",
            text=zh("").join(one.text for one in found),
        ),
        safe=tr("这个包没有收，原有数据没有动。"),
        todo=tr("请打电话问清楚发送单位，再在“同步 · 加入”里的“许可过的电脑”中选怎么处理。"),
        code="device-state",
    )


def _leave(session: Session, at: str, upward: str) -> None:
    contact = contacts.find(session, upward)
    if contact is not None and not contact.revoked_at:
        contacts.put(session, contact.model_copy(update={"revoked_at": at}))


def _trouble(session: Session, device: str) -> Trouble | None:
    said: dict[str, Any] | None = settings.get(session, _TROUBLE + device)
    if not said:
        return None
    return Trouble(said["bundle"], said["sequence"], said["seen_at"], tuple(said["texts"]))


def _line(session: Session, one: Contact) -> DeviceLine:
    why = settings.get(session, _WHY + one.device, {"reason": ""})["reason"]
    last = max((bundle.sequence for bundle in bundles.incoming(session, one.device)), default=0)
    stopped_for = revocation.WORDS.get(why, tr("已停用")) if one.revoked_at else ""
    return DeviceLine(
        one.device, one.unit, one.organisation, fingerprint(one.signing_key), one.granted_at, one.valid_until,
        one.revoked_at, stopped_for, last, _trouble(session, one.device),
    )  # fmt: skip
