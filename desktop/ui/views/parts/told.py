"""A list of things with a chip each; tells which one was chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.itemmodels.told_model import STATE, SUBJECT, ToldLine, ToldModel
from desktop.ui.views.parts.tables import ChipDelegate, TwoLineDelegate, style_table


class ToldList(QTableView):
    """``chosen`` carries the key of the line; ``opened`` too, on Enter or a double click. ``chip_width`` is the least the chips
    have; longer words make the column wider."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, headings: tuple[str, str], chip_width: int = 132) -> None:
        super().__init__()
        self._model = ToldModel(headings, self)
        self.setModel(self._model)
        style_table(self)
        self.setItemDelegateForColumn(SUBJECT, TwoLineDelegate(self))
        self.setItemDelegateForColumn(STATE, ChipDelegate(self))
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = self.horizontalHeader()
        across.setStretchLastSection(False)
        across.setSectionResizeMode(SUBJECT, QHeaderView.ResizeMode.Stretch)
        self._chip_width = chip_width
        across.resizeSection(STATE, chip_width)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.activated.connect(self._open)

    def show_lines(self, lines: Sequence[ToldLine], chosen: str) -> None:
        self._model.show(lines)
        self.horizontalHeader().resizeSection(STATE, max(self._chip_width, self.sizeHintForColumn(STATE)))
        row = self._model.place_of(chosen)
        if row >= 0 and row != self.currentIndex().row():
            blocker = QSignalBlocker(self.selectionModel())
            self.setCurrentIndex(self._model.index(row, SUBJECT))
            self.selectRow(row)
            blocker.unblock()
            self.viewport().update()

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = now.data(ItemRole.OBJECT)
        if line is not None:
            self.chosen.emit(line.key)

    def _open(self, index: QModelIndex) -> None:
        line = index.data(ItemRole.OBJECT)
        if line is not None:
            self.opened.emit(line.key)
