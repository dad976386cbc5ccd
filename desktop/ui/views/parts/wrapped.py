"""Tables whose cells are read whole: text goes on in the next line, what differs is underlined, rows are as high as that
needs. Only rows that are seen are measured, so a long table opens at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.ui.itemmodels.roles import Index, ItemRole
from desktop.ui.theme.tokens import color
from desktop.ui.views.parts.tables import PAD, CellDelegate, Option

ABOVE = 12
NARROW_PART = 0.3


class WrapDelegate(CellDelegate):
    """Like `CellDelegate`, in as many lines as it takes. `ItemRole.SPAN` is the stretch that differs."""

    def content(self, painter: QPainter, option: Option, index: Index, box: QRectF) -> None:
        icon_room = self._icon(painter, index, box)
        painter.setPen(color("text2" if index.data(ItemRole.QUIET) else "text"))
        text = _laid(self.text(index), self.font(option, index), box.width() - icon_room)
        span = index.data(ItemRole.SPAN)
        text.draw(painter, QPointF(box.left() + icon_room, box.top() + ABOVE), _marked(span))

    def _icon(self, painter: QPainter, index: Index, box: QRectF) -> float:
        """Draws the − or + of a tinted cell at its first line; the room it takes."""
        tint = str(index.data(ItemRole.TINT) or "")
        if not tint:
            return 0.0
        painter.setPen(color("late" if tint == "old" else "done"))
        line = QFontMetricsF(painter.font()).height()
        painter.drawText(
            QRectF(box.left(), box.top() + ABOVE, 18, line),
            int(Qt.AlignmentFlag.AlignCenter),
            "−" if tint == "old" else "+",
        )
        return 24.0

    def height(self, text: str, font: QFont, width: float, *, tinted: bool) -> int:
        """How high a row must be for this text in a column so wide."""
        room = width - 2 * PAD - (24 if tinted else 0)
        return round(_laid(text, font, room).boundingRect().height()) + 2 * ABOVE + 1


class WrappedTable(QTableView):
    """Rows as high as their ``wrapped`` columns need. The first of them is as wide as its words, up to a part of the
    table; the others share what is left."""

    def __init__(self, wrapped: Sequence[int], least: int) -> None:
        super().__init__()
        self._wrapped, self._least = tuple(wrapped), least
        self._fitted: dict[int, int] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._anew)
        self._to_end = QTimer(self)
        self._to_end.setSingleShot(True)
        self._to_end.timeout.connect(self.scrollToBottom)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.fit_rows())

    def begin(self) -> None:
        """After the model and the look are set."""
        delegate = WrapDelegate(self)
        for column in self._wrapped:
            self.setItemDelegateForColumn(column, delegate)
        self._delegate = delegate
        head = self.horizontalHeader()
        head.setStretchLastSection(False)
        head.setResizeContentsPrecision(60)
        head.setSectionResizeMode(self._wrapped[0], QHeaderView.ResizeMode.Fixed)
        for column in self._wrapped[1:]:
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.model().modelReset.connect(self._begin_anew)
        self.horizontalHeader().sectionResized.connect(lambda _section, _old, _new: self._begin_anew())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_first()
        self.fit_rows()

    def fit_rows(self) -> None:
        """Gives the rows that are seen their height, from the first down to where the view ends. At the end of the table
        it stays there, however much the last rows have grown."""
        bar, known = self.verticalScrollBar(), len(self._fitted)
        at_end = 0 < bar.maximum() == bar.value()
        count = self.model().rowCount() if self.model() is not None else 0
        row = max(0, self.rowAt(0))
        while row < count and self.rowViewportPosition(row) < self.viewport().height():
            if row not in self._fitted:
                self._fitted[row] = self._height(row)
                self.setRowHeight(row, self._fitted[row])
            row += 1
        if at_end and len(self._fitted) > known:
            self._to_end.start(0)

    def _fit_first(self) -> None:
        first = self._wrapped[0]
        most = round(self.viewport().width() * NARROW_PART)
        self.horizontalHeader().resizeSection(first, min(max(self.sizeHintForColumn(first), 80), most))

    def _height(self, row: int) -> int:
        model, font = self.model(), self.font()
        heights = [self._least]
        for column in self._wrapped:
            index = model.index(row, column)
            text, tinted = self._delegate.text(index), bool(index.data(ItemRole.TINT))
            heights.append(self._delegate.height(text, font, self.columnWidth(column), tinted=tinted))
        return max(heights)

    def _begin_anew(self) -> None:
        """Widths of several columns change one after the other: measured once, when they have settled."""
        self._fitted.clear()
        self._later.start(0)

    def _anew(self) -> None:
        self._fit_first()
        self.fit_rows()
        self.viewport().update()


def _laid(text: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(20.0, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _marked(span: tuple[int, int] | None) -> list[QTextLayout.FormatRange]:
    if not span or not span[1]:
        return []
    look = QTextCharFormat()
    look.setFontUnderline(True)
    look.setFontWeight(QFont.Weight.Bold)
    part: Any = QTextLayout.FormatRange()  # the stubs leave its fields out
    part.start, part.length, part.format = span[0], span[1], look
    return [part]
