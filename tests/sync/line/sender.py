"""Sends a small file to the hostile server as a home would, and says what must be true of what arrived."""

from collections.abc import Callable
from datetime import UTC, datetime

from desktop.base.progress import Progress
from desktop.sync.line.address import read_server
from desktop.sync.line.pace import Limit
from desktop.sync.line.request import Line, Setup
from desktop.sync.line.tus import Parcel, Patience, Sending, Sent
from tests.sync.line.hostile_server import Act, HostileServer

CHUNK = 8192
SIZE = 5 * CHUNK + 1234
QUICK = Patience(first=0.01, longest=0.05, give_up=0.5)
Plan = Callable[[str, int], Act | None]


class Sender:
    """Sends to ``server`` and remembers the address as the home would."""

    def __init__(self, server: HostileServer, *, patience: Patience = QUICK, silence: float = 1.0) -> None:
        self.server, self.patience, self.silence = server, patience, silence
        self.location = ""
        self.locations: list[str] = []

    def line(self, progress: Progress, limit: Limit | None = None) -> Line:
        setup = Setup(read_server(self.server.url), limit=limit or Limit(), patience=self.silence)
        return Line(setup, progress, lambda: datetime(2026, 9, 16, 9, tzinfo=UTC))

    def send(self, parcel: Parcel, progress: Progress | None = None, limit: Limit | None = None) -> Sent:
        progress = progress or Progress()
        line = self.line(progress, limit)
        try:
            return Sending(
                line,
                parcel,
                progress,
                self._remember,
                location=self.location,
                patience=self.patience,
                chunk=CHUNK,
            ).run()
        finally:
            line.close()

    def _remember(self, location: str) -> None:
        self.location = location
        self.locations.append(location)


def on_patch(*acts: Act | None) -> Plan:
    """These for the first PATCH requests, then well-behaved."""
    return lambda method, number: acts[number] if method == "PATCH" and number < len(acts) else None


def arrived(server: HostileServer, parcel: Parcel) -> None:
    assert server.state.whole == [parcel.path.read_bytes()]


def count(tally: Callable[..., None], server: HostileServer, sent: Sent) -> None:
    """One upload that arrived, for the table at the end."""
    tally("uploads that arrived whole")
    tally("cuts, refusals for now and silences got over", sent.cuts)
    tally("bytes of files", SIZE)
    tally("bytes sent again", sent.resent)
    tally("uploads that arrived twice", len(server.state.whole) - 1)
