"""A record opened: its form, its roster, the steps taken; beside them what the checks say.

Shows what its view-model knows and tells it what was typed and pressed; judges and saves nothing itself.
"""

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QWidget,
)

from desktop.domain.finding import Finding
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.viewmodels.spots import Spot
from desktop.ui.views.record_parts import (
    DIRECTORY,
    FILES,
    FORM,
    HISTORY,
    NARROW,
    ROSTER,
)
from desktop.ui.views.record_sheet import RecordSheet


class RecordView(RecordSheet):
    """The record's page, and one step below it taking a table file in."""

    def __init__(self, viewmodel: RecordViewModel) -> None:
        super().__init__(viewmodel)
        self._connect()
        self._keys()
        self._update()

    def show_place(self, place: Place) -> None:
        self._wanted = place.tab if place.tab in {ROSTER, FILES, DIRECTORY, HISTORY} else FORM
        self._return_to = Spot(place.key, place.position)
        self.setCurrentWidget(self._page)
        self._vm.open(place.record)

    def may_leave(self) -> bool:
        """What was typed is on the disk before another place is shown; if it cannot be, this one stays."""
        if not self._vm.keep():
            return False
        self._vm.memory.forget()
        return True

    def search_field(self) -> QWidget | None:
        """Ctrl+F: within the roster when it is open."""
        return self.roster.search if self.roster.search.isVisible() else None

    def help_part(self) -> str:
        part = self._current()
        return "import" if self.currentWidget() is self.importing else ("" if part == FORM else part)

    def primary(self) -> QAbstractButton | None:
        if self.currentWidget() is self.importing:
            return self.importing.apply_button
        return self.main_button if self.main_button.isVisibleTo(self) else None

    def undo(self) -> bool:
        """Takes back the last typing or, on its tab, the last change of the roster; False if there is none."""
        if self._current() == ROSTER and self._vm.roster.undo_words:
            self._vm.roster.undo()
            return True
        return self._current() == FORM and self._vm.undo()

    def redo(self) -> bool:
        if self._current() == ROSTER and self._vm.roster.redo_words:
            self._vm.roster.redo()
            return True
        return self._current() == FORM and self._vm.redo()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field's own steps back end at its edge; those of the form go on through all fields, so its keys go first."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            steps = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(step) for step in steps):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        vm, fields = self._vm, self.fields
        self.main_button.clicked.connect(self._take_main)
        self.tabs.currentChanged.connect(self._show_tab)
        fields.typed.connect(self._typed)
        fields.left.connect(self._left)
        fields.finished.connect(self._finished)
        fields.day_chosen.connect(vm.set_formed_on)
        fields.disclosure_chosen.connect(vm.set_disclosure)
        self.findings.pressed.connect(self._mend_or_point)
        self.findings.side_pressed.connect(vm.point)
        self.roster.import_pressed.connect(self._import)
        vm.importing.finished.connect(self._after_import)
        vm.opened.connect(self._rebuild)
        vm.updated.connect(self._update)
        vm.roster.updated.connect(self._name_tabs)
        vm.changes.updated.connect(self._set_tabs)
        vm.attachments.updated.connect(self._name_tabs)
        vm.attachments.updated.connect(self._offer_files)
        self._drop.dropped.connect(self._take_files)
        vm.pointed.connect(self._go_to)
        vm.reverted.connect(self._revert)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # there is one wherever there are widgets
        application.focusChanged.connect(self._follow_focus)
        self.roster.table.selectionModel().currentChanged.connect(self._follow_cell)

    def _keys(self) -> None:
        for keys, slot in (
            ("Ctrl+S", self._save),
            ("F8", lambda: self._next_finding(1)),
            ("Shift+F8", lambda: self._next_finding(-1)),
            ("Ctrl+Tab", lambda: self._next_tab(1)),
            ("Ctrl+Shift+Tab", lambda: self._next_tab(-1)),
        ):
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = room(self).width() < NARROW
        self._fit_tabs()
        self.header.fit(self.width())
        self.roster.fit(self.width(), self.height())
        if narrow != self._narrow:
            self._narrow = narrow
            if self._tabs:
                self._set_tabs()
                self._show_tab(self.tabs.currentIndex())

    # -- acting --------------------------------------------------------------------------------------------

    def _typed(self, key: str, text: str) -> None:
        if key == "title":
            self._vm.set_title(text)
        elif key == "withheld_code":
            self._vm.set_withheld_code(text)
        elif key == "withheld_reason":
            self._vm.set_withheld_reason(text)
        else:
            self._vm.set_value(key, text)

    def _left(self, _key: str) -> None:
        if self._vm.unsaved:
            self._vm.save()

    def _mend_or_point(self, finding: Finding) -> None:
        if self._vm.can_mend(finding):
            self._vm.mend(finding)
        else:
            self._vm.point(finding)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Where the hand is; a field's own parts (a list, a calendar) count as the field."""
        if new is None or not self._parts.isAncestorOf(new):
            return
        part = self._current()
        if part == FORM:
            rows = self.fields.rows.items()
            key = next((key for key, row in rows if row is new or row.isAncestorOf(new)), "")
            self._vm.work_at(FORM, key)
        elif part != ROSTER:
            self._vm.work_at(part)

    def _follow_cell(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = now.data(ItemRole.OBJECT) if now.isValid() else None
        if row is not None and self._current() == ROSTER:
            columns = self._vm.roster.model.columns()
            self._vm.work_at(ROSTER, columns[now.column() - 1].key if now.column() else "", row.position)

    def _revert(self, key: str) -> None:
        self.fields.revert(key, self._vm.words_at(key))
        self._update()
        self._go_to(Spot(key))

    def _save(self) -> None:
        self._vm.save()

    def _take_files(self, paths: list[Path]) -> None:
        """Files dropped on the tabs or the form: what became of them is seen in the attachments."""
        self._choose_tab(FILES)
        self._vm.attachments.take_in(paths)

    def _finished(self) -> None:
        """Enter in the last field: on to the step that comes next."""
        if self.main_button.isVisible():
            self.main_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_main(self) -> None:
        wrong = self.fields.not_taken()
        if wrong:
            self._choose_tab(FORM)
            self.fields.go_to(wrong)
            return
        if self._vm.main_step is not None:
            self._vm.take(self._vm.main_step)

    def _next_finding(self, by: int) -> None:
        if self._current() == ROSTER:
            self._vm.roster.next_fault(by)
        else:
            self._vm.next_finding(by)

    def _import(self) -> None:
        view = self._vm.view
        if view is not None and self._vm.importing.begin(view, self._vm.roster.count):
            self.setCurrentWidget(self.importing if self._vm.importing.has_begun else self._page)

    def _after_import(self) -> None:
        self.setCurrentWidget(self._page)
        self._choose_tab(ROSTER)
        self.roster.table.setFocus()
