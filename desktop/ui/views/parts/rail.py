"""The nav rail: five places, never more, and the account at the foot."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.theme.icons import paint_icon
from desktop.ui.theme.room import room
from desktop.ui.theme.tokens import color
from desktop.ui.viewmodels.navigation import PLACES

_USUAL_NAME = 6


class RailButton(QAbstractButton):
    """Icon over label; the current place has a white plate, a bar and bold words; a badge counts what is to be done."""

    def __init__(self, words: str, icon: str, *, second: str = "") -> None:
        super().__init__()
        self.setProperty("ring", "inside")
        self._icon, self._second, self._badge = icon, second, 0
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._say()

    @property
    def badge(self) -> int:
        return self._badge

    def set_badge(self, number: int) -> None:
        self._badge = number
        self._say()
        self.update()

    def set_words(self, words: str, second: str = "") -> None:
        self.setText(words)
        self._second = second
        self._say()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(self.font()).height() * (2 if self._second else 1)
        return QSize(80, 44 + lines + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(color("surface" if self.isChecked() else "soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(8, 1, -8, -1), 8, 8)
        if self.isChecked():
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(QRectF(0, 12, 5, self.height() - 24), 2, 2)
        ink = color("accent" if self.isChecked() else "text2")
        middle = self.width() / 2
        paint_icon(painter, QRectF(middle - 13, 8, 26, 26), self._icon, ink)
        self._words(painter)
        if self._badge:
            self._paint_badge(painter, middle)
        painter.end()

    def _words(self, painter: QPainter) -> None:
        bold = QFont(self.font())
        bold.setBold(self.isChecked() or bool(self._second))
        height = QFontMetrics(bold).height()
        painter.setFont(bold)
        painter.setPen(color("accent" if self.isChecked() else "text"))
        line = QRectF(2, 40, self.width() - 4, height)
        metrics = QFontMetrics(bold)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
        if self._second:
            painter.setFont(self.font())
            painter.setPen(color("text2"))
            painter.drawText(line.translated(0, height), Qt.AlignmentFlag.AlignCenter, self._second)

    def _paint_badge(self, painter: QPainter, middle: float) -> None:
        font = QFont(self.font())
        font.setBold(True)
        words = str(self._badge)
        metrics = QFontMetrics(font)
        tall = max(22, metrics.ascent() + 4)
        wide = max(tall, metrics.horizontalAdvance(words) + 10)
        box = QRectF(min(middle + 9, self.width() - wide - 2), 2, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("badge"))
        painter.drawRoundedRect(box, tall / 2, tall / 2)
        painter.setFont(font)
        painter.setPen(color("badge-text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _say(self) -> None:
        counted = tr("，{badge} 件要办", badge=self._badge) if self._badge else ""
        self.setAccessibleName(f"{self.text()}{tr('，') + self._second if self._second else ''}{counted}")


class Rail(QFrame):
    """``chosen`` carries a place's kind; ``account`` tells that the foot was pressed."""

    chosen = Signal(str)
    account = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setFixedWidth(96)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(4)
        self.buttons: dict[str, RailButton] = {}
        for number, (kind, words, icon) in enumerate(PLACES, 1):
            button = RailButton(words, icon)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setToolTip(f"{words} Ctrl+{number}")
            button.clicked.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
            column.addWidget(button)
            self.buttons[kind] = button
        column.addStretch(1)
        self.foot = RailButton("", "account-circle-outline", second=" ")
        self.foot.clicked.connect(self.account)
        column.addWidget(self.foot)

    def mark(self, kind: str) -> None:
        """Shows where one is; a kind that is none of the five marks none."""
        for own, button in self.buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(own == kind)
            button.setAutoExclusive(True)

    def show_account(self, name: str, role: str) -> None:
        self.foot.set_words(name, role)
        self.foot.setToolTip(tr("{name}，{role}：设置、换账户", name=name, role=role))

    def show_badges(self, badges: dict[str, int]) -> None:
        for kind, button in self.buttons.items():
            button.set_badge(badges.get(kind, 0))

    def fit(self, window: QWidget) -> None:
        """80 wide in a narrow or low window, and never so narrow that a usual name is cut."""
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        widest = max(metrics.horizontalAdvance(words) for _, words, _ in PLACES)
        name = metrics.horizontalAdvance(self.foot.text()[:_USUAL_NAME])
        has = room(window)
        narrow = has.width() < 1100 or has.height() < 600
        self.setFixedWidth(max(80 if narrow else 96, widest + 16, name + 6))
