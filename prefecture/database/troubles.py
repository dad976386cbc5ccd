"""What was seen of devices that do not behave like one laptop, and what a person decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.sync.lineage import Arrival
from prefecture.database.connection import Connection

EXPLAINED = "explained"


@dataclass(frozen=True, slots=True)
class Trouble:
    """``bundle`` is the one it was seen by; ``waiting`` counts the device's bundles that lie here unloaded because of it."""

    device: str
    organisation: str
    unit: str
    bundle: str
    sequence: int
    seen_at: datetime
    texts: list[str]
    waiting: int


_OPEN = """
SELECT t.device, c.organisation, c.unit, t.bundle, t.sequence, t.seen_at, t.texts,
       (SELECT count(*) FROM bundles b WHERE b.device = t.device AND b.status = 'halted')
FROM troubles t JOIN contacts c USING (device)
WHERE t.decision = '' AND {which} ORDER BY t.seen_at, t.device, t.sequence
"""


def of_device(connection: Connection, device: str) -> list[Trouble]:
    """What is undecided about one device."""
    return [
        Trouble(*row) for row in connection.execute(_OPEN.format(which="t.device = %s").encode(), (device,))
    ]


def undecided(connection: Connection, prefix: str) -> list[Trouble]:
    """What is undecided about devices whose office's code begins with ``prefix``, oldest first."""
    query = _OPEN.format(which="c.organisation LIKE %s || '%%'")
    return [Trouble(*row) for row in connection.execute(query.encode(), (prefix,))]


def note(
    connection: Connection, device: str, bundle: str, sequence: int, texts: Sequence[str], at: datetime
) -> None:
    """Remember what was seen; the same bundle again changes nothing."""
    connection.execute(
        "INSERT INTO troubles (device, bundle, sequence, seen_at, texts) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (device, bundle, sequence, at, list(texts)),
    )


def decide(connection: Connection, device: str, decision: str, at: datetime) -> int:
    """A person's word about everything undecided of a device; how many lines that were."""
    done = connection.execute(
        "UPDATE troubles SET decision = %s, decided_at = %s WHERE device = %s AND decision = ''",
        (decision, at, device),
    )
    return done.rowcount


def explained(connection: Connection, device: str) -> frozenset[str]:
    """Bundles a person has said are in order."""
    found = connection.execute(
        "SELECT bundle FROM troubles WHERE device = %s AND decision = %s", (device, EXPLAINED)
    )
    return frozenset(bundle for (bundle,) in found)


def row_of(connection: Connection, device: str) -> list[Arrival]:
    """The bundles of a device that are loaded or wait for a decision, as far as their place in its row goes."""
    found = connection.execute(
        "SELECT bundle, sequence, digest, previous FROM bundles WHERE device = %s AND status IN ('loaded', 'halted')",
        (device,),
    )
    return [Arrival(*row) for row in found]
