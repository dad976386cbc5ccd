"""A connection of which every wait can be stopped within a fraction of a second. Knows TCP and TLS, no HTTP.

`http.client` takes it for a socket: it needs ``sendall``, ``makefile`` and ``close``.
"""

import contextlib
import errno
import io
import math
import queue
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.sync.line.faults import certificate, cut, silent, unreachable
from desktop.sync.line.pace import SLICE

T = TypeVar("T")
_REASONS = {
    errno.ECONNREFUSED: zh("服务器没有开着"),
    errno.ENETUNREACH: zh("网络没有接上"),
    errno.EHOSTUNREACH: zh("网络不通"),
}


class Channel:
    """``patience``: seconds without a byte after which the line counts as dead. ``ended``: the other side has closed."""

    def __init__(self, plain: socket.socket, host: str, patience: float, progress: Progress) -> None:
        plain.setblocking(False)
        self._socket = plain
        self._host, self._patience, self._progress = host, patience, progress
        self._files, self._closing = 0, False
        self._deadline = math.inf
        self.ended = False

    def start_tls(self, context: ssl.SSLContext, host: str) -> None:
        """Encrypt from here on; the other side must prove that it is ``host``."""
        try:
            secured = context.wrap_socket(self._socket, server_hostname=host, do_handshake_on_connect=False)
            self._socket = secured
            self._wait_for(secured.do_handshake, selectors.EVENT_READ)
        except ssl.SSLCertVerificationError as error:
            raise certificate(host, error.verify_message or tr("没有通过核对")) from error
        except ssl.SSLError as error:
            raise cut(tr("加密没有谈成：{reason}", reason=error.reason or tr("原因不明"))) from error
        except ValueError as error:
            raise certificate(host, tr("名字不能核对")) from error

    def sendall(self, data: Any) -> None:
        view = memoryview(data)
        while view:
            view = view[self._send(view) :]

    def receive_into(self, buffer: Any) -> int:
        """Bytes received, 0 at the end."""
        try:
            received = self._wait_for(lambda: self._socket.recv_into(buffer), selectors.EVENT_READ)
        except ssl.SSLError as error:
            raise cut(error.reason or "") from error
        self.ended = self.ended or not received
        return received

    def makefile(self, mode: str = "rb", buffering: int = -1) -> io.BufferedReader:
        self._files += 1
        return io.BufferedReader(_Raw(self), 1 << 16)

    def close(self) -> None:
        """As a socket does: what was opened with ``makefile`` may be read to its end first."""
        self._closing = True
        self._let_go()

    def expect_within(self, seconds: float) -> None:
        """However busily it trickles, what is read next must be there by then."""
        self._deadline = time.monotonic() + seconds

    def break_off(self) -> None:
        self._files, self._closing = 0, True
        self._let_go()

    def file_closed(self) -> None:
        self._files = max(0, self._files - 1)
        self._let_go()

    def _let_go(self) -> None:
        if self._closing and not self._files:
            with contextlib.suppress(OSError):
                self._socket.close()

    def _send(self, view: memoryview) -> int:
        return self._wait_for(lambda: self._socket.send(view), selectors.EVENT_WRITE)

    def _wait_for(self, attempt: Callable[[], T], event: int) -> T:
        """``event``: what to wait for when the system says no more than that it would block."""
        until = time.monotonic() + self._patience
        while True:
            self._progress.tick()
            if event == selectors.EVENT_READ and time.monotonic() > self._deadline:
                raise silent(self._host)
            try:
                return attempt()
            except ssl.SSLWantReadError:
                awaited = selectors.EVENT_READ
            except ssl.SSLWantWriteError:
                awaited = selectors.EVENT_WRITE
            except BlockingIOError:
                awaited = event
            if time.monotonic() > until:
                raise silent(self._host)
            _ready(self._socket, awaited)


def connect(host: str, port: int, patience: float, progress: Progress) -> Channel:
    """A channel to ``host``, trying its addresses one after the other. Raises LineCut, Cancelled."""
    last = ""
    for family, kind, protocol, _name, address in _addresses(host, port, patience, progress):
        made = socket.socket(family, kind, protocol)
        try:
            made.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                made.connect(address)
            until = time.monotonic() + patience
            while not _ready(made, selectors.EVENT_WRITE):
                progress.tick()
                if time.monotonic() > until:
                    raise TimeoutError
            fault = made.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if fault:
                raise OSError(fault, "connect")
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            made.close()
            last = _REASONS.get(error.errno or 0, "")
        except BaseException:
            made.close()
            raise
        else:
            return Channel(made, host, patience, progress)
    raise unreachable(host, last)


def _addresses(host: str, port: int, patience: float, progress: Progress) -> list[Any]:
    """The system's answer, asked for on a thread of its own: it cannot be stopped and may take long."""
    answers: queue.Queue[list[Any] | OSError] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, name="name-lookup", daemon=True).start()
    until = time.monotonic() + patience
    while time.monotonic() < until:
        progress.tick()
        with contextlib.suppress(queue.Empty):
            found = answers.get(timeout=SLICE)
            if isinstance(found, OSError):
                raise unreachable(host, tr("查不到这个名字"))
            return found
    raise unreachable(host, tr("查名字没有回音"))


def _ready(waited: socket.socket, event: int) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(waited, event)
        return bool(selector.select(SLICE))


class _Raw(io.RawIOBase):
    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._channel.receive_into(buffer)

    def close(self) -> None:
        if not self.closed:
            self._channel.file_closed()
        super().close()
