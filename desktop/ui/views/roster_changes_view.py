"""The tab 变化 of a record: what its roster changes against an earlier one, which is chosen here. Shows and filters, edits
nothing."""

from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.itemmodels.differences_model import KIND, NEW, OLD, PLACE
from desktop.ui.viewmodels.roster_changes_viewmodel import RosterChangesViewModel
from desktop.ui.views.fields.choice import Choice
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Band, clear
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.parts.tables import ChipDelegate, style_table
from desktop.ui.views.parts.wrapped import WrappedTable

ROW = 44


class RosterChangesView(QWidget):
    def __init__(self, viewmodel: RosterChangesViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._words = Label("", wrap=True)
        self.segments = Segments(viewmodel.segments)
        self.segments.chosen.connect(viewmodel.filter)
        top = QHBoxLayout()
        top.addWidget(self._words, 1)
        top.addWidget(self.segments)
        self.against = Choice()
        self.against.setAccessibleName(tr("和哪一次比"))
        self.against.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.against.activated.connect(viewmodel.compare_with)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(Label(tr("和这一次比")))
        beside.addWidget(self.against, 1)
        column.addLayout(beside)
        column.addLayout(top)
        self.table = WrappedTable((PLACE, OLD, NEW), ROW)
        self.table.setModel(viewmodel.model)
        style_table(self.table, ROW)
        self.table.begin()
        self.table.setItemDelegateForColumn(KIND, ChipDelegate(self.table))
        self.table.setAccessibleName(tr("名单的变化"))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(KIND, QHeaderView.ResizeMode.ResizeToContents)
        column.addWidget(self.table, 1)
        self._totals = Band()
        column.addWidget(self._totals)
        viewmodel.updated.connect(self._update)
        self._update()

    def _update(self) -> None:
        vm = self._vm
        self._words.setText(vm.words)
        if [self.against.itemText(at) for at in range(self.against.count())] != vm.choices:
            self.against.clear()
            self.against.addItems(vm.choices)
        self.against.setCurrentIndex(vm.chosen)
        self.segments.set_options(vm.segments)
        self.segments.choose(vm.only)
        self.table.setVisible(vm.model.rowCount() > 0)
        clear(self._totals.row)
        for label, figures in vm.totals:
            self._totals.row.addWidget(Label(label, "context"))
            self._totals.row.addWidget(Label(figures, "strong"))
        self._totals.row.addStretch(1)
        self._totals.setVisible(bool(vm.totals))
