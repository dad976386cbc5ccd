"""Upload by tus over a real socket: whatever is cut, altered, doubled or hostile, a bundle arrives whole and once."""

import hashlib
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tusclient.client import TusClient

from desktop.sync.receipts import parse_receipt
from prefecture.intake import Intake
from prefecture.uploads import Uploads
from prefecture.web.limits import Limits
from tests.prefecture.conftest import County, contents, story
from tests.prefecture.serving import Sender, coded, serving

MakeCounty = Callable[..., County]
ROWS = [{"name": f"某人{n}", "amount": "386.00"} for n in range(50)]


@pytest.fixture
def address(intake: Intake) -> Iterator[str]:
    with serving(intake) as address:
        yield address


@pytest.fixture
def sender(address: str) -> Iterator[Sender]:
    sender = Sender(address)
    yield sender
    sender.client.close()


def test_a_bundle_goes_up_in_pieces_and_its_receipt_comes_back(
    intake: Intake, county_of: MakeCounty, sender: Sender
) -> None:
    county = county_of()
    data = county.write(contents(story("a", ROWS))).read_bytes()
    place = sender.create(data).headers["location"]
    for at in range(0, len(data), 7000):
        piece = data[at : at + 7000]
        checksum = f"sha256 {coded(hashlib.sha256(piece).digest())}"
        assert sender.patch(place, at, piece, **{"Upload-Checksum": checksum}).status_code == 204
    answer = sender.receipt(county.made[0].bundle)
    receipt = parse_receipt(answer.content, {intake.receiver.device: intake.receiver.party.key})
    assert receipt.counts.accepted == 1
    arrival = sender.client.get(f"/arrivals/{county.made[0].bundle}").json()
    assert (arrival["kind"], arrival["digest"]) == ("arrival", county.made[0].digest)
    assert not list(intake.store.uploads.iterdir())
    assert intake.store.waiting() == []


def test_what_is_here_already_is_not_sent_again(
    intake: Intake, county_of: MakeCounty, sender: Sender
) -> None:
    county = county_of()
    path = county.write(contents(story("a", ROWS)))
    intake.take(path)
    again = sender.create(path.read_bytes())
    size = path.stat().st_size
    assert (again.status_code, again.headers["upload-offset"]) == (201, str(size))
    assert sender.offset(again.headers["location"]) == size
    assert sender.client.get(f"/receipts/{county.made[0].bundle}").status_code == 200


