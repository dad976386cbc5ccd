"""The locked screen: who goes on, and the PIN or passphrase. Nothing of the records is seen on it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.lock_viewmodel import LockViewModel
from desktop.ui.views.login_view import AccountRow, PassphraseEdit
from desktop.ui.views.parts.buttons import FilledButton, TextButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import scrolling

WIDEST = 500


class LockView(QWidget):
    """What is typed goes to the view-model and is wiped from the field at once."""

    help_topic = "lock"

    def __init__(self, model: LockViewModel) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self.secret = PassphraseEdit()
        self.secret.returnPressed.connect(self._submit)
        self.open_button = FilledButton(tr("打开"), "lock-outline")
        self.open_button.clicked.connect(self._submit)
        self.other_way = TextButton(tr("改用口令"))
        self.other_way.clicked.connect(lambda: model.use_passphrase(model.by_pin))
        self._rows: dict[str, AccountRow] = {}
        self._group = QButtonGroup(self)
        self._entry = FormRow(tr("口令"), self.secret)
        self._after = Label("", "context", wrap=True)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(self._build()))
        model.updated.connect(self.refresh)
        self.refresh()

    def primary(self) -> QPushButton:
        return self.open_button

    def _build(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout()
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconMark("lock-outline", "accent", 32))
        head.addWidget(Label(tr("屏幕已锁定"), "title"), 1)
        column.addStretch(1)
        column.addLayout(head)
        column.addWidget(Label(self._model.organisation, "context", wrap=True))
        column.addSpacing(8)
        for account in self._model.accounts:
            row = self._rows[account.name] = AccountRow(account)
            row.clicked.connect(lambda _=False, name=account.name: self._model.choose(name))
            self._group.addButton(row)
            column.addWidget(row)
        column.addSpacing(8)
        column.addWidget(self._entry)
        column.addWidget(self._after)
        column.addWidget(self.open_button)
        self.help_button = TextButton(tr("F1 帮助"), "help-circle-outline")
        ways = QHBoxLayout()
        ways.addWidget(self.other_way)
        ways.addStretch(1)
        ways.addWidget(self.help_button)
        column.addLayout(ways)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(column)
        row_of_three = QHBoxLayout(inside)
        row_of_three.addStretch(1)
        row_of_three.addWidget(middle, 6)
        row_of_three.addStretch(1)
        return inside

    def refresh(self) -> None:
        model = self._model
        if model.chosen in self._rows:
            self._rows[model.chosen].setChecked(True)
        self._entry.set_label(tr("PIN（6 位数字）") if model.by_pin else tr("口令"))
        self._entry.set_error(model.error)
        self._after.setText(model.others_words)
        self.other_way.setVisible(model.may_choose)
        self.other_way.setText(tr("改用口令") if model.by_pin else tr("改用 PIN"))
        self.open_button.set_text(tr("正在打开…") if model.busy else tr("打开"))
        self.open_button.setEnabled(not model.busy)
        self.secret.setFocus()

    def _submit(self) -> None:
        typed = self.secret.text()
        self.secret.clear()
        self._model.submit(typed)
