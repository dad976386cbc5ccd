"""The register of bundles that arrived, and of those that were turned away."""

from dataclasses import dataclass
from datetime import datetime

from desktop.sync.models import BundleInfo, Header
from desktop.sync.receipts import Receipt, receipt_bytes
from prefecture.database.connection import Connection


@dataclass(frozen=True, slots=True)
class Known:
    """A bundle that was here before. ``status`` is arrived, halted (a person must decide first), loaded or refused."""

    file: str
    status: str
    reason: str
    rejected: int
    arrival: bytes
    receipt: bytes | None

    @property
    def settled(self) -> bool:
        """Nothing of it is left to be done: the receipt stands."""
        return self.status == "loaded" and self.rejected == 0


def find(connection: Connection, bundle: str) -> Known | None:
    row = connection.execute(
        "SELECT file, status, reason, rejected, arrival, receipt FROM bundles WHERE bundle = %s", (bundle,)
    ).fetchone()
    return Known(*row) if row else None


def arrived(connection: Connection, header: Header, file: str, arrival: bytes, at: datetime) -> None:
    """The bytes are here and whole. The first arrival stands."""
    connection.execute(
        "INSERT INTO bundles (bundle, device, organisation, sequence, file, digest, size, arrived_at, status, arrival)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 'arrived', %s) ON CONFLICT (bundle) DO NOTHING",
        (
            header.bundle,
            header.device,
            header.organisation,
            header.sequence,
            file,
            header.sha256,
            header.size,
            at,
            arrival,
        ),
    )


def loaded(connection: Connection, info: BundleInfo, receipt: Receipt, at: datetime) -> None:
    """Its records are in (or held); the receipt says which."""
    counts = receipt.counts
    connection.execute(
        "UPDATE bundles SET status = 'loaded', reason = '', loaded_at = %s, previous = %s, edition = %s, program = %s,"
        " made_at = %s, receipt = %s, accepted = %s, duplicate = %s, conflict = %s, rejected = %s WHERE bundle = %s",
        (
            at,
            info.previous,
            info.edition,
            info.program,
            info.made_at,
            receipt_bytes(receipt),
            counts.accepted,
            counts.duplicate,
            counts.conflict,
            counts.rejected,
            info.bundle,
        ),
    )


def halted(connection: Connection, info: BundleInfo) -> None:
    """It lies here and is not loaded: something about its device is to be decided."""
    connection.execute(
        "UPDATE bundles SET status = 'halted', previous = %s WHERE bundle = %s AND status IN ('arrived', 'refused')",
        (info.previous, info.bundle),
    )


def waiting_of(connection: Connection, device: str) -> list[str]:
    """SHA-256 of the files of a device's halted bundles, in the order of their numbers."""
    found = connection.execute(
        "SELECT file FROM bundles WHERE device = %s AND status = 'halted' ORDER BY sequence, bundle",
        (device,),
    )
    return [file for (file,) in found]


def drop_halted(connection: Connection, device: str, words: str) -> int:
    """They will not be loaded: how many."""
    done = connection.execute(
        "UPDATE bundles SET status = 'refused', reason = %s WHERE device = %s AND status = 'halted'",
        (words, device),
    )
    return done.rowcount


def not_loaded(connection: Connection, bundle: str, words: str) -> None:
    """The bytes are here, but what is inside does not hold together."""
    connection.execute(
        "UPDATE bundles SET status = 'refused', reason = %s WHERE bundle = %s AND status = 'arrived'",
        (words, bundle),
    )


def refused(
    connection: Connection, header: Header | None, file: str, code: str, words: str, at: datetime
) -> None:
    """Note that something was turned away; of a stranger's file nothing else is kept."""
    said = (header.bundle, header.device, header.organisation) if header else ("", "", "")
    connection.execute(
        "INSERT INTO refusals (at, file, bundle, device, organisation, code, words) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (at, file, *said, code, words),
    )


@dataclass(frozen=True, slots=True)
class RefusalNote:
    file: str
    code: str
    words: str


def latest_refusal(connection: Connection, bundle: str) -> RefusalNote | None:
    """Why a bundle was turned away the last time, if it was."""
    row = connection.execute(
        "SELECT file, code, words FROM refusals WHERE bundle = %s ORDER BY id DESC LIMIT 1", (bundle,)
    ).fetchone()
    return RefusalNote(*row) if row else None


def register_attachments(connection: Connection, bundle: str, sizes: dict[str, int]) -> None:
    """In which bag each attachment lies."""
    connection.cursor().executemany(
        "INSERT INTO attachments (digest, size, bundle) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        [(digest, size, bundle) for digest, size in sizes.items()],
    )
