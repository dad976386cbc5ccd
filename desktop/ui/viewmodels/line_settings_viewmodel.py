"""Settings, part 网络上报: what is written there, and why it cannot be used. Makes no connection. No widgets."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.line_settings import LineSettings, with_authorities
from desktop.usecases.office import Session
from desktop.usecases.outcome import Outcome

CA_FILES = tr("证书 (*.pem *.crt *.cer);;所有文件 (*)")
FIELD_OF = {
    "bad-address": "server", "not-https": "server", "bad-proxy": "proxy", "bad-limit": "limit",
    "bad-ca": "authorities", "ca-unreadable": "authorities",
}  # fmt: skip
"""Under which field a refusal is told."""


class LineSettingsViewModel(QObject):
    """``kept`` is what holds (None until read); ``authorities`` the certificates chosen but not kept yet, with their file's
    name. ``errors`` by field."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.kept: LineSettings | None = None
        self.authorities = LineSettings()
        self.refusal = ""
        self.errors: dict[str, str] = {}
        changed.happened.connect(self._concerned)

    def reload(self) -> None:
        self._tasks.run(
            lambda _progress: (self._session.line.read(), self._session.line.refusal),
            self._took,
            self._ask.tell,
        )

    def choose_authorities(self) -> None:
        """Certificates of the office's own authority, from a file."""
        path = self._ask.choose_file(tr("单位自己的 CA 证书"), CA_FILES)
        if path is not None:
            self.take_authorities(path)

    def take_authorities(self, path: Path) -> None:
        def took(found: LineSettings) -> None:
            self.authorities, self.errors = found, {}
            self.updated.emit()

        self._tasks.run(lambda _progress: with_authorities(LineSettings(), path), took, self._refused)

    def drop_authorities(self) -> None:
        self.authorities = LineSettings()
        self.updated.emit()

    def save(self, server: str, proxy: str, kbps: int, hours: tuple[int, int], *, automatic: bool) -> None:
        """``proxy``: system, none or an address; ``kbps``: 0 for no limit, in ``hours`` (equal: all day)."""
        wanted = replace(
            self.authorities,
            server=server,
            proxy=proxy,
            kbps=kbps,
            from_hour=hours[0],
            until_hour=hours[1],
            automatic=automatic,
        )

        def done(outcome: Outcome[LineSettings]) -> None:
            self.errors = {}
            found = outcome.value
            self._took((found, self.refusal))
            self._changed.tell(outcome.changes)
            if not found.server:
                self.said.emit(tr("没有服务器，程序不会自己上网。用U盘一样能报。"))
            elif found.automatic:
                self.said.emit(tr("记下了。签发以后会自动上报。"))
            else:
                self.said.emit(tr("记下了。要上报时在“同步”里点“现在上报”。"))

        self._tasks.run(lambda _progress: self._session.line.set(wanted), done, self._refused)

    def _took(self, found: tuple[LineSettings, str]) -> None:
        self.kept, self.refusal = found
        self.authorities = self.kept
        self.updated.emit()

    def _refused(self, error: MingbaiError) -> None:
        field = FIELD_OF.get(error.code)
        if field is None:
            self._ask.tell(error)
        else:
            self.errors = {field: error.what + error.todo}
        self.updated.emit()

    def _concerned(self, changes: Changes) -> None:
        if self.kept is not None and Topic.SETTINGS in changes:
            self.reload()
