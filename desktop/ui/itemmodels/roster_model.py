"""A roster as a table read page by page: one row per person or project, fifty thousand rows and more."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import on_screen, tr
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.record import RosterRow
from desktop.ui.itemmodels.paged import Pages
from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Drawn, Index, ItemRole

Cell = tuple[int, str]

NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.AREA})
VEILED = frozenset({FieldType.ID_NUMBER, FieldType.BANK_ACCOUNT})
SEVERITY_WORDS = {Severity.BLOCK: tr("有错"), Severity.WARN: tr("提醒"), Severity.INFO: tr("说明")}


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def heading(field: FormField) -> str:
    """The column's label with its unit: 金额（元）."""
    return (
        tr("{label}（{unit}）", label=field.label, unit=field.unit)
        if field.unit and field.unit not in field.label
        else on_screen(field.label)
    )


def veil(text: str) -> str:
    """A number over the shoulder: first three and last four characters, the rest as asterisks."""
    return text if len(text) < 8 else f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}"


class RosterModel(QAbstractTableModel):
    """``edited(row, key, text)`` asks for a cell to be saved; the typed text is shown until the reload.

    ``ItemRole.OBJECT`` is the RosterRow, ``ItemRole.CLASS`` of a head its disclosure class. Faults are given
    by position and column key; a fault with an empty key marks the position's number cell.
    """

    edited = Signal(object, str, str)
    failed = Signal(object)

    def __init__(self, show: Callable[[FormField, str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = show
        self._form: Form | None = None
        self._pages: Pages[RosterRow] = Pages(_nothing, 0)
        self._editable = False
        self._faults: Mapping[Cell, Finding] = {}
        self._order: Mapping[int, int] | None = None
        self._ordered: Pages[RosterRow] = self._pages
        self._hit = ""
        self._last: tuple[int, RosterRow | None] = (-1, None)
        self._waiting: dict[tuple[str, str], str] = {}

    def show(self, form: Form, pages: Pages[RosterRow], *, editable: bool) -> None:
        """Take over a newly counted roster. The same form keeps the columns (and so their widths)."""
        self.beginResetModel()
        self._form, self._pages, self._editable = form, pages, editable
        self._waiting.clear()
        self._last = (-1, None)
        self.endResetModel()

    def set_editable(self, editable: bool) -> None:
        self._editable = editable

    def reread(self) -> None:
        """Values may have changed, their number has not: the place in the table stays."""
        self._pages.forget()
        self._ordered.forget()
        self._waiting.clear()
        self._last = (-1, None)
        self._all_changed()

    def mark(self, faults: Mapping[Cell, Finding]) -> None:
        self._faults = faults
        self._all_changed()

    def arrange(self, positions: Sequence[int], pages: Pages[RosterRow], hit: str = "") -> None:
        """Only the rows at these positions, in this order; ``pages`` reads them so. ``hit`` is marked in the cells."""
        self.beginResetModel()
        self._order = {position: at for at, position in enumerate(positions)}
        self._ordered, self._hit, self._last = pages, hit, (-1, None)
        self.endResetModel()

    def show_all(self) -> None:
        """All rows in printed order again."""
        if self._order is not None:
            self.beginResetModel()
            self._order, self._hit, self._last = None, "", (-1, None)
            self.endResetModel()

    def columns(self) -> tuple[FormField, ...]:
        return self._form.roster if self._form is not None else ()

    def row(self, row: int) -> RosterRow | None:
        if self._last[0] != row:  # a cell is asked for many things, one row after the other
            found = self._line(row, self._pages if self._order is None else self._ordered)
            if found is None:
                return None
            self._last = (row, found)
        return self._last[1]

    def cell(self, position: int, key: str) -> QModelIndex:
        """The cell of a fault; an invalid index when the row is not shown."""
        row = self._ordinal(position) if self._order is None else self._order.get(position, -1)
        keys = [field.key for field in self.columns()]
        return self.index(row, keys.index(key) + 1 if key in keys else 0) if row >= 0 else QModelIndex()

    def fault(self, index: Index) -> Finding | None:
        row = self.row(index.row()) if index.isValid() else None
        return self._faults.get((row.position, self._key(index.column()))) if row is not None else None

    def rowCount(self, parent: Index = ROOT) -> int:
        if parent.isValid():
            return 0
        return self._pages.count if self._order is None else self._ordered.count

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self._form is None else len(self.columns()) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= len(self.columns()):
            return None
        if section == 0:
            return tr("序号") if role == DISPLAY else None
        field = self.columns()[section - 1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(field))
        told: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: heading(field),
            ItemRole.CLASS: str(field.disclosure),
        }
        return told.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsEditable if self._editable and index.column() > 0 else base

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or (row := self.row(index.row())) is None:
            return None
        if role == ItemRole.DRAWN:
            return self._drawn(row, index.column())
        if role == ItemRole.OBJECT:
            return row
        if index.column() == 0:
            return self._number_cell(row, role)
        return self._value_cell(row, self.columns()[index.column() - 1], role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if (
            role != Qt.ItemDataRole.EditRole
            or not index.isValid()
            or index.column() == 0
            or not self._editable
        ):
            return False
        row = self.row(index.row())
        field = self.columns()[index.column() - 1]
        text = str(value).strip()
        if row is None or text == row.values.get(field.key, ""):
            return False
        self._waiting[row.row, field.key] = text
        self.dataChanged.emit(index, index)
        self.edited.emit(row, field.key, text)
        return True

    def _number_cell(self, row: RosterRow, role: int) -> Any:
        if role == DISPLAY:
            return str(row.position)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == ItemRole.QUIET:
            return True
        return self._fault_of(row, "", role)

    def _value_cell(self, row: RosterRow, field: FormField, role: int) -> Any:
        text = self._waiting.get((row.row, field.key), row.values.get(field.key, ""))
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            words = veil(text) if field.type in VEILED else self._words(field, text)
            if role == DISPLAY:
                return words
            fault = self._faults.get((row.position, field.key))
            told = (
                tr(
                    "，{severity_words}：{text}",
                    severity_words=SEVERITY_WORDS[fault.severity],
                    text=fault.text,
                )
                if fault
                else ""
            )
            return tr(
                "第 {position} 行 {heading}：{words}{told}",
                position=row.position,
                heading=heading(field),
                words=words or tr("空"),
                told=told,
            )
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(field))
        if role in {ItemRole.STRONG, ItemRole.HIT}:
            return field.type is FieldType.PERSON_NAME if role == ItemRole.STRONG else self._hit
        return self._fault_of(row, field.key, role)

    def _drawn(self, row: RosterRow, column: int) -> Drawn:
        key = self._key(column)
        fault = self._faults.get((row.position, key)) if self._faults else None
        severity = str(fault.severity) if fault else ""
        if column == 0:
            return Drawn(str(row.position), _RIGHT, severity, quiet=True)
        field = self.columns()[column - 1]
        text = row.values.get(key, "")
        if self._waiting:
            text = self._waiting.get((row.row, key), text)
        words = veil(text) if field.type in VEILED else self._words(field, text)
        align = _RIGHT if field.type in NUMBERS else _LEFT
        return Drawn(words, align, severity, strong=field.type is FieldType.PERSON_NAME, hit=self._hit)

    def _fault_of(self, row: RosterRow, key: str, role: int) -> Any:
        fault = self._faults.get((row.position, key))
        if role == ItemRole.FAULT:
            return str(fault.severity) if fault else ""
        return on_screen(fault.text) if fault and role == Qt.ItemDataRole.ToolTipRole else None

    def _key(self, column: int) -> str:
        return self.columns()[column - 1].key if column > 0 else ""

    def _line(self, row: int, pages: Pages[RosterRow]) -> RosterRow | None:
        if not 0 <= row < pages.count:
            return None
        try:
            return pages.line(row)
        except MingbaiError as error:
            self.failed.emit(error)
            return None

    def _ordinal(self, position: int) -> int:
        """Where the row with this position stands, or -1. Positions ascend, maybe with gaps."""
        pages = self._pages
        guess = self._line(position - 1, pages)
        if guess is not None and guess.position == position:
            return position - 1
        low = bisect_left(
            range(pages.count),
            position,
            key=lambda at: found.position if (found := self._line(at, pages)) else 0,
        )
        line = self._line(low, pages)
        return low if line is not None and line.position == position else -1

    def _all_changed(self) -> None:
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


def _alignment(field: FormField) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if field.type in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _nothing(_offset: int, _limit: int) -> Sequence[RosterRow]:
    return ()
