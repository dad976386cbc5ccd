"""The list of records as a table: state, title over matter, index number, limit, drafter, last change."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from desktop.base.errors import MingbaiError
from desktop.base.words import on_screen, tr
from desktop.domain.flow import IN_REVIEW, STATE_WORDS
from desktop.domain.record import RecordState
from desktop.ui.itemmodels.moments import limit_words, moment_words
from desktop.ui.itemmodels.paged import Pages
from desktop.ui.itemmodels.roles import DISPLAY, ROOT, Index, ItemRole
from desktop.usecases.record_views import RecordLine

HEADINGS = (tr("状态"), tr("标题与事项"), tr("索引号"), tr("期限"), tr("经办"), tr("最近改动"))
STATE, TITLE, NUMBER, LIMIT, DRAFTER, CHANGED = range(len(HEADINGS))

OPEN_ENDED = IN_REVIEW | {RecordState.DRAFT, RecordState.RETURNED, RecordState.ISSUED}


def chip_of(state: RecordState) -> tuple[str, str]:
    """Kind and words of the status chip. Issued but hanging nowhere yet is something to do."""
    if state is RecordState.ISSUED:
        return "due", tr("待张贴")
    if state in IN_REVIEW or state is RecordState.POSTED:
        return "running", tr(STATE_WORDS[state])
    if state in {RecordState.TAKEN_DOWN, RecordState.ARCHIVED}:
        return "done", tr(STATE_WORDS[state])
    return ("returned" if state is RecordState.RETURNED else "draft"), tr(STATE_WORDS[state])


class RecordsModel(QAbstractTableModel):
    """Shows the pages it is given; ``ItemRole.OBJECT`` is the whole RecordLine of a row."""

    failed = Signal(object)

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._pages: Pages[RecordLine] = Pages(_nothing, 0)
        self._marked = ""

    def show(self, pages: Pages[RecordLine], today: date, marked: str = "") -> None:
        """Take over a newly counted list; ``marked`` is the searched text to underline."""
        self.beginResetModel()
        self._pages, self._today, self._marked = pages, today, marked
        self.endResetModel()

    def line(self, row: int) -> RecordLine | None:
        if not 0 <= row < self._pages.count:
            return None
        try:
            return self._pages.line(row)
        except MingbaiError as error:
            self.failed.emit(error)
            return None

    def row_of(self, record: str) -> int:
        """The row of a record among those on the first page, else -1; keeps the choice after a reload."""
        rows = range(min(self._pages.count, 200))
        return next((row for row in rows if (line := self.line(row)) and line.id == record), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._pages.count

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == DISPLAY:
            return HEADINGS[section] if 0 <= section < len(HEADINGS) else None
        return None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or (line := self.line(index.row())) is None:
            return None
        column = index.column()
        if role == ItemRole.OBJECT:
            return line
        if role == DISPLAY:
            return self._text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{headings}：{text}", headings=HEADINGS[column], text=self._text(line, column))
        return self._extra(line, column, role)

    def _text(self, line: RecordLine, column: int) -> str:
        return (
            chip_of(line.state)[1],
            line.title,
            line.index_number or "—",
            self._limit(line)[0],
            line.drafted_by,
            moment_words(line.updated_at, self._today),
        )[column]

    def _limit(self, line: RecordLine) -> tuple[str, str]:
        return limit_words(line.publish_by if line.state in OPEN_ENDED else None, self._today)

    def _extra(self, line: RecordLine, column: int, role: int) -> Any:
        if column == STATE and role == ItemRole.KIND:
            return chip_of(line.state)[0]
        if column == TITLE:
            told: dict[int, Any] = {
                ItemRole.CONTEXT: f"{on_screen(line.field_name)} › {line.matter_name}",
                ItemRole.HIT: self._marked,
                ItemRole.STRONG: True,
                Qt.ItemDataRole.ToolTipRole: line.title,
            }
            return told.get(role)
        if column == LIMIT and role == ItemRole.KIND:
            return self._limit(line)[1]
        return True if column == CHANGED and role == ItemRole.QUIET else None


def _nothing(_offset: int, _limit: int) -> Sequence[RecordLine]:
    return ()
