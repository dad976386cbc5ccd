"""The devices enrolled here."""

from dataclasses import dataclass

from desktop.sync.enrolment import Grant
from desktop.sync.models import division_prefix
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

    @property
    def scope(self) -> str:
        """With what the codes begin whose records this device may bring."""
        return division_prefix(self.organisation, self.level)


_COLUMNS = "device, organisation, unit, level, signing_key, valid_until, revoked_at"


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
        " statement = excluded.statement, revoked_at = ''",
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


def revoke(connection: Connection, device: str, at: str) -> bool:
    """Whether there was such a device."""
    done = connection.execute(
        "UPDATE contacts SET revoked_at = %s WHERE device = %s AND revoked_at = ''", (at, device)
    )
    return done.rowcount == 1
