"""The two small dialogs of the boards: hanging a notice (record, board, date) and taking one down (date)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.helped import HelpedDialog
from desktop.ui.views.parts.marks import Label


def date_field(day: date) -> QDateEdit:
    """A date with a calendar, written 2026年9月16日."""
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setCalendarPopup(True)
    field.setDisplayFormat(tr("yyyy年M月d日"))
    return field


def chosen_date(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())


_WIDEST = 880


class _Dialog(HelpedDialog):
    def __init__(self, title: str, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(28, 24, 28, 24)
        self.column.setSpacing(14)
        self.column.addWidget(Label(title, "section"))
        self.column.addWidget(Label(sentence, "context", wrap=True))

    def finish(self, words: str, icon: str) -> FilledButton:
        leave, go = OutlinedButton(tr("先不登记")), FilledButton(words, icon)
        leave.clicked.connect(self.reject)
        go.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(go)
        self.column.addStretch(1)
        self.column.addLayout(row)
        return go


class PostDialog(_Dialog):
    """``records`` are (id, title). ``hung`` carries record, board and date when the clerk presses the filled button."""

    hung = Signal(str, str, object)

    def __init__(
        self, records: Sequence[tuple[str, str]], boards: Sequence[str], today: date, parent: QWidget
    ) -> None:
        super().__init__(tr("登记张贴"), tr("编号和期满日会按目录自动算好，张贴当天不算在公示期里。"), parent)
        self.record, self.board, self.day = QComboBox(), QComboBox(), date_field(today)
        for identifier, title in records:
            self.record.addItem(title, identifier)
        # Wide enough for the whole title: which notice it was is the one thing nobody can mend afterwards.
        self.record.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.record.ensurePolished()
        self.record.setMinimumWidth(min(self.record.sizeHint().width(), _WIDEST))
        self.board.addItems(list(boards))
        self.board.setEditable(True)
        self.board.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if not boards:
            self.board.setEditText(tr("乡政府公示栏"))
        self._board_row = FormRow(
            tr("贴在哪里"), self.board, tr("选一处公示栏；没有的直接写名称，会加进来。")
        )
        self.column.addWidget(FormRow(tr("哪一件"), self.record))
        self.column.addWidget(self._board_row)
        self.column.addWidget(FormRow(tr("哪天贴的"), self.day))
        self.go = self.finish(tr("登记张贴"), "pin-outline")
        self.go.clicked.connect(self._hang)
        self.board.setFocus()

    def _hang(self) -> None:
        board = self.board.currentText().strip()
        if not board:
            self._board_row.set_error(tr("请写上贴在哪一处公示栏。"))
            self.board.setFocus()
            return
        record = str(self.record.currentData() or "")
        self.hung.emit(record, board, chosen_date(self.day))
        self.accept()


class TakeDownDialog(_Dialog):
    """``taken_down`` carries the date."""

    taken_down = Signal(object)

    def __init__(self, what: str, early: str, today: date, parent: QWidget) -> None:
        """``what`` names notice and board; ``early`` says that the period is still running, else empty."""
        super().__init__(tr("登记撤下"), what, parent)
        self.day = date_field(today)
        if early:
            self.column.addWidget(Label(early, wrap=True, kind="due"))
        self.column.addWidget(FormRow(tr("哪天取下的"), self.day, tr("登记后台账里不能改，请看清日期。")))
        self.go = self.finish(tr("登记撤下"), "pin-off-outline")
        self.go.clicked.connect(self._take_down)
        self.day.setFocus()

    def _take_down(self) -> None:
        self.taken_down.emit(chosen_date(self.day))
        self.accept()
