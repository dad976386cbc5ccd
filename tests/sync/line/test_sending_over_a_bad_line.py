"""A file sent to a server that cuts, stalls and restarts arrives whole, once, with less than a chunk sent twice a cut."""

import random
import threading
import time
from collections.abc import Callable

import pytest

from desktop.base.errors import SurroundingsError
from desktop.base.progress import Progress
from desktop.sync.line.faults import LineCut
from desktop.sync.line.receipts import fetch_receipt
from desktop.sync.line.tus import Parcel, Patience, Sent
from tests.sync.line.hostile_server import Act, HostileServer, hostile
from tests.sync.line.sender import CHUNK, SIZE, Sender, arrived, count, on_patch


def test_a_file_arrives_byte_for_byte_with_its_name_and_digest(server: HostileServer, parcel: Parcel) -> None:
    sent = Sender(server).send(parcel)
    assert sent == Sent(wire=SIZE, resent=0, cuts=0)
    arrived(server, parcel)
    assert server.state.metadata == [parcel.metadata]
    assert server.state.received == SIZE
    assert server.state.asked == ["OPTIONS", "POST", *["PATCH"] * 6]


@pytest.mark.parametrize(
    "kept", [True, False], ids=["the server keeps the part", "the server drops the part"]
)
@pytest.mark.parametrize("at", [0, 1, CHUNK // 2, CHUNK - 1, CHUNK])
@pytest.mark.parametrize("chunk", range(6))
def test_a_cut_anywhere_in_any_chunk_costs_less_than_one_chunk(
    server: HostileServer, parcel: Parcel, chunk: int, at: int, kept: bool, tally: Callable[..., None]
) -> None:
    server.state.plan = on_patch(*[None] * chunk, Act(keep=at, cut=True, lose=not kept))
    sent = Sender(server).send(parcel)
    arrived(server, parcel)
    assert sent.cuts == 1
    assert sent.resent <= CHUNK
    assert server.state.received - SIZE <= CHUNK
    assert len(server.state.files) == 1
    count(tally, server, sent)


def test_many_cuts_cost_at_most_a_chunk_each(
    server: HostileServer, parcel: Parcel, tally: Callable[..., None]
) -> None:
    chance = random.Random(11)
    acts = [
        Act(keep=chance.randrange(CHUNK), cut=True, lose=chance.random() < 0.5) if n % 2 else None
        for n in range(12)
    ]
    server.state.plan = on_patch(*acts)
    sent = Sender(server).send(parcel)
    arrived(server, parcel)
    assert 0 < sent.cuts <= 6
    assert sent.resent <= sent.cuts * CHUNK
    count(tally, server, sent)


@pytest.mark.parametrize("gone", [404, 410])
def test_an_upload_that_ran_out_begins_again(server: HostileServer, parcel: Parcel, gone: int) -> None:
    sender = Sender(server)
    sender.location = "/files/last-week"
    server.state.plan = lambda method, number: Act(status=gone) if method == "HEAD" and number == 0 else None
    sent = sender.send(parcel)
    arrived(server, parcel)
    assert sender.locations == ["", "/files/f1"]
    assert sent.resent == 0


def test_an_upload_that_runs_out_on_the_way_begins_again(server: HostileServer, parcel: Parcel) -> None:
    server.state.plan = on_patch(None, None, Act(status=410, lose=True))
    Sender(server).send(parcel)
    assert parcel.path.read_bytes() in server.state.whole


def test_another_run_goes_on_where_the_first_was_cut(server: HostileServer, parcel: Parcel) -> None:
    server.state.plan = lambda method, number: (
        Act(cut=True, keep=0) if method == "PATCH" and number >= 3 else None
    )
    sender = Sender(server)
    with pytest.raises(LineCut):
        sender.send(parcel)
    had = len(server.state.files["f1"])
    assert had == 3 * CHUNK
    server.state.plan = on_patch()
    sent = sender.send(parcel)
    assert sent == Sent(wire=SIZE - had, resent=0, cuts=0)
    arrived(server, parcel)


def test_a_restarted_server_is_waited_for(parcel: Parcel) -> None:
    with hostile() as server:
        back: list[threading.Timer] = []

        def plan(method: str, number: int) -> Act | None:
            if method == "PATCH" and number == 2:
                timer = threading.Timer(0.2, _restart, [server])
                back.append(timer)
                timer.start()
                return Act(keep=100, cut=True)
            return None

        server.state.plan = plan
        sent = Sender(server, patience=Patience(0.05, 0.2, 5)).send(parcel)
        back[0].join()
        arrived(server, parcel)
        assert sent.resent <= CHUNK * sent.cuts


def _restart(server: HostileServer) -> None:
    server.stop()
    time.sleep(0.1)
    server.start()


def test_a_silent_server_counts_as_cut(server: HostileServer, parcel: Parcel) -> None:
    hold = threading.Event()
    server.state.plan = on_patch(None, Act(hold=hold, keep=0, cut=True))
    sent = Sender(server, silence=0.3).send(parcel)
    hold.set()
    arrived(server, parcel)
    assert sent.cuts == 1


def test_a_server_that_has_the_file_already_is_sent_nothing(server: HostileServer, parcel: Parcel) -> None:
    server.state.plan = lambda method, _: (
        Act(status=200, headers={"Upload-Offset": str(SIZE)}) if method == "POST" else None
    )
    assert Sender(server).send(parcel) == Sent(wire=0, resent=0, cuts=0, known=True)
    assert server.state.received == 0


def test_a_receipt_is_fetched_once_it_is_there(server: HostileServer) -> None:
    line = Sender(server).line(Progress())
    assert fetch_receipt(line, "b1") is None
    server.state.receipts["b1"] = b'{"kind":"receipt"}'
    assert fetch_receipt(line, "b1") == b'{"kind":"receipt"}'
    server.state.plan = lambda method, _: Act(status=200) if method == "GET" else None
    with pytest.raises(SurroundingsError):
        fetch_receipt(line, "b1")
    line.close()
