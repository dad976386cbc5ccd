"""Which servers are reached and how: https only, certificates always checked, proxies as the office says."""

import base64
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.progress import Progress
from desktop.sync.line.address import Proxy, Server, proxy_for, read_proxy, read_server
from desktop.sync.line.pace import Limit
from desktop.sync.line.request import Answer, Line, Setup, trust
from tests.sync.line.authorities import Authority, make_authority
from tests.sync.line.hostile_server import HostileServer, hostile
from tests.sync.line.middlemen import SmallProxy


def asked(server: Server, *, authorities: str = "", proxy: Proxy | None = None) -> Answer:
    setup = Setup(server, proxy, authorities, patience=5)
    line = Line(setup, Progress(), lambda: datetime(2026, 9, 16, tzinfo=UTC))
    try:
        return line.ask("OPTIONS", server.target("files/"), {})
    finally:
        line.close()


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("tls") / "ours", "127.0.0.1")


@pytest.fixture
def secured(ours: Authority) -> Iterator[HostileServer]:
    with hostile(tls=(ours.certificate, ours.key)) as server:
        yield server


def test_a_server_under_the_offices_own_authority_is_reached(secured: HostileServer, ours: Authority) -> None:
    assert asked(read_server(secured.url), authorities=ours.pem).status == 204


def test_a_server_whose_authority_is_unknown_is_sent_nothing(secured: HostileServer) -> None:
    with pytest.raises(SurroundingsError) as told:
        asked(read_server(secured.url))
    assert told.value.code == "certificate"
    assert secured.state.asked == []


@pytest.mark.parametrize(("host", "days"), [("127.0.0.1", -1), ("shangbao.example.cn", 30)])
def test_an_old_certificate_or_one_for_another_name_is_refused(tmp_path: Path, host: str, days: int) -> None:
    other = make_authority(tmp_path / "other", host, days=days)
    with hostile(tls=(other.certificate, other.key)) as server, pytest.raises(SurroundingsError) as told:
        asked(read_server(server.url), authorities=other.pem)
    assert told.value.code == "certificate"


def test_another_offices_authority_does_not_vouch(secured: HostileServer, tmp_path: Path) -> None:
    other = make_authority(tmp_path / "other", "127.0.0.1")
    with pytest.raises(SurroundingsError) as told:
        asked(read_server(secured.url), authorities=other.pem)
    assert told.value.code == "certificate"


@pytest.mark.parametrize(
    "text", ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]
)
def test_a_file_without_certificates_is_no_authority(text: str) -> None:
    if not text:
        trust(text)
        return
    with pytest.raises(Refusal) as told:
        trust(text)
    assert told.value.code == "bad-ca"


@pytest.fixture
def proxy() -> Iterator[SmallProxy]:
    made = SmallProxy(word="Basic " + base64.b64encode("李:p@ss".encode()).decode())
    yield made
    made.close()


def test_a_proxy_is_gone_through_with_its_password_and_tls_to_the_end(
    secured: HostileServer, ours: Authority, proxy: SmallProxy
) -> None:
    way = read_proxy(f"http://%E6%9D%8E:p%40ss@127.0.0.1:{proxy.port}")
    assert asked(read_server(secured.url), authorities=ours.pem, proxy=way).status == 204
    assert proxy.seen == [f"CONNECT 127.0.0.1:{secured.port}"]


def test_plain_http_goes_through_a_proxy_by_its_whole_address(proxy: SmallProxy) -> None:
    with hostile() as server:
        way = Proxy("127.0.0.1", proxy.port, "李", "p@ss")
        assert asked(read_server(server.url), proxy=way).status == 204
    assert proxy.seen == [f"OPTIONS {server.url}/files/"]


@pytest.mark.parametrize(("status", "code"), [(403, "proxy-refused"), (502, "server-busy")])
def test_a_proxy_that_does_not_let_through_is_told(
    secured: HostileServer, proxy: SmallProxy, status: int, code: str
) -> None:
    proxy.status = status
    with pytest.raises(SurroundingsError) as told:
        asked(read_server(secured.url), proxy=Proxy("127.0.0.1", proxy.port))
    assert told.value.code == code


def test_a_proxy_without_the_right_password_is_told(secured: HostileServer, proxy: SmallProxy) -> None:
    with pytest.raises(SurroundingsError, match="用户名和口令"):
        asked(read_server(secured.url), proxy=Proxy("127.0.0.1", proxy.port, "x", "y"))


def test_the_computers_own_proxy_is_used_unless_the_office_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://10.0.0.1:3128")
    far = read_server("https://shangbao.example.cn")
    assert proxy_for(far, "system") == Proxy("10.0.0.1", 3128)
    assert proxy_for(far, "none") is None
    assert proxy_for(far, "10.9.9.9:80") == Proxy("10.9.9.9", 80)
    assert proxy_for(read_server("http://127.0.0.1:1"), "system") is None
    monkeypatch.setenv("no_proxy", "example.cn")
    assert proxy_for(far, "system") is None


@pytest.mark.parametrize(
    "text",
    ["", "shangbao", "ftp://a.cn", "https://", "https://u:p@a.cn", "https://a.cn:x", "https://a.cn?x=1", "https://a.cn/a b",
     "https://a.cn:99999", "http://10.0.0.1", "http://shangbao.example.cn", "http://[::1", "https://a.cn/村"],
)  # fmt: skip
def test_an_address_that_is_none_or_not_encrypted_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_server(text)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://shangbao.example.cn/", "https://shangbao.example.cn"),
        (" https://a.cn:8443/mingbai/ ", "https://a.cn:8443/mingbai"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_is_read_as_people_write_it(text: str, url: str) -> None:
    assert read_server(text).url == url


@pytest.mark.parametrize("text", ["http://", "socks5://a:1", "a:b:c", "http://a/x"])
def test_a_proxy_that_cannot_be_used_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_proxy(text)


def test_a_name_that_is_not_there_and_a_closed_port_are_told_apart() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for url, words in ((f"http://127.0.0.1:{port}", "没有开着"), ("https://nowhere.invalid", "查不到")):
        with pytest.raises(SurroundingsError, match=words):
            asked(read_server(url))


@pytest.mark.parametrize(
    ("limit", "hour", "allowed"),
    [
        (Limit(100), 3, 100_000), (Limit(100, 8, 18), 8, 100_000), (Limit(100, 8, 18), 18, 0), (Limit(100, 22, 6), 23, 100_000),
        (Limit(100, 22, 6), 5, 100_000), (Limit(100, 22, 6), 6, 0), (Limit(0, 8, 18), 9, 0), (Limit(100, 8, 24), 23, 100_000),
        (Limit(100, 8, 24), 0, 0), (Limit(100, 0, 24), 12, 100_000),
    ],
)  # fmt: skip
def test_a_limit_holds_in_its_hours(limit: Limit, hour: int, allowed: int) -> None:
    assert limit.at(hour) == allowed


@pytest.mark.parametrize("wrong", [(-1, 0, 0), (1, 25, 0), (1, 0, -1)])
def test_a_limit_that_is_none_is_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(Refusal):
        Limit(*wrong)
