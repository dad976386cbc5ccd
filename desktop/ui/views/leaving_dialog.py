"""The dialog for a clerk who leaves: who, to whom, the sheet, and the account. Decides nothing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.leaving_viewmodel import LeavingViewModel
from desktop.ui.views.parts.buttons import DangerButton, FilledButton, OutlinedButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.helped import HelpedDialog
from desktop.ui.views.parts.marks import Label


class LeavingDialog(HelpedDialog):
    def __init__(self, model: LeavingViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("明白"))
        self.setAccessibleName(tr("工作移交"))
        self.setFixedWidth(560)
        self._model = model
        self.who, self.taker = QComboBox(), QLineEdit()
        self._words = Label("", "context", wrap=True)
        self._taker_row = FormRow(tr("接收的人"), self.taker, tr("印在清单上；账户另外加"))
        self.write_button = FilledButton(tr("存移交清单…"), "printer-outline")
        self.retire_button = DangerButton(tr("停用账户…"))
        self.close_button = OutlinedButton(tr("关上"))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(30, 28, 30, 24)
        column.setSpacing(14)
        column.addWidget(Label(tr("工作移交"), "title"))
        column.addWidget(Label(tr("先打印清单，当面点交、三方签名；再停用离开的人的账户。"), wrap=True))
        column.addWidget(FormRow(tr("移交的人"), self.who))
        column.addWidget(self._words)
        column.addWidget(self._taker_row)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.close_button)
        row.addStretch(1)
        row.addWidget(self.retire_button)
        row.addWidget(self.write_button)
        column.addLayout(row)
        self.who.activated.connect(lambda at: model.choose(str(self.who.itemData(at))))
        self.write_button.clicked.connect(lambda: model.write(self.taker.text()))
        self.retire_button.clicked.connect(model.retire)
        self.close_button.clicked.connect(self.reject)
        model.updated.connect(self.refresh)
        model.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.refresh()

    def refresh(self) -> None:
        model = self._model
        names = [account.name for account in model.accounts]
        if [self.who.itemData(at) for at in range(self.who.count())] != names:
            self.who.clear()
            for account in model.accounts:
                self.who.addItem(
                    tr("{name}（{role_of}）", name=account.name, role_of=model.role_of(account)), account.name
                )
        self.who.setCurrentIndex(max(0, names.index(model.name) if model.name in names else 0))
        self._words.setText("\n".join(filter(None, (model.words, model.done))))
        self._taker_row.set_error(model.error)
        self.retire_button.setEnabled(bool(model.name))
        self.write_button.setEnabled(model.found is not None)
        if self.isVisible():  # what is said now may need a line more
            self._column.activate()  # before it is measured, which would pass for laid out
            self.setMinimumHeight(self._column.totalHeightForWidth(self.width()))
