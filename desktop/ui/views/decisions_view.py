"""要定的: what waits at the left, the two versions or the reason at the right, one decision at a time."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
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
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.decisions_viewmodel import OURS, THEIRS, DecisionsViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Banner, Panel
from desktop.ui.views.parts.tables import ChipDelegate, style_table
from desktop.ui.views.parts.told import ToldList

_NARROW = 1000


class DecisionsView(QWidget):
    def __init__(self, viewmodel: DecisionsViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self.list = ToldList(tr("要定的记录"), (tr("记录"), tr("为什么")), 112)
        self.list.chosen.connect(viewmodel.choose)
        self.list.setMinimumWidth(260)
        self._none = Label(tr("没有要定的。两边都改过的、认不全的记录会列在这里。"), "context", wrap=True)
        self._narrow = False
        self._splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        splitter.addWidget(self.list)
        splitter.addWidget(self._build_side())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([400, 800])
        self._stack = QStackedWidget()
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addWidget(self._none)
        column.addStretch(1)
        self._stack.addWidget(empty)
        self._stack.addWidget(splitter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        viewmodel.updated.connect(self._update)
        self._update()

    def _build_side(self) -> Panel:
        panel = Panel((20, 16, 20, 16), 10)
        panel.setMinimumWidth(380)
        self._title, self._about = Label("", "section", wrap=True), Label("", "context", wrap=True)
        self._trouble = Banner("late", "")
        self.table = QTableView()
        self.table.setModel(self._vm.differences)
        style_table(self.table, 46)
        self.table.setItemDelegateForColumn(KIND, ChipDelegate(self.table))
        self.table.setAccessibleName(tr("两个版本不一样的地方"))
        across = self.table.horizontalHeader()
        across.resizeSection(KIND, 84)
        for column in (PLACE, OLD, NEW):
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._whole = Label("", wrap=True)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self._safe = Label("", "context", wrap=True)
        self.ours_button = OutlinedButton(tr("留本机的"), "laptop")
        self.theirs_button = OutlinedButton(tr("留对方的"), "swap-horizontal")
        self.again_button = FilledButton(tr("再看一遍"), "restart")
        self.drop_button = OutlinedButton(tr("这条不收了"), "close-circle")
        self.ours_button.clicked.connect(lambda: self._vm.keep(OURS))
        self.theirs_button.clicked.connect(lambda: self._vm.keep(THEIRS))
        self.again_button.clicked.connect(self._vm.look_again)
        self.drop_button.clicked.connect(self._vm.drop)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._safe, 1)
        for button in (self.drop_button, self.again_button, self.ours_button, self.theirs_button):
            foot.addWidget(button)
        panel.body.addWidget(self._title)
        panel.body.addWidget(self._about)
        panel.body.addWidget(self._trouble)
        panel.body.addWidget(self.table, 1)
        panel.body.addWidget(self._whole)
        panel.body.addStretch(0)
        panel.body.addLayout(foot)
        return panel

    def _show_whole(self, now: QModelIndex, _before: QModelIndex) -> None:
        """The chosen difference with nothing cut off."""
        line = now.data(ItemRole.OBJECT)
        self._whole.setVisible(line is not None)
        if line is not None:
            self._whole.setText(
                tr("本机的：{old}\n对方的：{new}", old=line.old or tr("没有"), new=line.new or tr("没有"))
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = room(self).width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._safe.setVisible(not narrow)
            self._splitter.setSizes([260 if narrow else 400, self.width()])

    def _update(self) -> None:
        vm = self._vm
        self._stack.setCurrentIndex(1 if vm.held else 0)
        self._none.setVisible(vm.loaded)
        self.list.show_lines(vm.lines, vm.chosen)
        line = vm.line
        self._title.setText(line.title if line else "")
        self._about.setText(vm.about)
        self._trouble.setVisible(vm.trouble is not None)
        if vm.trouble is not None:
            self._trouble.say("late", vm.trouble.what + vm.trouble.safe + vm.trouble.todo)
        self.table.setVisible(vm.is_conflict)
        self._show_whole(self.table.currentIndex(), QModelIndex())
        self._safe.setText(
            tr("两个版本都留着，定哪个都不会丢") if vm.is_conflict else tr("原样留着，别的记录照常收进")
        )
        for button in (self.ours_button, self.theirs_button):
            button.setVisible(vm.is_conflict)
            button.setEnabled(vm.conflict is not None)
        waits = line is not None and not vm.is_conflict
        self.again_button.setVisible(waits)
        self.drop_button.setVisible(waits)
