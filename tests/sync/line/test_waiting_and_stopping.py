"""A server that is busy is waited for as it asks; a person stops the sending, or holds it to a limit, at any time."""

import threading
import time
from collections.abc import Callable

import pytest

from desktop.base.errors import Cancelled, Refusal
from desktop.base.progress import Progress
from desktop.sync.line.pace import Limit
from desktop.sync.line.tus import Parcel, Patience
from tests.sync.line.hostile_server import Act, HostileServer
from tests.sync.line.sender import CHUNK, SIZE, Sender, arrived, count, on_patch


@pytest.mark.parametrize("status", [409, 423, 429, 460, 500, 502, 503, 504])
def test_a_server_that_is_busy_or_doubts_is_asked_where_it_stands(
    server: HostileServer, parcel: Parcel, status: int, tally: Callable[..., None]
) -> None:
    server.state.plan = on_patch(None, Act(status=status, lose=True), Act(status=status, lose=True))
    sent = Sender(server).send(parcel)
    arrived(server, parcel)
    assert sent.cuts == 2
    assert sent.resent <= 2 * CHUNK
    assert server.state.asked.count("HEAD") == 2
    count(tally, server, sent)


def test_the_servers_word_on_when_to_come_back_is_kept(server: HostileServer, parcel: Parcel) -> None:
    server.state.plan = on_patch(Act(status=503, headers={"Retry-After": "1"}, lose=True))
    began = time.monotonic()
    Sender(server).send(parcel)
    assert time.monotonic() - began >= 1.0


def test_a_full_server_that_says_when_to_come_back_is_waited_for(
    server: HostileServer, parcel: Parcel
) -> None:
    server.state.plan = on_patch(Act(status=507, headers={"Retry-After": "1"}, lose=True))
    assert Sender(server).send(parcel).cuts == 1
    arrived(server, parcel)


@pytest.mark.parametrize("status", [400, 401, 403, 413, 415, 507])
def test_a_refusal_is_told_at_once_and_not_tried_again(
    server: HostileServer, parcel: Parcel, status: int
) -> None:
    server.state.plan = lambda method, _: Act(status=status) if method == "POST" else None
    with pytest.raises(Refusal) as told:
        Sender(server).send(parcel)
    assert told.value.code == "server-refused"
    assert server.state.asked.count("POST") == 1


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "PATCH"])
def test_cancelling_is_heard_within_a_second_while_the_server_is_silent(
    server: HostileServer, parcel: Parcel, method: str
) -> None:
    hold = threading.Event()
    server.state.plan = lambda asked, _: Act(hold=hold, cut=True) if asked == method else None
    took = _cancelled_after(Sender(server, silence=30), parcel, None)
    hold.set()
    assert took < 1.0


def test_cancelling_is_heard_within_a_second_on_a_limited_line_and_while_waiting(
    server: HostileServer, parcel: Parcel
) -> None:
    assert _cancelled_after(Sender(server), parcel, Limit(kbps=1)) < 1.0
    busy = Act(status=503, headers={"Retry-After": "60"})
    server.state.plan = lambda method, _: busy if method == "PATCH" else None
    patient = Patience(give_up=1000)
    assert _cancelled_after(Sender(server, patience=patient), parcel, None) < 1.0


def _cancelled_after(sender: Sender, parcel: Parcel, limit: Limit | None) -> float:
    progress = Progress()
    threading.Timer(0.3, progress.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        sender.send(parcel, progress, limit)
    return time.monotonic() - began - 0.3


def test_a_limit_holds(server: HostileServer, parcel: Parcel) -> None:
    began = time.monotonic()
    Sender(server).send(parcel, limit=Limit(kbps=60))
    took = time.monotonic() - began
    assert SIZE / 60_000 * 0.8 <= took <= SIZE / 60_000 * 2
    arrived(server, parcel)


def test_progress_is_told_and_never_passes_the_whole(server: HostileServer, parcel: Parcel) -> None:
    steps: list[tuple[int, int]] = []
    progress = Progress(lambda step: steps.append((step.done, step.total)))
    Sender(server).send(parcel, progress, Limit(kbps=100))
    assert len(steps) > 2
    assert all(0 < done <= total == SIZE for done, total in steps)
