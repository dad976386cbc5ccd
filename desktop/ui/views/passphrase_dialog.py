"""The small dialog in which a person changes the own passphrase. Shows what its view-model says."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.passphrase_viewmodel import PassphraseViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.helped import HelpedDialog
from desktop.ui.views.parts.marks import Label


class PassphraseDialog(HelpedDialog):
    def __init__(self, model: PassphraseViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setWindowTitle(tr("改口令"))
        self.setModal(True)
        self.setMinimumWidth(480)
        self.old, self.new, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        for editor in (self.old, self.new, self.again):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.rows = {
            "old": FormRow(tr("现在的口令"), self.old),
            "new": FormRow(tr("新口令"), self.new, tr("至少 6 个字，一句好记的话最好")),
            "again": FormRow(tr("再写一遍新口令"), self.again),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(14)
        column.addWidget(Label(tr("改“{name}”的口令", name=model.name), "section"))
        about = tr("记录不受影响，恢复码也照旧能用。以前做的备份，仍用现在这个口令打开。")
        column.addWidget(Label(about, "context", wrap=True))
        for row in self.rows.values():
            column.addWidget(row)
        leave = OutlinedButton(tr("先不改"))
        leave.clicked.connect(self.reject)
        self.save_button = FilledButton(tr("改口令"), "key-outline")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.addWidget(leave)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)
        model.updated.connect(self.refresh)
        model.done.connect(self.accept)

    def refresh(self) -> None:
        for key, row in self.rows.items():
            row.set_error(self._model.errors.get(key, ""))
        self.save_button.setEnabled(not self._model.busy)

    def _save(self) -> None:
        self._model.save(self.old.text(), self.new.text(), self.again.text())
