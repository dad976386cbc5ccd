"""The place 公示栏: the boards, what must come down first, what is running, and the chosen sheet beside.

Shows what its view-model knows; nothing here knows how long a notice must hang.
"""

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QHeaderView,
    QListView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.base.words import tr
from desktop.ui.itemmodels.boards_model import BoardsModel
from desktop.ui.itemmodels.postings_model import BOARD, LEFT, NOTICE, PostingsModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.theme.room import growth, room
from desktop.ui.viewmodels.boards_viewmodel import BoardsViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views.board_delegate import BoardDelegate
from desktop.ui.views.board_papers import BoardPapers
from desktop.ui.views.boards_side import DueCard, PostingSide
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Banner, Page, clear, scrolling
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.parts.tables import TwoLineDelegate, style_table
from desktop.ui.views.posting_dialogs import PostDialog, TakeDownDialog
from desktop.usecases.notice_views import PostingLine

_SHOWN_DUE = 2
_NARROW, _TIGHT = 1180, 1080


class BoardsView(Page):
    def __init__(self, viewmodel: BoardsViewModel) -> None:
        super().__init__()
        self._vm, self._narrow = viewmodel, False
        self._due_shown: list[PostingLine] = []
        self._arrived = False
        self.header = PageHeader(tr("公示栏"))
        self.post_button = OutlinedButton(tr("登记张贴"), "pin-outline")
        self.post_button.clicked.connect(self.ask_posting)
        self._papers = BoardPapers(viewmodel.keeping, self)
        for button in self._papers.buttons:
            self.header.add_action(button)
        self.check_button = OutlinedButton(tr("检查文件"), "file-eye-outline")
        self.check_button.clicked.connect(viewmodel.check_files)
        self.header.add_action(self.check_button)
        self.header.add_action(self.post_button)
        self._trouble = Banner("late", "", tr("再读一次"))
        self._trouble.pressed.connect(viewmodel.reload)
        self._stack = QStackedWidget()
        self._empty_room, self._empty = QVBoxLayout(), QWidget()
        self._empty.setLayout(self._empty_room)
        self._empty_for: tuple[bool, bool] | None = None
        self._stack.addWidget(self._build())
        self._stack.addWidget(scrolling(self._empty))
        self.body.addWidget(self.header)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._stack, 1)
        viewmodel.updated.connect(self._update)
        self._update()

    def _build(self) -> QSplitter:
        self.boards = QListView()
        self._boards_model = BoardsModel(self)
        self.boards.setModel(self._boards_model)
        self.boards.setItemDelegate(BoardDelegate(self.boards))
        self.boards.setAccessibleName(tr("公示栏"))
        self.boards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.boards.selectionModel().currentChanged.connect(self._choose_board)
        self._due = QVBoxLayout()
        self._due.setSpacing(8)
        self._words = Label("", "strong")
        self.segments = Segments((("running", tr("在贴"), ""), ("down", tr("已撤下"), "")))
        self.segments.chosen.connect(self._vm.choose_segment)
        head = QHBoxLayout()
        head.addWidget(self._words, 1)
        head.addWidget(self.segments)
        self.table = QTableView()
        self._model = PostingsModel(self._vm.today, self._vm.place, self)
        self.table.setModel(self._model)
        style_table(self.table)
        self.table.setItemDelegateForColumn(NOTICE, TwoLineDelegate(self.table))
        self.table.setAccessibleName(tr("公示"))
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(NOTICE, QHeaderView.ResizeMode.Stretch)
        across.setStretchLastSection(False)
        across.setSectionResizeMode(LEFT, QHeaderView.ResizeMode.Fixed)
        across.resizeSection(
            LEFT, max(148, self.table.fontMetrics().horizontalAdvance(tr("还剩 10 个工作日")) + 24)
        )
        across.setSectionResizeMode(BOARD, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.selectionModel().currentRowChanged.connect(self._choose_row)
        self.table.activated.connect(lambda index: self._vm.look_at_notice(index.data(ItemRole.OBJECT)))
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._due)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.side = PostingSide()
        self.side.look.connect(self._vm.look_at_notice)
        self.side.take_down.connect(self.ask_take_down)
        self._papers.serve(self.side.keeping, lambda: self._vm.chosen_line)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(16)
        for part, width in ((self.boards, 256), (work, 600), (self.side, 330)):
            self._splitter.addWidget(part)
            part.setMinimumWidth(min(width, 260 if part is not work else 380))
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([256, 600, 330])
        return self._splitter

    # -- showing -------------------------------------------------------------------------------------------

    def _update(self) -> None:
        vm = self._vm
        self.header.set_context(vm.context)
        self._trouble.setVisible(vm.refusal is not None)
        if vm.refusal is not None:
            self._trouble.say("late", str(vm.refusal), tr("再读一次"))
        self.post_button.setProperty("gone", vm.empty)
        self.post_button.setVisible(not vm.empty)
        self._fit_header(room(self).width())
        if vm.empty:
            self._show_empty()
            return
        self._stack.setCurrentIndex(0)
        self._show_boards()
        self._show_due()
        self.segments.set_options(
            (
                ("running", tr("在贴 {running}", running=len(vm.running)), ""),
                ("down", tr("已撤下 {taken_down}", taken_down=len(vm.taken_down)), ""),
            )
        )
        self.segments.choose("down" if vm.show_taken_down else "running")
        self._words.setText(
            tr("已撤下 {shown} 件", shown=len(vm.shown))
            if vm.show_taken_down
            else tr("正在公示 {shown} 件", shown=len(vm.shown))
        )
        self._model.show(vm.shown, vm.today)
        self._show_chosen()
        self.side.show_line(vm.chosen_line, vm.today)
        vm.keeping.look_at(vm.chosen_line)
        self._focus_first_step()

    def _show_boards(self) -> None:
        self._boards_model.show(self._vm.boards)
        row = self._boards_model.row_of(self._vm.board)
        self.boards.setCurrentIndex(self._boards_model.index(max(0, row)))

    def _show_due(self) -> None:
        due = self._vm.due
        if due == self._due_shown:
            return
        self._due_shown = due
        clear(self._due)
        for place, line in enumerate(due[:_SHOWN_DUE]):
            card = DueCard(line, self._vm.today, len(due) if place == 0 else 0, filled=place == 0)
            card.take_down.connect(self.ask_take_down)
            card.look.connect(self._vm.look_at_notice)
            self._due.addWidget(card)
        if len(due) > _SHOWN_DUE:
            rest = len(due) - _SHOWN_DUE
            self._due.addWidget(
                Label(tr("还有 {rest} 张要撤下，登记完上面的就会显示。", rest=rest), "context", wrap=True)
            )

    def _show_chosen(self) -> None:
        chosen = self._vm.chosen_line
        row = self._model.row_of(chosen.posting.id) if chosen is not None else -1
        if row >= 0:
            if self.table.currentIndex().row() != row:
                self.table.selectRow(row)
        else:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())

    def _show_empty(self) -> None:
        ready = bool(self._vm.postable)
        if self._empty_for != (ready, True):
            self._empty_for = (ready, True)
            clear(self._empty_room)
            first = (
                self._vm.postable[0].title + tr("，已签发")
                if ready
                else tr("起草、审核、保密审查、签发，四步走完")
            )
            empty = EmptyState(
                "bulletin-board",
                tr("公示栏上还没有公示"),
                (
                    (tr("写好并签发一条记录"), first, ready),
                    (tr("打印公示"), tr("预览看到的就是印出来的，缺字会先告诉您"), False),
                    (tr("贴到公示栏，登记张贴"), tr("选公示栏和张贴日期，编号和期满日自动算好"), False),
                ),
                tr("登记第一张公示") if ready else tr("去看记录"),
                explanation=tr("签发后的记录可以打印、张贴。贴出去以后，程序替您记着哪天撤下。"),
                button_icon="pin-outline" if ready else "",
            )
            empty.pressed.connect(self.ask_posting if ready else self._vm.look_at_records)
            self._empty_room.addWidget(empty)
        self._stack.setCurrentIndex(1)
        self._focus_first_step()

    def _focus_first_step(self) -> None:
        """Once after arriving and reading: the keyboard stands on the step to take now, else on the list."""
        if self._arrived and self._vm.loaded:
            self._arrived = False
            (self.primary() or self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- acting --------------------------------------------------------------------------------------------

    def _choose_board(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = now.data(ItemRole.OBJECT)
        if line is not None:
            self._vm.choose_board(line.name)

    def _choose_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = now.data(ItemRole.OBJECT)
        if line is not None:
            self._vm.choose(line.posting.id)

    def ask_posting(self) -> None:
        vm = self._vm
        if not vm.postable:
            vm.look_at_records()
            return
        records = [(line.id, line.title) for line in vm.postable]
        dialog = PostDialog(records, vm.board_names, vm.today, self)
        if vm.board:
            dialog.board.setCurrentText(vm.board)
        dialog.hung.connect(vm.post)
        dialog.open()

    def ask_take_down(self, line: PostingLine) -> None:
        early = ""
        if line.state == "running":
            early = tr("公示期还没有满。现在取下，公示期要重新算。")
        what = tr("{number}：{title}。", number=line.posting.number, title=line.title)
        dialog = TakeDownDialog(what, early, self._vm.today, self)
        dialog.taken_down.connect(lambda on: self._vm.take_down(line, on))
        dialog.open()

    # -- room ----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.fit(self.width())
        wide = room(self).width()
        self.side.setVisible(wide >= _TIGHT)
        self._fit_header(wide)
        narrow = wide < _NARROW
        self.boards.setMinimumWidth(round(growth() * (224 if narrow else 256)))
        self.table.setColumnHidden(BOARD, self.width() < _TIGHT)
        if narrow != self._narrow:
            self._narrow = narrow
            beside = 262 if narrow else 330
            self._splitter.setSizes([self.boards.minimumWidth(), self.width(), beside])

    def _fit_header(self, wide: int) -> None:
        """What stands beside the list needs no button of its own."""
        self._papers.keeping_button.setProperty("gone", wide >= _TIGHT or self._vm.empty)
        self.header.fit(self.width())

    def show_place(self, place: Place) -> None:
        self._arrived = True
        self._vm.show_place(place)

    def primary(self) -> QAbstractButton | None:
        """The first sheet that must come down; on an empty place the button of its empty state."""
        return self._stack.currentWidget().findChild(FilledButton)

    def minimumSizeHint(self) -> QSize:
        return QSize(760, 400)
