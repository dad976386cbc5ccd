"""Pictures of every place of the window on a given session: for the demo, the handbook and looking things over.

Opens the real window where nobody sees it, goes through the places as navigation would, and keeps what is painted.
Changes nothing in the records; whatever would be asked is answered with leaving.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.base.errors import MingbaiError, SurroundingsError
from desktop.base.files import ensure_folder
from desktop.base.words import tr
from desktop.domain.flow import IN_REVIEW, ISSUED_STATES
from desktop.domain.organisation import Level
from desktop.domain.record import RecordState
from desktop.ui.ask import LEAVE, Buttons
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.theme.looks import IN_ITS_STYLE, dress
from desktop.ui.viewmodels.first_setup_viewmodel import FirstSetupViewModel
from desktop.ui.viewmodels.login_viewmodel import LoginViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.sync_viewmodel import OFFICES
from desktop.ui.views.first_setup_view import FirstSetupView
from desktop.ui.views.login_view import LoginView
from desktop.usecases.door import Door
from desktop.usecases.office import Office, Session
from desktop.usecases.record_views import RecordFilter, RecordLine

WIDTH, HEIGHT = 1366, 768
_PATIENCE_MS = 30_000
_TURN_MS = 40
_UNFINISHED = frozenset({RecordState.DRAFT, RecordState.RETURNED})


class Nobody:
    """Answers every question of the window by leaving: in a picture there is no one to ask."""

    def confirm(self, what: str, yes: str, no: str, *, safe: str = "", destructive: bool = False) -> bool:
        return False

    def stop(
        self,
        what: str | MingbaiError,
        safe: str = "",
        steps: Sequence[str] = (),
        buttons: Buttons = LEAVE,
        detail: str = "",
    ) -> str:
        return buttons[0][0]

    def tell(self, error: MingbaiError) -> None:
        return None

    def show(self, title: str, about: str, lines: Sequence[str]) -> None:
        return None

    def text(
        self, title: str, label: str, button: str, *, explanation: str = "", required: bool = True
    ) -> str | None:
        return None

    def choose_folder(self, title: str, start: Path | None = None) -> Path | None:
        return None

    def choose_file(self, title: str, pattern: str = "", start: Path | None = None) -> Path | None:
        return None

    def save_file(self, title: str, name: str, pattern: str = "") -> Path | None:
        return None


def take(
    session: Session,
    out: Path,
    theme: str = "light",
    *,
    application: QApplication | None = None,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    only: Sequence[str] = (),
) -> list[Path]:
    """PNG files in ``out``, numbered in the order of the places; ``size`` is the window's in logical pixels. With
    ``only`` the places of these names (06-review) and no other.

    The scale is that of the process (QT_SCALE_FACTOR). ``application`` is the one that runs, if there is one. The
    session stays open: it is the caller's. Raises SurroundingsError if a picture cannot be written.
    """
    ensure_folder(out)
    taken: list[Path] = []

    def wanted(name: str) -> bool:
        return not only or name in only

    def shoot(name: str) -> None:
        if wanted(name):
            taken.append(camera.shot(out / f"{name}.png"))

    with _window(session, theme, application or QApplication([*sys.argv[:1], *IN_ITS_STYLE]), size) as camera:
        shoot("01-login")
        camera.window.show_front(_first_setup(session, camera.tasks))
        shoot("01b-first-setup")
        frame = camera.window.enter(session, Nobody())
        for name, place in _places(session):
            if wanted(name):
                frame.go(place)
                shoot(name)
        camera.window.lock()
        shoot("15-locked")
    return taken


class _Camera:
    def __init__(self, window: MainWindow, tasks: Tasks) -> None:
        self.window, self.tasks = window, tasks

    def shot(self, path: Path) -> Path:
        self._settle()
        picture = self.window.grab()
        if not picture.save(str(path), "PNG"):
            raise SurroundingsError(
                tr("画面“{name}”没有写成。", name=path.name),
                safe=tr("记录没有受影响。"),
                todo=tr("请看一下文件夹能不能写、磁盘满没满。"),
            )
        return path

    def _settle(self) -> None:
        """Lets the window work until nothing is running and a whole turn passed in which nothing began."""
        loop, turns = QEventLoop(), {"quiet": 0, "left": _PATIENCE_MS // _TURN_MS}
        clock = QTimer()
        clock.setInterval(_TURN_MS)

        def look() -> None:
            turns["quiet"] = turns["quiet"] + 1 if self.tasks.idle else 0
            turns["left"] -= 1
            if turns["quiet"] >= 3 or turns["left"] <= 0:
                loop.quit()

        clock.timeout.connect(look)
        clock.start()
        loop.exec()
        clock.stop()


@contextmanager
def _window(
    session: Session, theme: str, application: QApplication, size: tuple[int, int]
) -> Iterator[_Camera]:
    tasks, preferences = Tasks(), Preferences(session.desk.home.folder)
    dress(application, theme)
    window = MainWindow(application, tasks, preferences)
    window.sends = False
    window.resize(*size)
    window.show_front(LoginView(_login(session, tasks)))
    window.show()
    try:
        yield _Camera(window, tasks)
    finally:
        tasks.close()
        window.frame = None  # the session is not the window's to close here
        window.close()
        window.deleteLater()


def _login(session: Session, tasks: Tasks) -> LoginViewModel:
    desk = session.desk
    office = Office(desk.catalogue, desk.templates, desk.clock)
    login = LoginViewModel(Door(desk.home.folder, desk.clock, lambda: office), tasks)
    login.prepare(lambda: None)
    return login


def _first_setup(session: Session, tasks: Tasks) -> FirstSetupView:
    """As on a laptop that has no home yet; nothing is made."""
    desk = session.desk
    office = Office(desk.catalogue, desk.templates, desk.clock)
    return FirstSetupView(FirstSetupViewModel(office, desk.home.folder / "nowhere", Nobody(), tasks))


def _places(session: Session) -> Iterator[tuple[str, Place]]:
    """File name and place, with the records that show most: a long roster, one in the writing, one in review."""
    lines = session.records.page(RecordFilter(), 0, 500)
    issued = [line for line in lines if line.state in ISSUED_STATES]
    longest = max(issued, key=lambda line: line.roster_count, default=None)
    writing, reviewed = _first(lines, _UNFINISHED), _first(lines, IN_REVIEW)
    yield "02-today", Place("today")
    yield "03-catalogue", Place("catalogue", matter=longest.matter if longest else "")
    yield "04-records", Place("records")
    if writing is not None:
        yield "05-record", Place("record", record=writing.id)
    if longest is not None:
        yield "05b-roster", Place("record", record=longest.id, tab="roster")
    if reviewed is not None:
        yield "06-review", Place("review", record=reviewed.id)
    if longest is not None:
        yield "07-preview", Place("preview", record=longest.id)
    yield "08-boards", Place("boards")
    yield "09-sync", Place("sync")
    if session.organisation.level not in {Level.VILLAGE, Level.TOWNSHIP}:
        yield "09b-offices", Place("sync", tab=OFFICES)
    yield "09c-line", Place("sync", tab="line")
    yield "10-new-record", Place("records", tab="new")
    yield "11-person", Place("person")
    yield "12-check", Place("check")
    yield "13-settings", Place("settings")
    yield "14-backups", Place("settings", tab="care")


def _first(lines: Sequence[RecordLine], states: frozenset[RecordState]) -> RecordLine | None:
    return next((line for line in lines if line.state in states), None)
