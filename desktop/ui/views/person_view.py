"""按人查名单: one person in all lists, one step below the records."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView

from desktop.base.words import tr
from desktop.ui.itemmodels.people_model import AMOUNT, LIST, NAME, PLACE, STATE, TAIL
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.person_viewmodel import PersonViewModel
from desktop.ui.views.parts.buttons import FilledButton
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Page
from desktop.ui.views.parts.search import SearchField
from desktop.ui.views.parts.tables import ChipDelegate, TwoLineDelegate, style_table


class PersonPage(Page):
    def __init__(self, model: PersonViewModel) -> None:
        super().__init__()
        self._model = model
        self.header = PageHeader(tr("按人查名单"), tr("每次查找都会留痕"))
        self.header.set_back(model.back)
        self.search = SearchField(tr("姓名、拼音首字母，或身份证号末四位"))
        self.search.returnPressed.connect(self._look)
        self.button = FilledButton(tr("查找"), "magnify")
        self.button.clicked.connect(self._look)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        row.addWidget(self.button)
        self.table = QTableView()
        self.table.setModel(model.model)
        style_table(self.table)
        for column, delegate in ((NAME, TwoLineDelegate), (LIST, TwoLineDelegate), (STATE, ChipDelegate)):
            self.table.setItemDelegateForColumn(column, delegate(self.table))
        self.table.setAccessibleName(tr("这个人在的名单"))
        self.table.activated.connect(self._open)
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        for column in (NAME, TAIL, PLACE, AMOUNT, STATE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(LIST, QHeaderView.ResizeMode.Stretch)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found = Label("", "context", wrap=True)
        self.body.addWidget(self.header)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.found)
        model.updated.connect(self.refresh)
        self.refresh()

    def show_place(self, place: Place) -> None:
        if place.text:
            self.search.setText(place.text)
        self._model.show_place(place)
        self.search.setFocus()

    def primary(self) -> FilledButton:
        return self.button

    def search_field(self) -> SearchField:
        return self.search

    def refresh(self) -> None:
        self.found.setText(self._model.found_words)
        self.button.setEnabled(not self._model.refusal)
        self.search.setEnabled(not self._model.refusal)
        if self._model.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _look(self) -> None:
        self._model.look(self.search.text())

    def _open(self, index: QModelIndex) -> None:
        self._model.open(index.row())