def test_a_foreign_tus_client_gets_through(
    intake: Intake, county_of: MakeCounty, address: str, sender: Sender
) -> None:
    county = county_of()
    path = county.write(contents(story("a", ROWS)))
    said = {"filename": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    with path.open("rb") as stream:
        TusClient(f"{address}/files/").uploader(file_stream=stream, chunk_size=5000, metadata=said).upload()
    assert sender.receipt(county.made[0].bundle).status_code == 200


def test_a_chunk_altered_on_the_way_is_thrown_away(county_of: MakeCounty, sender: Sender) -> None:
    data = county_of().write(contents(story("a", ROWS))).read_bytes()
    place = sender.create(data).headers["location"]
    sender.patch(place, 0, data[:1000])
    checksum = {"Upload-Checksum": f"sha256 {coded(hashlib.sha256(data[1000:2000]).digest())}"}
    assert sender.patch(place, 1000, b"x" * 1000, **checksum).status_code == 460
    assert sender.offset(place) == 1000
    assert sender.patch(place, 1000, data[1000:2000], **checksum).status_code == 204


@pytest.mark.parametrize("with_checksum", [True, False])
def test_a_line_cut_inside_a_chunk_leaves_a_place_to_go_on_from(
    intake: Intake, county_of: MakeCounty, sender: Sender, *, with_checksum: bool
) -> None:
    county = county_of()
    data = county.write(contents(story("a", ROWS))).read_bytes()
    place = sender.create(data).headers["location"]
    checksum = coded(hashlib.sha256(data).digest())
    line = _half_a_patch(intake, sender, place, data, checksum if with_checksum else "")
    line.close()
    offset = sender.offset(place)
    assert offset == 0 if with_checksum else 0 <= offset <= 3000
    assert sender.patch(place, offset, data[offset:]).status_code == 204
    assert sender.receipt(county.made[0].bundle).status_code == 200


def test_a_dead_line_gives_way_to_a_new_one_at_once(
    county_of: MakeCounty, sender: Sender, intake: Intake
) -> None:
    county = county_of()
    data = county.write(contents(story("a", ROWS))).read_bytes()
    place = sender.create(data).headers["location"]
    dead = _half_a_patch(
        intake, sender, place, data, ""
    )  # still open: the server cannot know that nobody is there
    try:
        offset = sender.offset(place)
        assert sender.patch(place, offset, data[offset:]).status_code == 204
    finally:
        dead.close()
    assert sender.receipt(county.made[0].bundle).status_code == 200


def test_what_a_killed_server_left_unproven_does_not_count(intake: Intake) -> None:
    uploads = Uploads(intake.store)
    begun = uploads.begin(100, hashlib.sha256(b"").hexdigest())
    with uploads.writing(begun) as writer:
        writer.write(b"good" * 5)
        assert writer.finish(None)
    with uploads.writing(begun) as writer:
        writer.expect("sha256")
        writer.write(b"half a chunk")  # and here the power goes
    assert uploads.offset(begun) == 20
    with uploads.writing(begun) as writer:
        assert writer.start == 20


def test_a_whole_that_is_not_what_was_announced_is_thrown_away(intake: Intake, sender: Sender) -> None:
    place = sender.create(b"x" * 100).headers["location"]
    assert sender.patch(place, 0, b"y" * 100).status_code == 460
    assert sender.client.head(place, headers={"Tus-Resumable": "1.0.0"}).status_code == 404
    assert intake.store.waiting() == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x", "/abs", "a\x00b", "con", "x" * 5000, ""])
def test_no_name_becomes_a_path(intake: Intake, sender: Sender, name: str) -> None:
    before = {path.name for path in intake.store.folder.parent.iterdir()}
    place = sender.create(b"12345", name).headers["location"]
    sender.patch(place, 0, b"12345")
    assert {path.name for path in intake.store.folder.parent.iterdir()} == before
    inside = [path for path in intake.store.folder.rglob("*") if path.is_file()]
    assert all(len(path.stem) in {32, 64} or path.name == "receiver.key" for path in inside)


@pytest.mark.parametrize(
    "path",
    [
        "/files/../receiver.key",
        "/files/..%2freceiver.key",
        "/files/%2e%2e%2freceiver.key",
        f"/files/{'0' * 31}g",
        "/files//etc/passwd",
        "/receipts/..%2f..%2fx",
    ],
)
def test_no_address_leads_out(sender: Sender, path: str) -> None:
    for method in ("HEAD", "PATCH", "DELETE", "GET"):
        answer = sender.client.request(method, path, headers={"Tus-Resumable": "1.0.0"})
        assert answer.status_code in {404, 405, 415, 422}


@pytest.mark.parametrize("bundle", ["", "x" * 65, "a%20b", "%00", "x' OR '1'='1", "%2e%2e", "*", "BUNDLE-1"])
def test_who_makes_up_the_name_of_a_bundle_gets_no_receipt(
    intake: Intake, county_of: MakeCounty, sender: Sender, bundle: str
) -> None:
    intake.take(county_of().write(contents(story("a", ROWS)), bundle="bundle-1"))
    for place in ("receipts", "arrivals"):
        assert sender.client.get(f"/{place}/{bundle}").status_code in {404, 422}


def test_a_receipt_holds_nothing_about_a_person(
    intake: Intake, county_of: MakeCounty, sender: Sender
) -> None:
    told = story("a", ROWS, values={"summary": "只在记录里的话"}, title="只在记录里的标题")
    intake.take(county_of().write(contents(told), bundle="bundle-1"))
    for place in ("receipts", "arrivals"):
        shown = sender.client.get(f"/{place}/bundle-1").text
        assert "bundle-1" in shown
        for private in ("某人", "386.00", "只在记录里", "李春梅"):
            assert private not in shown


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": "0.2"}, 412),
        ({"Upload-Length": str(51 << 20)}, 413),
        ({"Upload-Length": "-1"}, 422),
        ({"Upload-Length": "99999999999999999999999999"}, 413),
        ({"Upload-Metadata": "sha256 !!!!"}, 400),
        ({"Upload-Metadata": ""}, 400),
    ],
)
def test_a_creation_that_makes_no_sense_is_declined(
    sender: Sender, headers: dict[str, str], status: int
) -> None:
    assert sender.create(b"12345", **headers).status_code == status


