"""One row of a form: label, editor, what the value amounts to, and the complaint once the field is left."""

from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.words import tr
from desktop.domain.form import FormField
from desktop.ui.itemmodels.roster_model import heading
from desktop.ui.views.fields.making import Editor, editor_for
from desktop.ui.views.parts.forms import FormRow
from desktop.usecases.field_help import Look, look
from desktop.usecases.places import Places


class FieldRow(FormRow):
    """``typed`` carries the text at each key and again where leaving the field rewrites it; ``left`` comes after that."""

    typed = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(self, field: FormField, today: date, places: Places | None = None) -> None:
        explained = field.help or (tr("由名单算出，不用手填") if field.computed_from else "")
        optional = not field.required and not field.computed_from
        self.field = field
        self.input: Editor = editor_for(field, today, places)
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
