"""Sending up: the stick card at the left, where every record is at the right."""

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
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.itemmodels.travel_model import RECORD, STATE, TravelModel
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.outgoing_viewmodel import WRITING_STEPS, OutgoingViewModel
from desktop.ui.viewmodels.travel_words import travel_chip
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.marks import IconMark, Label, Line
from desktop.ui.views.parts.panel import Banner, Panel, scrolling
from desktop.ui.views.parts.progress import StepsCard
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.parts.tables import ChipDelegate, TwoLineDelegate, style_table

_NARROW = 1000


class OutgoingView(QWidget):
    def __init__(self, viewmodel: OutgoingViewModel) -> None:
        super().__init__()
        self._vm, self._narrow = viewmodel, False
        self._banner = Banner("warn", "", tr("看这几条"))
        self._banner.pressed.connect(lambda: viewmodel.choose_segment("open"))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(18)
        self._splitter.addWidget(self._build_card())
        self._splitter.addWidget(self._build_list())
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([462, 732])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._banner)
        column.addWidget(self._splitter, 1)
        viewmodel.updated.connect(self._update)
        self._update()

    def _build_card(self) -> Panel:
        panel = Panel((22, 18, 22, 18), 12)
        panel.setMinimumWidth(330)
        self._title = Label("", "section", wrap=True)
        self._context = Label("", "context", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._context)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconMark("usb-flash-drive", "accent", 26), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        self.steps = StepsCard(WRITING_STEPS)
        self._hold = Banner(
            "warn",
            tr("全部做完会显示“可以拔出U盘”。"),
            title=tr("现在不要拔U盘"),
            icon="hand-back-right-outline",
        )
        self._free = Banner("done", "", title=tr("可以拔出U盘"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.steps)
        column.addStretch(1)
        self._safe = Label("", "context", wrap=True)
        self.export_button = FilledButton(tr("选U盘或文件夹，写入"), "tray-arrow-up")
        self.cancel_button = OutlinedButton(tr("取消，不写了"))
        self.done_button = OutlinedButton(tr("已拔出"))
        self.export_button.clicked.connect(self._vm.export)
        self.cancel_button.clicked.connect(self._vm.cancel)
        self.done_button.clicked.connect(self._vm.dismiss)
        self._lock = IconMark("lock-check-outline", "text2", 18)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._lock)
        foot.addWidget(self._safe, 1)
        self._buttons = QStackedWidget()
        for button in (self.export_button, self.cancel_button, self.done_button):
            self._buttons.addWidget(button)
        self._buttons.setMaximumHeight(self.export_button.sizeHint().height() + 2)
        foot.addWidget(self._buttons)
        panel.body.addLayout(head)
        panel.body.addWidget(scrolling(inner), 1)
        panel.body.addWidget(self._hold)
        panel.body.addWidget(self._free)
        panel.body.addWidget(Line())
        panel.body.addLayout(foot)
        return panel

    def _build_list(self) -> QWidget:
        side = QWidget()
        self.segments = Segments((("all", tr("全部"), ""), ("open", tr("没办完"), "draft")))
        self.segments.chosen.connect(self._vm.choose_segment)
        head = QHBoxLayout()
        head.addWidget(Label(tr("每条记录到哪了"), "section"))
        head.addStretch(1)
        head.addWidget(self.segments)
        self.table = QTableView()
        self._model = TravelModel(travel_chip, self)
        self.table.setModel(self._model)
        style_table(self.table)
        self.table.setItemDelegateForColumn(RECORD, TwoLineDelegate(self.table))
        self.table.setItemDelegateForColumn(STATE, ChipDelegate(self.table))
        self.table.setAccessibleName(tr("每条记录到哪了"))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = self.table.horizontalHeader()
        across.setStretchLastSection(False)
        across.setSectionResizeMode(RECORD, QHeaderView.ResizeMode.Stretch)
        across.resizeSection(STATE, 168)
        self.table.activated.connect(self._open)
        self._none = Label("", "context", wrap=True)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._none)
        side.setMinimumWidth(380)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = room(self).width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._lock.setVisible(not narrow)
            self._safe.setVisible(not narrow)
            self._splitter.setSizes([336 if narrow else 462, self.width()])

    def _update(self) -> None:
        vm = self._vm
        words = vm.refusal.what + vm.refusal.safe + vm.refusal.todo if vm.refusal else vm.waiting_words
        self._banner.setVisible(bool(words))
        if words:
            self._banner.say(
                "late" if vm.refusal else "warn", words, "" if vm.refusal else tr("只看没办完的")
            )
        self._title.setText(vm.card_title)
        self._context.setText(vm.card_context)
        if vm.reached is None:
            self.steps.set_steps(WRITING_STEPS)
        else:
            self.steps.show_step(vm.reached, vm.step)
        self._hold.setVisible(vm.writing)
        self._free.setVisible(vm.result is not None)
        if vm.result is not None:
            self._free.say("done", vm.result_words, title=tr("可以拔出U盘"))
        self._safe.setText(
            tr("已加密，只有{above}能打开", above=vm.above)
            if vm.writing or vm.result
            else tr("写完会读回来逐个核对")
        )
        self._buttons.setCurrentWidget(
            self.cancel_button if vm.writing else self.done_button if vm.result else self.export_button
        )
        self.segments.set_options(
            (
                ("all", tr("全部 {lines}", lines=len(vm.lines)), ""),
                ("open", tr("没办完 {open_lines}", open_lines=len(vm.open_lines)), "draft"),
            )
        )
        self.segments.choose("open" if vm.only_open else "all")
        self._model.show(vm.shown, vm.today)
        self.table.horizontalHeader().resizeSection(STATE, max(168, self.table.sizeHintForColumn(STATE)))
        self._none.setVisible(vm.loaded and not vm.shown)
        self._none.setText(tr("都办完了。") if vm.lines else tr("还没有记录。签发后的记录会在这里等着发出。"))

    def _open(self, index: QModelIndex) -> None:
        line = index.data(ItemRole.OBJECT)
        if line is not None:
            self._vm.open_record(line.record)
