"""The same file over every road: torn at any byte of the talk, through a proxy under an own authority, to a slow server."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.base.errors import Cancelled, SurroundingsError
from desktop.base.progress import Progress
from desktop.sync.line.address import Proxy, Server, read_server
from desktop.sync.line.faults import LineCut
from desktop.sync.line.request import Line, Setup
from desktop.sync.line.tus import Parcel, Patience, Sending, Sent, measured
from tests.sync.line.authorities import Authority, make_authority
from tests.sync.line.hostile_server import Act, HostileServer, hostile
from tests.sync.line.middlemen import SmallProxy, mute, torn

CHUNK = 1024
SIZE = 4 * CHUNK + 300
TALK_UP, TALK_DOWN = 6200, 1100
"""About how many bytes go up and come down when nothing happens."""


@pytest.fixture(scope="module")
def parcel(tmp_path_factory: pytest.TempPathFactory) -> Parcel:
    path = tmp_path_factory.mktemp("parcel") / "mingbai-1-000001.mingbai"
    path.write_bytes(random.Random(8).randbytes(SIZE))
    return measured(path, Progress())


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile() as running:
        yield running


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("tls") / "ours", "127.0.0.1")


def send(
    to: Server,
    parcel: Parcel,
    *,
    proxy: Proxy | None = None,
    authorities: str = "",
    silence: float = 2.0,
    progress: Progress | None = None,
) -> Sent:
    progress = progress or Progress()
    line = Line(
        Setup(to, proxy, authorities, patience=silence), progress, lambda: datetime(2026, 9, 16, tzinfo=UTC)
    )
    try:
        patience = Patience(first=0.01, longest=0.05, give_up=1)
        return Sending(line, parcel, progress, lambda _: None, patience=patience, chunk=CHUNK).run()
    finally:
        line.close()


@pytest.mark.parametrize(
    ("upwards", "step", "talk"), [(True, 37, TALK_UP), (False, 7, TALK_DOWN)], ids=["upwards", "downwards"]
)
def test_torn_at_any_byte_of_the_talk_it_arrives_once_and_costs_less_than_a_chunk(
    parcel: Parcel, upwards: bool, step: int, talk: int, tally: Callable[..., None]
) -> None:
    for limit in range(1, talk, step):
        with hostile() as server, torn(server.port, [limit], upwards=upwards) as middle:
            sent = send(read_server(middle.url), parcel)
            assert server.state.whole == [parcel.path.read_bytes()], limit
            assert sent.resent <= CHUNK, limit
            # A creation whose answer was lost leaves an empty beginning behind, never a second file.
            assert sum(map(len, server.state.files.values())) == SIZE, limit
            tally("uploads that arrived whole")
            tally("bytes of files", SIZE)
            tally("bytes sent again", sent.resent)
            tally("uploads that arrived twice", len(server.state.whole) - 1)
            tally(f"lines torn at a byte of the talk, {'up' if upwards else 'down'}wards", middle.torn)


def test_torn_again_and_again_it_gets_on_as_long_as_something_gets_through(
    server: HostileServer, parcel: Parcel
) -> None:
    with torn(server.port, [1500 + 40 * n for n in range(12)], upwards=True) as middle:
        sent = send(read_server(middle.url), parcel)
    assert server.state.whole == [parcel.path.read_bytes()]
    assert sent.resent <= sent.cuts * CHUNK


def test_through_a_proxy_under_an_own_authority_a_torn_upload_goes_on(
    ours: Authority, parcel: Parcel
) -> None:
    with hostile(tls=(ours.certificate, ours.key)) as server:
        server.state.plan = lambda method, number: (
            Act(keep=500, cut=True) if method == "PATCH" and number in {1, 3} else None
        )
        proxy = SmallProxy()
        sent = send(
            read_server(server.url), parcel, proxy=Proxy("127.0.0.1", proxy.port), authorities=ours.pem
        )
        proxy.close()
        assert server.state.whole == [parcel.path.read_bytes()]
        assert (sent.cuts, len(proxy.seen)) == (2, 3)
        assert sent.resent <= 2 * CHUNK


def test_under_an_authority_nobody_trusts_not_a_byte_of_the_file_is_sent(
    ours: Authority, parcel: Parcel, tmp_path: Path
) -> None:
    theirs = make_authority(tmp_path / "theirs", "127.0.0.1")
    with hostile(tls=(theirs.certificate, theirs.key)) as server:
        with pytest.raises(SurroundingsError) as told:
            send(read_server(server.url), parcel, authorities=ours.pem)
        assert told.value.code == "certificate"
        assert not isinstance(told.value, LineCut)
        assert (server.state.asked, server.state.received) == ([], 0)


def test_a_slow_server_is_waited_for_and_not_taken_for_a_cut(server: HostileServer, parcel: Parcel) -> None:
    hold = threading.Event()
    threading.Timer(0.9, hold.set).start()
    server.state.plan = lambda method, number: Act(hold=hold) if method == "PATCH" and number == 2 else None
    sent = send(read_server(server.url), parcel, silence=2.0)
    assert sent == Sent(wire=SIZE, resent=0, cuts=0)
    assert server.state.whole == [parcel.path.read_bytes()]


def test_an_answer_that_trickles_without_end_counts_as_cut(server: HostileServer, parcel: Parcel) -> None:
    stop = threading.Event()

    def drip(write: Callable[[bytes], object]) -> None:
        write(b"HTTP/1.1 204 OK\r\n")
        while not stop.wait(0.05):
            write(b"X")

    server.state.plan = lambda method, number: Act(drip=drip) if method == "PATCH" and number == 0 else None
    began = time.monotonic()
    sent = send(read_server(server.url), parcel, silence=0.3)
    stop.set()
    assert sent.cuts == 1
    assert time.monotonic() - began < 4
    assert server.state.whole == [parcel.path.read_bytes()]


@pytest.mark.parametrize("road", ["tls", "proxy"])
def test_cancelling_is_heard_within_a_second_before_anything_was_said(parcel: Parcel, road: str) -> None:
    progress = Progress()
    threading.Timer(0.3, progress.cancel).start()
    began = time.monotonic()
    with mute() as port:
        address, way = (f"https://127.0.0.1:{port}", None) if road == "tls" else ("https://127.0.0.1:9", port)
        proxy = Proxy("127.0.0.1", way) if way else None
        with pytest.raises(Cancelled):
            send(read_server(address), parcel, proxy=proxy, progress=progress, silence=30)
    took = time.monotonic() - began - 0.3
    print(f"cancelled after {took:.2f} s")
    assert took < 1.0
