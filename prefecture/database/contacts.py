"""The devices enrolled here, and which of them are stopped."""

from dataclasses import dataclass
from typing import Literal

from desktop.sync.enrolment import Grant
from desktop.sync.models import division_prefix
from desktop.sync.revocation import Reason
from prefecture.database.connection import Connection


@dataclass(frozen=True, slots=True)
class Contact:
    """A county's (or township's) device and its public key."""

    device: str
    organisation: str
    unit: str
    level: str
    signing_key: str
    valid_until: str
    revoked_at: str
    revoked_for: Reason | Literal[""]

    @property
    def scope(self) -> str:
        """With what the codes begin whose records this device may bring."""
        return division_prefix(self.organisation, self.level)


_COLUMNS = "device, organisation, unit, level, signing_key, valid_until, revoked_at, revoked_for"


def find(connection: Connection, device: str) -> Contact | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM contacts WHERE device = %s", (device,)).fetchone()
    return Contact(*row) if row else None


def every(connection: Connection) -> list[Contact]:
    found = connection.execute(f"SELECT {_COLUMNS} FROM contacts ORDER BY organisation, device")
    return [Contact(*row) for row in found]


def put(connection: Connection, grant: Grant) -> None:
    """Remember a device by its grant; a renewed grant takes the old one's place and lifts a revocation."""
    party = grant.party
    connection.execute(
        "INSERT INTO contacts (device, organisation, unit, level, signing_key, recipient, granted_at, valid_until, statement)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (device) DO UPDATE SET unit = excluded.unit,"
        " recipient = excluded.recipient, granted_at = excluded.granted_at, valid_until = excluded.valid_until,"
        " statement = excluded.statement, revoked_at = '', revoked_for = ''",
        (
            party.device,
            party.organisation.code,
            party.organisation.unit,
            party.organisation.level,
            party.key,
            party.recipient,
            grant.granted_at,
            grant.valid_until,
            grant.canonical(),
        ),
    )


def revoke(connection: Connection, device: str, reason: Reason, at: str) -> bool:
    """Whether there was such a device that was not stopped yet."""
    done = connection.execute(
        "UPDATE contacts SET revoked_at = %s, revoked_for = %s WHERE device = %s AND revoked_at = ''",
        (at, reason, device),
    )
    return done.rowcount == 1


def revoked(connection: Connection) -> list[Contact]:
    found = connection.execute(f"SELECT {_COLUMNS} FROM contacts WHERE revoked_at <> '' ORDER BY device")
    return [Contact(*row) for row in found]


def stop_list(connection: Connection, device: str) -> int:
    """The number of the newest list of stopped devices signed by ``device``; 0 for none."""
    row = connection.execute("SELECT number FROM stop_lists WHERE device = %s", (device,)).fetchone()
    return int(row[0]) if row else 0


def put_stop_list(connection: Connection, device: str, number: int) -> None:
    connection.execute(
        "INSERT INTO stop_lists (device, number) VALUES (%s, %s) ON CONFLICT (device) DO UPDATE SET number = excluded.number",
        (device, number),
    )
