"""Columns that stay in view while a wide table is moved sideways: a second table over the left edge of the first, with the
same model, choice and height of rows. It shows itself only when the last of its columns would go out of sight."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView

from desktop.ui.itemmodels.roles import Index
from desktop.ui.theme.tokens import color


class FrozenColumns(QTableView):
    """Lies over ``table``; ``head`` draws its heads as the table's own does. A press chooses in both, a double press
    and every key go to the table."""

    def __init__(self, table: QTableView, head: QHeaderView) -> None:
        super().__init__(table)
        self._table = table
        self._columns: tuple[int, ...] = ()
        self.setHorizontalHeader(head)
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "bare")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        down = table.verticalScrollBar()
        down.valueChanged.connect(self.verticalScrollBar().setValue)
        down.rangeChanged.connect(lambda _least, _most: self.lay())
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self.lay())
        table.horizontalHeader().sectionResized.connect(lambda _section, _old, _new: self.lay())
        table.viewport().installEventFilter(self)
        self.hide()

    @property
    def reach(self) -> int:
        """How far these columns cover the table from its left edge; 0 while they are not shown."""
        return self.width() if self.isVisibleTo(self._table) else 0

    def holds(self, column: int) -> bool:
        return column in self._columns

    def freeze(self, columns: Sequence[int]) -> None:
        """These columns of the model, from now on."""
        self._columns = tuple(columns)
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column not in self._columns)
        self.lay()

    def lay(self) -> None:
        """Lies where it belongs, or hides where its columns are in sight anyway."""
        head, columns = self._table.horizontalHeader(), self._columns
        width = sum(head.sectionSize(column) for column in columns)
        room = self._table.viewport().width()
        last = columns[-1] if columns else 0
        hidden = bool(columns) and head.sectionViewportPosition(last) < width - head.sectionSize(last)
        wanted = hidden and width * 2 < room
        if wanted:
            for column in columns:
                self.setColumnWidth(column, head.sectionSize(column))
            self.horizontalHeader().setFixedHeight(head.height())
            edge = self._table.frameWidth()
            self.setGeometry(edge, edge, width, head.height() + self._table.viewport().height())
            self.verticalScrollBar().setRange(
                self._table.verticalScrollBar().minimum(), self._table.verticalScrollBar().maximum()
            )
            self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
            self.raise_()
        self.setVisible(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.lay()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._table.viewport(), event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(color("control"))
        edge = self.viewport().width() - 1
        painter.drawLine(edge, 0, edge, self.viewport().height())
        painter.end()


class FreezingTable(QTableView):
    """A table that keeps the current cell out from under its frozen columns."""

    frozen: FrozenColumns | None = None

    def freeze(self, head: QHeaderView) -> FrozenColumns:
        """After the model is set; which columns is told by ``freeze`` of the answer."""
        self.frozen = FrozenColumns(self, head)
        return self.frozen

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        across, frozen = self.horizontalScrollBar(), self.frozen
        before = across.value()
        super().scrollTo(index, hint)
        if frozen is None or not frozen.reach:
            return
        if frozen.holds(index.column()):
            across.setValue(before)
            return
        under = frozen.reach - self.visualRect(index).left()
        if under > 0:
            across.setValue(max(0, across.value() - under))
