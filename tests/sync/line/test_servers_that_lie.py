"""A server that leads elsewhere, forgets or says what is not so is not believed, and the file arrives or its end is told."""

import pytest

from desktop.base.errors import MingbaiError, SurroundingsError
from desktop.sync.line.faults import LineCut
from desktop.sync.line.tus import Parcel
from tests.sync.line.hostile_server import Act, HostileServer
from tests.sync.line.sender import SIZE, Sender, arrived, on_patch


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
