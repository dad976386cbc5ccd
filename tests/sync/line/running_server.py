"""tuspyserver behind uvicorn as a process of its own, to be killed and started again. For tests of the sender only."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[3]


class RealServer:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        script = ROOT / "tests/sync/line/real_server.py"
        self._process = subprocess.Popen([sys.executable, script, str(self.port), self.folder])
        wait_until(self._listens)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def restart(self) -> None:
        """As a keeper of the server does it: the request at work is finished, then another process goes on."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=30)
        self.start()

    def _listens(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0

    @property
    def received(self) -> int:
        counted = self.folder / "received"
        return sum(map(int, counted.read_text().split())) if counted.exists() else 0

    @property
    def files(self) -> list[bytes]:
        stored = self.folder / "files"
        return [path.read_bytes() for path in stored.iterdir() if path.is_file() and not path.suffix]


def wait_until(reached: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < until
        time.sleep(0.05)
