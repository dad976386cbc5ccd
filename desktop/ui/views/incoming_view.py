"""Taking in a bundle: the counts above, every record with what would happen to it, one filled button to do it."""

from PySide6.QtCore import QModelIndex, Qt
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
from desktop.ui.itemmodels.incoming_model import OUTCOME, RECORD, IncomingModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.viewmodels.incoming_viewmodel import OUTCOMES, IncomingViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.parts.marks import Label, Line
from desktop.ui.views.parts.panel import Banner, Panel, clear, scrolling
from desktop.ui.views.parts.progress import ProgressFooter
from desktop.ui.views.parts.strip import FilterStrip
from desktop.ui.views.parts.tables import ChipDelegate, TwoLineDelegate, style_table


class IncomingView(QWidget):
    def __init__(self, viewmodel: IncomingViewModel, below: str) -> None:
        super().__init__()
        self._vm = viewmodel
        self._stack = QStackedWidget()
        self.empty = EmptyState(
            "tray-arrow-down",
            tr("收{below}送来的包", below=below),
            (
                (tr("插上U盘，选包"), tr("文件名以 .mingbai 结尾"), False),
                (tr("先看一遍"), tr("每条记录是新增、更新、重复还是冲突，都先列出来"), False),
                (tr("收进，写回执"), tr("回执写在同一个U盘上，请来人带回去"), False),
            ),
            tr("选一个包"),
            explanation=tr("先看后收。看的时候什么都不会改动。"),
            button_icon="folder-open-outline",
        )
        self.empty.pressed.connect(viewmodel.choose_file)
        self._stack.addWidget(scrolling(self.empty))
        self._stack.addWidget(self._build())
        self._footer = ProgressFooter()
        self._footer.cancelled.connect(viewmodel.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._stack, 1)
        column.addWidget(self._footer)
        viewmodel.updated.connect(self._update)
        self._update()

    def _build(self) -> QWidget:
        room = QWidget()
        self.strip = FilterStrip(self._items())
        self.strip.chosen.connect(lambda key: self._vm.choose_filter("" if key == "all" else key))
        self.table = QTableView()
        self._model = IncomingModel({key: (kind, word, icon) for key, word, kind, icon in OUTCOMES}, self)
        self.table.setModel(self._model)
        style_table(self.table)
        self.table.setItemDelegateForColumn(OUTCOME, ChipDelegate(self.table))
        self.table.setItemDelegateForColumn(RECORD, TwoLineDelegate(self.table))
        self.table.setAccessibleName(tr("包里的记录"))
        self.table.setMinimumWidth(320)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = self.table.horizontalHeader()
        across.setStretchLastSection(False)
        across.resizeSection(OUTCOME, 118)
        across.setSectionResizeMode(RECORD, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        splitter.addWidget(self.table)
        splitter.addWidget(self._build_side())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([440, 740])
        self._signed = StatusChip("done", tr("签名有效"), "shield-check-outline")
        self._sender = Label("", "context", wrap=True)
        self.other_button = OutlinedButton(tr("换一个包"), "folder-open-outline")
        self.other_button.clicked.connect(self._vm.choose_file)
        self.take_button = FilledButton(tr("收进"), "tray-arrow-down")
        self.take_button.clicked.connect(self._vm.take_in)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._signed)
        foot.addWidget(self._sender, 1)
        foot.addWidget(self.other_button)
        foot.addWidget(self.take_button)
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.strip)
        column.addWidget(splitter, 1)
        column.addLayout(foot)
        return room

    def _build_side(self) -> Panel:
        panel = Panel((20, 16, 20, 16), 10)
        panel.setMinimumWidth(300)
        self._done = Banner("done", "", title=tr("已收进"))
        self._title = Label("", "section", wrap=True)
        self._chip = QHBoxLayout()
        self._detail, self._meaning = Label("", "context", wrap=True), Label("", wrap=True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._done)
        column.addWidget(self._title)
        column.addLayout(self._chip)
        column.addWidget(self._detail)
        column.addWidget(Line())
        column.addWidget(self._meaning)
        column.addStretch(1)
        panel.body.addWidget(scrolling(inner), 1)
        return panel

    def _items(self) -> list[tuple[str, int, str, str, str]]:
        counts = self._vm.counts
        items = [("all", sum(counts.values()), tr("全部"), "format-list-bulleted", "")]
        items += [(key, counts.get(key, 0), word, icon, kind) for key, word, kind, icon in OUTCOMES]
        return items

    def _update(self) -> None:
        vm = self._vm
        self._stack.setCurrentIndex(0 if vm.preview is None else 1)
        if vm.working and vm.step is not None:
            self._footer.show_step(vm.step)
        else:
            self._footer.finish()
        if vm.preview is None:
            return
        self.strip.set_items(self._items())
        self.strip.choose(vm.filter or "all")
        self._model.show(vm.lines)
        self._sender.setText(vm.sender_words)
        self.take_button.set_text(vm.take_words)
        self.take_button.setVisible(vm.result is None)
        self.take_button.setEnabled(not vm.working)
        self.other_button.set_text(tr("再收一个包") if vm.result else tr("换一个包"))
        self._done.setVisible(vm.result is not None)
        if vm.result is not None:
            where = tr("回执已写到 {name}。可以拔出U盘，请来人带回去。", name=vm.result.receipt.name)
            self._done.say("done", vm.result_words + where, title=tr("已收进，回执写好了"))
        self._show_line()

    def _show_line(self) -> None:
        line = self._vm.chosen_line
        clear(self._chip)
        for part in (self._title, self._detail, self._meaning):
            part.setVisible(line is not None)
        if line is None:
            return
        word, kind, icon = next(named for key, *named in OUTCOMES if key == line.outcome)
        self._title.setText(line.title)
        self._chip.addWidget(StatusChip(kind, word, icon))
        self._chip.addStretch(1)
        self._detail.setText(line.detail)
        self._meaning.setText(self._vm.meaning(line))

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = now.data(ItemRole.OBJECT)
        if line is not None:
            self._vm.choose(line.record)
