"""Sets up the application around the window: looks, language, last resort for errors; then login, or first set-up."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.base.errors import MingbaiError
from desktop.ui.ask import Ask
from desktop.ui.collector import Collector
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks, explained
from desktop.ui.theme.icons import icon
from desktop.ui.theme.looks import dress
from desktop.ui.viewmodels.first_setup_viewmodel import FirstSetupViewModel
from desktop.ui.viewmodels.login_viewmodel import LoginViewModel
from desktop.ui.views.asking import WindowAsk
from desktop.ui.views.first_setup_view import FirstSetupView
from desktop.ui.views.login_view import LoginView
from desktop.usecases.office import Office, Session

log = logging.getLogger(__name__)


class Entrance:
    """Leads from the door (login or first set-up) into the session and, when it is left, back to the door."""

    def __init__(self, window: MainWindow, office: Office, home: Path, ask: Ask, tasks: Tasks) -> None:
        self.window, self._office, self._home, self._ask, self._tasks = window, office, home, ask, tasks
        window.when_left = self.show_door

    def show_door(self) -> None:
        if self._office.exists(self._home):
            login = LoginViewModel(self._office, self._home, self._tasks)
            login.opened.connect(self.enter)
            self.window.show_front(LoginView(login))
        else:
            setup = FirstSetupViewModel(self._office, self._home, self._ask, self._tasks)
            setup.finished.connect(self.enter)
            self.window.show_front(FirstSetupView(setup))

    def enter(self, session: Session) -> None:
        self.window.enter(session, self._ask)


def _chinese(application: QApplication) -> None:
    """Qt's own words (file dialogs, menus of text fields) in Chinese, whatever the system speaks."""
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


def run(office: Office, home: Path, *, account: str | None = None, passphrase: str | None = None) -> int:
    """Opens the window on ``home`` and returns the exit status when it is closed.

    With ``account`` and ``passphrase`` it goes straight in; if they do not fit, it shows the login screen.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("mingbai")
    application.setApplicationDisplayName("明白")
    application.setWindowIcon(icon("file-document-check-outline", "accent"))
    _chinese(application)
    preferences, tasks = Preferences(home), Tasks()
    dress(application, preferences.theme, preferences.base)
    preferences.changed.connect(lambda: dress(application, preferences.theme, preferences.base))
    window = MainWindow(application, tasks, preferences)
    ask = WindowAsk(lambda: window)
    before, sys.excepthook = sys.excepthook, _last_resort(ask)
    collector = Collector()
    try:
        entrance = Entrance(window, office, home, ask, tasks)
        _begin(entrance, office, home, account, passphrase)
        window.show()
        return application.exec()
    finally:
        sys.excepthook = before
        tasks.close()
        collector.stop()


def _begin(
    entrance: Entrance, office: Office, home: Path, account: str | None, passphrase: str | None
) -> None:
    if account is not None and passphrase is not None and office.exists(home):
        try:
            entrance.enter(office.open(home, account, passphrase))
        except MingbaiError as refused:
            log.warning("not opened: %s", refused.code)
        else:
            return
    entrance.show_door()
