"""Settings, part 单位: which office here stands behind each role of the catalogue."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QTableView, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.office_settings_viewmodel import OfficeSettingsViewModel
from desktop.ui.views.parts.buttons import FilledButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Panel, scrolling
from desktop.ui.views.parts.search import SearchField
from desktop.ui.views.parts.tables import style_table

HEADS = (tr("目录里的公开主体"), tr("事项"), tr("本地单位"))


class OfficesPart(QWidget):
    """The list of roles, and beside it the office of the one chosen."""

    def __init__(self, model: OfficeSettingsViewModel) -> None:
        super().__init__()
        self._model = model
        self._shown: tuple[object, ...] = ()
        self._edited = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._list_panel(), 3)
        row.addWidget(self._form_panel(), 2)
        model.updated.connect(self.refresh)

    def _list_panel(self) -> Panel:
        panel = Panel()
        self.search = SearchField(tr("查找公开主体或单位"))
        self.search.textChanged.connect(self._model.search)
        self._items = QStandardItemModel(0, len(HEADS), self)
        self._items.setHorizontalHeaderLabels(list(HEADS))
        self.table = QTableView()
        self.table.setModel(self._items)
        style_table(self.table, 40)
        self.table.setAccessibleName(tr("公开主体和本地单位"))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        panel.body.addWidget(self.search)
        panel.body.addWidget(self.table, 1)
        return panel

    def _form_panel(self) -> Panel:
        panel = Panel()
        inside = QWidget()
        self._role = Label("", "section", wrap=True)
        self.name, self.address, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.save_button = FilledButton(tr("记下这个单位"), "check")
        self.save_button.clicked.connect(self._save)
        form = Panel((0, 0, 0, 0), 12)
        form.setProperty("role", "")
        form.body.addWidget(self._role)
        form.body.addWidget(
            Label(tr("新建记录时，受理异议的单位和电话就用这里写的，填表时还可以改。"), "context", wrap=True)
        )
        form.body.addWidget(FormRow(tr("单位名称"), self.name, tr("不写名称，就是没有设")))
        form.body.addWidget(FormRow(tr("地址"), self.address, optional=True))
        form.body.addWidget(FormRow(tr("电话"), self.phone, tr("例如 0970-8600123"), optional=True))
        form.body.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        form.body.addStretch(1)
        column = QHBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        panel.body.addWidget(scrolling(inside))
        return panel

    def refresh(self) -> None:
        lines = tuple(self._model.offices)
        if lines != self._shown:
            self._shown = lines
            self._fill()
        chosen = self._model.chosen
        key = repr(chosen)
        if chosen is not None and key != self._edited:
            self._edited = key
            self._role.setText(tr(chosen.role))
            self.name.setText(chosen.office.name)
            self.address.setText(chosen.office.address)
            self.phone.setText(chosen.office.phone)
        for part in (self.name, self.address, self.phone):
            part.setReadOnly(bool(self._model.refusal))
        self.save_button.setEnabled(not self._model.refusal)

    def _fill(self) -> None:
        self.table.selectionModel().blockSignals(True)
        self._items.setRowCount(0)
        for at, line in enumerate(self._model.offices):
            cells = [QStandardItem(text) for text in (tr(line.role), str(line.matters), line.office.name)]
            cells[0].setToolTip(tr(line.role))
            cells[1].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._items.appendRow(cells)
            if line.role == self._model.role:
                self.table.selectRow(at)
        self.table.selectionModel().blockSignals(False)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self._model.choose(self._items.item(index.row(), 0).text())

    def _save(self) -> None:
        self._model.set_office(self.name.text(), self.address.text(), self.phone.text())
