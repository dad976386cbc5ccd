"""The login screen: accounts as rows, one passphrase, and the way back in with the recovery code."""

from PySide6 import QtCore  # its Qt is named where it is used: see application.make_classes
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.base.words import tr
from desktop.domain.account import Account
from desktop.ui import text
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.login_viewmodel import LoginViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import clear, scrolling

ROW, LOW_ROW, LOW = 54, 40, 640


class AccountRow(QPushButton):
    """One account to choose: radio mark, name, role."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account
        self.setProperty("role", "option")
        self.setCheckable(True)
        self.setMinimumHeight(ROW)
        self.setAccessibleName(
            tr("{name}，{role_words}", name=account.name, role_words=text.role_words(account.role))
        )
        self._mark = IconMark("radiobox-blank", "control", 22)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(14)
        row.addWidget(self._mark)
        row.addWidget(Label(account.name, "strong"))
        row.addStretch(1)
        row.addWidget(Label(text.role_words(account.role), "context"))
        self.toggled.connect(self._show)

    def _show(self, on: bool) -> None:
        self._mark.show_icon("radiobox-marked" if on else "radiobox-blank", "accent" if on else "control")


class PassphraseEdit(QLineEdit):
    """Hidden characters. ``caps`` tells whether caps lock seems to be on, from how letters arrive."""

    caps = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if len(typed) == 1 and typed.isascii() and typed.isalpha():
            shifted = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(typed.isupper() != shifted)
        super().keyPressEvent(event)


class LoginView(QFrame):
    """Passphrases go to the view-model and are wiped from the field at once."""

    help_topic = "login"

    def __init__(self, model: LoginViewModel) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.model = model
        self._group = QButtonGroup(self)
        self._rows: dict[str, AccountRow] = {}
        self.passphrase = PassphraseEdit()
        self.login_button = FilledButton(tr("登录"), "login")
        self._steps = QStackedWidget()
        self._steps.addWidget(self._choose_step())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._brand = self._brand_side()
        outer.addWidget(self._brand, 1)
        right = QWidget()
        right_row = QHBoxLayout(right)
        right_row.addStretch(1)
        right_row.addWidget(self._steps, 6)
        right_row.addStretch(1)
        self._steps.setMaximumWidth(500)
        outer.addWidget(scrolling(right), 2)
        model.updated.connect(self.refresh)
        self.refresh()

    def primary(self) -> QPushButton:
        return self.recover_button if self.model.recovering else self.login_button

    def _brand_side(self) -> QFrame:
        side = QFrame()
        side.setProperty("role", "brand")
        column = self._beside = QVBoxLayout(side)
        column.setSpacing(10)
        column.addStretch(3)
        column.addWidget(Label(tr("明白"), "product"))
        column.addWidget(Label(tr("该公开的，按时公开清楚"), "section", wrap=True))
        column.addSpacing(24)
        column.addWidget(Label(self.model.organisation, "strong", wrap=True))
        self.edition = Label("", wrap=True)
        column.addWidget(self.edition)
        column.addSpacing(20)
        for icon, words in (
            ("lock-outline", tr("本机数据已加密，不联网也能用")),
            ("shield-check-outline", self.model.backup_words),
        ):
            safe = QHBoxLayout()
            safe.setSpacing(10)
            safe.addLayout(_at_the_top(IconMark(icon, "paper", 20)))
            safe.addWidget(Label(words, wrap=True), 1)
            column.addLayout(safe)
        column.addStretch(4)
        column.addWidget(Label(tr("程序版本 {version}", version=__version__)))
        return side

    def _choose_step(self) -> QWidget:
        page = QWidget()
        column = self._choices = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(Label(tr("请选择您的账户"), "title"))
        column.addSpacing(12)
        self._accounts = QVBoxLayout()
        self._accounts.setSpacing(8)
        column.addLayout(self._accounts)
        column.addSpacing(16)
        column.addWidget(Label(tr("口令"), "strong"))
        self.passphrase.setAccessibleName(tr("口令"))
        self.passphrase.returnPressed.connect(self._login)
        self.passphrase.caps.connect(self._show_caps)
        self.show_button = OutlinedButton(tr("显示"))
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._reveal)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.show_button)
        column.addLayout(row)
        self._below, self._sign = Label("", wrap=True, kind="due"), IconMark("alert-octagon", "late", 20)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addLayout(_at_the_top(self._sign))
        below.addWidget(self._below, 1)
        column.addLayout(below)
        column.addSpacing(8)
        self.login_button.clicked.connect(self._login)
        column.addWidget(self.login_button)
        column.addSpacing(12)
        self.forgotten = TextButton(tr("忘记口令"))
        self.forgotten.clicked.connect(lambda: self.model.show_recovery(True))
        self.help_button = TextButton(tr("F1 帮助"), "help-circle-outline")
        ways = QHBoxLayout()
        ways.addWidget(self.forgotten)
        self.rescue_button = TextButton(tr("用备份恢复"))
        self.rescue_button.clicked.connect(self.model.rescue)
        ways.addWidget(self.rescue_button)
        ways.addStretch(1)
        ways.addWidget(self.help_button)
        column.addLayout(ways)
        column.addStretch(1)
        return page

    def _recover_step(self) -> QWidget:
        from desktop.ui.views.parts.forms import FormRow  # noqa: PLC0415  # few ever need it, and all wait for this screen

        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(Label(tr("用恢复码打开"), "title"))
        self._for_whom = Label("", "context", wrap=True)
        column.addWidget(self._for_whom)
        self.code = QLineEdit()
        self.new_passphrase, self.again = PassphraseEdit(), PassphraseEdit()
        column.addWidget(
            FormRow(tr("恢复码"), self.code, tr("首次设置时打印的那张纸上，8 组，每组 4 个字符"))
        )
        column.addWidget(FormRow(tr("新口令"), self.new_passphrase, tr("至少 6 个字")))
        self._again_row = FormRow(tr("再写一遍新口令"), self.again)
        column.addWidget(self._again_row)
        row = QHBoxLayout()
        back = OutlinedButton(tr("返回登录"))
        back.clicked.connect(lambda: self.model.show_recovery(False))
        self.recover_button = FilledButton(tr("打开并改口令"), "key-outline")
        self.recover_button.clicked.connect(self._recover)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self.recover_button)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def refresh(self) -> None:
        model = self.model
        if list(self._rows) != [account.name for account in model.accounts]:
            self._list_accounts()
        if model.chosen in self._rows:
            self._rows[model.chosen].setChecked(True)
        # A line is kept for it from the start: nothing moves when the words come.
        self.edition.setText(model.edition_words or " ")
        self._tell(model.error, "late", "alert-octagon")
        self._work(self.login_button, tr("登录"))
        if model.recovering:
            self._show_recovery()
        self._steps.setCurrentIndex(1 if model.recovering else 0)
        if model.error and not model.recovering:
            self.passphrase.setFocus()

    def _show_recovery(self) -> None:
        if self._steps.count() == 1:
            self._steps.addWidget(self._recover_step())
        self._for_whom.setText(
            tr("给“{chosen}”换一个新口令。恢复码可以再用，请收好。", chosen=self.model.chosen)
        )
        self._again_row.set_error(self.model.error)
        self._work(self.recover_button, tr("打开并改口令"))

    def _work(self, button: FilledButton, words: str) -> None:
        button.set_text(tr("正在打开…") if self.model.busy else words)
        button.setEnabled(not self.model.busy)

    def _list_accounts(self) -> None:
        clear(self._accounts)
        self._rows = {}
        for account in self.model.accounts:
            row = self._rows[account.name] = AccountRow(account)
            row.clicked.connect(lambda _=False, name=account.name: self._choose(name))
            self._group.addButton(row)
            self._accounts.addWidget(row)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """In a low window the rows are lower, so that the passphrase and its button are in view; and the margins are less."""
        low = room(self).height() < LOW
        self._beside.setContentsMargins(*((40, 12, 24, 16) if low else (64, 40, 40, 32)))
        self._choices.setSpacing(4 if low else 8)
        self._choices.setContentsMargins(*((11, 0, 11, 0) if low else (11, 11, 11, 11)))
        self._accounts.setSpacing(4 if low else 8)
        for row in self._rows.values():
            row.setMinimumHeight(LOW_ROW if low else ROW)

    def _choose(self, name: str) -> None:
        self.model.choose(name)
        self.passphrase.setFocus()

    def _login(self) -> None:
        typed = self.passphrase.text()
        self.passphrase.clear()
        self.model.login(typed)

    def _recover(self) -> None:
        new, again = self.new_passphrase.text(), self.again.text()
        self.model.recover(self.code.text(), new, again)

    def _reveal(self, on: bool) -> None:
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.show_button.set_text(tr("隐藏") if on else tr("显示"))

    def _show_caps(self, on: bool) -> None:
        if on:
            self._tell(tr("大写锁定已打开"), "due", "apple-keyboard-caps")
        elif not self.model.error:
            self._tell("", "due", "apple-keyboard-caps")

    def _tell(self, words: str, kind: str, icon: str) -> None:
        self._below.setText(words)
        if words:
            self._below.set_kind(kind)
        self._sign.show_icon(icon, kind)
        self._sign.setVisible(bool(words))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.code if self.model.recovering else self.passphrase).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._brand.setVisible(room(self).width() >= 900)
        self._fit_rows()
        super().resizeEvent(event)


def _at_the_top(mark: QWidget) -> QVBoxLayout:
    """Beside words of several lines it stands at the first."""
    column = QVBoxLayout()
    column.addWidget(mark)
    column.addStretch(1)
    return column
