"""One row of a form: label, editor, what the value amounts to, and the complaint once the field is left."""

from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.form import FieldType, FormField
from desktop.ui.itemmodels.roster_model import heading
from desktop.ui.views.fields.attached import AttachedField
from desktop.ui.views.fields.choice import Choice
from desktop.ui.views.fields.day import DayField
from desktop.ui.views.fields.line import LineField
from desktop.ui.views.fields.long_text import LongText
from desktop.ui.views.fields.place import PlaceField
from desktop.ui.views.parts.forms import FormRow
from desktop.usecases.field_help import Look, day_of, look
from desktop.usecases.places import Places, choice_letters

Editor = LineField | LongText | Choice
HINTS = {
    FieldType.DATE_RANGE: "例如 2026-9-14 至 2026-9-30",
    FieldType.DOCUMENT_NUMBER: "例如 财农〔2023〕11号",
    FieldType.PERSON_NAME: "少数民族姓名用“·”，例如 才让·卓玛",
    FieldType.ID_NUMBER: "18 位",
    FieldType.PHONE: "例如 0974-8500000",
}
_PREFER = Qt.InputMethodHint
INPUT = {
    FieldType.INTEGER: _PREFER.ImhPreferNumbers,
    FieldType.DECIMAL: _PREFER.ImhPreferNumbers,
    FieldType.MONEY: _PREFER.ImhPreferNumbers,
    FieldType.AREA: _PREFER.ImhPreferNumbers,
    FieldType.DATE_RANGE: _PREFER.ImhPreferNumbers,
    FieldType.PHONE: _PREFER.ImhPreferNumbers,
    FieldType.BANK_ACCOUNT: _PREFER.ImhDigitsOnly,
    FieldType.ID_NUMBER: _PREFER.ImhPreferNumbers | _PREFER.ImhPreferUppercase,
}
CHOSEN = frozenset({FieldType.CHOICE, FieldType.YES_NO})


class FieldRow(FormRow):
    """``typed`` carries the text at each key and again where leaving the field rewrites it; ``left`` comes after that."""

    typed = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(self, field: FormField, today: date, places: Places | None = None) -> None:
        explained = field.help or ("由名单算出，不用手填" if field.computed_from else "")
        optional = not field.required and not field.computed_from
        self.field = field
        self.input: Editor = _editor(field, today, places)
        super().__init__(heading(field), cast(QWidget, self.input), explained, optional=optional)
        self.input.setObjectName(field.key)
        self.own_fault = ""
        self._shown = False
        if field.computed_from:
            self.input.lock()
            self.input.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.input.typed.connect(self._typed)
        self.input.left.connect(self._left)
        self.input.entered.connect(self.entered)

    def show_value(self, text: str) -> None:
        """Unless it is being typed in just now. A new row shows its value also where the focus came to it by itself."""
        if self._shown and self.input.hasFocus() and not self.input.locked:
            return
        self._shown = True
        self.input.show_value(text)
        self._say(look(self.field, text))

    def revert(self, text: str) -> None:
        self.input.show_value(text)
        self._say(look(self.field, text))
        self.set_error(self.own_fault)

    def show_fault(self, text: str) -> None:
        """What the checks say; while the field is typed in, no complaint comes up. The field's own comes first."""
        if not (text and self.input.hasFocus()):
            self.set_error(self.own_fault or text)

    def _typed(self, text: str) -> None:
        seen = look(self.field, text)
        self.own_fault = seen.fault if seen.at_once else ""
        self.set_error(self.own_fault)
        self.set_beside(seen.beside)
        self.typed.emit(text)

    def _left(self) -> None:
        text = self.input.value()
        seen = look(self.field, text)
        self.own_fault = seen.fault
        self.set_error(self.own_fault)
        if seen.tidy != text:
            self.input.show_value(seen.tidy)
        self.set_beside(seen.beside)
        if seen.rewritten:
            self.typed.emit(seen.tidy)
        self.left.emit()

    def _say(self, seen: Look) -> None:
        self.own_fault = seen.fault
        self.set_beside(seen.beside)


def _editor(field: FormField, today: date, places: Places | None) -> Editor:
    if field.type is FieldType.LONG_TEXT:
        return LongText()
    if field.type in CHOSEN:
        options = list(field.choices) or ["是", "否"]
        return Choice(options, choice_letters)
    if field.type is FieldType.ATTACHMENT:
        return AttachedField()
    if field.type is FieldType.DATE:
        return DayField(day_of, today)
    if field.type is FieldType.PLACE and places is not None:
        return PlaceField(places.find)
    return LineField(HINTS.get(field.type, ""), INPUT.get(field.type, _PREFER.ImhNone))
