"""The place 记录: search, states, the list; and one step below, choosing the matter of a new record.

Shows what its view-model knows; opening and searching are told on.
"""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QTableView,
    QWidget,
)

from desktop.base.words import tr
from desktop.ui.itemmodels.records_model import CHANGED, DRAFTER, LIMIT, NUMBER, STATE, TITLE
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.records_viewmodel import RecordsViewModel
from desktop.ui.views.new_record_view import NewRecordView
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Page, scrolling
from desktop.ui.views.parts.search import SearchField
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.parts.tables import ChipDelegate, TwoLineDelegate, style_table

NARROW = 1000
_AROUND = 2 * 28 + 12
"""The margins of a page and the gap in its foot."""


class RecordsView(QStackedWidget):
    def __init__(self, viewmodel: RecordsViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self._list = QStackedWidget()
        self._build()
        self.chooser = NewRecordView(viewmodel.chooser)
        self.addWidget(self._page)
        self.addWidget(self.chooser)
        viewmodel.updated.connect(self._update)
        self._update()

    def show_place(self, place: Place) -> None:
        """The list, or with the tab ``new`` the chooser."""
        if place.tab == "new":
            self.setCurrentWidget(self.chooser)
            self.chooser.show_place(place)
            return
        self.setCurrentWidget(self._page)
        self._vm.reload()
        self.table.setFocus()

    def help_part(self) -> str:
        return "new" if self.currentWidget() is self.chooser else ""

    def primary(self) -> QAbstractButton:
        return self.chooser.start_button if self.currentWidget() is self.chooser else self.new_button

    def search_field(self) -> QWidget:
        return self.chooser.search if self.currentWidget() is self.chooser else self.search

    # -- building ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._page = Page()
        self.header = PageHeader(tr("记录"))
        self.new_button = FilledButton(tr("新建记录"), "plus")
        self.new_button.clicked.connect(self._vm.new)
        self.person_button = OutlinedButton(tr("按人查名单"), "account-circle-outline")
        self.person_button.clicked.connect(self._vm.look_up)
        if self._vm.may_look_up:
            self.header.add_action(self.person_button)
        self.again_button = OutlinedButton(tr("照这条再做一条"), "restart")
        self.again_button.clicked.connect(lambda: self._vm.make_again(self.table.currentIndex().row()))
        self.header.add_action(self.again_button)
        self.header.add_action(self.new_button)
        self.search = SearchField(tr("查找记录"))
        self.search.setAccessibleDescription(self._vm.hint)
        self.search.textChanged.connect(self._vm.search)
        self.search.returnPressed.connect(self._to_table)
        self.segments = Segments(self._vm.segments)
        self.segments.chosen.connect(self._vm.choose)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        row.addWidget(self.segments)
        self._build_table()
        self._empty = EmptyState(
            "file-document-multiple-outline",
            tr("还没有记录"),
            (
                (tr("选一个事项"), tr("从公开目录里选要公开的是哪一项"), False),
                (tr("填写内容，导入名单"), tr("边填边存，关机也不会丢"), False),
                (tr("提交审核"), tr("同事审核、保密审查、签发以后就可以张贴"), False),
            ),
            tr("新建第一条记录"),
            explanation=tr("每公开一件事就写一条记录。公示、台账、上报都从记录里来。"),
            button_icon="plus",
        )
        self._empty.pressed.connect(self._vm.new)
        self._list.addWidget(self.table)
        self._list.addWidget(scrolling(self._empty))
        self._no_match = EmptyState("magnify", explanation=tr("请换几个字，或者清除条件，再看全部记录。"))
        self._list.addWidget(scrolling(self._no_match))
        foot = self._build_foot()
        for part in (self.header, row, self._list, foot):
            if isinstance(part, QWidget):
                self._page.body.addWidget(part, 1 if part is self._list else 0)
            else:
                self._page.body.addLayout(part)

    def _build_foot(self) -> QHBoxLayout:
        foot = self._foot = QHBoxLayout()
        self._found = Label("", "context")
        self._clear = TextButton(tr("清除条件"), small=True)
        self._clear.clicked.connect(self._clear_all)
        self._keys = Label(tr("↑↓ 选择　Enter 打开"), "context")
        self._hint = Label(self._vm.hint, "context")
        foot.addWidget(self._found)
        foot.addWidget(self._clear)
        foot.addSpacing(12)
        foot.addWidget(self._keys)
        foot.addStretch(1)
        foot.addWidget(self._hint)
        self.ledger_button = TextButton(tr("导出目录清单"), "file-download-outline", small=True)
        self.ledger_button.clicked.connect(self._vm.save_ledger)
        foot.addWidget(self.ledger_button)
        self.annual_button = TextButton(tr("年度报告"), "calendar-check-outline", small=True)
        menu = QMenu(self.annual_button)
        menu.addAction(tr("写出年报表…"), self._vm.save_annual)
        menu.addAction(tr("核对年报表…"), self._vm.check_annual)
        self.annual_button.setMenu(menu)
        foot.addWidget(self.annual_button)
        return foot

    def _build_table(self) -> None:
        self.table = QTableView()
        self.table.setModel(self._vm.model)
        style_table(self.table)
        self.table.setItemDelegateForColumn(STATE, ChipDelegate(self.table))
        self.table.setItemDelegateForColumn(TITLE, TwoLineDelegate(self.table))
        self.table.setAccessibleName(tr("记录"))
        self.table.activated.connect(self._open)
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setResizeContentsPrecision(40)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column in (STATE, NUMBER, LIMIT, DRAFTER, CHANGED):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # -- showing -------------------------------------------------------------------------------------------

    def _update(self) -> None:
        vm = self._vm
        self.segments.set_options(vm.segments)
        self.segments.choose(vm.group)
        self._no_match.say(vm.no_match_words)
        self._list.setCurrentIndex(1 if vm.nothing_yet else 2 if vm.no_match_words else 0)
        self._found.setText(vm.found_words)
        self.ledger_button.setVisible(vm.may_list)
        self.annual_button.setVisible(vm.may_list)
        self._found.setVisible(not vm.nothing_yet)
        self._keys.setVisible(vm.found > 0)
        self._fit_foot()
        self._clear.setVisible(not vm.found and (bool(vm.text) or vm.group != "all"))
        if vm.found and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self.new_button.setVisible(vm.may_write)
        again = vm.may_write and vm.found > 0
        self.again_button.setProperty("gone", not again)
        self.again_button.setVisible(again)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = room(self).width() < NARROW
        for column in (NUMBER, CHANGED):
            self.table.setColumnHidden(column, narrow)
        self._fit_foot()

    def _fit_foot(self) -> None:
        """What may be typed is told where there is room for it; a screen reader is told it with the field."""
        items = map(self._foot.itemAt, range(self._foot.count()))
        parts = (item.widget() for item in items if item is not None)
        shown = [part for part in parts if part is not None and (part is self._hint or not part.isHidden())]
        needed = sum(part.sizeHint().width() + 12 for part in shown) + _AROUND
        self._hint.setVisible(needed <= self.width() and room(self).width() >= NARROW)

    # -- acting --------------------------------------------------------------------------------------------

    def _open(self, index: QModelIndex) -> None:
        self._vm.open(index.row())

    def _to_table(self) -> None:
        self._vm.settle(self._choose_first)

    def _choose_first(self) -> None:
        self.table.setFocus()
        if self._vm.found:
            self.table.selectRow(0)

    def _clear_all(self) -> None:
        self.search.clear()
        self._vm.clear()
        self.search.setFocus()
