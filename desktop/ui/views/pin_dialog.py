"""The small dialog in which a person sets the PIN of the locked screen. Shows what its view-model says."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.lock_viewmodel import PinViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.helped import HelpedDialog
from desktop.ui.views.parts.marks import Label


class PinDialog(HelpedDialog):
    def __init__(self, model: PinViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setWindowTitle(tr("锁屏 PIN"))
        self.setModal(True)
        self.setMinimumWidth(480)
        self.passphrase, self.pin, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        for editor in (self.passphrase, self.pin, self.again):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.rows = {
            "passphrase": FormRow(tr("您的口令"), self.passphrase),
            "pin": FormRow("PIN", self.pin, tr("6 位数字，不要一样的或连着的")),
            "again": FormRow(tr("再写一遍 PIN"), self.again),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(14)
        column.addWidget(Label(tr("“{name}”的锁屏 PIN", name=model.name), "section"))
        about = tr("只在程序开着、屏幕锁定时有用。错三次，就要用口令。关掉程序以后，登录还是用口令。")
        column.addWidget(Label(about, "context", wrap=True))
        for row in self.rows.values():
            column.addWidget(row)
        leave = OutlinedButton(tr("先不设"))
        leave.clicked.connect(self.reject)
        self.remove_button = OutlinedButton(tr("去掉 PIN"))
        self.remove_button.setVisible(model.has_pin)
        self.remove_button.clicked.connect(model.remove)
        self.save_button = FilledButton(tr("设好 PIN"), "key-outline")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.addWidget(leave)
        buttons.addStretch(1)
        buttons.addWidget(self.remove_button)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)
        model.updated.connect(self.refresh)
        model.done.connect(self.accept)

    def refresh(self) -> None:
        for key, row in self.rows.items():
            row.set_error(self._model.errors.get(key, ""))
        self.save_button.setEnabled(not self._model.busy)

    def _save(self) -> None:
        self._model.save(self.passphrase.text(), self.pin.text(), self.again.text())
        for editor in (self.passphrase, self.pin, self.again):
            editor.clear()
