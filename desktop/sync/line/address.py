"""Where the office above can be reached over a line, and through which proxy. Reads addresses; opens nothing."""

import ipaddress
import urllib.request
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh

SYSTEM_PROXY, NO_PROXY = "system", "none"
_SERVER, _PROXY = zh("服务器地址"), zh("代理地址")
_PORTS = {"https": 443, "http": 80}
_UNTOUCHED = zh("什么都没有发，设置也没有改动。")


@dataclass(frozen=True, slots=True)
class Server:
    """A server's base address. ``path`` has no slash at its end; plain http is only ever this same machine."""

    scheme: str
    host: str
    port: int
    path: str = ""

    @property
    def secure(self) -> bool:
        return self.scheme == "https"

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address and in the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    def target(self, name: str) -> str:
        """The path of ``name`` below the base, as a request names it."""
        return f"{self.path}/{name}"

    def own_target(self, location: str, asked: str) -> str | None:
        """The path a Location header leads to, seen from the request for ``asked``; None if it leads elsewhere.

        Only the host is compared: behind a proxy servers often name a wrong scheme or port. We never leave our own.
        """
        try:
            led = urlsplit(urljoin(f"{self.scheme}://{self.authority}{asked}", location))
            host = led.hostname
        except ValueError:
            return None
        if host != self.host or not led.path.startswith("/") or not _plain(led.path + led.query):
            return None
        return led.path + (f"?{led.query}" if led.query else "")


@dataclass(frozen=True, slots=True)
class Proxy:
    host: str
    port: int
    user: str = ""
    password: str = ""


def read_server(text: str) -> Server:
    """The server of an address as a person writes it. Refuses what is not https, except on this machine."""
    parts = _split(text, _SERVER)
    scheme = parts.scheme.lower()
    host = parts.hostname or ""
    if scheme not in _PORTS or not host or parts.username or parts.query or parts.fragment:
        raise _bad(_SERVER, text)
    if scheme == "http" and not _this_machine(host):
        raise Refusal(
            tr("服务器地址要用 https 开头：不加密的线路不用。"),
            safe=_UNTOUCHED,
            todo=tr("请向上级要一个 https 的地址。"),
            code="not-https",
        )
    path = parts.path.rstrip("/")
    if not _plain(path):
        raise _bad(_SERVER, text)
    return Server(scheme, host, parts.port or _PORTS[scheme], path)


def read_proxy(text: str) -> Proxy:
    """The proxy of an address such as http://user:word@10.0.0.1:8080, the scheme may be left out."""
    parts = _split(text if "://" in text or not text.strip() else f"http://{text}", _PROXY)
    if parts.scheme.lower() not in _PORTS or not parts.hostname or parts.path.strip("/"):
        raise _bad(_PROXY, text)
    return Proxy(
        parts.hostname, parts.port or 8080, unquote(parts.username or ""), unquote(parts.password or "")
    )


def proxy_for(server: Server, setting: str) -> Proxy | None:
    """``setting``: "system" (what the computer is set to), "none", or an address."""
    if setting == NO_PROXY:
        return None
    if setting not in {"", SYSTEM_PROXY}:
        return read_proxy(setting)
    if _this_machine(server.host) or urllib.request.proxy_bypass(server.authority):
        return None
    known = urllib.request.getproxies()
    found = known.get(server.scheme) or known.get("all")
    return read_proxy(found) if found else None


def _split(text: str, what: str) -> SplitResult:
    try:
        parts = urlsplit(text.strip())
        _ = parts.port  # a number that is none shows only when asked for
    except ValueError as error:
        raise _bad(what, text) from error
    return parts


def _plain(text: str) -> bool:
    return text.isascii() and all(" " < sign < "\x7f" for sign in text)


def _this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bad(what: str, text: str) -> Refusal:
    proxy = what == _PROXY
    example = "http://10.0.0.1:8080" if proxy else "https://shangbao.example.gov.cn"
    return Refusal(
        tr("{what}“{text}”看不懂。", what=what, text=text.strip()[:80])
        if text.strip()
        else tr("还没有写{what}。", what=what),
        safe=_UNTOUCHED,
        todo=tr("请照着这样写：{example}", example=example),
        code="bad-proxy" if proxy else "bad-address",
    )
