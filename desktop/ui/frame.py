"""The frame: rail, one place at a time, status strip; and navigation between places. Nothing else."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.ui.actions import COMMANDS
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.languages import spoken
from desktop.ui.places import PLACES, SHOWN_IN
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.frame_viewmodel import FrameViewModel
from desktop.ui.viewmodels.keeper_viewmodel import KeeperViewModel
from desktop.ui.viewmodels.lock_viewmodel import PinViewModel
from desktop.ui.viewmodels.navigation import Kind, Place
from desktop.ui.viewmodels.passphrase_viewmodel import PassphraseViewModel
from desktop.ui.viewmodels.tour_viewmodel import TourViewModel
from desktop.ui.viewmodels.upload_viewmodel import UploadViewModel
from desktop.ui.views.parts.layouts import Layouts
from desktop.ui.views.parts.panel import Panel
from desktop.ui.views.parts.rail import Rail
from desktop.ui.views.parts.status_strip import StatusStrip
from desktop.ui.views.parts.toast import Toast
from desktop.ui.views.passphrase_dialog import PassphraseDialog
from desktop.ui.views.pin_dialog import PinDialog
from desktop.ui.views.tour_view import TourBand
from desktop.usecases.help_desk import HelpDesk
from desktop.usecases.office import Session


class Frame(QWidget):
    """Everything an open session shows. ``left`` tells that the person wants to log in anew, ``locked`` that the screen
    is to be locked or handed to a colleague, ``help_wanted`` the topic and what the field under the focus wants,
    ``rescue_wanted`` what is wrong with the data."""

    left = Signal()
    locked = Signal()
    help_wanted = Signal(str, str)
    rescue_wanted = Signal(object)
    colleague_wanted = Signal(str)
    practice_ended = Signal()

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
        self.tour = self._tour_over(column)
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
        self.line.setParent(self)  # its clock must not outlive the session
        self.keeper = KeeperViewModel(session, ask, tasks)
        self.keeper.said.connect(self.toast.say)
        self.keeper.rescue.connect(self.rescue_wanted)
        preferences.changed.connect(self._fit_again)
        self._model = FrameViewModel(session, tasks, changed)
        self.keeper.kept.connect(self._model.reload)
        self.keeper.checked.connect(self._refresh)
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
        if self.tour is not None:
            self.tour.begin()
        last = self.session.last_place.recall()
        if last is not None:
            self.go(Place("record", record=last.record, tab=last.tab, key=last.key, position=last.position))
            self.toast.say(tr("上次没有正常关上。写好的都在，已回到当时的地方。"))

    def _tour_over(self, column: QVBoxLayout) -> TourViewModel | None:
        """In a practice, the band with the tour above every place."""
        try:
            practice = self.session.practice.on
        except MingbaiError:  # a home too damaged to say so is opened to be rescued, not to practise
            practice = False
        if not practice:
            return None
        model = TourViewModel(self.session, HelpDesk(language=spoken()).handbook.tour, self.go, self._ask)
        model.colleague.connect(self.colleague_wanted)
        model.ended.connect(self.practice_ended)
        column.insertWidget(0, TourBand(model))
        return model

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
            self.toast.say(tr("新建记录由“起草”的账户来做，您的账户不写记录。"))
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

    def change_passphrase(self) -> None:
        """The dialog for another passphrase of this account."""
        model = PassphraseViewModel(self.session, self._tasks)
        model.done.connect(self.toast.say)
        dialog = PassphraseDialog(model, self)
        model.setParent(dialog)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_messages(self) -> None:
        told = self.toast.messages[-8:]
        self._ask.show(tr("看过的消息"), "" if told else tr("这次打开以后还没有消息。"), told)

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
        if self.session.only_reading:
            self.status.show_only_reading()
        else:
            self.status.show_saved(self._model.saved)
        self.status.show_backup(self._model.backup)

    def _show_account_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(tr("检查文件"), self.go_check)
        menu.addAction(tr("设置"), lambda: self.go(Place("settings")))
        menu.addAction(tr("锁定屏幕，或换同事来做"), self.lock)
        menu.addAction(tr("锁屏 PIN"), self.set_pin)
        menu.addAction(tr("改口令"), self.change_passphrase)
        menu.addAction(tr("换账户"), self.left.emit)
        menu.addAction(tr("帮助"), self.show_help)
        menu.addSeparator()
        menu.addAction(tr("退出明白"), self.window().close)
        menu.aboutToHide.connect(menu.deleteLater)
        foot = self.rail.foot
        menu.popup(foot.mapToGlobal(foot.rect().topRight()))

    def _fit_again(self) -> None:
        """With larger text there is less room: every screen arranges itself anew."""
        for part in (self, *self._views.values()):
            QApplication.sendEvent(part, QResizeEvent(part.size(), part.size()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rail.fit(self)
        self.status.fit(room(self))
        super().resizeEvent(event)


def _first_in(panel: QWidget) -> QWidget | None:
    """The first control inside that takes the keyboard."""
    tabbed = Qt.FocusPolicy.TabFocus
    inside: list[QWidget] = list(panel.findChildren(QWidget))
    takes = (w for w in inside if w.isVisible() and w.isEnabled() and w.focusPolicy() & tabbed)
    return next((w for w in takes if not isinstance(w, QScrollArea)), None)
