"""A record opened: its form, its roster, the steps taken; beside them what the checks say.

Shows what its view-model knows and tells it what was typed and pressed; judges and saves nothing itself.
"""

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from desktop.domain.finding import Finding, blocks
from desktop.domain.record import RecordState
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.theme.icons import icon
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.record_steps import SIDE_STEPS
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.viewmodels.spots import COMMON, Spot
from desktop.ui.views.attachments_view import AttachmentsView
from desktop.ui.views.directory_view import DirectoryView
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.file_drop import FileDrop
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.panel import Banner, Page, Panel, scrolling
from desktop.ui.views.parts.stepper import Stepper
from desktop.ui.views.record_fields import RecordFields
from desktop.ui.views.record_findings import RecordFindings
from desktop.ui.views.record_history_view import RecordHistoryView
from desktop.ui.views.roster_changes_view import RosterChangesView
from desktop.ui.views.roster_import_view import RosterImportView
from desktop.ui.views.roster_view import RosterView

NARROW = 1060
FORM, ROSTER, FILES, HISTORY, FINDINGS = "form", "roster", "attachments", "history", "findings"
DIRECTORY = "directory"
CHANGES = "changes"
PAGES = {FORM: 0, FINDINGS: 0, ROSTER: 1, FILES: 2, HISTORY: 3, CHANGES: 4}
STOPPED, REMINDED = "alert-octagon", "alert"


