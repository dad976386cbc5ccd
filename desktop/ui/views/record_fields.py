"""The form of a record as rows of fields, made from the form's declaration. Tells what was typed, decides nothing."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.base.words import on_screen, tr
from desktop.domain.form import FieldType, Form, FormField
from desktop.domain.matter import DISCLOSURE_WORDS
from desktop.domain.record import Disclosure
from desktop.ui.theme.room import room
from desktop.ui.views.fields.attached import AttachedField
from desktop.ui.views.fields.choice import Choice
from desktop.ui.views.fields.day import DayField
from desktop.ui.views.fields.field_row import FieldRow
from desktop.ui.views.parts.buttons import TextButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.panel import clear
from desktop.usecases.places import Places, choice_letters

TWO_COLUMNS = 620
WIDE = frozenset({FieldType.LONG_TEXT, FieldType.ADDRESS})
TITLE = FormField("title", tr("标题"), FieldType.TEXT)
FORMED_ON = FormField("formed_on", tr("信息形成日期"), FieldType.DATE)
REASON = FormField(
    "withheld_reason", tr("理由说明"), FieldType.TEXT, required=False, help=tr("这一条为什么适用，写一句话")
)


class RecordFields(QWidget):
    """``typed`` carries (key, text) at each key, ``left`` the key when a field is left, ``finished`` comes with Enter in the
    last field. Common fields have the keys title, formed_on, disclosure, withheld_code and withheld_reason."""

    typed = Signal(str, str)
    day_chosen = Signal(object)
    disclosure_chosen = Signal(object)
    left = Signal(str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        self._wide: set[str] = set()
        self._folded: list[str] = []
        self.unfold_button = TextButton("")
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 20, 24, 24)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(14)

    def build(self, form: Form, *, editable: bool, today: date, places: Places | None = None) -> None:
        """Rows for another form, empty. ``places`` finds divisions for the fields that hold a place."""
        with QSignalBlocker(self):
            # A field that loses the focus by being taken away speaks of the record before; nobody may hear it.
            clear(self._grid)
        self.rows, self._wide, self._columns = {}, {"title", "withheld_code", "withheld_reason"}, 0
        self._add(FieldRow(TITLE, today))
        self._add(FieldRow(FORMED_ON, today))
        self._add_disclosure()
        self._add_reason()
        self._add(FieldRow(REASON, today))
        for field in form.fields:
            self._add(FieldRow(field, today, places))
            if field.type in WIDE:
                self._wide.add(field.key)
        if not editable:
            for row in self.rows.values():
                _lock(row)
        self._fold([field for field in form.fields if field.rare], editable=editable)
        self._arrange()

    def show_value(self, key: str, text: str) -> None:
        """Unless it is being typed in just now. A folded field comes out with its value."""
        self._field(key).show_value(text)
        if text:
            self._unfold([key])

    def revert(self, key: str, text: str) -> None:
        """A value taken back or done again, also while its field is being typed in."""
        row = self.rows.get(key)
        if isinstance(row, FieldRow):
            self._unfold([key])
            row.revert(text)

    def show_common(
        self,
        title: str,
        formed_on: date,
        disclosure: Disclosure,
        reason: str,
        usual: Disclosure | None = None,
    ) -> None:
        """``usual``: what the catalogue says of the matter."""
        self.show_value("title", title)
        self.show_value("withheld_reason", reason)
        day, choice = self._field("formed_on"), self.rows["disclosure"].editor
        if not day.own_fault:
            day.show_value(
                tr("{year}年{month}月{day}日", year=formed_on.year, month=formed_on.month, day=formed_on.day)
            )
        assert isinstance(choice, Choice)
        with QSignalBlocker(choice):
            choice.setCurrentIndex(choice.findData(str(disclosure)))
        other = usual is not None and usual is not disclosure
        row = self.rows["disclosure"]
        assert isinstance(row, FormRow)
        row.set_help(
            tr("目录上写的是“{disclosure_words}”", disclosure_words=DISCLOSURE_WORDS[usual])
            if usual and other
            else tr("按目录默认")
        )
        for key in ("withheld_code", "withheld_reason"):
            self.rows[key].setVisible(disclosure is not Disclosure.PROACTIVE)

    def show_reasons(self, reasons: Sequence[tuple[str, str]], chosen: str) -> None:
        """The legal reasons that can be chosen, and the one that is."""
        choice = self.rows["withheld_code"].editor
        assert isinstance(choice, Choice)
        with QSignalBlocker(choice):
            if [str(choice.itemData(at)) for at in range(choice.count())] != [code for code, _ in reasons]:
                choice.clear()
                for code, words in reasons:
                    choice.addItem(words, code)
            choice.setCurrentIndex(choice.findData(chosen) if chosen else -1)

    def offer_files(self, names: Sequence[str]) -> None:
        """The record's attachments, for the fields that name one."""
        for row in self.rows.values():
            if isinstance(row.editor, AttachedField):
                row.editor.offer(names)

    def show_error(self, key: str, text: str) -> None:
        """Checked when the field is left: while it is being typed in, no complaint comes up."""
        row = self.rows[key]
        if isinstance(row, FieldRow):
            row.show_fault(text)
        else:
            row.set_error(text)

    def not_taken(self) -> str:
        """The key of a field whose text the record cannot hold at all (no such day); empty if there is none."""
        row = self.rows.get("formed_on")
        return "formed_on" if isinstance(row, FieldRow) and row.own_fault else ""

    def go_to(self, key: str) -> QWidget | None:
        """Puts the cursor into a field; the editor, or None if there is no such field."""
        row = self.rows.get(key)
        if row is None:
            return None
        self._unfold([key])
        row.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return row.editor

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _fold(self, rare: Sequence[FormField], *, editable: bool) -> None:
        """Fields few records need lie below the form, behind one button that names them."""
        self._folded = [field.key for field in rare]
        for key in self._folded:
            self.rows[key].hide()
        self.unfold_button = TextButton(
            tr("更多栏目：") + tr("、").join(on_screen(field.label) for field in rare), "plus"
        )
        if not (editable and rare):
            self.unfold_button.hide()
        self.unfold_button.clicked.connect(lambda: self.go_to(self._folded[0]))

    def _unfold(self, keys: Sequence[str]) -> None:
        """One rare field is seldom alone: asked for or filled, it brings the others along."""
        if set(keys) & set(self._folded):
            for key in self._folded:
                self.rows[key].show()
            self._folded = []
            self.unfold_button.hide()

    def _field(self, key: str) -> FieldRow:
        row = self.rows[key]
        assert isinstance(row, FieldRow)
        return row

    def _add(self, row: FieldRow) -> None:
        key = row.field.key
        self.rows[key] = row
        row.left.connect(lambda: self.left.emit(key))
        row.entered.connect(lambda: self._go_on(key))
        if key != "formed_on":
            row.typed.connect(lambda text: self.typed.emit(key, text))
            return
        row.typed.connect(lambda _text: self._day_typed(row))

    def _day_typed(self, row: FieldRow) -> None:
        assert isinstance(row.input, DayField)
        day = row.input.day()
        if day is not None:
            self.day_chosen.emit(day)

    def _add_disclosure(self) -> None:
        choice = Choice(spell=choice_letters)
        choice.setObjectName("disclosure")
        for each in Disclosure:
            choice.addItem(tr(DISCLOSURE_WORDS[each]), str(each))
        choice.activated.connect(lambda _at: self.disclosure_chosen.emit(Disclosure(choice.currentData())))
        choice.entered.connect(lambda: self._go_on("disclosure"))
        self.rows["disclosure"] = FormRow(tr("公开属性"), choice, tr("按目录默认"))

    def _add_reason(self) -> None:
        choice = Choice()
        choice.setObjectName("withheld_code")
        choice.setPlaceholderText(tr("请选择依据条例的哪一条"))
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.activated.connect(lambda _at: self.typed.emit("withheld_code", str(choice.currentData())))
        choice.entered.connect(lambda: self._go_on("withheld_code"))
        self.rows["withheld_code"] = FormRow(tr("不主动公开的理由"), choice, tr("依据《政府信息公开条例》"))

    def _go_on(self, key: str) -> None:
        """Enter goes to the next field that can be filled in; after the last one the form is finished."""
        keys = list(self.rows)
        for then in keys[keys.index(key) + 1 :]:
            row = self.rows[then]
            if row.isVisible() and not _locked(row):
                row.editor.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.finished.emit()

    def _arrange(self) -> None:
        """Short fields side by side where there is room, long ones across."""
        columns = 2 if room(self).width() >= TWO_COLUMNS else 1
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
        if at % columns:
            at += 1
        self._grid.addWidget(self.unfold_button, at // columns, 0, 1, columns, Qt.AlignmentFlag.AlignLeft)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.setRowStretch(at // columns + 1, 1)
        _tab_order([*(row.editor for row in self.rows.values()), self.unfold_button])


def _tab_order(editors: Sequence[QWidget]) -> None:
    for first, then in pairwise(editors):
        QWidget.setTabOrder(first, then)


def _lock(row: FormRow) -> None:
    if isinstance(row, FieldRow):
        row.input.lock()
        row.input.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    else:
        row.editor.setEnabled(False)


def _locked(row: FormRow) -> bool:
    return row.input.locked if isinstance(row, FieldRow) else not row.editor.isEnabled()
