"""A second person decides on a record: what changed and all it holds, beside it the deciding (`review_decision`).

Shows what its view-model knows; who may decide is not known here.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.base.words import tr
from desktop.ui.itemmodels.differences_model import KIND, NEW, OLD, PLACE
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.review_viewmodel import ReviewViewModel
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.findings import FindingList
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import Band, Banner, Page, Panel, scrolling
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.parts.tables import ChipDelegate, RosterDelegate, style_table
from desktop.ui.views.parts.wrapped import WrappedTable
from desktop.ui.views.review_decision import DecisionPanel
from desktop.ui.views.review_revisions import RevisionChooser
from desktop.ui.views.roster_head import RosterHead

CHANGES, WHOLE, SAMPLE, DECIDE = "changes", "whole", "sample", "decide"
NARROW, ROW = 1000, 50
SHOWN_FINDINGS = 60


class ReviewView(Page):
    def __init__(self, viewmodel: ReviewViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self._shown: object = None
        self._narrow = False
        self.header = PageHeader("")
        self.header.set_back(viewmodel.back)
        self._queue = Label("", "context")
        self.next_button = OutlinedButton(tr("下一件"), "chevron-right")
        self.next_button.clicked.connect(viewmodel.go_next)
        self.sheet_button = OutlinedButton(tr("审查单"), "file-download-outline")
        self.sheet_button.clicked.connect(viewmodel.save_sheet)
        self.header.add_action(self._queue)
        self.header.add_action(self.sheet_button)
        self.header.add_action(self.next_button)
        self._trouble = Banner("late", "")
        self.segments = Segments(
            ((CHANGES, tr("变化"), ""), (WHOLE, tr("全部内容"), ""), (SAMPLE, tr("公示样张"), ""))
        )
        self.segments.chosen.connect(self._show_part)
        self._checks = StatusChip("done", "")
        row = QHBoxLayout()
        row.addWidget(self.segments)
        row.addStretch(1)
        row.addWidget(self._checks)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        self._parts = QStackedWidget()
        self._parts.addWidget(self._build_changes())
        self._parts.addWidget(self._build_whole())
        column.addWidget(self._parts, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(16)
        self._splitter.addWidget(work)
        self.decision = DecisionPanel(viewmodel)
        self._splitter.addWidget(self.decision)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([830, 370])
        self.body.addWidget(self.header)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._splitter, 1)
        viewmodel.updated.connect(self._update)
        self._update()

    def show_place(self, place: Place) -> None:
        self.segments.choose(CHANGES)
        self._show_part(CHANGES)
        self._vm.open(place.record)

    def primary(self) -> QAbstractButton | None:
        return self.decision.pass_button if self.decision.pass_button.isVisibleTo(self) else None

    # -- building ------------------------------------------------------------------------------------------

    def _build_changes(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.table = WrappedTable((PLACE, OLD, NEW), ROW)
        self.table.setModel(self._vm.differences)
        style_table(self.table, ROW)
        self.table.begin()
        self.table.setItemDelegateForColumn(KIND, ChipDelegate(self.table))
        self.table.setAccessibleName(tr("变化"))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(KIND, QHeaderView.ResizeMode.ResizeToContents)
        band = Band()
        self._unchanged = Label("", "context", wrap=True)
        whole = OutlinedButton(tr("看全部内容"), small=True)
        whole.clicked.connect(self._show_whole)
        band.row.addWidget(IconMark("equal", "text2", 20))
        band.row.addWidget(self._unchanged, 1)
        band.row.addWidget(whole)
        self.revisions = RevisionChooser()
        self.revisions.chosen.connect(self._vm.compare)
        column.addWidget(self.revisions)
        column.addWidget(self.table, 1)
        column.addWidget(band)
        return part

    def _build_whole(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        panel = Panel((20, 16, 20, 16))
        self._contents = QFormLayout()
        self._contents.setHorizontalSpacing(24)
        self._contents.setVerticalSpacing(8)
        self._contents.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        panel.body.addLayout(self._contents)
        self.findings = FindingList(tr("程序检查没有意见。"))
        self.findings.remedied.connect(self._vm.let_through)
        self.roster = QTableView()
        self.roster.setHorizontalHeader(RosterHead(self.roster))
        self.roster.setModel(self._vm.roster)
        style_table(self.roster, 38)
        self.roster.setItemDelegate(RosterDelegate(self.roster))
        self.roster.setAccessibleName(tr("名单"))
        self.roster.setMinimumHeight(320)
        self.roster.horizontalHeader().setResizeContentsPrecision(60)
        self.roster.horizontalHeader().setStretchLastSection(False)
        column.addWidget(panel)
        column.addWidget(self.findings)
        column.addWidget(self.roster)
        return scrolling(inside)

    # -- showing -------------------------------------------------------------------------------------------

    def _update(self) -> None:
        vm = self._vm
        self._trouble.setVisible(vm.trouble is not None)
        if vm.trouble is not None:
            self._trouble.say("late", str(vm.trouble))
        self._splitter.setVisible(vm.read is not None)
        if vm.read is None or vm.record is None:
            return
        self.header.set_title(vm.record.title)
        self.header.set_chip(*vm.chip)
        self._queue.setText(vm.queue_words)
        for part, there in ((self._queue, vm.queue_words), (self.next_button, vm.next_record)):
            part.setProperty("gone", not there)
        self.header.fit(self.width())
        self._name_parts()
        self._checks.show_state(*vm.findings_chip)
        self._unchanged.setText(vm.unchanged_words)
        self.revisions.show_revisions(vm.revisions, *vm.sides)
        self.decision.refresh()
        if vm.read is not self._shown:
            self._shown = vm.read
            self._show_contents()
            start = self.decision.pass_button if self.decision.pass_button.isVisibleTo(self) else self.table
            start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_parts(self) -> None:
        words = [
            (CHANGES, self._vm.changes_words, ""),
            (WHOLE, tr("全部内容"), ""),
            (SAMPLE, tr("公示样张"), ""),
        ]
        decide = [(DECIDE, self._vm.decide_words, "")] if self._narrow else []
        self.segments.set_options(words + decide)
        self._checks.setVisible(not self._narrow)

    def _show_contents(self) -> None:
        vm = self._vm
        while self._contents.rowCount():
            self._contents.removeRow(0)
        for label, text in vm.contents:
            self._contents.addRow(Label(label, "context"), Label(text, wrap=True))
        shown = vm.read.findings[:SHOWN_FINDINGS] if vm.read else ()
        self.findings.show_findings(shown, remedy=vm.override_words)
        self.roster.setVisible(bool(vm.read and vm.read.rows))
        self.roster.resizeColumnsToContents()

    def _show_part(self, key: str) -> None:
        if key == SAMPLE:
            self.segments.choose(CHANGES)
            self._parts.setCurrentIndex(0)
            self._vm.show_sample()
            return
        self._parts.setCurrentIndex({CHANGES: 0, WHOLE: 1, DECIDE: 2}[key])

    def _show_whole(self) -> None:
        self.segments.choose(WHOLE)
        self._show_part(WHOLE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.fit(self.width())
        narrow = room(self).width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._move_side()

    def _move_side(self) -> None:
        """Where there is little width, deciding becomes one more part of the page instead of a column."""
        if self._narrow:
            self._parts.addWidget(self.decision)
        else:
            self._splitter.addWidget(self.decision)
            self._splitter.setSizes([830, 370])
            self.decision.show()
            if self.segments.current == DECIDE:
                self._show_part(CHANGES)
        self._name_parts()
