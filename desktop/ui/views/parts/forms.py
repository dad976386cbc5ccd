"""A form row: label above the field, help below it, in the same place the error takes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import on_screen, tr
from desktop.ui.views.parts.marks import IconMark, Label


class FormRow(QWidget):
    """``optional`` adds 可不填 to the label; required is the rule."""

    def __init__(self, label: str, editor: QWidget, help: str = "", *, optional: bool = False) -> None:  # noqa: A002
        super().__init__()
        self.editor = editor
        self._help_text = help
        self._said: tuple[str, str] | None = None
        self._label = Label(label, "strong")
        self._label.setBuddy(editor)
        self._octagon = IconMark("alert-octagon", "late", 18)
        self._below = Label(help, "context", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._label)
        if optional:
            head.addWidget(Label(tr("可不填"), "context"))
        head.addStretch(1)
        self._head = head
        self._beside = Label("", wrap=True)
        self._beside.hide()
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._octagon, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(editor)
        column.addWidget(self._beside)
        column.addLayout(foot)
        editor.setAccessibleName(on_screen(label))
        self.set_error("")

    @property
    def error(self) -> str:
        return self._below.text() if self._octagon.isVisibleTo(self) else ""

    def add_side(self, widget: QWidget) -> None:
        """A small button at the right, in the line of the label."""
        self._head.addWidget(widget)

    def set_label(self, label: str) -> None:
        self._label.setText(label)
        self.editor.setAccessibleName(on_screen(label))

    def set_help(self, text: str) -> None:
        self._help_text = text
        if not self.error:
            self.set_error("")

    @property
    def beside(self) -> str:
        return self._beside.text()

    def set_beside(self, text: str) -> None:
        """What the value amounts to, right under it: in capitals, in another unit, the day of the week."""
        self._beside.setText(text)
        self._beside.setVisible(bool(text))
        self._describe()

    def set_error(self, text: str) -> None:
        """The sentence that says the right form; empty brings the help back."""
        said = (text, self._help_text)
        if said == self._said:
            return  # all fields are told after each answer from the worker; to dress one anew is felt
        self._said = said
        self._octagon.setVisible(bool(text))
        self._below.setText(text or self._help_text)
        self._below.setVisible(bool(text or self._help_text))
        self._below.setProperty("role", "" if text else "context")
        self._below.set_kind("late" if text else "")
        self.editor.setProperty("fault", "true" if text else "false")
        self._describe()
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def _describe(self) -> None:
        """What a reader of the screen says with the field, and F1 shows."""
        parts = (self._beside.text(), self.error or self._help_text)
        self.editor.setAccessibleDescription(tr("。").join(part for part in parts if part))
