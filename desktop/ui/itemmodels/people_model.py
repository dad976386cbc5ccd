"""Where a person stands, as a table: person, end of the ID number, village, list over its matter, amount, state."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from desktop.base.words import tr
from desktop.ui import text
from desktop.ui.itemmodels.records_model import chip_of
from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index, ItemRole
from desktop.usecases.people_search import PersonLine

HEADINGS = (tr("姓名"), tr("证号末四位"), tr("村"), tr("名单"), tr("金额（元）"), tr("状态"))
NAME, TAIL, PLACE, LIST, AMOUNT, STATE = range(len(HEADINGS))
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class PeopleModel(QAbstractTableModel):
    """Shows the lines it is given; ``ItemRole.OBJECT`` is the whole PersonLine."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[PersonLine, ...] = ()
        self._marked = ""

    def show(self, lines: tuple[PersonLine, ...], marked: str) -> None:
        self.beginResetModel()
        self._lines, self._marked = lines, marked
        self.endResetModel()

    def line(self, row: int) -> PersonLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == DISPLAY:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == AMOUNT:
            return _RIGHT
        return None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line, column = self.line(index.row()), index.column()
        if line is None:
            return None
        if role in (DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return self._words(line, column)
        answers: dict[int, dict[int, Any]] = {
            int(Qt.ItemDataRole.TextAlignmentRole): {AMOUNT: _RIGHT},
            ItemRole.HIT: {NAME: self._marked},
            ItemRole.KIND: {STATE: chip_of(line.state)[0]},
            ItemRole.CONTEXT: {LIST: _where(line)},
        }
        return line if role == ItemRole.OBJECT else answers.get(role, {}).get(column)

    def _words(self, line: PersonLine, column: int) -> str:
        return {
            NAME: line.name,
            TAIL: line.tail or tr("没有证号"),
            PLACE: line.place,
            LIST: line.title,
            AMOUNT: f"{Decimal(line.amount):,.2f}" if _is_number(line.amount) else line.amount,
            STATE: chip_of(line.state)[1],
        }[column]


def _where(line: PersonLine) -> str:
    return tr(
        "{matter_name}　第 {position} 行　{formed_on}",
        matter_name=line.matter_name,
        position=line.position,
        formed_on=text.day(line.formed_on),
    )


def _is_number(words: str) -> bool:
    return words.replace(".", "", 1).isdigit()
