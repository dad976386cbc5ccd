"""`mingbai upload` against tuspyserver behind uvicorn, both as processes of their own, stopped in the middle."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from desktop.cli.invocation import PASSPHRASE_VARIABLE
from desktop.sync.line.tus import Patience
from desktop.usecases import upload as uploading
from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE, Open
from tests.sync.line.hostile_server import hostile
from tests.sync.line.running_server import RealServer, wait_until

ROOT = Path(__file__).parents[2]
CHUNK = 1 << 20


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RealServer]:
    made = RealServer(tmp_path / "server")
    made.start()
    yield made
    made.kill()


@pytest.fixture
def with_photo(as_person: Open, drafted: str, issue: Callable[[str], None], tmp_path: Path) -> str:
    """An issued record with a photo of some three megabytes."""
    photo = tmp_path / "现场照片.png"
    Image.frombytes("RGB", (1000, 1000), os.urandom(3_000_000)).save(photo)
    as_person("李春梅").attachments.add(drafted, photo)
    issue(drafted)
    return drafted


def started(home: Path, server: RealServer, *more: str) -> "subprocess.Popen[str]":
    arguments = [
        "--home",
        str(home),
        "--as",
        "李春梅",
        "--json",
        "upload",
        "--server",
        server.url,
        "--wait",
        "0",
        *more,
    ]
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", *arguments],
        cwd=ROOT, env={**os.environ, PASSPHRASE_VARIABLE: PASSPHRASE}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_a_killed_sender_and_a_restarted_server_lose_nothing_and_send_a_chunk_at_most_again(
    as_person: Open, homes: Path, server: RealServer, with_photo: str, tmp_path: Path
) -> None:
    clerk, county = as_person("李春梅"), as_person("王得福")
    clerk.close()
    home = homes / "township"
    first = started(home, server, "--limit", "1500")
    wait_until(lambda: server.received > CHUNK + 200_000 or first.poll() is not None)
    first.kill()
    _, complaint = first.communicate()
    assert server.received > CHUNK, complaint
    second = started(home, server, "--limit", "1500")
    before = server.received
    wait_until(lambda: server.received > before + 300_000)
    server.restart()
    printed, _ = second.communicate(timeout=60)
    assert second.returncode == 0
    sent = json.loads(printed)["sent"][0]
    assert len(server.files) == 1
    arrived = tmp_path / "arrived.mingbai"
    arrived.write_bytes(server.files[0])
    again = server.received - sent["size"]
    print(
        f"size {sent['size']}, taken up after a kill and a restart, re-sent {again} bytes ({sent['resent']} in the last run)"
    )
    assert again <= CHUNK
    receipt = county.exchange.import_(arrived, tmp_path).value
    assert receipt.accepted == 1
    (server.folder / "receipts" / sent["bundle"]).write_bytes(receipt.receipt.read_bytes())
    third = started(home, server)
    printed, _ = third.communicate(timeout=60)
    assert [got["accepted"] for got in json.loads(printed)["receipts"]] == [1]
    assert list((home / "outbox").iterdir()) == []


def test_statuses_and_sentences(
    mingbai: Command, homes: Path, as_person: Open, issued: str, tmp_path: Path
) -> None:
    as_person("李春梅").close()
    at = ("--home", homes / "township", "--as", "李春梅")
    none = mingbai(*at, "upload")
    assert (none.status, "不会自己上网" in none.err) == (1, True)
    plain = mingbai(*at, "upload", "--server", "http://shangbao.example.cn")
    assert (plain.status, "https" in plain.err) == (1, True)
    hours = mingbai(*at, "upload", "--server", "https://a.cn", "--limit-hours", "早上")
    assert (hours.status, "8-18" in hours.err) == (1, True)


def test_a_dead_line_is_status_3_and_a_whole_road_status_0(
    mingbai: Command, homes: Path, as_person: Open, issued: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_person("李春梅").close()
    monkeypatch.setattr(uploading, "Patience", lambda: Patience(first=0.01, longest=0.02, give_up=0.1))
    at = ("--home", homes / "township", "--as", "李春梅")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    dead = mingbai(*at, "upload", "--server", f"http://127.0.0.1:{port}", "--proxy", "none", "--wait", "0")
    assert dead.status == 3
    assert "连不上" in dead.err
    assert "已经送到的部分不用重发" in dead.err
    with hostile() as server:
        sent = mingbai(*at, "--json", "upload", "--server", server.url, "--wait", "0")
    assert (sent.status, len(sent.json["sent"]), sent.json["unanswered"]) == (0, 1, [1])


def test_the_line_is_set_by_the_administrator_and_shown_without_its_password(
    mingbai: Command, homes: Path
) -> None:
    admin = ("--home", homes / "township", "--as", "系统管理员")
    line = (
        "settings",
        "line",
        "--server",
        "https://shangbao.example.cn/",
        "--proxy",
        "http://li:geheim@10.0.0.1:8080",
    )
    assert mingbai("--home", homes / "township", "--as", "李春梅", *line).status == 1
    shown = mingbai(*admin, "--json", *line, "--limit", "100", "--limit-hours", "8-18", "--automatic")
    assert shown.status == 0
    assert shown.json["server"] == "https://shangbao.example.cn"
    assert (shown.json["kbps"], shown.json["from_hour"], shown.json["until_hour"]) == (100, 8, 18)
    assert shown.json["automatic"]
    assert "geheim" not in shown.out
    assert "自动上报" in mingbai(*admin, "settings", "line").out
