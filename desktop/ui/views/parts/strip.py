"""The strip above a list: how many there are of each kind, and the choice of one of them. In two rows where one is too narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from desktop.base.words import tr
from desktop.ui.theme.tokens import SHAPES, meaning
from desktop.ui.views.parts.marks import IconMark, Label

Item = tuple[str, int, str, str, str]


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

    @property
    def widest(self) -> int:
        """The width it wants once it is chosen, when its word is bold."""
        bold = QFont(self._word.font())
        bold.setBold(True)
        word = self._word.text()
        more = QFontMetrics(bold).horizontalAdvance(word) - self._word.fontMetrics().horizontalAdvance(word)
        return self._inner.sizeHint().width() + max(0, more)

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = (QHBoxLayout(), QHBoxLayout())
        for row in self._rows:
            row.setSpacing(0)
            column.addLayout(row)
        self._group = QButtonGroup(self)
        self._items: dict[str, _StripItem] = {}
        self._lines: list[QFrame] = []
        self._in_two = self._laying = False
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
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """So narrow that it stands in two rows, whatever it does now."""
        widest = max((item.widest for item in self._items.values()), default=0)
        border = self.width() - self.contentsRect().width()
        return QSize(
            (widest + 1) * ((len(self._items) + 1) // 2) + border, super().minimumSizeHint().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()  # another font, longer words
        return super().event(event)

    def choose(self, key: str) -> None:
        self._items[key].setChecked(True)
        self._mark()

    def _build(self, items: Sequence[Item]) -> None:
        for gone in (*self._items.values(), *self._lines):
            gone.hide()
            gone.deleteLater()
        self._items, self._lines = {}, []
        for key, number, word, icon, kind in items:
            item = self._items[key] = _StripItem(number, word, icon, kind)
            self._group.addButton(item)
            item.clicked.connect(lambda _=False, key=key: self._choose(key))
            self._lines.append(self._divider())
        self._arrange(anew=True)
        if self._items:
            self.choose(next(iter(self._items)))

    def _arrange(self, *, anew: bool = False) -> None:
        """Two rows where one has not enough room for the words."""
        if self._laying:  # laying out asks to be laid out
            return
        in_two = sum(item.widest + 1 for item in self._items.values()) > self.contentsRect().width()
        if anew or in_two != self._in_two:
            self._in_two, self._laying = in_two, True
            self._lay()
            self._laying = False

    def _lay(self) -> None:
        for row in self._rows:
            while row.takeAt(0) is not None:
                pass
        first = (len(self._items) + 1) // 2 if self._in_two else len(self._items)
        for at, (item, line) in enumerate(zip(self._items.values(), self._lines, strict=True)):
            row = self._rows[0 if at < first else 1]
            if row.count():
                row.addWidget(line)
            line.setVisible(row.indexOf(line) >= 0)
            row.addWidget(item, 1)
        self.updateGeometry()

    def _divider(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setStyleSheet("max-width: 1px; min-width: 1px; max-height: 40px; min-height: 40px;")
        return line

    def _choose(self, key: str) -> None:
        self._mark()
        self.chosen.emit(key)

    def _mark(self) -> None:
        for item in self._items.values():
            item.mark(item.isChecked())
