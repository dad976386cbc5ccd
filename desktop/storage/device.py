"""This laptop's own keys: one to sign with, one to be sealed to. They live in the encrypted database only."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import x25519
from sqlmodel import Session, select

from desktop.base.clock import Clock
from desktop.base.ids import new_id
from desktop.domain.record import moment
from desktop.storage.tables import DeviceRow


@dataclass(frozen=True, slots=True)
class Device:
    """``signing_key`` is the 32-byte Ed25519 private key, ``identity`` the age secret text (AGE-SECRET-KEY-1…)."""

    id: str
    signing_key: bytes = field(repr=False)
    identity: str = field(repr=False)
    made_at: str = ""

    @property
    def public_key(self) -> str:
        """The Ed25519 public key, 64 hexadecimal digits."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_key).public_key().public_bytes_raw().hex()

    @property
    def recipient(self) -> str:
        """The age recipient others seal to (age1…)."""
        return str(x25519.Identity.from_str(self.identity).to_public())

    def sign(self, data: bytes) -> bytes:
        """64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_key).sign(data)


def create(session: Session, clock: Clock) -> Device:
    device = Device(
        new_id(clock),
        Ed25519PrivateKey.generate().private_bytes_raw(),
        str(x25519.Identity.generate()),
        moment(clock.now()),
    )
    row = DeviceRow(
        id=device.id, signing_key=device.signing_key, identity=device.identity, made_at=device.made_at
    )
    session.add(row)
    return device


def renew(session: Session, clock: Clock) -> Device:
    """Another id and other keys in place of the ones before, which are gone from then on."""
    session.delete(session.exec(select(DeviceRow)).one())
    session.flush()
    made = create(session, clock)
    session.flush()
    return made


def read(session: Session) -> Device:
    row = session.exec(select(DeviceRow)).one()
    return Device(row.id, row.signing_key, row.identity, row.made_at)
