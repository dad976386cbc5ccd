"""More laptops than the two of the fixtures: a second one of the same township, and the prefecture above the county."""

import shutil
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import delete, select

from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.storage.tables import DeviceRow, OutgoingRow
from desktop.sync.seal import new_identity
from desktop.usecases.office import Office, Session
from tests.conftest import PASSPHRASE

PREFECTURE = Organisation(
    code="632200", unit="海云藏族自治州政务公开办公室", level=Level.PREFECTURE, short_name="海云州"
)


def second_laptop(office: Office, home: Path, to: Path, who: str, passphrase: str = PASSPHRASE) -> Session:
    """A copy of a closed or open township home that became a device of its own, as a new laptop set up from a backup
    does; not enrolled yet."""
    shutil.copytree(home, to, ignore=shutil.ignore_patterns("*.lock", "lock*"))
    session = office.open(to, who, passphrase)
    with session.desk.home.database.transaction() as database:
        device = database.exec(select(DeviceRow)).one()
        made_at = device.made_at
        database.delete(device)
        database.flush()
        key = Ed25519PrivateKey.generate().private_bytes_raw()
        own = "0199f000-0000-7000-8000-0000000000b2"
        database.add(DeviceRow(id=own, signing_key=key, identity=new_identity(), made_at=made_at))
        database.exec(delete(OutgoingRow))
    session.close()
    return office.open(to, who, passphrase)


def join(below: Session, above: Session, folder: Path) -> None:
    """Request, grant, accept."""
    request = below.exchange.request_enrolment(folder).value
    _, grant = above.exchange.grant(request, folder).value
    below.exchange.accept_grant(grant)


def prefecture(office: Office, folder: Path) -> Session:
    """A home of the prefecture, opened by its administrator."""
    session, _ = office.create(folder, PREFECTURE, "卓玛", Role.ADMIN, PASSPHRASE)
    return session


def send(below: Session, above: Session, stick: Path) -> tuple[int, int, int, int]:
    """Export, import, receipt back: accepted, duplicate, conflict, rejected."""
    path = below.exchange.export(stick).value.path
    result = above.exchange.import_(path, stick).value
    got = below.exchange.receive_receipt(result.receipt).value
    return got.accepted, got.duplicate, got.conflict, got.rejected
