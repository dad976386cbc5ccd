"""检查文件: files dragged in or chosen, what was found in each, before anything goes out. Shows what its view-model knows."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.itemmodels.lines_model import Line, LinesModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.theme.tokens import SHAPES
from desktop.ui.viewmodels.check_viewmodel import CheckViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.parts.file_drop import FileDrop
from desktop.ui.views.parts.findings import FindingList
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Banner, Page, Panel, scrolling
from desktop.ui.views.parts.progress import ProgressFooter
from desktop.ui.views.parts.tables import TwoLineDelegate

_STEPS = (
    (tr("选一个文件，或者拖进来"), tr("Word、Excel、WPS、PDF、照片、文字都可以；整个文件夹也可以。"), False),
    (tr("看检查意见"), tr("身份证号、卡号、算错的数、日期、格式、藏在批注和隐藏列里的内容。"), False),
    (tr("改好再检查一遍"), tr("文件只在这台电脑上看，不保存、不上传。"), False),
)


class CheckView(Page):
    def __init__(self, model: CheckViewModel) -> None:
        super().__init__()
        self._vm = model
        self._shown: object = None
        self._worked = False
        self.header = PageHeader(tr("检查文件"))
        self.header.set_back(model.leave)
        self.folder_button = OutlinedButton(tr("选文件夹"), "folder-open-outline")
        self.again_button = OutlinedButton(tr("再检查一遍"), "restart")
        self.copy_button = OutlinedButton(tr("复制结果"), "content-paste")
        self.save_button = OutlinedButton(tr("存为表格"), "file-download-outline")
        self.clear_button = OutlinedButton(tr("清空"), "minus")
        self.file_button = FilledButton(tr("选文件"), "plus")
        self._with_files = (self.again_button, self.copy_button, self.save_button, self.clear_button)
        for button, slot in (
            (self.again_button, model.again),
            (self.copy_button, model.copy),
            (self.save_button, model.save),
            (self.clear_button, model.clear),
            (self.folder_button, model.choose_folder),
            (self.file_button, model.choose_file),
        ):
            button.clicked.connect(slot)
            self.header.add_action(button)
        self._banner = Banner("done", "")
        self._empty = EmptyState("file-eye-outline", tr("公开以前，先把文件检查一遍"), _STEPS)
        self.list, self._lines = QListView(), LinesModel(self)
        self.list.setModel(self._lines)
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.setAccessibleName(tr("检查过的文件"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.findings = FindingList(tr("没有发现问题，可以公开。"))
        self._parts = self._two_panels()
        self.footer = ProgressFooter()
        self.footer.cancelled.connect(model.cancel)
        self.body.addWidget(self.header)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._parts, 1)
        self.body.addWidget(self.footer)
        self._drop = FileDrop(self, self.list.viewport())
        self._drop.dropped.connect(model.look_at)
        model.updated.connect(self._update)
        model.stepped.connect(self.footer.show_step)
        model.copied.connect(lambda text: QGuiApplication.clipboard().setText(text))
        self._update()

    def primary(self) -> QPushButton:
        return self.file_button

    def show_place(self, _place: object) -> None:
        (self.list if self._vm.files else self.file_button).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.header.fit(event.size().width() - 56)
        super().resizeEvent(event)

    def _two_panels(self) -> QWidget:
        left = Panel((8, 8, 8, 8), 4)
        left.body.addWidget(self.list)
        right = Panel((16, 12, 8, 12), 10)
        self._name = Label("", "section", wrap=True)
        right.body.addWidget(self._name)
        right.body.addWidget(scrolling(self._room()), 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(left, 2)
        row.addWidget(right, 3)
        return both

    def _room(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.findings)
        column.addStretch(1)
        return inner

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        file = current.data(ItemRole.OBJECT)
        if file is not None and file != self._vm.chosen:
            self._vm.choose(file)

    def _update(self) -> None:
        vm = self._vm
        any_file = bool(vm.files)
        for button in self._with_files:
            button.setProperty("gone", not any_file)
            button.setVisible(any_file)
            button.setEnabled(not vm.working)
        for always in (self.file_button, self.folder_button):
            always.setEnabled(not vm.working)
        self._drop.open = not vm.working
        self._empty.setVisible(not any_file)
        self._parts.setVisible(any_file)
        self._banner.setVisible(any_file)
        if any_file:
            self._banner.say(vm.worst, vm.summary)
        if not vm.working:
            self.footer.finish()
        self._lines.show(
            [
                Line(each.file.name, vm.words_of(each), each.file, SHAPES[vm.kind_of(each)], vm.kind_of(each))
                for each in vm.files
            ]
        )
        row = self._lines.row_of(vm.chosen)
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self._lines.index(row))
        if vm.shown is not self._shown:
            self._shown = vm.shown
            self._name.setText(vm.shown.file.name if vm.shown else "")
            self.findings.show_findings(vm.findings)
        self.header.fit(self.width() - 56)
        if self._worked and not vm.working and self.isVisible():
            # The buttons were out of reach while the files were read; the keyboard goes on here.
            self.show_place(None)
        self._worked = vm.working
