"""Two servers, processes of their own, on one database and one store: nothing twice, and one goes on when the other dies."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from desktop.sync.receipts import parse_receipt
from prefecture.intake import Intake
from tests.prefecture.conftest import County, contents, story
from tests.prefecture.serving import Sender
from tests.prefecture.test_taking_bundles_in import asked

MakeCounty = Callable[..., County]
ROWS = [{"name": f"某人{n}", "amount": "386.00"} for n in range(30)]


@contextlib.contextmanager
def process(intake: Intake) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    where = ["--database", intake.url, "--store", str(intake.store.folder), "--listen", address]
    served = subprocess.Popen(
        [sys.executable, "-m", "prefecture", "serve", *where],
        stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    try:
        yield f"http://{address}", served
    finally:
        served.terminate()
        served.wait(30)


def _wait_for(address: str) -> None:
    until = time.monotonic() + 90
    while True:
        with contextlib.suppress(httpx.TransportError):
            assert httpx.get(f"{address}/health", trust_env=False).status_code == 200
            return
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture
def two(intake: Intake) -> Iterator[list[tuple[str, subprocess.Popen[bytes]]]]:
    with process(intake) as one, process(intake) as other:
        for address, _ in (one, other):
            _wait_for(address)
        yield [one, other]


def test_two_servers_share_the_work_and_double_nothing(
    intake: Intake, county_of: MakeCounty, two: list[tuple[str, subprocess.Popen[bytes]]]
) -> None:
    made: list[tuple[str, Path]] = []
    for code in ("632299", "632221", "632222"):
        county = county_of(code)
        for number in range(3):
            path = county.write(contents(story(f"{code}-{number}", ROWS, organisation=f"{code}101")))
            made.append((county.made[-1].bundle, path))
    receipts: dict[str, set[bytes]] = {bundle: set() for bundle, _ in made}

    def send(address: str, bundle: str, path: Path) -> None:
        """To both servers, at the same moment."""
        sender = Sender(address)
        data = path.read_bytes()
        place = sender.create(data).headers["location"]
        if sender.offset(place) == 0:
            sender.patch(place, 0, data)
        receipts[bundle].add(sender.receipt(bundle, 60).content)
        sender.client.close()

    threads = [threading.Thread(target=send, args=(address, *entry)) for entry in made for address, _ in two]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    known = {intake.receiver.device: intake.receiver.party.key}
    for given in receipts.values():
        [receipt] = given
        assert parse_receipt(receipt, known).counts.accepted == 1
    assert asked(intake, "SELECT count(*), count(DISTINCT record) FROM roster_rows") == [(270, 9)]
    assert asked(intake, "SELECT count(*) FROM bundles WHERE status = 'loaded'") == [(9,)]
    assert asked(intake, "SELECT count(*) FROM refusals") == [(0,)]


def test_when_one_is_killed_the_other_goes_on_with_what_it_left(
    intake: Intake, county_of: MakeCounty, two: list[tuple[str, subprocess.Popen[bytes]]]
) -> None:
    county = county_of()
    data = county.write(contents(*(story(f"r{n}", ROWS) for n in range(20)))).read_bytes()
    (first, killed), (second, _) = two
    dying, living = Sender(first), Sender(second)
    place = dying.create(data).headers["location"]
    dying.patch(place, 0, data[:5000])
    killed.kill()
    killed.wait()
    dying.client.close()
    assert living.offset(place) == 5000
    assert living.patch(place, 5000, data[5000:]).status_code == 204
    assert living.receipt(county.made[0].bundle, 60).json()["counts"]["accepted"] == 20
    living.client.close()
