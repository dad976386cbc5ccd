"""The attachments of a record: a list, taking files in, giving copies out. Shows what its view-model knows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.itemmodels.lines_model import Line, LinesModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.viewmodels.attachments_viewmodel import AttachmentsViewModel
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.file_drop import FileDrop
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.tables import TwoLineDelegate


class AttachmentsView(QWidget):
    def __init__(self, viewmodel: AttachmentsViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self.add_button = OutlinedButton(tr("添加附件"), "plus")
        self.add_button.clicked.connect(viewmodel.add)
        self.save_button = OutlinedButton(tr("另存一份"), "file-download-outline")
        self.save_button.clicked.connect(lambda: viewmodel.save(self._chosen()))
        self.remove_button = OutlinedButton(tr("去掉附件"), "trash-can-outline")
        self.remove_button.clicked.connect(lambda: viewmodel.remove(self._chosen()))
        self.strip_button = OutlinedButton(tr("去掉位置信息"), "eye-off-outline")
        self.strip_button.clicked.connect(lambda: viewmodel.strip(self._chosen()))
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for button in (self.add_button, self.save_button, self.strip_button, self.remove_button):
            tools.addWidget(button)
        tools.addStretch(1)
        self.list, self._model = QListView(), LinesModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.setAccessibleName(tr("附件"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._show_strip)
        self._empty = Label(
            tr(
                "还没有附件。批复文件、会议记录、签字底册的扫描件可以放在这里，跟记录一起上报；不会张贴。"
                "也可以把文件直接拖进来。"
            ),
            "context",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self._drop = FileDrop(self, self.list.viewport())
        self._drop.dropped.connect(viewmodel.take_in)
        viewmodel.updated.connect(self._update)
        self._update()

    def _update(self) -> None:
        vm = self._vm
        chosen = self._chosen()
        self._drop.open = vm.editable
        self._model.show([Line(line.name, vm.words_of(line), line.digest) for line in vm.lines])
        if vm.lines:
            self.list.setCurrentIndex(self._model.index(max(0, self._model.row_of(chosen))))
        self._empty.setVisible(not vm.lines)
        self.list.setVisible(bool(vm.lines))
        self.add_button.setVisible(vm.editable)
        self.save_button.setVisible(bool(vm.lines))
        self.remove_button.setVisible(vm.editable and bool(vm.lines))
        self._show_strip()

    def _show_strip(self, *_changed: object) -> None:
        self.strip_button.setVisible(self._vm.editable and self._vm.is_photo(self._chosen()))

    def _chosen(self) -> str:
        return str(self.list.currentIndex().data(ItemRole.OBJECT) or "")
