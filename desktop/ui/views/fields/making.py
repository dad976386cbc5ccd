"""Which widget a field is typed into, the same in a form and in a cell of a roster. Makes it, nothing more."""

from datetime import date

from PySide6.QtCore import Qt

from desktop.base.words import tr
from desktop.domain.form import FieldType, FormField
from desktop.ui.views.fields.attached import AttachedField
from desktop.ui.views.fields.choice import Choice
from desktop.ui.views.fields.day import DayField
from desktop.ui.views.fields.line import LineField
from desktop.ui.views.fields.long_text import LongText
from desktop.ui.views.fields.place import PlaceField
from desktop.usecases.field_help import day_of
from desktop.usecases.places import Places, choice_letters

Editor = LineField | LongText | Choice
HINTS = {
    FieldType.DATE_RANGE: tr("例如 2026-9-14 至 2026-9-30"),
    FieldType.DOCUMENT_NUMBER: tr("例如 财农〔2023〕11号"),
    FieldType.PERSON_NAME: tr("少数民族姓名用“·”，例如 才让·卓玛"),
    FieldType.ID_NUMBER: tr("18 位"),
    FieldType.PHONE: tr("例如 0974-8500000"),
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


def editor_for(field: FormField, today: date, places: Places | None = None) -> Editor:
    """``places`` None: a place is typed as plain text."""
    if field.type is FieldType.LONG_TEXT:
        return LongText()
    if field.type in CHOSEN:
        options = list(field.choices) or ["是", "否"]  # as they are kept and printed
        return Choice(options, choice_letters)
    if field.type is FieldType.ATTACHMENT:
        return AttachedField()
    if field.type is FieldType.DATE:
        return DayField(day_of, today)
    if field.type is FieldType.PLACE and places is not None:
        return PlaceField(places.find)
    return LineField(HINTS.get(field.type, ""), INPUT.get(field.type, _PREFER.ImhNone))
