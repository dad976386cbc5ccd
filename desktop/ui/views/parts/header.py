"""The page header: back, title, chip or context, and at most three actions at the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from desktop.base.words import tr
from desktop.ui.views.parts.buttons import FilledButton, IconButton, OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.marks import Label

_NAME = 160


class TitleLine(Label):
    """Ends in … where there is no room; the whole is in its tooltip."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        ink = QPalette.ColorRole.WindowText
        self.style().drawItemText(painter, self.rect(), align, self.palette(), self.isEnabled(), shown, ink)
        painter.end()


class PageHeader(QWidget):
    """Where there is little room, the filled button stays and the rest go under 更多."""

    def __init__(self, title: str, context: str = "", *, named: bool = False) -> None:
        """``named``: what stands beside the title is a name, and may end in … like a title."""
        super().__init__()
        self._back = IconButton("arrow-left", tr("返回 Alt+←"))
        self._back.hide()
        self._back_to: Callable[[], object] | None = None
        self._back.clicked.connect(self._go_back)
        self._title = TitleLine(title, "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._context = TitleLine(context, "context") if named else Label(context, "context")
        if named:
            self._context.setMinimumWidth(_NAME)
        self._chip: StatusChip | None = None
        self._actions: list[QWidget] = []
        self._more = OutlinedButton(tr("更多"), "dots-horizontal")
        self._more.hide()
        self._more.clicked.connect(self._show_more)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self._back)
        self._row.addWidget(self._title)
        self._row.addWidget(self._context)
        self._row.addStretch(1)
        self._row.addWidget(self._more)
        self.setMinimumHeight(48)
        self.set_title(title)
        self.set_context(context)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def context(self) -> str:
        return self._context.text()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._title.setToolTip(title)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._keep_title()

    def _keep_title(self) -> None:
        """A short title is never shortened; beside a name not even a long one."""
        self._title.ensurePolished()
        wanted = self._title.fontMetrics().horizontalAdvance(self._title.text())
        whole = isinstance(self._context, TitleLine)
        self._title.setMinimumWidth(wanted + 2 if whole else min(wanted + 2, _NAME))

    def set_context(self, context: str) -> None:
        self._context.setText(context)
        self._context.setToolTip(context if isinstance(self._context, TitleLine) else "")
        self._context.setVisible(bool(context))

    def set_chip(self, kind: str, text: str, icon: str = "") -> None:
        """The chip beside the title; an empty text takes it away."""
        if self._chip is not None:
            self._row.removeWidget(self._chip)
            self._chip.hide()
            self._chip.deleteLater()
            self._chip = None
        if text:
            self._chip = StatusChip(kind, text, icon)
            self._row.insertWidget(2, self._chip)

    def set_back(self, back: Callable[[], object] | None) -> None:
        self._back_to = back
        self._back.setVisible(back is not None)

    def add_action(self, widget: QWidget) -> None:
        """Adds at the right; the filled button comes last."""
        self._actions.append(widget)
        self._row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Folds the side actions under 更多 when the header is wider than ``width`` or than it is now."""
        if self.isVisible():
            width = min(width, self.width())
        self._keep_title()
        shown = [action for action in self._actions if not action.property("gone")]
        beside = [self._back, self._title, self._context, *([self._chip] if self._chip else [])]
        needed = sum(
            part.sizeHint().width() + 12 for part in (*shown, *(b for b in beside if not b.isHidden()))
        )
        narrow = needed > width and len(self._folded()) > 1
        aside = [action for action in self._actions if not isinstance(action, FilledButton)]
        staying = [a for a in aside if a in shown and (not narrow or a.property("stays"))]
        # What goes, goes first: with both, the header would be wider than the window for a moment, and widen it.
        for action in aside:
            if action not in staying:
                action.hide()
        for action in staying:
            action.show()
        self._more.setVisible(narrow)

    def _folded(self) -> list[OutlinedButton]:
        aside = [a for a in self._actions if isinstance(a, OutlinedButton) and not a.property("stays")]
        return [a for a in aside if not a.property("gone")]

    def _show_more(self) -> None:
        menu = QMenu(self)
        for button in self._folded():
            menu.addAction(button.icon(), button.text(), button.click).setEnabled(button.isEnabled())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _go_back(self) -> None:
        if self._back_to is not None:
            self._back_to()
