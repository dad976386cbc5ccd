"""Editing in a roster's cell: the same widgets as in a form, and right below the cell what the value amounts to or what
is wrong with it. Whatever cannot be read keeps its cell open; nothing is judged here, `look` does it."""

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QFrame, QHBoxLayout, QLineEdit, QTableView, QWidget

from desktop.base.words import on_screen
from desktop.domain.form import FieldType, FormField
from desktop.rules.values import format_value
from desktop.ui.itemmodels.roles import Index
from desktop.ui.itemmodels.roster_model import NUMBERS
from desktop.ui.views.fields.line import ENTER
from desktop.ui.views.fields.long_text import LongText
from desktop.ui.views.fields.making import Editor, editor_for
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.tables import Option, RosterDelegate
from desktop.usecases.field_help import Look, look
from desktop.usecases.places import Places

# Logical pixels an editor needs at least; a narrower cell is covered beyond its edge while it is typed in.
WIDTHS = {
    FieldType.DATE: 190,
    FieldType.DATE_RANGE: 260,
    FieldType.PLACE: 240,
    FieldType.LONG_TEXT: 320,
    FieldType.ID_NUMBER: 220,
    FieldType.BANK_ACCOUNT: 240,
    FieldType.DOCUMENT_NUMBER: 220,
    FieldType.CHOICE: 150,
}
LEAST, NOTE_WIDTH, NOTE_GAP = 110, 460, 2
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ALT = Qt.KeyboardModifier.AltModifier


class CellNote(QFrame):
    """Lies over the table under the cell that is typed in, or above it where there is no room below."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table.viewport())
        self.setProperty("role", "panel")
        self._sign, self._words = IconMark("alert-octagon", "late", 18), Label("", wrap=True)
        self._room = table.viewport()
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text() if self.isVisible() else ""

    def say(self, seen: Look, *, complain: bool, cell: QRect) -> None:
        """``complain``: the value is to be left as it is, so a complaint counts; while typed only one that is sure."""
        fault = seen.fault if complain or seen.at_once else ""
        self._sign.setVisible(bool(fault))
        self._words.set_kind("late" if fault else "")
        self._words.setText(fault or seen.beside)
        self.setVisible(bool(fault or seen.beside))
        self._place(cell)

    def _place(self, cell: QRect) -> None:
        room = self._room.rect()
        signs = 26 if self._sign.isVisibleTo(self) else 0
        wide = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 26 + signs
        width = min(wide, NOTE_WIDTH, room.width())
        self.setFixedWidth(width)
        height = self._row.totalHeightForWidth(width)
        below = cell.bottom() + NOTE_GAP
        top = below if below + height <= room.bottom() else max(0, cell.top() - height - NOTE_GAP)
        left = max(0, min(cell.left(), room.width() - width))
        self.setGeometry(QRect(QPoint(left, top), self.size()).adjusted(0, 0, 0, height - self.height()))
        self.raise_()


class RosterCellDelegate(RosterDelegate):
    """``moved`` after Enter: one row down (1), with Shift up (-1). Tab goes to the next cell and opens it."""

    moved = Signal(int)

    def __init__(
        self, table: QTableView, columns: Callable[[], tuple[FormField, ...]], today: date, places: Places
    ) -> None:
        super().__init__(table)
        self._table, self._columns, self._today, self._places = table, columns, today, places
        self._field: FormField | None = None
        self._open: QWidget | None = None
        self._began = ""
        self._complained = False
        self.note = CellNote(table)

    # -- what Qt asks a delegate ---------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: Option, index: Index) -> QWidget:
        field = self._field = self._columns()[index.column() - 1]
        editor = editor_for(field, self._today, self._places)
        widget = cast(QWidget, editor)
        widget.setParent(parent)
        widget.setProperty("scale", "cell")
        widget.setAccessibleName(
            str(index.data(Qt.ItemDataRole.AccessibleTextRole) or on_screen(field.label))
        )
        if isinstance(editor, QLineEdit) and field.type in NUMBERS:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.typed.connect(lambda text: self._say(editor, text, complain=False))
        return widget

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once, when it opens: the table asks again at each change from elsewhere, and what is typed must stay."""
        field, text = self._field, str(index.data(Qt.ItemDataRole.EditRole) or "")
        if field is None or editor is self._open:
            return
        self._open = editor
        self._complained = False
        self._began = format_value(field, text) if text else ""
        _of(editor).show_value(self._began)
        if isinstance(editor, QLineEdit):
            editor.selectAll()
        self._say(_of(editor), self._began, complain=False)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        text = _of(editor).value()
        if self._field is None or text == self._began:
            return
        seen = look(self._field, text)
        model.setData(index, seen.tidy if seen.rewritten else text)

    def updateEditorGeometry(self, editor: QWidget, option: Option, index: Index) -> None:
        field, room, cell = self._field, self._table.viewport().rect(), QRect(option.rect)
        if field is not None:
            cell.setWidth(max(cell.width(), min(WIDTHS.get(field.type, LEAST), room.width())))
        if isinstance(editor, LongText):
            cell.setHeight(min(editor.height(), room.height()))
            cell.moveBottom(min(cell.bottom(), room.bottom()))
        if cell.right() > room.right():
            cell.moveRight(max(room.right(), cell.width() - 1))
        editor.setGeometry(cell)
        self._say(_of(editor), _of(editor).value(), complain=self._complained)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.note.hide()
        self._open = None
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            assert isinstance(editor, QWidget)  # only editors are watched
            enter, key = event.key() in ENTER, event.key()
            if enter and event.modifiers() & _ALT and isinstance(editor, LongText):
                editor.insertPlainText("\n")
                return True
            if enter or key in TABS:
                self._leave(editor, event)
                return True
        return super().eventFilter(editor, event)

    # -- moving on -----------------------------------------------------------------------------------------

    def _leave(self, editor: QWidget, event: QKeyEvent) -> None:
        """Takes the value and goes on; what cannot be read is explained, and the cell stays open."""
        text = _of(editor).value()
        if self._field is not None and text != self._began and look(self._field, text).fault:
            self._complained = True
            self._say(_of(editor), text, complain=True)
            return
        self.commitData.emit(editor)
        hints = QAbstractItemDelegate.EndEditHint
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in ENTER:
            self.closeEditor.emit(editor, hints.NoHint)
            self.moved.emit(-1 if back else 1)
        else:
            back = back or event.key() == Qt.Key.Key_Backtab
            self.closeEditor.emit(editor, hints.EditPreviousItem if back else hints.EditNextItem)

    def _say(self, editor: Editor, text: str, *, complain: bool) -> None:
        if self._field is None:
            return
        seen, widget = look(self._field, text), cast(QWidget, editor)
        self.note.say(seen, complain=complain, cell=widget.geometry())
        wrong = bool(seen.fault) and (complain or seen.at_once)
        if widget.property("fault") != ("true" if wrong else "false"):
            widget.setProperty("fault", "true" if wrong else "false")
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        widget.setAccessibleDescription(self.note.text)


def _of(editor: QWidget) -> Editor:
    """Every editor here was made by `editor_for`."""
    return cast(Editor, editor)
