"""Tables: one delegate per kind of cell, and the look all tables share. Models give words by `ItemRole`; delegates
only draw them."""

from functools import cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
)

from desktop.ui.itemmodels.roles import Drawn, Index, ItemRole
from desktop.ui.theme.icons import paint_icon
from desktop.ui.theme.tokens import SHAPES, TOKENS, color, current_theme, meaning

# PySide6's type stubs leave out the public fields of QStyleOptionViewItem.
Option = Any
PAD = 10
# What was is tinted and marked −, what is now + : the difference table.
TINTS = {"old": ("minus", "late-bg"), "new": ("plus", "done-bg")}


def style_table(view: QTableView, row_height: int = 62) -> None:
    """62 for two-line rows, 38 for rosters; grows with the font. Whole rows, hairlines, no numbers at the side."""
    grow = view.fontMetrics().height() / 23
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(round(row_height * max(1.0, grow)))
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.setItemDelegate(CellDelegate(view))
    head = view.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setStretchLastSection(True)
    head.setMinimumSectionSize(48)


class CellDelegate(QStyledItemDelegate):
    """One line of text; the ground, the chosen row's bar, the hairline and the focus frame are the same for all."""

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self.ground(painter, option, index, box)
        self.content(painter, option, index, box.adjusted(PAD, 0, -PAD, 0))
        painter.restore()

    def ground(self, painter: QPainter, option: Option, index: Index, box: QRectF) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, color("selection" if chosen else "surface"))
        tint = TINTS.get(str(index.data(ItemRole.TINT) or ""))
        if tint:
            painter.fillRect(box, color(tint[1]))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), color("border"))
        if chosen and index.column() == 0:
            painter.fillRect(QRectF(box.left(), box.top(), 4, box.height()), color("accent"))

    def content(self, painter: QPainter, option: Option, index: Index, box: QRectF) -> None:
        kind = index.data(ItemRole.KIND)
        tint = TINTS.get(str(index.data(ItemRole.TINT) or ""))
        icon = str(index.data(ItemRole.ICON) or (tint[0] if tint else ""))
        plain = "text2" if index.data(ItemRole.QUIET) else "text"
        painter.setPen(color(meaning(kind)) if kind else color(plain))
        painter.setFont(self.font(option, index))
        fraction = index.data(ItemRole.FRACTION)
        if fraction is not None:
            self._bar(painter, box, float(fraction), meaning(kind or "running"))
            box = box.adjusted(0, 0, 0, -14)
        if icon:
            paint_icon(painter, QRectF(box.left(), box.center().y() - 9, 18, 18), icon, painter.pen().color())
            box = box.adjusted(26, 0, 0, 0)
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft)
        self.line(painter, box, index.data(ItemRole.HIT) or "", self.text(index), align)

    def text(self, index: Index) -> str:
        shown = index.data(Qt.ItemDataRole.DisplayRole)
        return "" if shown is None else str(shown)

    def font(self, option: Option, index: Index) -> QFont:
        font = QFont(option.font)
        font.setBold(bool(index.data(ItemRole.STRONG)))
        return font

    def line(self, painter: QPainter, box: QRectF, hit: str, text: str, align: Qt.AlignmentFlag) -> None:
        """One line, with every place where ``hit`` occurs tinted and underlined."""
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        flags, right = _in_one_line(align)
        if hit and hit in shown and not right:
            self._marks(painter, box, metrics, shown, hit)
        painter.drawText(box, flags, shown)

    def _marks(self, painter: QPainter, box: QRectF, metrics: QFontMetricsF, text: str, hit: str) -> None:
        at = text.find(hit)
        while at >= 0:
            left = box.left() + metrics.horizontalAdvance(text[:at])
            width = metrics.horizontalAdvance(hit)
            top = box.center().y() - metrics.height() / 2
            painter.fillRect(QRectF(left, top, width, metrics.height()), color("due-bg"))
            painter.fillRect(QRectF(left, top + metrics.height() - 2, width, 2), color("due"))
            at = text.find(hit, at + len(hit))

    def _bar(self, painter: QPainter, box: QRectF, fraction: float, token: str) -> None:
        track = QRectF(box.left(), box.bottom() - 16, min(box.width(), 124), 6)
        painter.setBrush(color("sunken"))
        pen = painter.pen()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(track, 3, 3)
        painter.setBrush(color(token))
        track.setWidth(track.width() * min(1.0, max(0.0, fraction)))
        painter.drawRoundedRect(track, 3, 3)
        painter.setPen(pen)

    def sizeHint(self, option: Option, index: Index) -> QSize:
        metrics = QFontMetricsF(self.font(option, index))
        wide = (
            metrics.horizontalAdvance(self.text(index)) + 2 * PAD + (26 if index.data(ItemRole.ICON) else 0)
        )
        return QSize(round(wide) + 2, round(metrics.height()) + 14)


