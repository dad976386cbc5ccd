"""How this office reaches its server: address, proxy, own CA, limit, by hand or by itself. Nothing is sent from here.

Kept in the encrypted database: a proxy's password is in it. Without an address the program makes no connection at all.
"""

from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.words import tr, zh
from desktop.domain.account import Role
from desktop.storage import settings as stored
from desktop.sync.line.address import NO_PROXY, SYSTEM_PROXY, proxy_for, read_proxy, read_server
from desktop.sync.line.pace import Limit
from desktop.sync.line.request import Setup, trust
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome

_KEY = "line"
_UNTOUCHED = zh("设置没有改动。")
_MOST_CA = 1 << 20


@dataclass(frozen=True, slots=True)
class LineSettings:
    """``server``: https address, empty for none. ``proxy``: "system", "none" or an address. ``authorities``: certificates
    (PEM) trusted besides the system's, from the file named ``authorities_name``. ``kbps``: 1,000 bytes a second, 0 for no
    limit, from ``from_hour`` until ``until_hour`` (equal: all day). ``automatic``: send without being asked each time."""

    server: str = ""
    proxy: str = SYSTEM_PROXY
    authorities: str = ""
    authorities_name: str = ""
    kbps: int = 0
    from_hour: int = 0
    until_hour: int = 0
    automatic: bool = False

    def setup(self) -> Setup:
        """As the line wants it. Refuses an address or a limit that is none."""
        server = read_server(self.server)
        limit = Limit(self.kbps, self.from_hour, self.until_hour)
        return Setup(server, proxy_for(server, self.proxy), self.authorities, limit)


def read_settings(session: Session) -> LineSettings:
    return LineSettings(**stored.get(session, _KEY, {}))


def with_authorities(settings: LineSettings, file: Path) -> LineSettings:
    """Trusting the certificates in ``file`` too. Refuses a file without any."""
    try:
        text = file.read_bytes()[:_MOST_CA].decode("ascii", "replace")
    except OSError as error:
        raise SurroundingsError(
            tr("CA 文件“{name}”读不出来。", name=file.name),
            safe=_UNTOUCHED,
            todo=tr("请看一下文件还在不在。"),
            code="ca-unreadable",
        ) from error
    if "BEGIN CERTIFICATE" not in text:
        text = "no certificate"
    trust(text)
    return replace(settings, authorities=text, authorities_name=file.name)


@dataclass(frozen=True, slots=True)
class LineDesk:
    """Only the administrator changes how the line is reached, once the home has one."""

    desk: Desk

    def read(self) -> LineSettings:
        with self.desk.home.database.reading() as session:
            return read_settings(session)

    @property
    def refusal(self) -> str:
        """Why this account may only look; empty if it may change."""
        accounts = self.desk.home.accounts()
        if self.desk.account.role is Role.ADMIN or all(known.role is not Role.ADMIN for known in accounts):
            return ""
        return tr("网络上报由“管理”账户来设，您现在只能看。")

    def set(self, settings: LineSettings) -> Outcome[LineSettings]:
        """Keep these from now on; an empty server takes the line away. Refuses what could not work."""
        if self.refusal:
            raise Refusal(self.refusal, safe=_UNTOUCHED, todo=tr("请换管理员来做。"), code="wrong-role")
        Limit(settings.kbps, settings.from_hour, settings.until_hour)
        if settings.proxy not in {SYSTEM_PROXY, NO_PROXY}:
            read_proxy(settings.proxy)
        clean = replace(settings, server=read_server(settings.server).url if settings.server.strip() else "")
        with self.desk.home.database.transaction() as session:
            stored.put(session, _KEY, asdict(clean))
            self.desk.note(session, "setting", _KEY, server=clean.server)
        return Outcome(clean, changed(Topic.SETTINGS))
