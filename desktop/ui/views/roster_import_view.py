"""Taking a table file into the roster: which sheet, which column is which, what cannot be taken, then one button.

Shows what its view-model knows; nothing of the record changes before 收进.
"""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.itemmodels.faults_model import FaultsModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.itemmodels.roster_model import heading
from desktop.ui.viewmodels.roster_import_viewmodel import RosterImportViewModel
from desktop.ui.views.fields.choice import Choice
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Banner, Page, Panel, clear, scrolling
from desktop.ui.views.parts.progress import ProgressFooter
from desktop.ui.views.parts.tables import TwoLineDelegate
from desktop.usecases.roster_import import ALL_SHEETS, SHEET_NAME

NOT_TAKEN = tr("不收这一列")


class RosterImportView(Page):
    _said_for_all = Signal(str, str)

    def __init__(self, viewmodel: RosterImportViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self.header = PageHeader(tr("导入名单"), named=True)
        self.header.set_back(viewmodel.leave)
        self.other_button = OutlinedButton(tr("换一个表格"), "folder-open-outline")
        self.other_button.clicked.connect(self._other_file)
        self.apply_button = FilledButton(tr("收进名单"), "table-arrow-up")
        self.apply_button.clicked.connect(viewmodel.apply)
        self.header.add_action(self.other_button)
        self.header.add_action(self.apply_button)
        self._counts = QHBoxLayout()
        self._counts.setSpacing(8)
        self._missing = Banner("warn", "")
        self._footer = ProgressFooter()
        self._footer.cancelled.connect(viewmodel.cancel)
        self.body.addWidget(self.header)
        self.body.addLayout(self._counts)
        self.body.addWidget(self._missing)
        self.body.addLayout(self._build(), 1)
        self.body.addWidget(self._footer)
        self._headings_of: object = None
        self._boxes: dict[str, Choice] = {}
        self._named = ""
        # Queued: reading anew makes the fields anew, and not before the one typed into has done with its key press.
        self._said_for_all.connect(viewmodel.choose_constant, Qt.ConnectionType.QueuedConnection)
        viewmodel.updated.connect(self._update)
        viewmodel.stepped.connect(self._footer.show_step)
        self._update()

    # -- building ------------------------------------------------------------------------------------------

    def _build(self) -> QHBoxLayout:
        left = Panel((16, 14, 16, 14))
        self.sheets = Choice()
        self.sheets.setAccessibleName(tr("工作表"))
        self.sheets.activated.connect(lambda _at: self._vm.choose_sheet(self.sheets.currentText()))
        sheet_row = QHBoxLayout()
        sheet_row.addWidget(Label(tr("工作表"), "strong"))
        sheet_row.addWidget(self.sheets, 1)
        left.body.addLayout(sheet_row)
        left.body.addWidget(Label(tr("表里的每一列收到哪一栏"), "strong"))
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        left.body.addWidget(scrolling(inside), 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._fault_words = Label("", "strong")
        self.faults = QListView()
        self._faults = FaultsModel(self)
        self.faults.setModel(self._faults)
        self.faults.setItemDelegate(TwoLineDelegate(self.faults))
        self.faults.setUniformItemSizes(True)
        self.faults.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.faults.setAccessibleName(tr("不能收的"))
        self._copy = Label("", "context", wrap=True)
        self._copy_elsewhere = TextButton(tr("存到别处"), small=True)
        self._copy_elsewhere.clicked.connect(self._vm.choose_errors)
        foot = QHBoxLayout()
        foot.addWidget(self._copy, 1)
        foot.addWidget(self._copy_elsewhere)
        column.addWidget(self._fault_words)
        column.addWidget(self.faults, 1)
        self._reason = Label("", wrap=True, kind="late")
        self.faults.selectionModel().currentChanged.connect(self._show_reason)
        column.addWidget(self._reason)
        column.addLayout(foot)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(left, 2)
        row.addWidget(right, 3)
        return row

    # -- showing -------------------------------------------------------------------------------------------

    def _update(self) -> None:
        vm = self._vm
        working = bool(vm.working)
        self.header.set_context(vm.file_words or vm.working)
        self.apply_button.set_text(vm.apply_words)
        self.other_button.setVisible(not working)
        self.apply_button.setVisible(not working and vm.preview is not None)
        if not working:
            self._footer.finish()
        self._missing.setVisible(bool(vm.missing_words))
        if vm.missing_words:
            self._missing.say("warn", vm.missing_words)
        self._show_counts()
        preview = vm.preview
        self.faults.setVisible(bool(preview and preview.faults))
        self._copy.setText(vm.errors_words)
        self._copy_elsewhere.setVisible(bool(vm.errors_words))
        if preview is self._headings_of:
            return
        self._headings_of = preview
        clear(self._grid)
        if preview is None:
            self._fault_words.setText("")
            return
        self.sheets.clear()
        self.sheets.addItems(vm.sheets)
        self.sheets.setCurrentText(preview.sheet)
        self.sheets.setEnabled(len(preview.sheets) > 1)
        self._faults.show(preview.faults)
        self._reason.setText("")
        self.faults.setCurrentIndex(self._faults.index(0))
        self._fault_words.setText(
            tr("不能收的 {refused} 行", refused=vm.refused) if vm.refused else tr("每一行都可以收。")
        )
        self._show_columns()
        # After a column was named anew the hand stays at that column.
        start = self._boxes.get(self._named, self.apply_button)
        start.show()  # a box just made is not yet, and would not take the focus
        start.setFocus(Qt.FocusReason.OtherFocusReason)
        self._named = ""

    def _show_counts(self) -> None:
        vm = self._vm
        clear(self._counts)
        if vm.preview is None:
            return
        self._counts.addWidget(StatusChip("done", tr("可以收 {taken} 行", taken=vm.taken)))
        if vm.refused:
            self._counts.addWidget(StatusChip("late", tr("不能收 {refused} 行", refused=vm.refused)))
        notes = [*filter(None, [vm.recalled_words]), *vm.preview.skipped][:2]
        told = tr("；").join(tr(note).rstrip("。.") for note in notes)
        self._counts.addWidget(Label(told, "context", wrap=True), 1)

    def _show_columns(self) -> None:
        preview = self._vm.preview
        self._boxes = {}
        for at, head in enumerate(preview.headings if preview else ()):
            box = Choice()
            self._boxes[head.letter] = box
            box.addItem(NOT_TAKEN, "")
            for field in self._vm.columns:
                box.addItem(heading(field), field.key)
            box.setCurrentIndex(max(0, box.findData(head.key)))
            box.setAccessibleName(tr("{letter} 列 {text} 收到", letter=head.letter, text=head.text))
            box.activated.connect(lambda _at, letter=head.letter: self._name_column(letter))
            role = "" if head.key else "context"
            self._grid.addWidget(Label(head.letter, role), at, 0)
            self._grid.addWidget(Label(head.text, role, wrap=True), at, 1)
            self._grid.addWidget(box, at, 2)
        self._show_unsaid()
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _show_unsaid(self) -> None:
        """What the rows do not say and the whole sheet means, typed once."""
        several = self._vm.preview is not None and self._vm.preview.sheet == ALL_SHEETS
        for field in self._vm.unsaid:
            at = self._grid.rowCount()
            words = tr("表里没有“{label}”，整张表都是", label=field.label)
            box = QLineEdit(self._vm.constant(field.key))
            box.setAccessibleName(words)
            box.setPlaceholderText(
                tr("写“{sheet_name}”就用每张表的名字", sheet_name=SHEET_NAME)
                if several
                else tr("例如：同一个{label}", label=field.label)
            )
            box.editingFinished.connect(
                lambda box=box, key=field.key: self._said_for_all.emit(key, box.text())
            )
            self._grid.addWidget(Label(words, wrap=True), at, 0, 1, 2)
            self._grid.addWidget(box, at, 2)

    def _show_reason(self, now: QModelIndex, _before: QModelIndex) -> None:
        """The whole sentence of the chosen line, which the list may have cut."""
        self._reason.setText(str(now.data(ItemRole.CONTEXT)) if now.isValid() else "")

    # -- acting --------------------------------------------------------------------------------------------

    def _name_column(self, letter: str) -> None:
        self._named = letter
        self._vm.choose_column(letter, str(self._boxes[letter].currentData()))

    def _other_file(self) -> None:
        if self._vm.view is not None:
            self._vm.choose_file()
