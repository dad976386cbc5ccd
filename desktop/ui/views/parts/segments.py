"""Choosing one of a few: segments for views of one thing, tabs for a record's parts. What a list is filtered by is in `strip`."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy

from desktop.ui.theme.icons import icon as make_icon
from desktop.ui.theme.tokens import SHAPES, meaning
from desktop.ui.views.parts.flow import FlowLayout

Option = tuple[str, str, str]


class _Segment(QPushButton):
    """Wide enough for its words in bold, which they are once it is chosen."""

    def sizeHint(self) -> QSize:
        hint, bold = super().sizeHint(), QFont(self.font())
        bold.setBold(True)
        words = self.text()
        more = QFontMetrics(bold).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words)
        return hint.grownBy(QMargins(0, 0, max(0, more), 0))


class Segments(QFrame):
    """``options`` are (key, words, icon or kind of state). ``chosen`` carries the key. Many of them ``fold`` into a second line
    where the window is too narrow for one."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], *, fold: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "segments")
        self._row: QLayout = FlowLayout(self, gap=0) if fold else QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        tall = QSizePolicy.Policy.Minimum if fold else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, tall)
        policy.setHeightForWidth(fold)
        self.setSizePolicy(policy)
        self.set_options(options)

    @property
    def current(self) -> str:
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_options(self, options: Sequence[Option]) -> None:
        """Renames segments with the same keys in place, else builds them anew; the choice is kept where it can be."""
        if [key for key, _, _ in options] != list(self._buttons):
            before = self.current
            for old in self._buttons.values():
                self._group.removeButton(old)
                self._row.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._buttons = {key: self._make(key, sign) for key, _, sign in options}
            if self._buttons:
                self.choose(before if before in self._buttons else next(iter(self._buttons)))
        for key, words, _ in options:
            self._buttons[key].setText(words)
            self._buttons[key].setAccessibleName(words)

    def choose(self, key: str) -> None:
        """Marks a segment without telling anyone."""
        self._buttons[key].setChecked(True)

    def mark(self, key: str) -> None:
        """As `choose`, but a key that is not among the options leaves none marked."""
        if key in self._buttons:
            self.choose(key)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _make(self, key: str, sign: str) -> QPushButton:
        button = _Segment()
        button.setProperty("role", "segment")
        button.setCheckable(True)
        if sign:
            known = sign in SHAPES
            token = meaning(sign) if known else "text"
            button.setIcon(make_icon(SHAPES[sign] if known else sign, token, token if known else "accent"))
            button.setIconSize(QSize(24, 18))
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(button)
        self._row.addWidget(button)
        return button
