"""The frame: rail, one place at a time, status strip; and navigation between places. Nothing else."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.changes import Changes, Topic
from desktop.domain.account import Role
from desktop.ui.actions import COMMANDS
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.boards_viewmodel import BoardsViewModel
from desktop.ui.viewmodels.catalogue_viewmodel import CatalogueViewModel
from desktop.ui.viewmodels.check_viewmodel import CheckViewModel
from desktop.ui.viewmodels.frame_viewmodel import FrameViewModel
from desktop.ui.viewmodels.help_viewmodel import HelpViewModel
from desktop.ui.viewmodels.lock_viewmodel import LockViewModel, PinViewModel
from desktop.ui.viewmodels.navigation import Go, Kind, Place
from desktop.ui.viewmodels.person_viewmodel import PersonViewModel
from desktop.ui.viewmodels.preview_viewmodel import PreviewViewModel
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.viewmodels.records_viewmodel import RecordsViewModel
from desktop.ui.viewmodels.review_viewmodel import ReviewViewModel
from desktop.ui.viewmodels.settings_viewmodel import SettingsViewModel
from desktop.ui.viewmodels.sync_viewmodel import SyncViewModel
from desktop.ui.viewmodels.today_viewmodel import TodayViewModel
from desktop.ui.viewmodels.upload_viewmodel import UploadViewModel
from desktop.ui.views.boards_view import BoardsView
from desktop.ui.views.catalogue_view import CatalogueView
from desktop.ui.views.check_view import CheckView
from desktop.ui.views.help_view import HelpDrawer
from desktop.ui.views.lock_view import LockView
from desktop.ui.views.parts.composing import Composing
from desktop.ui.views.parts.focus_ring import FocusRing
from desktop.ui.views.parts.idle_watch import IdleWatch
from desktop.ui.views.parts.layouts import Layouts
from desktop.ui.views.parts.panel import Panel
from desktop.ui.views.parts.rail import Rail
from desktop.ui.views.parts.status_strip import StatusStrip
from desktop.ui.views.parts.toast import Toast
from desktop.ui.views.person_view import PersonPage
from desktop.ui.views.pin_dialog import PinDialog
from desktop.ui.views.preview_view import PreviewView
from desktop.ui.views.record_view import RecordView
from desktop.ui.views.records_view import RecordsView
from desktop.ui.views.review_view import ReviewView
from desktop.ui.views.settings_view import SettingsView
from desktop.ui.views.sync_view import SyncView
from desktop.ui.views.today_view import TodayView
from desktop.usecases.help_desk import HelpDesk
from desktop.usecases.office import Session

MakeModel = Callable[..., Any]  # of Session, Ask, Tasks, Changed, Go, and for 同步 what goes over the line
MakeView = Callable[..., QWidget]

PLACES: dict[Kind, tuple[MakeView, MakeModel]] = {
    "today": (TodayView, TodayViewModel),
    "catalogue": (CatalogueView, CatalogueViewModel),
    "records": (RecordsView, RecordsViewModel),
    "record": (RecordView, RecordViewModel),
    "review": (ReviewView, ReviewViewModel),
    "preview": (PreviewView, PreviewViewModel),
    "boards": (BoardsView, BoardsViewModel),
    "sync": (SyncView, SyncViewModel),
    "settings": (SettingsView, SettingsViewModel),
    "person": (PersonPage, PersonViewModel),
    "check": (CheckView, CheckViewModel),
}
# What a bundle brings is looked at inside 同步.
SHOWN_IN: dict[Kind, Kind] = {"import": "sync"}


class Frame(QWidget):
    """Everything an open session shows. ``left`` tells that the person wants to log in anew, ``locked`` that the screen
    is to be locked or handed to a colleague, ``help_wanted`` the topic and what the field under the focus wants."""

    left = Signal()
    locked = Signal()
    help_wanted = Signal(str, str)

    def __init__(
        self, session: Session, ask: Ask, tasks: Tasks, changed: Changed, preferences: Preferences
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self._ask, self._tasks, self._changed, self._preferences = ask, tasks, changed, preferences
        self._layouts = Layouts(preferences, self)
        self._views: dict[Kind, QWidget] = {}
        self._models: dict[Kind, QObject] = {}
        self.place = Place("today")
        self._been: list[Place] = []
        self.rail, self.status = Rail(), StatusStrip()
        self.stack = QStackedWidget()
        self.toast = Toast(self.stack)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.rail.chosen.connect(self._go_kind)
        self.rail.account.connect(self._show_account_menu)
        self.status.help_wanted.connect(self.show_help)
        self.line = UploadViewModel(session, ask, tasks, changed, self.go)
        self.line.said.connect(self.toast.say)
        self._model = FrameViewModel(session, tasks, changed)
        self._model.updated.connect(self._refresh)
        self.rail.show_account(self._model.name, self._model.role_words)
        self.status.show_place(self._model.place_words)
        self._refresh()
        for command in COMMANDS:
            for keys in command.keys.split():
                QShortcut(QKeySequence(keys), self, getattr(self, command.slot))

    def start(self) -> None:
        """Opens 今日 and counts what is to be done; after a crash the record that was being written, at its field."""
        self._model.reload()
        self.go(Place("today"))
        last = self.session.last_place.recall()
        if last is not None:
            self.go(Place("record", record=last.record, tab=last.tab, key=last.key, position=last.position))
            self.toast.say("上次没有正常关上。写好的都在，已回到当时的地方。")

    def go(self, place: Place) -> None:
        """Shows a place; one that holds something unfinished may ask to stay."""
        if not self._may_leave(place):
            self.rail.mark(self.place.root)
            return
        if place != self.place:
            self._been = [*self._been[-20:], self.place]
        self.place = place
        kind = SHOWN_IN.get(place.kind, place.kind)
        view = self._view(kind)
        self.stack.setCurrentWidget(view)
        self.rail.mark(place.root)
        self.toast.raise_()
        show = getattr(view, "show_place", None)
        if show is not None:
            show(place)
        if place.tab == "search":
            self.search()

    def back(self) -> None:
        if self._been:
            self.go(self._been.pop())
            self._been = self._been[:-1]

    def may_close(self) -> bool:
        """Whether nothing unfinished is in the way of leaving the session."""
        return self._may_leave(Place("today", tab="leaving"))

    # -- commands (desktop.ui.actions) ---------------------------------------------------------------------

    def go_today(self) -> None:
        self.go(Place("today"))

    def go_catalogue(self) -> None:
        self.go(Place("catalogue"))

    def go_records(self) -> None:
        self.go(Place("records"))

    def go_boards(self) -> None:
        self.go(Place("boards"))

    def go_sync(self) -> None:
        self.go(Place("sync"))

    def go_check(self) -> None:
        self.go(Place("check"))

    def new_record(self) -> None:
        if self.session.account.role is not Role.DRAFTER:
            self.toast.say("新建记录由“起草”的账户来做，您的账户不写记录。")
            return
        self.go(Place("records", tab="new"))

    def search(self) -> None:
        find = getattr(self.stack.currentWidget(), "search_field", None)
        field = find() if find is not None else None
        if isinstance(field, QWidget):
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press_filled(self) -> None:
        primary = getattr(self.stack.currentWidget(), "primary", None)
        button = primary() if primary is not None else None
        if isinstance(button, QAbstractButton) and button.isVisible() and button.isEnabled():
            button.click()

    def next_panel(self) -> None:
        self._panel(1)

    def previous_panel(self) -> None:
        self._panel(-1)

    def undo(self) -> None:
        """The page's own last step first, else what the toast offers to take back."""
        undo = getattr(self.stack.currentWidget(), "undo", None)
        if undo is None or not undo():
            self.toast.undo()

    def redo(self) -> None:
        redo = getattr(self.stack.currentWidget(), "redo", None)
        if redo is not None:
            redo()

    def larger(self) -> None:
        self._preferences.step_base(1)

    def smaller(self) -> None:
        self._preferences.step_base(-1)

    def normal_size(self) -> None:
        self._preferences.set_base(12)

    def lock(self) -> None:
        self.locked.emit()

    def set_pin(self) -> None:
        """The dialog for the PIN of this account."""
        model = PinViewModel(self.session, self._tasks)
        model.done.connect(self.toast.say)
        dialog = PinDialog(model, self)
        model.setParent(dialog)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_messages(self) -> None:
        told = self.toast.messages[-8:]
        self._ask.show("看过的消息", "" if told else "这次打开以后还没有消息。", told)

    def show_help(self) -> None:
        """The page of this screen, headed by what the field under the focus wants."""
        holder = self.focusWidget()
        self.help_wanted.emit(self.help_topic, holder.accessibleDescription() if holder is not None else "")

    @property
    def help_topic(self) -> str:
        """The place that is shown, and after a dot the part of it, where it has parts."""
        kind = SHOWN_IN.get(self.place.kind, self.place.kind)
        part = getattr(self.stack.currentWidget(), "help_part", None)
        return f"{kind}.{part()}" if part is not None and part() else kind

    # -- inside --------------------------------------------------------------------------------------------

    def _go_kind(self, kind: Kind) -> None:
        self.go(Place(kind))

    def _view(self, kind: Kind) -> QWidget:
        if kind not in self._views:
            make_view, make_model = PLACES[kind]
            line = (self.line,) if kind == "sync" else ()
            model = make_model(self.session, self._ask, self._tasks, self._changed, self.go, *line)
            extra = (self._preferences,) if kind == "settings" else ()
            self._models[kind], self._views[kind] = model, make_view(model, *extra)
            if hasattr(model, "said"):
                model.said.connect(self.toast.say)
            if hasattr(model, "said_undo"):
                model.said_undo.connect(self.toast.say)
            self.stack.addWidget(self._views[kind])
            self._layouts.adopt(self._views[kind], kind)
        return self._views[kind]

    def _may_leave(self, place: Place) -> bool:
        current = self.stack.currentWidget()
        ask = getattr(current, "may_leave", None)
        return ask is None or place == self.place or bool(ask())

    def _panel(self, by: int) -> None:
        current = self.stack.currentWidget()
        if current is None:
            return
        panels: list[QWidget] = [self.rail]
        found: list[Panel] = list(current.findChildren(Panel))
        panels += [panel for panel in found if panel.isVisible() and _first_in(panel) is not None]
        at = next((n for n, p in enumerate(panels) if p.isAncestorOf(self.focusWidget() or self)), 0)
        target = _first_in(panels[(at + by) % len(panels)])
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _refresh(self) -> None:
        self.rail.show_badges(self._model.badges)
        self.status.show_saved(self._model.saved)
        self.status.show_backup(self._model.backup)

    def _show_account_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction("检查文件", self.go_check)
        menu.addAction("设置", lambda: self.go(Place("settings")))
        menu.addAction("锁定屏幕，或换同事来做", self.lock)
        menu.addAction("锁屏 PIN", self.set_pin)
        menu.addAction("换账户", self.left.emit)
        menu.addSeparator()
        menu.addAction("退出明白", self.window().close)
        menu.aboutToHide.connect(menu.deleteLater)
        foot = self.rail.foot
        menu.popup(foot.mapToGlobal(foot.rect().topRight()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rail.fit(self)
        self.status.fit(self.width(), self.height())
        super().resizeEvent(event)


class MainWindow(QMainWindow):
    """The one window. First a front (login or first set-up), then the frame of the session it gave."""

    def __init__(self, application: QApplication, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self.setWindowTitle("明白")
        self.setMinimumSize(800, 480)
        self.resize(1366, 768)
        self._tasks, self._preferences = tasks, preferences
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._help_model = HelpViewModel(HelpDesk())
        self.help = HelpDrawer(self._help_model, self._stack)
        self._ring = FocusRing(self._stack, application)
        self._composing = Composing(application, self)
        self._application = application
        self.frame: Frame | None = None
        self.lock_view: LockView | None = None
        self.idle = IdleWatch(application, self)
        self.idle.warned.connect(self._warn)
        self.idle.idle.connect(self.lock)
        self.ask: Ask | None = None
        self.when_left: Callable[[], object] = self.close
        self.sends = True
        """Whether what waits to go over the line goes on by itself while a session is open."""

    def show_front(self, front: QWidget) -> None:
        """Login or first set-up; whatever was shown before is let go."""
        self._let_go()
        self._stack.addWidget(front)
        self._stack.setCurrentWidget(front)
        self._offer_help(front)

    def enter(self, session: Session, ask: Ask) -> Frame:
        """Shows the session's frame, beginning at 今日."""
        self._let_go()
        return self._open(session, ask)

    def lock(self) -> None:
        """Covers everything until a PIN or passphrase is given; what was being written stays as it is beneath."""
        if self.frame is None or self.lock_view is not None:
            return
        while (dialog := self._application.activeModalWidget()) is not None:
            if not dialog.close():
                break
        self.idle.stop()
        self.help.close_help()
        model = LockViewModel(self.frame.session, self._tasks)
        model.unlocked.connect(self._unlocked)
        self.lock_view = LockView(model)
        model.setParent(self.lock_view)
        self._stack.addWidget(self.lock_view)
        self._stack.setCurrentWidget(self.lock_view)
        self._offer_help(self.lock_view)
        self.lock_view.secret.setFocus()

    def _unlocked(self, session: Session) -> None:
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

    def _unveil(self) -> None:
        view, self.lock_view = self.lock_view, None
        if view is not None and self.frame is not None:
            self._stack.setCurrentWidget(self.frame)
            self._stack.removeWidget(view)
            view.deleteLater()

    def _warn(self) -> None:
        if self.frame is not None:
            self.frame.toast.say("再过 1 分钟锁定屏幕。动一下鼠标或键盘就不锁；没写完的都会留着。")

    def show_help(self, topic: str, about: str = "") -> None:
        """Opens help at a page; where it is open already, the same key closes it."""
        if self.help.isVisible():
            self.help.close_help()
        else:
            self.help.open(topic, about)

    def _offer_help(self, front: QWidget) -> None:
        """F1 and the help button of a screen that stands before the session's frame."""
        topic = str(getattr(front, "help_topic", "begin"))
        QShortcut(QKeySequence("F1"), front, lambda: self.show_help(topic))
        button = getattr(front, "help_button", None)
        if isinstance(button, QAbstractButton):
            button.clicked.connect(lambda: self.show_help(topic))

    def _watch(self, frame: Frame) -> None:
        self.idle.start(frame.session.lock.minutes() * 60_000)

    def _heard(self, changes: Changes) -> None:
        """Another number of minutes holds at once."""
        if Topic.SETTINGS in changes and self.frame is not None and self.lock_view is None:
            self._watch(self.frame)

    def _open(self, session: Session, ask: Ask) -> Frame:
        self.ask = ask
        changed = Changed(self)
        changed.happened.connect(self._heard)
        frame = Frame(session, ask, self._tasks, changed, self._preferences)
        frame.left.connect(self._leave)
        frame.locked.connect(self.lock)
        frame.help_wanted.connect(self.show_help)
        self.frame = frame
        self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)
        self._watch(frame)
        frame.start()
        if self.sends:
            frame.line.begin()
        return frame

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.frame is not None and not self.frame.may_close():
            event.ignore()
            return
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
        self.help.close_help()
        self.lock_view = None
        while self._stack.count():
            old = self._stack.widget(0)
            if old is None:
                break
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()


def _first_in(panel: QWidget) -> QWidget | None:
    """The first control inside that takes the keyboard."""
    tabbed = Qt.FocusPolicy.TabFocus
    inside: list[QWidget] = list(panel.findChildren(QWidget))
    takes = (w for w in inside if w.isVisible() and w.isEnabled() and w.focusPolicy() & tabbed)
    return next((w for w in takes if not isinstance(w, QScrollArea)), None)