def test_more_than_was_announced_is_not_written(intake: Intake, sender: Sender) -> None:
    place = sender.create(b"12345").headers["location"]
    assert sender.patch(place, 0, b"123456789").status_code == 413
    assert sender.offset(place) == 0
    assert sender.patch(place, 3, b"45").status_code == 409


def test_a_full_server_says_come_back_later(intake: Intake) -> None:
    with serving(intake, Limits(unfinished=1, reserve=0)) as address:
        sender = Sender(address)
        assert sender.create(b"1").status_code == 201
        assert sender.create(b"2").status_code == 503
        sender.client.close()
    with serving(intake, Limits(reserve=1 << 60)) as address:
        sender = Sender(address)
        answer = sender.create(b"3")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "300")
        sender.client.close()


def test_an_upload_is_taken_back_or_grows_old(intake: Intake, sender: Sender) -> None:
    place = sender.create(b"12345").headers["location"]
    assert sender.client.delete(place, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert sender.client.head(place, headers={"Tus-Resumable": "1.0.0"}).status_code == 404
    uploads = Uploads(intake.store, days=8)
    old = uploads.begin(5, "0" * 64)
    part = intake.store.uploads / f"{old.id}.part"
    os.utime(part, (part.stat().st_mtime - 9 * 86400,) * 2)
    assert uploads.find(old.id) is None
    assert uploads.sweep() == 1
    assert not list(intake.store.uploads.iterdir())


def test_a_restarted_server_goes_on_where_the_old_one_stopped(intake: Intake, county_of: MakeCounty) -> None:
    county = county_of()
    data = county.write(contents(story("a", ROWS))).read_bytes()
    with serving(intake) as address:
        first = Sender(address)
        place = urlsplit(first.create(data).headers["location"]).path
        first.patch(place, 0, data[:4000])
        first.client.close()
    with serving(intake) as address:
        second = Sender(address)
        assert second.offset(place) == 4000
        second.patch(place, 4000, data[4000:])
        assert second.receipt(county.made[0].bundle).status_code == 200
        second.client.close()


def test_what_was_turned_away_is_told_to_the_one_who_asks_for_the_receipt(
    county_of: MakeCounty, sender: Sender
) -> None:
    stranger = county_of(enrolled=False)
    data = stranger.write(contents(story("a", ROWS))).read_bytes()
    sender.patch(sender.create(data).headers["location"], 0, data)
    answer = sender.receipt(stranger.made[0].bundle)
    assert (answer.status_code, answer.json()["code"]) == (422, "sender-unknown")


def test_many_upload_at_once(intake: Intake, county_of: MakeCounty, address: str) -> None:
    made: list[tuple[str, Path]] = []
    for code in ("632299", "632221", "632222", "632223"):
        county = county_of(code)
        for number in range(3):
            told = story(f"{code}-{number}", ROWS, organisation=f"{code}101")
            path = county.write(contents(told))
            made.append((county.made[-1].bundle, path))
    statuses = []

    def send(bundle: str, path: Path) -> None:
        sender = Sender(address)
        data = path.read_bytes()
        place = sender.create(data).headers["location"]
        sender.patch(place, 0, data)
        statuses.append(sender.receipt(bundle, 30).json()["counts"]["accepted"])
        sender.client.close()

    threads = [threading.Thread(target=send, args=entry) for entry in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [1] * 12


def _half_a_patch(intake: Intake, sender: Sender, place: str, data: bytes, checksum: str) -> socket.socket:
    """A PATCH that announces everything and sends 3,000 bytes; the server has written them on return."""
    url = sender.client.base_url
    line = socket.create_connection((url.host, url.port or 80))
    head = (
        f"PATCH {place} HTTP/1.1\r\nHost: {url.host}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
        f"Content-Type: application/offset+octet-stream\r\nContent-Length: {len(data)}\r\n"
    )
    head += f"Upload-Checksum: sha256 {checksum}\r\n\r\n" if checksum else "\r\n"
    line.sendall(head.encode() + data[:3000])
    part = intake.store.uploads / f"{place.rpartition('/')[2]}.part"
    until = time.monotonic() + 10
    while part.stat().st_size < 3000:
        assert time.monotonic() < until
        time.sleep(0.01)
    return line
