"""The head of a roster: before each column's label the mark of its disclosure class. Draws only."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.domain.form import DisclosureClass
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.theme.icons import paint_icon
from desktop.ui.theme.tokens import color
from desktop.ui.viewmodels.roster_shown import CLASS_WORDS

MARK, GAP, PAD = 16, 4, 8


class RosterHead(QHeaderView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(56)

    def sectionSizeFromContents(self, section: int) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self._label(section)) + 2 * PAD
        height = max(40, QFontMetrics(self.font()).height() + 14)
        return QSize(width + (MARK + GAP if self._mark(section) else 0), height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, color("sunken"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), color("border"))
        box = QRectF(rect).adjusted(PAD, 0, -PAD, 0)
        mark = self._mark(section)
        if mark:
            paint_icon(
                painter, QRectF(box.left(), box.center().y() - MARK / 2, MARK, MARK), mark, color("text2")
            )
            box.setLeft(box.left() + MARK + GAP)
        align = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        painter.setPen(color("text2"))
        painter.setFont(self.font())
        flags = Qt.AlignmentFlag(align or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            down = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            at = QRectF(rect.right() - MARK - 1, rect.center().y() - MARK / 2, MARK, MARK)
            paint_icon(painter, at, "chevron-down" if down else "chevron-up", color("accent"))
            box.setRight(at.left())
            painter.setPen(color("text"))
        painter.drawText(box, int(flags), self._label(section))
        painter.restore()

    def _label(self, section: int) -> str:
        return str(self.model().headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole) or "")

    def _mark(self, section: int) -> str:
        known = self.model().headerData(section, self.orientation(), ItemRole.CLASS)
        return CLASS_WORDS[DisclosureClass(known)][0] if known else ""
