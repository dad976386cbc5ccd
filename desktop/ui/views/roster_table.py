"""The table of a roster: widths that cut nothing, names that stay in view, keys that work on cells and rows.

Which rows there are and what they may become is its view-model's business.
"""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from desktop.base.words import tr
from desktop.ui.viewmodels.roster_viewmodel import RosterViewModel
from desktop.ui.views.parts.frozen import FreezingTable
from desktop.ui.views.parts.layouts import NAME
from desktop.ui.views.parts.tables import RosterDelegate, style_table
from desktop.ui.views.roster_cells import RosterCellDelegate
from desktop.ui.views.roster_head import RosterHead

ROW = 38
MEASURED_ROWS = 60
NUMBER_PAD = 22
EDITING = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class RosterTable(FreezingTable):
    """``pasted`` the block on the clipboard; ``emptied`` the chosen rows are to go. ``names`` is the copy of the first columns
    that stays at the edge."""

    pasted = Signal()
    emptied = Signal()
    filled_down = Signal()

    def __init__(self, viewmodel: RosterViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self.setHorizontalHeader(RosterHead(self))
        self.setModel(self._vm.model)
        style_table(self, ROW)
        cells = RosterCellDelegate(self, self._vm.model.columns, self._vm.today, self._vm.places)
        cells.moved.connect(self._move_on)
        self.setItemDelegate(cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(EDITING)
        self.setAccessibleName(tr("名单"))
        self.horizontalHeader().setResizeContentsPrecision(MEASURED_ROWS)
        self.names = self.freeze(RosterHead(self))
        style_table(self.names, ROW)
        self.names.setItemDelegate(RosterDelegate(self.names))
        self.names.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.names.doubleClicked.connect(self._edit_name)
        self._vm.model.modelReset.connect(self._measure)
        self._measured: tuple[object, ...] = ()
        self.verticalScrollBar().valueChanged.connect(lambda _value: viewmodel.hold())
        for head in (self.horizontalHeader(), self.names.horizontalHeader()):
            head.sectionClicked.connect(self._sort)

    def _measure(self) -> None:
        """Widths from the first rows and the heads, once per form, so that nothing is cut; the last takes the rest."""
        columns = self._vm.model.columns()
        key = (*(field.key for field in columns), self._vm.model.rowCount() > 0)
        if self._measured == key or not columns:
            return
        self._measured = key
        head = self.horizontalHeader()
        head.setStretchLastSection(False)
        self.resizeColumnsToContents()
        # Only the first rows were measured: the last number is the widest.
        widest = self.fontMetrics().horizontalAdvance(f"{self._vm.count:,}") + NUMBER_PAD
        head.resizeSection(0, max(head.sectionSize(0), widest))
        self.spread()
        if self._vm.view is not None:
            self.setProperty(NAME, "")  # the same name again is no change
            self.setProperty(NAME, f"roster-{self._vm.view.form.code}")
        self.names.freeze([0, *self._vm.naming_columns])

    def spread(self) -> None:
        """What is left of the width goes to the columns evenly."""
        head = self.horizontalHeader()
        rest = self.viewport().width() - head.length()
        count = head.count()
        if rest > 0 and count > 1:
            for section in range(1, count):
                head.resizeSection(section, head.sectionSize(section) + rest // (count - 1))

    def go_to(self, row: int, column: int) -> None:
        self.setAutoScroll(False)
        self.setCurrentIndex(self._vm.model.index(row, column))
        self.setAutoScroll(True)
        self.setFocus()
        # The table may have been shown just now: where it scrolls to is known once it has its size.
        QTimer.singleShot(0, self._scroll_to_current)

    def _scroll_to_current(self) -> None:
        """Into the middle, moving sideways only as far as the cell needs, so that the names stay in view."""
        cell, across = self.currentIndex(), self.horizontalScrollBar()
        before = across.value()
        self.scrollTo(cell, QAbstractItemView.ScrollHint.PositionAtCenter)
        across.setValue(before)
        self.scrollTo(cell)

    def _move_on(self, by: int) -> None:
        """Enter in a cell: the same column of the next row."""
        now = self.currentIndex()
        then = now.sibling(now.row() + by, now.column())
        if then.isValid():
            self.setCurrentIndex(then)

    def _edit_name(self, cell: QModelIndex) -> None:
        """A name is typed where it stands, not in the copy over the edge."""
        self.horizontalScrollBar().setValue(0)
        self.edit(cell)

    def chosen_rows(self) -> list[int]:
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def _sort(self, column: int) -> None:
        self.clearSelection()  # a press on the head has chosen the whole column
        self._vm.sort_by(column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.filled_down.emit()
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.emptied.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.state() is not QAbstractItemView.State.EditingState:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