class TwoLineDelegate(CellDelegate):
    """Title in bold over its context (`ItemRole.CONTEXT`)."""

    def content(self, painter: QPainter, option: Option, index: Index, box: QRectF) -> None:
        context = str(index.data(ItemRole.CONTEXT) or "")
        hit = str(index.data(ItemRole.HIT) or "")
        icon = str(index.data(ItemRole.ICON) or "")
        kind = index.data(ItemRole.KIND)
        bold = QFont(option.font)
        bold.setBold(True)
        height = QFontMetricsF(bold).height()
        if icon:
            ink = color(meaning(kind)) if kind else color("text2")
            paint_icon(painter, QRectF(box.left() + 4, box.center().y() - 10, 20, 20), icon, ink)
            box = box.adjusted(38, 0, 0, 0)
        top = box.center().y() - (height if context else height / 2)
        painter.setFont(bold)
        painter.setPen(color("text"))
        left = Qt.AlignmentFlag.AlignLeft
        self.line(painter, QRectF(box.left(), top, box.width(), height), hit, self.text(index), left)
        painter.setFont(option.font)
        painter.setPen(color("text2"))
        self.line(painter, QRectF(box.left(), top + height, box.width(), height), hit, context, left)

    def sizeHint(self, option: Option, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), 2 * round(QFontMetricsF(option.font).height()) + 16)


class ChipDelegate(CellDelegate):
    """A status chip drawn in a cell: KIND gives tint and shape (ICON replaces it), the text its words."""

    def content(self, painter: QPainter, option: Option, index: Index, box: QRectF) -> None:
        text = self.text(index)
        if not text:
            return
        kind = str(index.data(ItemRole.KIND) or "draft")
        ink, ground = color(meaning(kind)), color(f"{meaning(kind)}-bg")
        bold = QFont(option.font)
        bold.setBold(True)
        metrics = QFontMetricsF(bold)
        height = max(28.0, metrics.height() + 6)
        chip = QRectF(box.left(), box.center().y() - height / 2, metrics.horizontalAdvance(text) + 46, height)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        icon = str(index.data(ItemRole.ICON) or SHAPES.get(kind, "circle-outline"))
        paint_icon(painter, QRectF(chip.left() + 9, chip.center().y() - 9, 18, 18), icon, ink)
        painter.setFont(bold)
        painter.drawText(chip.adjusted(34, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)

    def sizeHint(self, option: Option, index: Index) -> QSize:
        bold = QFont(option.font)
        bold.setBold(True)
        return QSize(round(QFontMetricsF(bold).horizontalAdvance(self.text(index))) + 46 + 2 * PAD, 36)


class RosterDelegate(CellDelegate):
    """A roster cell: solid red frame and octagon for an error, dashed amber frame and triangle for a warning, a corner
    mark for what changed since the last revision, an accent frame for the current cell."""

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        cell: Drawn = index.data(ItemRole.DRAWN) or Drawn("", 0)
        tokens, box = TOKENS[current_theme()], QRectF(option.rect)
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        state = option.state.value
        chosen = bool(state & _SELECTED)
        painter.fillRect(box, QColor(tokens["selection" if chosen else "surface"]))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(tokens["border"]))
        inner = box.adjusted(1, 1, -1, -2)
        if cell.fault:
            self._fault(painter, inner, cell.fault)
        if cell.changed:
            self._changed(painter, box.topRight())
        if state & _FOCUSED:
            painter.setPen(QPen(QColor(tokens["accent"]), 2))
            painter.drawRect(inner)
        box.adjust(PAD + (22 if cell.fault else 0), 0, -PAD, 0)
        painter.setFont(option.font)
        if cell.strong:
            painter.setFont(bold(option.font))
        ink = meaning(cell.fault) if cell.fault else ("text2" if cell.quiet else "text")
        painter.setPen(QColor(tokens[ink]))
        if cell.text:
            self.line(painter, box, cell.hit, cell.text, _alignment(cell.align))
        painter.restore()

    def sizeHint(self, option: Option, index: Index) -> QSize:
        cell: Drawn = index.data(ItemRole.DRAWN) or Drawn("", 0)
        metrics = QFontMetricsF(bold(option.font) if cell.strong else option.font)
        return QSize(round(metrics.horizontalAdvance(cell.text) + 2 * PAD) + 2, round(metrics.height()) + 14)

    def _fault(self, painter: QPainter, inner: QRectF, fault: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = color(meaning(fault))
        painter.fillRect(inner, color(f"{meaning(fault)}-bg"))
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine if fault == "block" else Qt.PenStyle.DashLine))
        painter.drawRect(inner)
        mark = QRectF(inner.left() + PAD - 1, inner.center().y() - 8, 16, 16)
        paint_icon(painter, mark, SHAPES[fault], ink)

    def _changed(self, painter: QPainter, corner: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(9, 0), corner + QPointF(0, 9)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)


# Flags are put together once: for each cell of a large table it would be felt in scrolling.
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value


@cache
def _alignment(flags: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag(flags)


@cache
def _in_one_line(align: Qt.AlignmentFlag) -> tuple[int, bool]:
    """What drawing one line of text in the middle takes, and whether it ends at the right."""
    across = align & Qt.AlignmentFlag.AlignHorizontal_Mask
    flags = int(across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    return flags, bool(align & Qt.AlignmentFlag.AlignRight)


def bold(font: QFont) -> QFont:
    heavy = QFont(font)
    heavy.setBold(True)
    return heavy
