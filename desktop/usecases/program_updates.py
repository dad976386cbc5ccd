"""Program updates by stick: looked at, judged, laid beside the program that runs. The next start uses the new one.

Signed by the roles of packs, but remembered apart: whoever may send content may not for that reason send programs.
"""

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from desktop import __version__
from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder, surroundings, sync_folder
from desktop.base.paths import program_folder
from desktop.base.progress import Progress
from desktop.base.versions import Pointer, Versions
from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.domain.finding import Finding
from desktop.storage import settings
from desktop.sync.models import Part
from desktop.sync.packs.file import statement
from desktop.sync.packs.models import Root
from desktop.sync.packs.trust import Days, Followed, Trust, follow
from desktop.sync.updates import refusals
from desktop.sync.updates.file import UpdateFile, opened_update
from desktop.sync.updates.models import ProgramFile, ProgramFiles, order_of
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.pack_look import root_fingerprint
from desktop.usecases.pack_state import stored as pack_state
from desktop.usecases.permissions import require_role

_SETTING = "program-updates"
_RESERVE = 64 << 20


class _Known(Part):
    """Whose program updates this home takes. ``unit`` and ``code`` of the publisher; ``trust`` what was seen of it."""

    unit: str
    code: str
    trust: Trust


@dataclass(frozen=True, slots=True)
class UpdatePreview:
    """An update whose signatures hold. ``first``: nobody's program update was taken here yet; then ``fingerprint`` is to be
    compared by telephone. ``size`` in bytes; ``late`` is for a person to answer."""

    path: Path
    publisher: str
    program: str
    running: str
    title: str
    notes: str
    expires: str
    size: int
    first: bool
    fingerprint: str
    late: tuple[Finding, ...] = ()


def this_system() -> str:
    """Such as linux-x86_64 or windows-amd64."""
    return f"{'windows' if sys.platform == 'win32' else 'linux'}-{platform.machine().lower()}"


@dataclass(frozen=True, slots=True)
class ProgramUpdates:
    desk: Desk

    @property
    def versions(self) -> Versions:
        return Versions(program_folder())

    def standing(self) -> Pointer:
        """Which version is chosen for the next start, and which one failed."""
        return self.versions.read()

    def came_up(self) -> str:
        """The window of the running version shows data, so both count as sure. A sentence if another one was left because it did
        not come up, else empty."""
        versions = self.versions
        versions.prove(__version__, window=True)
        failed = versions.read().failed
        if not failed:
            return ""
        versions.forget_failure()
        return tr(
            "新版本 {failed} 没有启动起来，已经回到 {here}。数据没有丢；请告诉发更新的单位。",
            failed=failed,
            here=__version__,
        )

    def look(self, path: Path) -> UpdatePreview:
        """Judge the update without reading its files; nothing is changed. Refusal where it is not to be trusted."""
        with opened_update(path) as opened:
            return self._judged(path, opened)[0]

    def accept(
        self,
        path: Path,
        *,
        fingerprint: str = "",
        even_if_late: bool = False,
        progress: Progress | None = None,
    ) -> Outcome[UpdatePreview]:
        """Lay the new program beside the one that runs, whole or not at all, after a backup of the data.

        ``fingerprint`` as the publisher read it out, for the first update; ``even_if_late``: a person checked the date.
        """
        desk, progress = self.desk, progress or Progress()
        require_role(desk, Role.ADMIN, tr("装程序更新"))
        with opened_update(path) as opened:
            preview, found = self._judged(path, opened)
            if preview.first and _plain(fingerprint) != _plain(preview.fingerprint):
                raise refusals.unknown_publisher(
                    preview.publisher, preview.fingerprint, said=bool(fingerprint)
                )
            if preview.late and not even_if_late:
                raise Refusal(
                    preview.late[0].text,
                    safe=refusals.SAFE,
                    todo=preview.late[0].advice,
                    code=preview.late[0].code,
                )
            self._require_room(preview.size)
            desk.home.make_backup("before-update")
            listing = found.targets

            def fill(folder: Path) -> None:
                for at, (name, file) in enumerate(listing.files.items()):
                    progress.step(tr("抄新程序"), at, len(listing.files))
                    _lay(folder / name, file, opened)
                _sync(folder)

            self.versions.install(listing.program, listing.start, fill)
        known = _Known(unit=found.root.publisher.unit, code=found.root.publisher.code, trust=found.trust)
        with desk.home.database.transaction() as session:
            settings.put(session, _SETTING, known.model_dump(mode="json"))
            desk.note(session, "program-updated", listing.program, before=__version__)
        return Outcome(preview, changed(Topic.SETTINGS))

    def _judged(self, path: Path, opened: UpdateFile) -> tuple[UpdatePreview, Followed[ProgramFiles]]:
        papers = opened.papers
        with self.desk.home.database.reading() as session:
            known, witnessed = _known(session), pack_state(session).witnessed()
        publisher = statement(papers.roots[max(papers.roots)], Root).publisher
        if known is not None and publisher.code != known.code:
            raise refusals.stranger(publisher.unit, known.unit)
        trust = known.trust if known else None
        found = follow(papers, ProgramFiles, trust, Days(self.desk.clock.today(), witnessed))
        listing = found.targets
        if listing.system != this_system():
            raise refusals.other_system(listing.system, this_system())
        here = max(__version__, self.standing().current or __version__, key=order_of)
        if order_of(listing.program) <= order_of(here):
            raise refusals.older(listing.program, here)
        if listing.start not in listing.files:
            raise refusals.broken(tr("清单里没有程序本身"))
        preview = UpdatePreview(
            path=path,
            publisher=found.root.publisher.unit,
            program=listing.program,
            running=__version__,
            title=listing.title,
            notes=listing.notes,
            expires=found.expires,
            size=sum(file.size for file in listing.files.values()),
            first=found.first,
            fingerprint=root_fingerprint(found.root),
            late=found.late,
        )
        return preview, found

    def _require_room(self, size: int) -> None:
        folder = ensure_folder(self.versions.folder)
        free = shutil.disk_usage(folder).free
        if size + _RESERVE > free:
            raise refusals.no_room((size + _RESERVE >> 20) + 1, free >> 20)


def _known(session: Session) -> _Known | None:
    said = settings.get(session, _SETTING)
    return None if said is None else _Known.model_validate(said)


def _lay(path: Path, file: ProgramFile, opened: UpdateFile) -> None:
    data = opened.read(file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if file.run:
            path.chmod(0o755)
    except OSError as error:
        raise surroundings(error, path) from error


def _sync(folder: Path) -> None:
    for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync_folder(place)


def _plain(fingerprint: str) -> str:
    return "".join(fingerprint.split()).upper()
