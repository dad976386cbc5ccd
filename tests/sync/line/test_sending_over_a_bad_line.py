"""A file sent to a server that cuts, lies, stalls and forgets arrives whole, once, with less than a chunk sent twice a cut."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.base.errors import Cancelled, MingbaiError, Refusal, SurroundingsError
from desktop.base.progress import Progress
from desktop.sync.line.address import read_server
from desktop.sync.line.faults import LineCut
from desktop.sync.line.pace import Limit
from desktop.sync.line.receipts import fetch_receipt
from desktop.sync.line.request import Line, Setup
from desktop.sync.line.tus import Parcel, Patience, Sending, Sent, measured
from tests.sync.line.hostile_server import Act, HostileServer, hostile

CHUNK = 8192
SIZE = 5 * CHUNK + 1234
QUICK = Patience(first=0.01, longest=0.05, give_up=0.5)
Plan = Callable[[str, int], Act | None]


@pytest.fixture
def parcel(tmp_path: Path) -> Parcel:
    path = tmp_path / "mingbai-1-000001.mingbai"
    path.write_bytes(random.Random(5).randbytes(SIZE))
    return measured(path, Progress())


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile() as running:
        yield running


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


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "PATCH", "HEAD"])
def test_no_redirect_is_followed(server: HostileServer, parcel: Parcel, method: str) -> None:
    sender = Sender(server)
    if method == "HEAD":
        Sender(server).send(parcel)
        sender.location = "/files/f1"
    server.state.plan = lambda asked, _: (
        Act(status=307, headers={"Location": "/elsewhere/"}) if asked == method else None
    )
    with pytest.raises(SurroundingsError) as told:
        sender.send(parcel)
    assert told.value.code == "redirected"
    assert "/elsewhere/" not in sender.locations


@pytest.mark.parametrize(
    "location", ["", "https://evil.example/files/1", "//evil.example/files/1", "http://127.0.0.1:x/1", "/a b"]
)
def test_a_creation_that_leads_elsewhere_is_not_believed(
    server: HostileServer, parcel: Parcel, location: str
) -> None:
    headers = {"Location": location} if location else {}
    server.state.plan = lambda method, _: Act(status=201, headers=headers) if method == "POST" else None
    with pytest.raises(SurroundingsError) as told:
        Sender(server).send(parcel)
    assert told.value.code == "server-confused"
    assert server.state.received == 0


def test_a_creation_that_was_a_lie_is_tried_a_few_times_only(server: HostileServer, parcel: Parcel) -> None:
    server.state.plan = lambda method, _: (
        Act(status=201, headers={"Location": "/files/nothing"}) if method == "POST" else None
    )
    with pytest.raises(SurroundingsError) as told:
        Sender(server).send(parcel)
    assert told.value.code == "server-confused"
    assert server.state.asked.count("POST") == 3


@pytest.mark.parametrize("said", ["0", "1", "99999999", "-5", "x", "8191"])
def test_a_wrong_position_in_an_answer_is_checked_before_going_on(
    server: HostileServer, parcel: Parcel, said: str
) -> None:
    server.state.plan = on_patch(Act(headers={"Upload-Offset": said}))
    Sender(server).send(parcel)
    arrived(server, parcel)


def test_a_server_that_says_it_has_what_was_never_sent_gets_it_from_the_start(
    server: HostileServer, parcel: Parcel
) -> None:
    def plan(method: str, number: int) -> Act | None:
        if method == "PATCH" and number == 1:
            return Act(keep=10, cut=True)
        if method == "HEAD" and number == 0:
            return Act(status=200, headers={"Upload-Offset": str(SIZE - 1), "Upload-Length": str(SIZE)})
        return None

    server.state.plan = plan
    Sender(server).send(parcel)
    assert server.state.whole == [parcel.path.read_bytes()]
    assert len(server.state.files) == 2


def test_a_server_that_forgets_bytes_gets_them_again(server: HostileServer, parcel: Parcel) -> None:
    def plan(method: str, number: int) -> Act | None:
        if method == "PATCH" and number == 3:
            del server.state.files["f1"][100:]
            return Act(status=409, lose=True)
        return None

    server.state.plan = plan
    Sender(server).send(parcel)
    arrived(server, parcel)


def test_a_server_that_never_keeps_anything_is_given_up_with_a_word(
    server: HostileServer, parcel: Parcel
) -> None:
    server.state.plan = lambda method, _: Act(cut=True, keep=5, lose=True) if method == "PATCH" else None
    with pytest.raises(LineCut) as told:
        Sender(server).send(parcel)
    assert "已经送到的部分不用重发" in str(told.value)


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


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"HTTP/1.1 204 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", "server-confused"),
        (b"HTTP/1.1 204 OK\r\n" + b"X: a\r\n" * 200 + b"\r\n", "server-confused"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "server-confused"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n" + b"a" * 90_000, "server-confused"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort", "line-cut"),
    ],
)
def test_a_nonsensical_answer_is_told_and_costs_no_memory(
    server: HostileServer, parcel: Parcel, raw: bytes, code: str
) -> None:
    server.state.plan = lambda method, _: Act(raw=raw) if method == "POST" else None
    with pytest.raises(MingbaiError) as told:
        Sender(server).send(parcel)
    assert told.value.code == code


@pytest.mark.parametrize("offered", ["sha1", "sha256", "md5,sha1", "sha256,sha1"])
def test_each_chunk_carries_a_checksum_when_the_server_knows_one(
    server: HostileServer, parcel: Parcel, offered: str
) -> None:
    server.state.checksums = offered
    Sender(server).send(parcel)
    arrived(server, parcel)
    assert (server.state.checked, server.state.bad_checksums) == (6, 0)


def test_a_server_that_speaks_another_version_or_takes_less_is_sent_nothing(
    server: HostileServer, parcel: Parcel
) -> None:
    for headers, code in (
        ({"Tus-Version": "0.2.2"}, "server-confused"),
        ({"Tus-Max-Size": "100"}, "server-refused"),
    ):
        server.state.plan = lambda method, _, told=headers: (
            Act(status=200, headers=told) if method == "OPTIONS" else None
        )
        with pytest.raises(MingbaiError) as told:
            Sender(server).send(parcel)
        assert told.value.code == code
    assert "POST" not in server.state.asked


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


def test_a_receipt_is_fetched_once_it_is_there(server: HostileServer) -> None:
    line = Sender(server).line(Progress())
    assert fetch_receipt(line, "b1") is None
    server.state.receipts["b1"] = b'{"kind":"receipt"}'
    assert fetch_receipt(line, "b1") == b'{"kind":"receipt"}'
    server.state.plan = lambda method, _: Act(status=200) if method == "GET" else None
    with pytest.raises(SurroundingsError):
        fetch_receipt(line, "b1")
    line.close()
