"""The prefecture's web server on a free port of the loopback, as it runs in earnest: uvicorn in a thread."""

import base64
import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import uvicorn

from prefecture.intake import Intake
from prefecture.web.app import create_app
from prefecture.web.limits import Limits

SMALL = Limits(upload=50 << 20, unfinished=20, reserve=0, silence=5.0)


@contextmanager
def serving(intake: Intake, limits: Limits = SMALL, **more: bool) -> Iterator[str]:
    """Its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(intake, limits, pause=0.2, **more), log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


class Sender:
    """Speaks tus by hand, so that every header is what the test says."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(base_url=address, timeout=20, trust_env=False)

    def create(self, data: bytes, name: str = "a.mingbai", **headers: str) -> httpx.Response:
        said = f"filename {coded(name.encode())},sha256 {coded(hashlib.sha256(data).hexdigest().encode())}"
        fixed = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(data)), "Upload-Metadata": said}
        return self.client.post("/files/", headers=fixed | headers)

    def patch(self, place: str, offset: int, piece: bytes, **headers: str) -> httpx.Response:
        fixed = {
            "Tus-Resumable": "1.0.0",
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
        }
        return self.client.patch(place, headers=fixed | headers, content=piece)

    def offset(self, place: str) -> int:
        return int(self.client.head(place, headers={"Tus-Resumable": "1.0.0"}).headers["upload-offset"])

    def receipt(self, bundle: str, seconds: float = 15.0) -> httpx.Response:
        """The receipt, as soon as the bundle is in or was turned away."""
        until = time.monotonic() + seconds
        while (answer := self.client.get(f"/receipts/{bundle}")).status_code in {404, 503}:
            assert time.monotonic() < until, answer.text
            time.sleep(0.05)
        return answer


def coded(data: bytes) -> str:
    return base64.b64encode(data).decode()
