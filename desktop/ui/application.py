"""Sets up the application around the window: looks, language, last resort for errors; then login, or first set-up.

The login screen is painted first; everything behind it is loaded by the worker while a passphrase is typed.
"""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.resting import collector_resting
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.collector import Collector, keep_what_was_loaded
from desktop.ui.languages import spoken
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks, explained
from desktop.ui.theme.icons import icon
from desktop.ui.theme.looks import IN_ITS_STYLE, dress, prime, put_on_sheet
from desktop.ui.viewmodels.login_viewmodel import LoginViewModel
from desktop.ui.views.asking import WindowAsk
from desktop.ui.views.login_view import LoginView
from desktop.usecases.door import Door

if TYPE_CHECKING:
    from desktop.usecases.office import Session

_PAINTED_FIRST_MS = 50
log = logging.getLogger(__name__)


class Entrance:
    """Leads from the door (login or first set-up) into the session and, when it is left, back to the door."""

    def __init__(self, window: MainWindow, door: Door, ask: Ask, tasks: Tasks) -> None:
        self.window, self._door, self._ask, self._tasks = window, door, ask, tasks
        window.when_left = self.show_door
        self._practice: TemporaryDirectory[str] | None = None
        window.help.practise = self.practise
        window.when_damaged = self.show_rescue

    def begin(self) -> None:
        """The door, at the start of the program. The first set-up needs all of it: till it is there, a screen says so."""
        if self._door.exists():
            self.show_door()
            return
        from desktop.ui.views.waiting_view import WaitingView

        self.window.show_front(WaitingView(tr("正在准备，马上就好")))
        _once_painted(self.window, self._load_the_set_up)

    def _load_the_set_up(self) -> None:
        make_classes(self.window.application)

        def work(progress: Progress) -> None:
            self._door.office()
            progress.tick()
            load_the_set_up()

        self._tasks.run(work, lambda _loaded: self.show_door(), self._ask.tell)

    def show_door(self) -> None:
        self.window.setWindowTitle(tr("明白"))
        self._end_practice()
        if self._door.exists():
            login = LoginViewModel(self._door, self._tasks, usual=self.window.last_account)
            login.opened.connect(self.enter)
            login.rescue_wanted.connect(self.show_rescue)
            self.window.show_front(LoginView(login))
            _once_painted(login, lambda: self._load_behind(login))
        elif self._door.last_backup():
            self.show_rescue()
        else:
            self._set_up()

    def _load_behind(self, login: LoginViewModel) -> None:
        make_classes(self.window.application)
        login.prepare(load_the_rest)

    def show_rescue(self, why: MingbaiError | None = None, name: str = "", passphrase: str = "") -> None:
        """The way back from a backup, after damage or on a new laptop."""
        from desktop.ui.viewmodels.rescue_viewmodel import RescueViewModel
        from desktop.ui.views.rescue_view import RescueView

        name = name or self.window.last_account
        model = RescueViewModel(self._door, self._ask, self._tasks, why=why, name=name, passphrase=passphrase)
        model.left.connect(self.show_door)
        model.opened.connect(self.enter)
        self.window.show_front(RescueView(model))

    def practise(self) -> None:
        """From wherever one is into a practice township, in a folder that is cleared away when it is left."""
        frame = self.window.frame
        if (frame is not None and not frame.may_close()) or self._practice is not None:
            return
        from desktop.usecases.practice_making import begin_practice

        self._practice = TemporaryDirectory(prefix="mingbai-", ignore_cleanup_errors=True)
        folder = Path(self._practice.name)
        self._tasks.run(
            lambda progress: begin_practice(self._door.office(), folder, progress),
            self.enter,
            self._no_practice,
        )

    def _no_practice(self, error: MingbaiError) -> None:
        self._end_practice()
        self._ask.tell(error)

    def _end_practice(self) -> None:
        practice, self._practice = self._practice, None
        if practice is not None:
            practice.cleanup()

    def close(self) -> None:
        """What is only for the time the window is open goes."""
        self._end_practice()

    def enter(self, session: "Session") -> None:
        self.window.enter(session, self._ask)

    def _set_up(self) -> None:
        # Once in the life of a laptop: not loaded at any other start.
        from desktop.ui.viewmodels.first_setup_viewmodel import FirstSetupViewModel
        from desktop.ui.views.first_setup_view import FirstSetupView

        setup = FirstSetupViewModel(self._door.office(), self._door.folder, self._ask, self._tasks)
        setup.finished.connect(self.enter)
        view = FirstSetupView(setup)
        view.restore_wanted.connect(self.show_rescue)
        view.practice_wanted.connect(self.practise)
        self.window.show_front(view)