class RecordView(QStackedWidget):
    """The record's page, and one step below it taking a table file in."""

    def __init__(self, viewmodel: RecordViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self._page = Page()
        self._tabs: list[str] = []
        self._wanted = FORM
        self._return_to = Spot()
        self._narrow = self._arriving = False
        self.addWidget(self._page)
        self.importing = RosterImportView(viewmodel.importing)
        self.addWidget(self.importing)
        self._build()
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

    # -- building ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = PageHeader("")
        self.header.set_back(self._vm.back)
        self.side_buttons: dict[str, OutlinedButton] = {}
        self.main_button = FilledButton("提交审核", "send-outline")
        self.main_button.clicked.connect(self._take_main)
        for step in SIDE_STEPS:
            button = OutlinedButton(step.words, step.icon)
            button.clicked.connect(lambda _=False, step=step: self._vm.take(step))
            self.side_buttons[step.verb] = button
            self.header.add_action(button)
        self.header.add_action(self.main_button)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("记录的各部分")
        self.tabs.currentChanged.connect(self._show_tab)
        self._stepper = Stepper()
        row = QHBoxLayout()
        row.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._stepper)
        self._banner = Banner("info", "")
        self._parts = QStackedWidget()
        self.fields = RecordFields()
        self.roster = RosterView(self._vm.roster)
        self.changes = RosterChangesView(self._vm.changes)
        self.files = AttachmentsView(self._vm.attachments)
        self._build_form()
        self._history = RecordHistoryView(self._vm.imports)
        self._parts.addWidget(self._splitter)
        self._parts.addWidget(self.roster)
        self._parts.addWidget(self.files)
        self._parts.addWidget(self._history)
        self._parts.addWidget(self.changes)
        self.directory = DirectoryView(self._vm.directory)
        self._parts.addWidget(self.directory)
        self._page.body.addWidget(self.header)
        self._page.body.addLayout(row)
        self._page.body.addWidget(self._banner)
        self._page.body.addWidget(self._parts, 1)

    def _build_form(self) -> None:
        panel = Panel((0, 0, 0, 0))
        self._scroll: QScrollArea = scrolling(self.fields)
        panel.body.addWidget(self._scroll)
        self.findings = RecordFindings()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(16)
        self._splitter.addWidget(panel)
        self._splitter.addWidget(self.findings)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([800, 396])
        self._form_panel = panel

    def _connect(self) -> None:
        vm, fields = self._vm, self.fields
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
        self._drop = FileDrop(self.tabs, self.fields)
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

    # -- showing -------------------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        """Another record or revision: its own form, empty of what stood there before."""
        view = self._vm.view
        if view is None:
            return
        wanted = self._wanted
        vm = self._vm
        self.fields.build(view.form, editable=vm.editable, today=vm.today, places=vm.places)
        for row in self.fields.rows.values():
            row.editor.installEventFilter(self)
        self._set_tabs()
        self._choose_tab(wanted)
        self._scroll.verticalScrollBar().setValue(0)
        self._arriving = True

    def _update(self) -> None:
        vm = self._vm
        self._show_banner()
        if vm.view is None or vm.record is None:
            self.main_button.hide()
            return
        self.header.set_title(vm.title or vm.record.title)
        self.header.set_chip(*self._chip())
        self._stepper.set_marks(vm.marks)
        self._show_steps()
        self._show_fields()
        self._show_findings()
        self._history.show_steps(vm.history)
        self._name_tabs()
        if self._arriving:
            self._arriving = False
            self._arrive()

    def _arrive(self) -> None:
        """The focus begins where the work does: first field, roster, else the step that comes next."""
        part, back = self._current(), self._return_to
        if back.key:
            self._return_to = Spot()
            self._go_to(back)
            # The form was built just now: where it scrolls to is known once it has its size.
            QTimer.singleShot(0, self._see_focused)
            return
        if part == ROSTER:
            empty = self._vm.roster.count == 0
            start: QWidget = self.roster.import_button if empty and self._vm.editable else self.roster.table
        elif part == FORM and self._vm.editable:
            start = self.fields.rows["title"].editor
        elif part == HISTORY:
            start = self._history
        else:
            start = self.main_button if self.main_button.isVisibleTo(self) else self.tabs
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self) -> tuple[str, str, str]:
        returned = self._vm.record is not None and self._vm.record.state is RecordState.RETURNED
        if returned:
            return "returned", self._vm.chip_words, ""
        return "draft", self._vm.chip_words, "file-document-edit-outline"

    def _show_banner(self) -> None:
        vm, record = self._vm, self._vm.record
        returned = record.return_reason if record is not None and vm.editable else ""
        if vm.waiting_words:
            self._banner.say("info", vm.waiting_words)
        elif vm.trouble is not None:
            self._banner.say("late", str(vm.trouble))
        elif returned:
            correcting = record is not None and record.state is RecordState.DRAFT
            self._banner.say("returned", returned, title="更正的理由" if correcting else "退回的理由")
        elif vm.read_only_words:
            self._banner.say("info", vm.read_only_words)
        told = vm.waiting_words or vm.trouble or returned or vm.read_only_words
        self._banner.setVisible(bool(told))

    def _show_steps(self) -> None:
        main, sides = self._vm.main_step, self._vm.side_steps
        self.main_button.setVisible(main is not None)
        if main is not None:
            self.main_button.set_text(main.words)
            self.main_button.setIcon(icon(main.icon, "on-accent"))
        for verb, button in self.side_buttons.items():
            button.setProperty("gone", verb not in {step.verb for step in sides})
        self.header.fit(self.width())

    def _show_fields(self) -> None:
        vm = self._vm
        if vm.view is None or vm.formed_on is None or not self.fields.rows:
            return
        self.fields.show_common(vm.title, vm.formed_on, vm.disclosure, vm.withheld_reason)
        self.fields.show_reasons(vm.reasons, vm.withheld_code)
        self.fields.rows["formed_on"].set_help(vm.limit_words)
        self._offer_files()
        for field in vm.view.form.fields:
            self.fields.show_value(field.key, vm.shown(field.key))
        for key in (*COMMON.values(), *(field.key for field in vm.view.form.fields)):
            found = vm.error_at(key)
            self.fields.show_error(key, _complaint(found) if found else "")

    def _show_findings(self) -> None:
        vm = self._vm
        self.findings.show_findings(
            vm.findings, vm.blocked_words or vm.checking_words, self._remedy, self._side_words
        )

    def _side_words(self, finding: Finding) -> str:
        return "到这一项" if self._vm.can_mend(finding) else ""

    def _remedy(self, finding: Finding) -> str:
        if self._vm.can_mend(finding):
            return "改过来"
        spot = self._vm.spot(finding)
        if spot.position:
            return f"看第 {spot.position} 行"
        if spot.key:
            return "到这一项"
        return "看名单" if "名单" in finding.place else ""

    # -- tabs ----------------------------------------------------------------------------------------------

    def _set_tabs(self) -> None:
        wanted = [FORM]
        if self._vm.roster.has_roster:
            wanted += [ROSTER, CHANGES] if self._vm.changes.source else [ROSTER]
        wanted += [FILES, DIRECTORY, HISTORY] if self._vm.listed else [FILES, HISTORY]
        if self._narrow:
            wanted.append(FINDINGS)
        if wanted != self._tabs:
            current = self._wanted
            self.tabs.blockSignals(True)
            while self.tabs.count():
                self.tabs.removeTab(0)
            for _each in wanted:
                self.tabs.addTab("")
            self._tabs = wanted
            self.tabs.blockSignals(False)
            self._choose_tab(current)
        self._name_tabs()

    def _name_tabs(self) -> None:
        vm, roster = self._vm, self._vm.roster
        words = {
            FORM: "基本信息",
            ROSTER: f"名单　{roster.count} {roster.unit}",
            FILES: f"附件　{len(vm.attachments.lines)}",
            DIRECTORY: "目录信息",
            HISTORY: "修订记录",
            CHANGES: "变化",
            FINDINGS: f"检查意见　{len(vm.findings)}",
        }
        signs = {
            ROSTER: STOPPED if roster.errors else REMINDED if roster.warnings else "",
            FINDINGS: STOPPED if blocks(vm.findings) else "",
        }
        for at, key in enumerate(self._tabs):
            self.tabs.setTabText(at, words[key])
            sign = signs.get(key, "")
            self.tabs.setTabIcon(at, icon(sign, "late" if sign == STOPPED else "due") if sign else QIcon())

    def _current(self) -> str:
        at = self.tabs.currentIndex()
        return self._tabs[at] if 0 <= at < len(self._tabs) else FORM

    def _choose_tab(self, key: str) -> None:
        at = self._tabs.index(key) if key in self._tabs else 0
        if self.tabs.currentIndex() == at:
            self._show_tab(at)
        else:
            self.tabs.setCurrentIndex(at)

    def _show_tab(self, at: int) -> None:
        key = self._wanted = self._tabs[at] if 0 <= at < len(self._tabs) else FORM
        if key == DIRECTORY:
            self._parts.setCurrentWidget(self.directory)
        else:
            self._parts.setCurrentIndex(PAGES[key])
        self._vm.changes.look(key == CHANGES)
        self._vm.imports.look(key == HISTORY)
        self._form_panel.setVisible(key != FINDINGS)
        self.findings.setVisible(not self._narrow or key == FINDINGS)

    def _next_tab(self, by: int) -> None:
        if self._tabs:
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(self._tabs))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self._stepper.setVisible(self.width() >= 940)
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

    def _see_focused(self) -> None:
        field = self.fields.focusWidget()
        if field is not None:
            self._scroll.ensureWidgetVisible(field, 0, 80)

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

    def _offer_files(self) -> None:
        self._drop.open = self._vm.attachments.editable
        self.fields.offer_files([line.name for line in self._vm.attachments.lines])

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

    def _go_to(self, spot: Spot) -> None:
        if spot.position:
            self._choose_tab(ROSTER)
            self._vm.roster.point(spot.position, spot.key)
        elif spot.key:
            self._choose_tab(FORM)
            editor = self.fields.go_to(spot.key)
            if editor is not None:
                self._scroll.ensureWidgetVisible(editor, 0, 80)
        elif self._vm.roster.has_roster:
            self._choose_tab(ROSTER)

    def _import(self) -> None:
        view = self._vm.view
        if view is not None and self._vm.importing.begin(view, self._vm.roster.count):
            self.setCurrentWidget(self.importing if self._vm.importing.has_begun else self._page)

    def _after_import(self) -> None:
        self.setCurrentWidget(self._page)
        self._choose_tab(ROSTER)
        self.roster.table.setFocus()


def _complaint(found: Finding) -> str:
    """A field not filled is told so; its help, which the finding repeats, stands there anyway."""
    return found.text if found.code == "required" else found.text + found.advice
