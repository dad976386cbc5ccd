"""A tus server on loopback that keeps what it is sent and misbehaves on order. For tests of the sender only."""

import base64
import contextlib
import hashlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Act:
    """What the server does instead of its duty. ``keep``: how many bytes of the body it takes (None: all); ``cut``: it then
    tears the connection; else it answers ``status`` with ``headers``. ``lose``: what it took is forgotten. ``drip`` is given
    the way to the wire and answers as it likes."""

    keep: int | None = None
    cut: bool = False
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    lose: bool = False
    raw: bytes = b""
    hold: threading.Event | None = None
    drip: Callable[[Callable[[bytes], object]], None] | None = None


Plan = Callable[[str, int], Act | None]
"""(method, how many requests of that method came before) → what to do wrong, None to do it right."""


@dataclass
class State:
    plan: Plan = lambda _method, _number: None
    checksums: str = ""
    extension: str = "creation,expiration"
    files: dict[str, bytearray] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    metadata: list[str] = field(default_factory=list)
    receipts: dict[str, bytes] = field(default_factory=dict)
    received: int = 0
    asked: list[str] = field(default_factory=list)
    bad_checksums: int = 0
    checked: int = 0

    @property
    def whole(self) -> list[bytes]:
        return [bytes(data) for name, data in self.files.items() if len(data) == self.lengths[name]]


class HostileServer:
    """Running between ``start`` and ``stop``; ``stop`` and ``start`` again keep port and state, as a restart does."""

    def __init__(self, state: State | None = None, tls: tuple[str, str] | None = None) -> None:
        self.state = state or State()
        self._tls = tls
        self.port = 0
        self._server: ThreadingHTTPServer | None = None

    def start(self) -> "HostileServer":
        state = self.state

        class Handler(_Handler):
            pass

        Handler.state = state
        server = _Server(("127.0.0.1", self.port), Handler)
        self.port = server.server_address[1]
        if self._tls is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self._tls)
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        self._server = server
        return self

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
            self._server = None

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"


class _Server(ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        return None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: State

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        return None

    def setup(self) -> None:
        super().setup()
        self.connection.settimeout(20)

    def do_OPTIONS(self) -> None:
        extra = {"Tus-Extension": self.state.extension, "Tus-Version": "1.0.0"}
        if self.state.checksums:
            extra |= {
                "Tus-Extension": f"{self.state.extension},checksum",
                "Tus-Checksum-Algorithm": self.state.checksums,
            }
        if not self._misbehave("OPTIONS"):
            self._answer(204, extra)

    def do_POST(self) -> None:
        if self._misbehave("POST"):
            return
        if not (self.headers["Upload-Length"] or "").isdigit() or not self.headers["Upload-Metadata"]:
            self._answer(400)
            return
        name = f"f{len(self.state.files) + 1}"
        self.state.files[name] = bytearray()
        self.state.lengths[name] = int(self.headers["Upload-Length"])
        self.state.metadata.append(self.headers["Upload-Metadata"])
        self._answer(201, {"Location": f"/files/{name}"})

    def do_HEAD(self) -> None:
        if self._misbehave("HEAD"):
            return
        data = self.state.files.get(self._name)
        if data is None:
            self._answer(404)
        else:
            self._answer(
                200, {"Upload-Offset": str(len(data)), "Upload-Length": str(self.state.lengths[self._name])}
            )

    def do_GET(self) -> None:
        if self._misbehave("GET"):
            return
        receipt = self.state.receipts.get(self._name)
        self._answer(404 if receipt is None else 200, body=receipt or b"")

    def do_PATCH(self) -> None:
        if self._misbehave("PATCH"):
            return
        data = self.state.files.get(self._name)
        if data is None:
            self._answer(404)
            self.close_connection = True
            return
        if int(self.headers["Upload-Offset"]) != len(data):
            self._take(None)
            self._answer(409)
            return
        piece = self._take(None)
        said = self.headers.get("Upload-Checksum", "")
        if said:
            self.state.checked += 1
            name, digest = said.split()
            if base64.b64decode(digest) != hashlib.new(name, piece).digest():
                self.state.bad_checksums += 1
                self._answer(460)
                return
        data += piece
        self._answer(204, {"Upload-Offset": str(len(data))})

    @property
    def _name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    def _misbehave(self, method: str) -> bool:
        number = sum(1 for asked in self.state.asked if asked == method)
        self.state.asked.append(method)
        act = self.state.plan(method, number)
        if act is None:
            return False
        if act.hold is not None:
            act.hold.wait(10)
        data = self.state.files.get(self._name)
        fits = data is not None and int(self.headers.get("Upload-Offset", "-1")) == len(data)
        piece = self._take(act.keep)
        if data is not None and fits and not act.lose:
            data += piece
        if act.drip is not None:
            with contextlib.suppress(OSError):
                act.drip(self.wfile.write)
            self.close_connection = True
        elif act.raw:
            self.wfile.write(act.raw)
            self.close_connection = True
        elif act.cut:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()
            self.close_connection = True
        elif act.status:
            self._answer(act.status, act.headers)
        else:
            self._answer(204, {"Upload-Offset": str(len(data or b"")), **act.headers})
        return True

    def _take(self, most: int | None) -> bytes:
        wanted = int(self.headers.get("Content-Length", "0"))
        wanted = wanted if most is None else min(most, wanted)
        got = bytearray()
        while len(got) < wanted and (more := self.rfile.read(min(1 << 16, wanted - len(got)))):
            got += more
            self.state.received += len(more)
        return bytes(got)

    def _answer(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Tus-Resumable", "1.0.0")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hostile(state: State | None = None, tls: tuple[str, str] | None = None) -> Iterator[HostileServer]:
    server = HostileServer(state, tls).start()
    try:
        yield server
    finally:
        server.stop()
