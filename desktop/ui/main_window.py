"""The one window: first a front (login or first set-up), then the frame of the session it gave, which a lock may cover.

Loads no more than a front needs, so that login stands at once; the frame and the lock bring in the rest when they are shown.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.ui.ask import Ask
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.views.parts.composing import Composing
from desktop.ui.views.parts.focus_ring import FocusRing
from desktop.ui.views.parts.idle_watch import IdleWatch
from desktop.ui.window_help import WindowHelp

if TYPE_CHECKING:
    from desktop.base.changes import Changes
    from desktop.ui.frame import Frame
    from desktop.ui.views.lock_view import LockView
    from desktop.usecases.office import Session

USUAL_SIZE = (1366, 768)
_LAYOUT = "window"


class MainWindow(QMainWindow):
    """The one window. First a front (login or first set-up), then the frame of the session it gave."""

    def __init__(self, application: QApplication, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self.setWindowTitle(tr("明白"))
        self.setMinimumSize(800, 480)
        self.resize(*USUAL_SIZE)
        self._remembers = False
        self._tasks, self._preferences = tasks, preferences
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.help = WindowHelp(self._stack)
        self._ring = FocusRing(self._stack, application)
        self._composing = Composing(application, self)
        self.application = application
        self.frame: Frame | None = None
        self.lock_view: LockView | None = None
        self.idle = IdleWatch(application, self)
        self.idle.warned.connect(self._warn)
        self.idle.idle.connect(self.lock)
        self.ask: Ask | None = None
        self.when_left: Callable[[], object] = self.close
        self.when_damaged: Callable[[MingbaiError], object] = lambda damage: self.when_left()
        self.sends = True
        """Whether, while a session is open, backups are made and what waits to go over the line goes on by itself."""

    def show_as_left(self) -> None:
        """Where and as large as it was left, and from now on remembered; the first time over the whole of a small screen."""
        self._remembers = True
        left = self._preferences.layout(_LAYOUT)
        if left.isEmpty() or not self.restoreGeometry(left):
            has = self.screen().availableSize()
            if has.width() <= USUAL_SIZE[0] or has.height() <= USUAL_SIZE[1]:
                self.showMaximized()
                return
        self.show()

    def show_front(self, front: QWidget) -> None:
        """Login or first set-up; whatever was shown before is let go."""
        self._let_go()
        self._stack.addWidget(front)
        self._stack.setCurrentWidget(front)
        self.help.offer(front)

    @property
    def shown(self) -> QWidget | None:
        """The screen in front: login, first set-up, the frame of a session, or the lock over it."""
        return self._stack.currentWidget()

    @property
    def last_account(self) -> str:
        """Who worked here last, for the door to offer first."""
        return self._preferences.account

    @property
    def at_rest(self) -> bool:
        """Whether nothing is being worked on beside the window."""
        return self._tasks.idle

    def help_over(self, dialog: QWidget, about: str) -> None:
        """The page of the screen that is shown, over a dialog of it."""
        self.help.show_over(dialog, str(getattr(self.shown, "help_topic", "begin")), about)

    def enter(self, session: "Session", ask: Ask) -> "Frame":
        """Shows the session's frame, beginning at 今日."""
        self._let_go()
        return self._open(session, ask)

    def lock(self) -> None:
        """Covers everything until a PIN or passphrase is given; what was being written stays as it is beneath."""
        if self.frame is None or self.lock_view is not None:
            return
        while (dialog := self.application.activeModalWidget()) is not None:
            if not dialog.close():
                break
        self.idle.stop()
        self.help.close()
        from desktop.ui.viewmodels.lock_viewmodel import LockViewModel
        from desktop.ui.views.lock_view import LockView

        model = LockViewModel(self.frame.session, self._tasks)
        model.unlocked.connect(self._unlocked)
        self.lock_view = LockView(model)
        model.setParent(self.lock_view)
        self._stack.addWidget(self.lock_view)
        self._stack.setCurrentWidget(self.lock_view)
        self.help.offer(self.lock_view)
        self.lock_view.secret.setFocus()

    def _unlocked(self, session: "Session") -> None:
        """Back to the same account's work, or on with a colleague's session on the same open home."""
        frame, ask = self.frame, self.ask
        if frame is None or ask is None:
            return
        self._unveil()
        if session.account.name == frame.session.account.name:
            self._watch(frame)
        elif frame.may_close():
            self._tasks.close()
            self.frame = None
            self._clear()
            self._open(session, ask)
        else:
            self.lock()

    def _go_on_as(self, name: str) -> None:
        """In a practice the tour changes the account; nobody is asked for a passphrase that everybody knows."""
        from desktop.usecases.practice import PASSPHRASE

        if self.frame is not None:
            self._unlocked(self.frame.session.switch(name, PASSPHRASE))

    def _unveil(self) -> None:
        view, self.lock_view = self.lock_view, None
        if view is not None and self.frame is not None:
            self._stack.setCurrentWidget(self.frame)
            self._stack.removeWidget(view)
            view.deleteLater()

    def _warn(self) -> None:
        if self.frame is not None:
            self.frame.toast.say(tr("再过 1 分钟锁定屏幕。动一下鼠标或键盘就不锁；没写完的都会留着。"))

    def _watch(self, frame: "Frame") -> None:
        self.idle.start(frame.session.lock.minutes() * 60_000)

    def _heard(self, changes: "Changes") -> None:
        """Another number of minutes holds at once."""
        from desktop.base.changes import Topic

        if Topic.SETTINGS in changes and self.frame is not None and self.lock_view is None:
            self._watch(self.frame)

    def _open(self, session: "Session", ask: Ask) -> "Frame":
        from desktop.ui.changes import Changed
        from desktop.ui.frame import Frame

        self.ask = ask
        changed = Changed(self)
        changed.happened.connect(self._heard)
        frame = Frame(session, ask, self._tasks, changed, self._preferences)
        frame.left.connect(self._leave)
        frame.locked.connect(self.lock)
        frame.help_wanted.connect(self.help.show)
        frame.colleague_wanted.connect(self._go_on_as)
        frame.practice_ended.connect(self._leave)
        self.setWindowTitle(tr("明白（练习）") if frame.tour is not None else tr("明白"))
        if self._remembers:
            self._preferences.keep_account(session.desk.home.folder, session.account.name)
        self.frame = frame
        self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)
        self._watch(frame)
        frame.start()
        frame.rescue_wanted.connect(self.when_damaged)
        if self.sends:
            frame.keeper.begin()
            frame.line.begin()
        return frame

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.frame is not None and not self.frame.may_close():
            event.ignore()
            return
        if self._remembers:
            self._preferences.keep_layout(_LAYOUT, self.saveGeometry())
        # Work that is being ended may take a moment; nobody shall look at a window that does not answer.
        self.hide()
        self._let_go()
        self._tasks.close()
        event.accept()

    def _leave(self) -> None:
        if self.frame is not None and self.frame.may_close():
            self.when_left()

    def _let_go(self) -> None:
        """Ends the work of the session, closes its home and drops its widgets."""
        self.idle.stop()
        if self.frame is not None:
            self._tasks.close()
            self.frame.session.close()
            self.frame = None
        self._clear()

    def _clear(self) -> None:
        self.help.close()
        self.lock_view = None
        while self._stack.count():
            old = self._stack.widget(0)
            if old is None:
                break
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()
