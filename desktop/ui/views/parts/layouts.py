"""Remembers how wide a person made columns and panes. Names and numbers only; nothing that stands in a table.

A widget with the property ``layout`` is kept under that name, any other table or splitter of a page under the page's name
and its place among its like. Only what a hand moved is kept; what the program sizes by itself is not.
"""

from typing import Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QWidget

NAME = "layout"
_AUTOMATIC = QHeaderView.ResizeMode.ResizeToContents
_BY_HAND = QHeaderView.ResizeMode.Interactive


class Keeper(Protocol):
    """Where widths are kept between two runs; an empty answer if there are none."""

    def layout(self, name: str) -> QByteArray: ...

    def keep_layout(self, name: str, state: QByteArray) -> None: ...


class Layouts(QObject):
    """Follows the tables and splitters of the pages it is given."""

    def __init__(self, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper

    def adopt(self, page: QWidget, name: str) -> None:
        """Brings the page's tables and splitters to the kept widths and keeps what is changed from now on."""
        tables: list[QTableView] = list(page.findChildren(QTableView))
        splitters: list[QSplitter] = list(page.findChildren(QSplitter))
        for at, table in enumerate(tables):
            if table.property(NAME) is None:
                table.setProperty(NAME, f"{name}-table-{at}")
            _Columns(table, self._keeper)
        for at, splitter in enumerate(splitters):
            if splitter.property(NAME) is None:
                splitter.setProperty(NAME, f"{name}-splitter-{at}")
            _Panes(splitter, self._keeper)


class _Columns(QObject):
    """Columns that size themselves become free while the pointer is over the head, so that they can be drawn wider; left
    as they were, they size themselves again."""

    def __init__(self, table: QTableView, keeper: Keeper) -> None:
        super().__init__(table)
        self._table, self._head, self._keeper = table, table.horizontalHeader(), keeper
        self._freed: list[int] = []
        self._pressed = self._moved = False
        table.installEventFilter(self)
        self._head.viewport().installEventFilter(self)
        self._head.sectionResized.connect(self._resized)
        self._head.sectionCountChanged.connect(lambda _old, _new: self._restore())
        self._restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._table:
            if kind is QEvent.Type.DynamicPropertyChange:
                self._restore()
        elif kind is QEvent.Type.Enter:
            self._free()
        elif kind is QEvent.Type.Leave and not self._pressed:
            self._bind()
        elif kind is QEvent.Type.MouseButtonPress:
            self._pressed, self._moved = True, False
        elif kind is QEvent.Type.MouseButtonRelease:
            self._pressed = False
            self._keep()
        return False

    def _free(self) -> None:
        for section in range(self._head.count()):
            if self._head.sectionResizeMode(section) is _AUTOMATIC:
                width = self._head.sectionSize(section)
                self._head.setSectionResizeMode(section, _BY_HAND)
                self._head.resizeSection(section, width)
                self._freed.append(section)

    def _bind(self) -> None:
        for section in self._freed:
            if section < self._head.count():
                self._head.setSectionResizeMode(section, _AUTOMATIC)
        self._freed = []

    def _resized(self, _section: int, _old: int, _new: int) -> None:
        self._moved = self._moved or self._pressed

    def _keep(self) -> None:
        if not self._moved:
            return
        self._moved, self._freed = False, []
        widths = [self._head.sectionSize(section) for section in range(self._head.count())]
        self._keeper.keep_layout(str(self._table.property(NAME)), _packed(widths))

    def _restore(self) -> None:
        widths = _unpacked(self._keeper.layout(str(self._table.property(NAME))))
        if len(widths) != self._head.count():
            return
        self._free()
        self._freed = []
        for section, width in enumerate(widths):
            if self._head.sectionResizeMode(section) is _BY_HAND:
                self._head.resizeSection(section, width)


class _Panes(QObject):
    def __init__(self, splitter: QSplitter, keeper: Keeper) -> None:
        super().__init__(splitter)
        self._splitter, self._keeper = splitter, keeper
        sizes = _unpacked(keeper.layout(str(splitter.property(NAME))))
        if len(sizes) == splitter.count():
            splitter.setSizes(sizes)
        splitter.splitterMoved.connect(self._keep)

    def _keep(self, _position: int, _index: int) -> None:
        self._keeper.keep_layout(str(self._splitter.property(NAME)), _packed(self._splitter.sizes()))


def _packed(widths: list[int]) -> QByteArray:
    return QByteArray(",".join(map(str, widths)).encode())


def _unpacked(state: QByteArray) -> list[int]:
    """An empty list for anything that is not widths: the file can be edited by anybody."""
    parts = bytes(state.data()).decode("ascii", "replace").split(",")
    return [int(part) for part in parts if part.isdigit()] if all(part.isdigit() for part in parts) else []
