"""What stands on a record's page: fields, findings, banner, steps and which tabs there are. Shows what its view-model knows."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QWidget,
)

from desktop.base.words import sentences, tr
from desktop.domain.finding import Finding, blocks
from desktop.domain.record import RecordState
from desktop.ui.theme.icons import icon
from desktop.ui.viewmodels.spots import COMMON, Spot
from desktop.ui.views.record_parts import (
    CHANGES,
    DIRECTORY,
    FILES,
    FINDINGS,
    FORM,
    GAPS,
    HISTORY,
    PAGES,
    REMINDED,
    ROSTER,
    STOPPED,
    RecordParts,
)


class RecordSheet(RecordParts):
    """Everything of the page but what a hand does on it."""

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
            self._banner.say("returned", returned, title=tr("更正的理由") if correcting else tr("退回的理由"))
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
        usual = vm.view.matter.disclosure if vm.view is not None else None
        self.fields.show_common(vm.title, vm.formed_on, vm.disclosure, vm.withheld_reason, usual)
        self.fields.show_reasons(vm.reasons, vm.withheld_code)
        self.fields.rows["formed_on"].set_help(vm.limit_words)
        self._offer_files()
        for field in vm.view.form.fields:
            self.fields.show_value(field.key, vm.shown(field.key))
        for key in (*COMMON.values(), *(field.key for field in vm.view.form.fields)):
            found = vm.error_at(key)
            self.fields.show_error(key, _complaint(found) if found else "")

    def _offer_files(self) -> None:
        self._drop.open = self._vm.attachments.editable
        self.fields.offer_files([line.name for line in self._vm.attachments.lines])

    def _show_findings(self) -> None:
        vm = self._vm
        self.findings.show_findings(
            vm.findings, vm.blocked_words or vm.checking_words, self._remedy, self._side_words
        )

    def _side_words(self, finding: Finding) -> str:
        return tr("到这一项") if self._vm.can_mend(finding) else ""

    def _remedy(self, finding: Finding) -> str:
        if self._vm.can_mend(finding):
            return tr("改过来")
        spot = self._vm.spot(finding)
        if spot.position:
            return tr("看第 {position} 行", position=spot.position)
        if spot.key:
            return tr("到这一项")
        return tr("看名单") if "名单" in finding.place else ""

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
            FORM: tr("基本信息"),
            ROSTER: tr("名单　{count} {unit}", count=roster.count, unit=roster.unit),
            FILES: tr("附件　{lines}", lines=len(vm.attachments.lines)),
            DIRECTORY: tr("目录信息"),
            HISTORY: tr("修订记录"),
            CHANGES: tr("变化"),
            FINDINGS: tr("检查意见　{findings}", findings=len(vm.findings)),
        }
        signs = {
            ROSTER: STOPPED if roster.errors else REMINDED if roster.warnings else "",
            FINDINGS: STOPPED if blocks(vm.findings) else "",
        }
        for at, key in enumerate(self._tabs):
            # Whatever is set anew lays out all tabs anew, and this is asked after every answer from the worker.
            if self.tabs.tabText(at) != words[key]:
                self.tabs.setTabText(at, words[key])
            sign = signs.get(key, "")
            if self.tabs.tabData(at) != sign:
                self.tabs.setTabData(at, sign)
                self.tabs.setTabIcon(
                    at, icon(sign, "late" if sign == STOPPED else "due") if sign else QIcon()
                )
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """The steps stand beside the tabs only where neither is cut."""
        tabs = sum(self.tabs.tabRect(at).width() for at in range(self.tabs.count()))
        self._stepper.setVisible(tabs + self._stepper.sizeHint().width() + GAPS <= self.width())

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

    # -- going to a place ----------------------------------------------------------------------------------

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

    def _see_focused(self) -> None:
        field = self.fields.focusWidget()
        if field is not None:
            self._scroll.ensureWidgetVisible(field, 0, 80)


def _complaint(found: Finding) -> str:
    """A field not filled is told so; its help, which the finding repeats, stands there anyway."""
    return sentences(found.text) if found.code == "required" else sentences(found.text, found.advice)
