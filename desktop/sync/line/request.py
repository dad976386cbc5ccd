"""One request, one answer, over a kept connection: TLS always verified, proxy, pace, cancel. Follows no redirect.

Knows HTTP but not what is uploaded. Made for the standard library's `http.client`, which does the parsing.
"""

import base64
import contextlib
import http.client
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop.base.errors import Refusal
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.sync.line.address import Proxy, Server
from desktop.sync.line.channel import Channel, connect
from desktop.sync.line.faults import busy, confused, cut, proxy_refused, redirected, refused
from desktop.sync.line.pace import Limit, Pace

_SMALL = 64 << 10
_BUSY = frozenset({408, 423, 425, 429})
_NEVER = frozenset({501, 505, 507, 511})
_LONGEST_ANSWER = 4
"""An answer that trickles may take this many times the patience."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How the server is reached. ``authorities``: certificates (PEM) trusted besides the system's; ``patience``:
    seconds without a byte after which the line counts as cut."""

    server: Server
    proxy: Proxy | None = None
    authorities: str = ""
    limit: Limit = field(default_factory=Limit)
    patience: float = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """``headers``: names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def number(self, header: str) -> int | None:
        """A header that is a whole number; None if it is missing or no such thing."""
        said = self.headers.get(header, "").strip()
        return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None

    def fault(self) -> Exception:
        """What to raise for an answer that cannot be used."""
        if 300 <= self.status < 400:
            return redirected(self.status)
        pause = self.number("retry-after")
        if self.status in _BUSY or (self.status >= 500 and (pause or self.status not in _NEVER)):
            return busy(self.status, float(pause or 0))
        if self.status >= 400:
            return refused(self.status, _chinese(self.body))
        return confused(tr("状态 {status}", status=self.status))


def trust(authorities: str) -> ssl.SSLContext:
    """Certificates are always checked, against the system's authorities and those given. Refuses a text that holds none."""
    context = ssl.create_default_context()
    if authorities:
        try:
            context.load_verify_locations(cadata=authorities)
        except (ssl.SSLError, ValueError) as error:
            raise Refusal(
                tr("这个 CA 文件里没有能用的证书。"),
                safe=tr("设置没有改动。"),
                todo=tr("请向上级要 PEM 格式（.pem 或 .crt 文本）的 CA 证书。"),
                code="bad-ca",
            ) from error
    return context