def _once_painted(alive: QObject, then: Callable[[], object]) -> None:
    """A moment after the next turn of the loop, in which what was just put up is painted; never, if ``alive`` is gone by then."""
    QTimer.singleShot(0, alive, lambda: QTimer.singleShot(_PAINTED_FIRST_MS, alive, then))


def _own_words(application: QApplication) -> None:
    """Qt's own words (file dialogs, menus of text fields) in the language of the window, whatever the system speaks."""
    if spoken() == "en":
        return  # as Qt has them
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(QLocale.Language.Chinese, QLocale.Country.China), "qtbase", "_", folder):
        application.installTranslator(translator)


def _last_resort(ask: Ask) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What nobody caught is logged and told in a sentence; the window stays open."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        ask.tell(explained(error))

    return told


def run(door: Door, *, account: str | None = None, passphrase: str | None = None) -> int:
    """Opens the window on the door's home and returns the exit status when it is closed.

    With ``account`` and ``passphrase`` it goes straight in; if they do not fit, it shows the login screen.
    """
    application = QApplication([*sys.argv[:1], *IN_ITS_STYLE])
    application.setApplicationName("mingbai")
    application.setApplicationDisplayName(tr("明白"))
    application.setWindowIcon(icon("file-document-check-outline", "accent"))
    _own_words(application)
    preferences, tasks = Preferences(door.folder), Tasks()
    prime(application, preferences.theme, preferences.base)
    preferences.changed.connect(lambda: dress(application, preferences.theme, preferences.base))
    window = MainWindow(application, tasks, preferences)
    ask = WindowAsk(lambda: window)
    before, sys.excepthook = sys.excepthook, _last_resort(ask)
    collector = Collector()
    try:
        entrance = Entrance(window, door, ask, tasks)
        _begin(entrance, door, account, passphrase)
        put_on_sheet(application, preferences.theme, preferences.base)
        window.show_as_left()
        status = application.exec()
        entrance.close()
        return status
    finally:
        sys.excepthook = before
        tasks.close()
        collector.stop()


def _begin(entrance: Entrance, door: Door, account: str | None, passphrase: str | None) -> None:
    if account is not None and passphrase is not None and door.exists():
        try:
            entrance.enter(door.open(account, passphrase))
        except MingbaiError as refused:
            log.warning("not opened: %s", refused.code)
        else:
            return
    entrance.begin()


def make_classes(application: QApplication) -> None:
    """PySide makes its classes when they are first named, and every one of them when it is to tell what something is that Qt made.

    That takes a tenth of the start, so the login screen is shown without: modules that it loads name ``Qt`` only where they use it.
    It would take as long when today's board is waited for; and while one thread makes a class, no other may name it. So it is done
    when the screen is painted, before the worker begins.
    """
    # These two have hundreds of names; the first key or a word about caps lock needs them.
    for module, name in ((QtCore, "Qt"), (QtWidgets, "QStyle")):
        getattr(module, name)
    application.children()


def load_the_set_up() -> None:
    """What the first start shows."""
    with collector_resting():
        import desktop.ui.views.first_setup_view  # noqa: F401
    load_the_rest()


def load_the_rest() -> None:
    """What an opened session shows."""
    with collector_resting():
        import desktop.ui.frame  # noqa: F401
    keep_what_was_loaded()
