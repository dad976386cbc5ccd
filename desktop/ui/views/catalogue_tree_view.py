"""The tree of the catalogue as it is drawn: chevrons, coverage bars with figures, state shapes of matters."""

from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QTreeView, QWidget

from desktop.base.words import tr
from desktop.ui.itemmodels.roles import Index, ItemRole
from desktop.ui.theme.icons import paint_icon
from desktop.ui.theme.tokens import SHAPES, color, meaning
from desktop.ui.views.parts.coverage import paint_coverage
from desktop.usecases.catalogue_views import FieldLine

BAR, INDENT = 52, 22


class TreeDelegate(QStyledItemDelegate):
    """Draws a whole row; the depth is told by the indent the view left."""

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view, box = self.parent(), QRectF(option.rect)
        assert isinstance(view, QTreeView)
        whole = QRectF(0, box.top(), view.viewport().width(), box.height())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(whole, color("selection"))
            painter.fillRect(QRectF(0, box.top(), 4, box.height()), color("accent"))
        value = index.data(ItemRole.OBJECT)
        open_ = view.isExpanded(index)
        if index.model().hasChildren(index):
            mark = QRectF(box.left() - INDENT + 2, box.center().y() - 9, 18, 18)
            paint_icon(painter, mark, "chevron-down" if open_ else "chevron-right", color("text2"))
        font = QFont(option.font)
        font.setBold(open_ and isinstance(value, FieldLine))
        painter.setFont(font)
        kind = index.data(ItemRole.KIND)
        if kind:
            paint_icon(
                painter, QRectF(box.left(), box.center().y() - 9, 18, 18), SHAPES[kind], color(meaning(kind))
            )
            box = box.adjusted(28, 0, 0, 0)
        if isinstance(value, FieldLine):
            box = self._figures(painter, box, value)
        self._words(painter, option, index, box.adjusted(2, 0, -6, 0))
        painter.restore()

    def _figures(self, painter: QPainter, box: QRectF, line: FieldLine) -> QRectF:
        words = f"{line.current}/{line.matters}"
        font = QFont(painter.font())
        plain = QFont(font)
        plain.setBold(False)
        painter.setFont(plain)
        room = QFontMetricsF(painter.font()).horizontalAdvance("88/88")
        painter.setPen(color("text"))
        right = QRectF(box.right() - room - 10, box.top(), room, box.height())
        painter.drawText(right, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
        bar = QRectF(right.left() - BAR - 10, box.center().y() - 6, BAR, 11)
        paint_coverage(painter, bar, line.current, line.late, line.matters, line.due)
        painter.setFont(font)
        return box.adjusted(0, 0, -(room + BAR + 24), 0)

    def _words(self, painter: QPainter, option: Any, index: Index, box: QRectF) -> None:
        context = str(index.data(ItemRole.CONTEXT) or "")
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, box.width())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(color("text"))
        if not context:
            painter.drawText(box, flags, text)
            return
        painter.drawText(
            QRectF(box.left(), box.center().y() - metrics.height(), box.width(), metrics.height()),
            flags,
            text,
        )
        painter.setPen(color("text2"))
        shown = metrics.elidedText(context, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRectF(box.left(), box.center().y(), box.width(), metrics.height()), flags, shown)

    def sizeHint(self, option: Any, index: Index) -> QSize:
        line = QFontMetricsF(option.font).height()
        two = bool(index.data(ItemRole.CONTEXT))
        return QSize(200, round(max(62.0, 2 * line + 14) if two else max(40.0, line + 14)))


class CatalogueTreeView(QTreeView):
    """Clicking a field opens it; clicking a matter chooses it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.setHeaderHidden(True)
        self.setIndentation(INDENT)
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(TreeDelegate(self))
        self.setAccessibleName(tr("公开目录"))
        self.clicked.connect(self._open)

    def drawBranches(self, painter: QPainter, rect: Any, index: Index) -> None:
        """The delegate draws the whole row, chevron and all."""

    def _open(self, index: QModelIndex) -> None:
        if self.model().hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))
