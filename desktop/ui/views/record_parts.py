"""The widgets of a record's page: header, tabs, one part under each. Made here, filled by `record_sheet`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
)

from desktop.base.words import tr
from desktop.ui.viewmodels.record_steps import SIDE_STEPS
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.viewmodels.spots import Spot
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
GAPS = 84
"""The margins of the page and what keeps its tabs from the steps beside them."""
FORM, ROSTER, FILES, HISTORY, FINDINGS = "form", "roster", "attachments", "history", "findings"
DIRECTORY = "directory"
CHANGES = "changes"
PAGES = {FORM: 0, FINDINGS: 0, ROSTER: 1, FILES: 2, HISTORY: 3, CHANGES: 4}
STOPPED, REMINDED = "alert-octagon", "alert"


class RecordParts(QStackedWidget):
    """The page, and one step below it taking a table file in."""

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

    # -- building ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = PageHeader("")
        self.header.set_back(self._vm.back)
        self.side_buttons: dict[str, OutlinedButton] = {}
        self.main_button = FilledButton(tr("提交审核"), "send-outline")
        for step in SIDE_STEPS:
            button = OutlinedButton(step.words, step.icon)
            button.clicked.connect(lambda _=False, step=step: self._vm.take(step))
            self.side_buttons[step.verb] = button
            self.header.add_action(button)
        self.header.add_action(self.main_button)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("记录的各部分"))
        self._stepper = Stepper()
        row = QHBoxLayout()
        row.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._stepper)
        self._banner = Banner("info", "")
        self._parts = QStackedWidget()
        self.fields = RecordFields()
        self._drop = FileDrop(self.tabs, self.fields)
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
