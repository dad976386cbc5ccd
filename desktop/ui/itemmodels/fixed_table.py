"""A table that holds all its lines and has fixed heads; what a cell tells is the subclass's. For long lists see `paged`."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index

Line = TypeVar("Line")


class FixedTable(QAbstractTableModel, Generic[Line]):
    """``_lines`` are replaced whole by the subclass's ``show``."""

    def __init__(self, headings: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = headings
        self._lines: tuple[Line, ...] = ()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == DISPLAY:
            return self._headings[section] if 0 <= section < len(self._headings) else None
        return None