class Line:
    """``sent``: bytes of request bodies put on the line so far. ``told`` is called with each piece's length."""

    def __init__(self, setup: Setup, progress: Progress, now: Callable[[], datetime]) -> None:
        self.setup = setup
        self.sent = 0
        self.told: Callable[[int], None] = lambda _: None
        self._progress = progress
        self._pace = Pace(setup.limit, now, progress)
        self._trust = trust(setup.authorities) if setup.server.secure else None
        self._channel: Channel | None = None
        self._http: http.client.HTTPConnection | None = None

    def ask(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"", most: int = _SMALL
    ) -> Answer:
        """The answer, of which ``most`` bytes are read. Raises LineCut, SurroundingsError (certificate, nonsense),
        Cancelled; the connection is then gone and the next request makes a new one."""
        try:
            return self._ask(method, target, headers, body, most)
        except BaseException as error:
            ended = self._channel is not None and self._channel.ended
            self.close()
            if ended and isinstance(error, http.client.HTTPException):
                raise cut(tr("回答只到了一半")) from error
            if isinstance(error, (http.client.LineTooLong, http.client.UnknownProtocol)) or _too_many(error):
                raise confused(tr("标头太长，或不是网页协议")) from error
            if isinstance(error, http.client.BadStatusLine) and not isinstance(error, ConnectionError):
                raise confused(tr("不是网页协议")) from error
            if isinstance(error, (OSError, http.client.HTTPException)):
                raise cut() from error
            raise

    def close(self) -> None:
        if self._channel is not None:
            self._channel.break_off()
        self._channel = self._http = None

    def _ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes, most: int) -> Answer:
        server = self.setup.server
        connection, channel = self._connected()
        through = self.setup.proxy is not None and not server.secure
        connection.putrequest(
            method,
            f"http://{server.authority}{target}" if through else target,
            skip_host=True,
            skip_accept_encoding=True,
        )
        own = {"Host": server.authority, "User-Agent": "Mingbai", "Accept": "*/*", **headers}
        if through and self.setup.proxy is not None:
            own |= _authorization(self.setup.proxy)
        if method in {"POST", "PATCH"}:
            own["Content-Length"] = str(len(body))
        for name, value in own.items():
            connection.putheader(name, value)
        connection.endheaders()
        channel.expect_within(_LONGEST_ANSWER * self.setup.patience)
        try:
            self._send(channel, body)
        except (ConnectionError, ssl.SSLError):
            # The server may have refused before it heard everything; its answer says more than the break does.
            with contextlib.suppress(Exception):
                early = self._read(connection, most)
                if early.status >= 400:
                    self.close()
                    return early
            raise
        channel.expect_within(_LONGEST_ANSWER * self.setup.patience)
        return self._read(connection, most)

    def _send(self, channel: Channel, body: bytes) -> None:
        view = memoryview(body)
        while view:
            size = min(len(view), self._pace.piece())
            self._pace.spend(size)
            channel.sendall(view[:size])
            self.sent += size
            self.told(size)
            view = view[size:]

    def _read(self, connection: http.client.HTTPConnection, most: int) -> Answer:
        response = connection.getresponse()
        if self._channel is not None and self._channel.ended:
            raise cut(tr("回答只到了一半"))  # the library takes the end for the end of the headers
        body = response.read(most + 1)
        if len(body) > most:
            raise confused(tr("回答太长"))
        if response.length:
            raise cut(tr("回答只到了一半"))
        headers = {name.lower(): value for name, value in response.getheaders()}
        if response.will_close:
            self.close()
        else:
            response.close()
        return Answer(response.status, headers, body)

    def _connected(self) -> tuple[http.client.HTTPConnection, Channel]:
        if self._http is not None and self._channel is not None:
            return self._http, self._channel
        setup = self.setup
        way = setup.proxy or setup.server
        channel = connect(way.host, way.port, setup.patience, self._progress)
        self._channel = channel
        if self._trust is not None:
            if setup.proxy is not None:
                _open_tunnel(channel, setup.server, setup.proxy, setup.patience)
            channel.start_tls(self._trust, setup.server.host)
        connection = http.client.HTTPConnection(setup.server.host, setup.server.port)
        connection.auto_open = 0
        connection.sock = channel
        self._http = connection
        return connection, channel


def _open_tunnel(channel: Channel, server: Server, proxy: Proxy, patience: float) -> None:
    host = f"[{server.host}]" if ":" in server.host else server.host
    lines = [f"CONNECT {host}:{server.port} HTTP/1.1", f"Host: {host}:{server.port}"]
    lines += [f"{name}: {value}" for name, value in _authorization(proxy).items()]
    channel.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    channel.expect_within(patience)
    said, one = bytearray(), bytearray(1)
    while not said.endswith(b"\r\n\r\n"):
        if len(said) > _SMALL or not channel.receive_into(one):
            raise cut(tr("代理断开了"))
        said += one
    words = bytes(said).split(None, 2)
    status = int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") and words[1].isdigit() else 0
    if status >= 500:
        raise busy(status, 0)
    if not 200 <= status < 300:
        raise proxy_refused(status)


def _authorization(proxy: Proxy) -> dict[str, str]:
    if not proxy.user:
        return {}
    word = base64.b64encode(f"{proxy.user}:{proxy.password}".encode()).decode("ascii")
    return {"Proxy-Authorization": f"Basic {word}"}


def _too_many(error: BaseException) -> bool:
    return type(error) is http.client.HTTPException  # the library's way to say: more than 100 headers


def _chinese(body: bytes) -> str:
    """The server's own words if they are for our reader, else nothing."""
    text: Any = body.decode("utf-8", "ignore")
    if not any("\u4e00" <= sign <= "\u9fff" for sign in text):
        return ""
    return "".join(sign for sign in text if sign.isprintable() and sign not in '{}"')[:80]
