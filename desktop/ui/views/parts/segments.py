"""Choosing one of a few: segments for views of one thing, the filter strip for a list, tabs for a record's parts."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy

from desktop.base.words import tr
from desktop.ui.theme.icons import icon as make_icon
from desktop.ui.theme.tokens import SHAPES, meaning
from desktop.ui.views.parts.flow import FlowLayout
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import clear

Option = tuple[str, str, str]
Item = tuple[str, int, str, str, str]


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


class _StripItem(QPushButton):
    def __init__(self, number: int, word: str, icon: str, kind: str) -> None:
        super().__init__()
        self.setProperty("role", "strip-item")
        self.setCheckable(True)
        token = meaning(kind) if kind else "accent"
        self._number = Label("", "number", kind=meaning(kind) if kind else "")
        self._word = Label(word)
        row = self._inner = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(6)
        row.addStretch(1)
        row.addWidget(IconMark(icon or SHAPES.get(kind, "format-list-bulleted"), token, 18))
        row.addWidget(self._number)
        row.addWidget(self._word)
        row.addStretch(1)
        for part in (self._number, self._word):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(62)
        self.show_count(number, word)

    def show_count(self, number: int, word: str) -> None:
        self._number.setText(str(number))
        self._word.setText(word)
        self.setAccessibleName(tr("{word} {number} 件", word=word, number=number))

    def mark(self, on: bool) -> None:
        font = self._word.font()
        font.setBold(on)
        self._word.setFont(font)

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inner.minimumSize()


class FilterStrip(QFrame):
    """``items`` are (key, number, word, icon, kind of state). ``chosen`` carries the key."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._items: dict[str, _StripItem] = {}
        self.set_items(items)

    @property
    def current(self) -> str:
        return next((key for key, item in self._items.items() if item.isChecked()), "")

    def set_items(self, items: Sequence[Item]) -> None:
        """New figures; the choice stays."""
        if [item[0] for item in items] != list(self._items):
            self._build(items)
        for key, number, word, _, _ in items:
            self._items[key].show_count(number, word)

    def choose(self, key: str) -> None:
        self._items[key].setChecked(True)
        self._mark()

    def _build(self, items: Sequence[Item]) -> None:
        clear(self._row)
        self._items = {}
        for at, (key, number, word, icon, kind) in enumerate(items):
            if at:
                self._row.addWidget(self._divider())
            item = self._items[key] = _StripItem(number, word, icon, kind)
            self._group.addButton(item)
            item.clicked.connect(lambda _=False, key=key: self._choose(key))
            self._row.addWidget(item, 1)
        if self._items:
            self.choose(next(iter(self._items)))

    def _divider(self) -> QFrame:
        line = QFrame()
        line.setProperty("role", "line")
        line.setStyleSheet("max-width: 1px; min-width: 1px; max-height: 40px; min-height: 40px;")
        return line

    def _choose(self, key: str) -> None:
        self._mark()
        self.chosen.emit(key)

    def _mark(self) -> None:
        for item in self._items.values():
            item.mark(item.isChecked())
