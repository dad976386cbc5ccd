"""The tab 目录信息 of an issued record: what the portal lists of it, each field kept when it is left."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.directory_viewmodel import DirectoryViewModel
from desktop.ui.views.fields.choice import Choice
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Panel, clear, scrolling
from desktop.usecases.metadata import DirectoryLine

WIDE = frozenset({"title", "summary", "channel"})


class DirectoryView(QWidget):
    def __init__(self, viewmodel: DirectoryViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self.rows: dict[str, FormRow] = {}
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(24, 20, 24, 24)
        body.setSpacing(14)
        about = tr("网站目录上列出的内容。由记录算出，可以改；改动不影响已签发的内容。")
        body.addWidget(Label(about, "context", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(14)
        body.addLayout(self._grid)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        panel = Panel((0, 0, 0, 0))
        panel.body.addWidget(scrolling(inside))
        column.addWidget(panel)
        viewmodel.updated.connect(self._update)
        self._update()

    def _update(self) -> None:
        lines = self._vm.lines
        if [line.key for line in lines] != list(self.rows):
            self._build(lines)
        for line in lines:
            row = self.rows[line.key]
            row.set_error(self._vm.faults.get(line.key, ""))
            row.set_help(self._vm.help_of(line))
            if line.key not in self._vm.faults:
                _show(row.editor, line.text)

    def _build(self, lines: tuple[DirectoryLine, ...]) -> None:
        clear(self._grid)
        self.rows = {}
        at = 0
        for line in lines:
            row = self.rows[line.key] = FormRow(
                line.name, self._editor(line), optional=line.editable and not line.required
            )
            across = 2 if line.key in WIDE else 1
            at += at % 2 if across == 2 else 0
            self._grid.addWidget(row, at // 2, at % 2, 1, across)
            at += across
        for column in range(2):
            self._grid.setColumnStretch(column, 1)

    def _editor(self, line: DirectoryLine) -> QWidget:
        key = line.key
        if line.choices and line.editable:
            choice = Choice(line.choices)
            choice.activated.connect(lambda _at: self._vm.keep(key, choice.currentText()))
            return choice
        edit = QLineEdit()
        edit.setReadOnly(not line.editable)
        edit.editingFinished.connect(lambda: self._vm.keep(key, edit.text()))
        return edit


def _show(editor: QWidget, text: str) -> None:
    """Unless it is being typed in just now."""
    with QSignalBlocker(editor):
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findText(text) if text else -1)
        elif (
            isinstance(editor, QLineEdit)
            and editor.text() != text
            and not (editor.hasFocus() and editor.isModified())
        ):
            editor.setText(text)
            editor.setCursorPosition(0)
