"""The roster of a record: its table, the totals outside the scrolling, the chosen fault explained below.

Shows what its view-model knows and tells it what was pressed; no value is judged here.
"""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import sentences, tr
from desktop.domain.finding import Finding
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.viewmodels.roster_viewmodel import RosterViewModel
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.parts.flow import FlowLayout, beside
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import Band, Banner, clear, scrolling
from desktop.ui.views.parts.search import SearchField
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.roster_table import RosterTable

NARROW, LOW = 960, 620
TYPING_MS = 150


class RosterView(QWidget):
    """``import_pressed`` the person wants to take a table file in."""

    import_pressed = Signal()

    def __init__(self, viewmodel: RosterViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self._narrow = self._low = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._find)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._build_tools())
        self.table = RosterTable(viewmodel)
        self.names = self.table.names
        self.table.pasted.connect(self._paste)
        self.table.emptied.connect(self._remove)
        self.table.filled_down.connect(self._fill_down)
        self.table.selectionModel().currentChanged.connect(self._look)
        column.addWidget(self.table, 1)
        self._empty = EmptyState(
            "table-arrow-up",
            tr("名单还是空的"),
            (
                (tr("导入单位现有的表格"), tr("Excel、WPS 做的 .xlsx 和 .xls 都行，表头不一样也认得"), False),
                (tr("或者从别的表里复制、粘贴"), tr("也可以一行一行加"), False),
            ),
            explanation=tr("名单上的身份证号、银行卡号和电话不会张贴。"),
        )
        self._empty_room = scrolling(self._empty)
        column.addWidget(self._empty_room, 1)
        self._totals = Band()
        column.addWidget(self._totals)
        self._fault = Banner("late", "", tr("下一处 F8"))
        self._fault.pressed.connect(self._next_fault)
        self._fix = OutlinedButton("", small=True)
        self._fix.clicked.connect(viewmodel.mend)
        self._fault.row.addWidget(self._fix)
        column.addWidget(self._fault)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(8)
        column.addLayout(self._legend)
        viewmodel.updated.connect(self._update)
        viewmodel.pointed.connect(self.table.go_to)
        self._update()

    def _build_tools(self) -> QHBoxLayout:
        vm, row = self._vm, QHBoxLayout()
        row.setSpacing(8)
        self.import_button = OutlinedButton(tr("导入表格"), "table-arrow-up")
        self.import_button.clicked.connect(self.import_pressed)
        self.paste_button = OutlinedButton(tr("粘贴"), "content-paste")
        self.paste_button.clicked.connect(self._paste)
        self.add_button = OutlinedButton(tr("加一行"), "plus")
        self.add_button.clicked.connect(vm.add)
        self.remove_button = OutlinedButton(tr("删行"), "trash-can-outline")
        self.remove_button.clicked.connect(self._remove)
        self.undo_button = OutlinedButton(tr("撤销"), "undo")
        self.undo_button.clicked.connect(vm.undo)
        self._tools = (
            self.import_button, self.paste_button, self.add_button, self.remove_button, self.undo_button,
        )  # fmt: skip
        for button in self._tools:
            row.addWidget(button)
        row.addStretch(1)
        self.search = SearchField(tr("在名单里找"))
        self.search.setMaximumWidth(260)
        self.search.setToolTip(tr("姓名、拼音首字母、村、号码里的任何几个字（Ctrl+F）"))
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._to_table)
        row.addWidget(self.search, 1)
        self.segments = Segments(vm.segments)
        self.segments.chosen.connect(vm.filter)
        row.addWidget(self.segments)
        return row

    # -- showing -------------------------------------------------------------------------------------------

    def _update(self) -> None:
        vm = self._vm
        for button in self._tools:
            button.setVisible(vm.editable and not (self._narrow and button is self.paste_button))
        self.undo_button.setEnabled(bool(vm.undo_words))
        self.undo_button.setToolTip(vm.undo_words)
        self.segments.set_options(vm.segments)
        self.segments.choose(vm.only)
        empty = vm.count == 0
        self.table.setVisible(not empty)
        self._empty_room.setVisible(empty)
        self.segments.setVisible(not empty)
        self.search.setVisible(not empty)
        self._show_order()
        self.remove_button.setVisible(vm.editable and not empty)
        self._show_totals()
        self._show_fault(vm.chosen)
        self._show_legend()
        self._fit_height()

    def _show_totals(self) -> None:
        vm, row = self._vm, self._totals.row
        clear(row)
        row.addWidget(
            Label(tr("合计 {count} {unit}", count=vm.count, unit=vm.unit), "strong"),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        row.addStretch(1)
        # Figures that do not fit into the line go on in the next: amounts are never cut.
        figures = QWidget()
        figures.setProperty("role", "clear")
        flow = FlowLayout(figures, 20)
        for label, figure in vm.totals[-2:] if self._narrow else vm.totals:
            flow.addWidget(beside(Label(label, "context"), Label(figure, "strong")))
        for finding in vm.general[:1]:
            flow.addWidget(beside(IconMark("alert-octagon", "late", 18), Label(finding.text, kind="late")))
        row.addWidget(figures)

    def _show_fault(self, fault: Finding | None) -> None:
        self._fault.setVisible(fault is not None)
        if fault is None:
            return
        more = tr("下一处 F8") if len(self._vm.faults) > 1 else ""
        text = sentences(fault.text, fault.advice)
        self._fault.say(str(fault.severity), text, more, title=self._vm.fault_words)
        self._fix.set_text(self._vm.remedy_words)
        self._fix.setVisible(bool(self._vm.remedy_words))

    def _show_legend(self) -> None:
        clear(self._legend)
        for icon, words in self._vm.classes if self._vm.count else []:
            self._legend.addWidget(IconMark(icon, "text2", 18))
            self._legend.addWidget(Label(words, "context"))
            self._legend.addSpacing(10)
        self._legend.addStretch(1)

    def fit(self, width: int, height: int) -> None:
        """Told by the page before this part is shown: with little room, less beside the rows."""
        self._narrow, self._low = width < NARROW, height < LOW
        self._update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.spread()

    def _fit_height(self) -> None:
        """In a low window the rows come first: no legend, and the totals give way to an explained fault."""
        low = self._low
        for at in range(self._legend.count()):
            part = self._legend.itemAt(at).widget()
            if part is not None:
                part.setVisible(not low)
        self._totals.setVisible(self._vm.count > 0 and not (low and self._vm.chosen is not None))

    def _show_order(self) -> None:
        head, column = self.table.horizontalHeader(), self._vm.sorted_column
        order = Qt.SortOrder.DescendingOrder if self._vm.order.descending else Qt.SortOrder.AscendingOrder
        for each in (head, self.names.horizontalHeader()):
            each.setSortIndicator(column, order)
            each.setSortIndicatorShown(column >= 0)
        if not self._vm.order.text and not self._typing.isActive() and self.search.text().strip():
            self.search.clear()

    # -- acting --------------------------------------------------------------------------------------------

    def _find(self) -> None:
        self._vm.find(self.search.text())

    def _to_table(self) -> None:
        """Enter in the search field goes to the first row found."""
        self._typing.stop()
        self._find()
        if self._vm.model.rowCount():
            self.table.go_to(0, max(self.table.currentIndex().column(), 1))

    def _next_fault(self) -> None:
        self._vm.next_fault()

    def _look(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = now.data(ItemRole.OBJECT) if now.isValid() else None
        if row is not None:
            columns = self._vm.model.columns()
            self._vm.look(row.position, columns[now.column() - 1].key if now.column() else "")

    def _remove(self) -> None:
        if self._vm.editable:
            self._vm.remove(self.table.chosen_rows())

    def _paste(self) -> None:
        at = self.table.currentIndex()
        text = QGuiApplication.clipboard().text()
        self._vm.paste(at.row() if at.isValid() else self._vm.count, at.column() if at.isValid() else 1, text)

    def _fill_down(self) -> None:
        rows, at = self.table.chosen_rows(), self.table.currentIndex()
        if len(rows) > 1 and at.column() > 0:
            self._vm.fill_down(rows, at.column())
