"""The county at the other end of the line: a real tus server that takes in at once what has arrived whole, lays out the
receipt, and has something to say besides. A copy of this process, which ends with it: a kill is a power cut for both.

Knows nothing of kills.
"""

import asyncio
import contextlib
import ctypes
import os
import secrets
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import uvicorn
from tuspyserver import file as tus_file

from tests.faults.stage import COUNTY_ADMIN, TOWNSHIP, enter, notes
from tests.sync.line.real_server import application

_DIES_WITH_PARENT = 1


@contextlib.contextmanager
def listening(stage: Path) -> Iterator[None]:
    """The server of the stage's county answers on the port that is written down there."""
    waiting = socket.create_server(("127.0.0.1", notes(stage)["port"]), backlog=16)
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        if os.getppid() == parent:
            _serve(stage, waiting)
        os._exit(0)
    waiting.close()
    try:
        yield
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _serve(stage: Path, waiting: socket.socket) -> None:
    tus_file.uuid4 = lambda: UUID(bytes=secrets.token_bytes(16))  # foreseeable, as all here
    folder = stage / "server"

    def arrived(whole: Path) -> None:
        _take_in(stage, folder, whole)

    config = uvicorn.Config(application(folder, arrived), log_level="error", lifespan="off")
    asyncio.run(uvicorn.Server(config).serve(sockets=[waiting]))


def _take_in(stage: Path, folder: Path, whole: Path) -> None:
    """As the stick would be at the county; whatever comes twice is told apart by the county, and counted here."""
    county = enter(stage, COUNTY_ADMIN)
    try:
        bundle = county.exchange.preview_import(whole).bundle
        receipt = county.exchange.import_(whole, folder).value.receipt
        receipt.replace(folder / "receipts" / bundle)
        with (folder / "arrived").open("a") as stream:
            stream.write(f"{bundle}\n")
        record = notes(stage)["issued"]
        if not list((folder / "down").iterdir()):
            county.down.return_(record, ["basis"], "请核对")
            said = county.down.write(folder / "spare", TOWNSHIP.code).value
            said.path.replace(folder / "down" / "1")
    finally:
        county.close()
