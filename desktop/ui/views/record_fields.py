"""The form of a record as rows of editors, made from the form's declaration. Tells what was typed, decides nothing."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.matter import DISCLOSURE_WORDS
from desktop.domain.record import Disclosure
from desktop.ui.itemmodels.roster_model import heading
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.panel import clear

TWO_COLUMNS = 620
WIDE = frozenset({FieldType.LONG_TEXT, FieldType.ADDRESS})
HINTS = {
    FieldType.DATE: "例如 2026-9-14",
    FieldType.DATE_RANGE: "例如 2026-9-14 至 2026-9-30",
    FieldType.DOCUMENT_NUMBER: "例如 财农〔2023〕11号",
}


class Choice(QComboBox):
    """A drop-down that leaves the wheel to the page, so that scrolling never changes a value."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Day(QDateEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy年M月d日")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LongText(QPlainTextEdit):
    """Grows no further than the page; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 18)


class RecordFields(QWidget):
    """``typed`` carries (key, text) at each key, ``left`` the key when a field is left. Common fields have the
    keys title, formed_on, disclosure and withheld_reason."""

    typed = Signal(str, str)
    day_chosen = Signal(object)
    disclosure_chosen = Signal(object)
    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        self._wide: set[str] = set()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 20, 24, 24)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(14)

    def build(self, form: Form, *, editable: bool) -> None:
        """Rows for another form, empty."""
        clear(self._grid)
        self.rows, self._wide, self._columns = {}, {"title", "withheld_reason"}, 0
        self._add("title", FormRow("标题", QLineEdit()))
        self._add("formed_on", FormRow("信息形成日期", Day()))
        disclosure = Choice()
        for each in Disclosure:
            disclosure.addItem(DISCLOSURE_WORDS[each], str(each))
        self._add("disclosure", FormRow("公开属性", disclosure, "按目录默认"))
        self._add("withheld_reason", FormRow("不予公开的理由", QLineEdit(), "写明法律法规的哪一条"))
        for field in form.fields:
            editor = _editor(field)
            explained = field.help or ("由名单算出，不用手填" if field.computed_from else "")
            optional = not field.required and not field.computed_from
            self._add(field.key, FormRow(heading(field), editor, explained, optional=optional))
            if field.type in WIDE:
                self._wide.add(field.key)
            if field.computed_from:
                _lock(editor)
        if not editable:
            for row in self.rows.values():
                _lock(row.editor)
        self._arrange()

    def show_value(self, key: str, text: str) -> None:
        """Unless it is being typed in just now."""
        editor = self.rows[key].editor
        if editor.hasFocus() and not _locked(editor):
            return
        with QSignalBlocker(editor):
            if isinstance(editor, QLineEdit) and editor.text() != text:
                editor.setText(text)
            elif isinstance(editor, QPlainTextEdit) and editor.toPlainText() != text:
                editor.setPlainText(text)
            elif isinstance(editor, QComboBox):
                editor.setCurrentIndex(editor.findText(text) if text else -1)

    def show_common(self, title: str, formed_on: date, disclosure: Disclosure, reason: str) -> None:
        self.show_value("title", title)
        self.show_value("withheld_reason", reason)
        day, choice = self.rows["formed_on"].editor, self.rows["disclosure"].editor
        assert isinstance(day, QDateEdit)
        assert isinstance(choice, QComboBox)
        with QSignalBlocker(day), QSignalBlocker(choice):
            day.setDate(QDate(formed_on.year, formed_on.month, formed_on.day))
            choice.setCurrentIndex(choice.findData(str(disclosure)))
        self.rows["withheld_reason"].setVisible(disclosure is Disclosure.WITHHELD)

    def show_error(self, key: str, text: str) -> None:
        """Checked when the field is left: while it is being typed in, no complaint comes up."""
        row = self.rows[key]
        if not (text and row.editor.hasFocus()):
            row.set_error(text)

    def go_to(self, key: str) -> QWidget | None:
        """Puts the cursor into a field; the editor, or None if there is no such field."""
        row = self.rows.get(key)
        if row is None:
            return None
        row.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return row.editor

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _add(self, key: str, row: FormRow) -> None:
        self.rows[key] = row
        editor = row.editor
        editor.setObjectName(key)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda text: self.typed.emit(key, text))
            editor.editingFinished.connect(lambda: self.left.emit(key))
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(lambda: self.typed.emit(key, editor.toPlainText()))
        elif isinstance(editor, QDateEdit):
            editor.dateChanged.connect(lambda day: self.day_chosen.emit(day.toPython()))
        elif isinstance(editor, QComboBox) and key == "disclosure":
            editor.activated.connect(
                lambda _at: self.disclosure_chosen.emit(Disclosure(editor.currentData()))
            )
        elif isinstance(editor, QComboBox):
            editor.activated.connect(lambda _at: self.typed.emit(key, editor.currentText()))

    def _arrange(self) -> None:
        """Short fields side by side where there is room, long ones across."""
        columns = 2 if self.width() >= TWO_COLUMNS else 1
        if columns == self._columns or not self.rows:
            return
        self._columns = columns
        at = 0
        for key, row in self.rows.items():
            across = columns if key in self._wide else 1
            if at % columns and across > 1:
                at += 1
            self._grid.addWidget(row, at // columns, at % columns, 1, across, Qt.AlignmentFlag.AlignTop)
            at += across
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.setRowStretch(at // columns + 1, 1)
        _tab_order([row.editor for row in self.rows.values()])


def _tab_order(editors: Sequence[QWidget]) -> None:
    for first, then in pairwise(editors):
        QWidget.setTabOrder(first, then)


def _editor(field: FormField) -> QWidget:
    if field.type is FieldType.LONG_TEXT:
        return LongText()
    if field.type in {FieldType.CHOICE, FieldType.YES_NO}:
        box = Choice()
        box.addItems(list(field.choices) or ["是", "否"])
        box.setPlaceholderText("请选择")
        box.setCurrentIndex(-1)
        return box
    line = QLineEdit()
    line.setPlaceholderText("" if field.computed_from else HINTS.get(field.type, ""))
    return line


def _lock(editor: QWidget) -> None:
    if isinstance(editor, QLineEdit | QPlainTextEdit | QDateEdit):
        editor.setReadOnly(True)
        if isinstance(editor, QDateEdit):
            editor.setCalendarPopup(False)
    else:
        editor.setEnabled(False)


def _locked(editor: QWidget) -> bool:
    return (
        editor.isReadOnly()
        if isinstance(editor, QLineEdit | QPlainTextEdit | QDateEdit)
        else not editor.isEnabled()
    )
