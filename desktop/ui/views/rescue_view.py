"""The page that leads back to working data: what happened, which backups there are, one filled button. Decides nothing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.words import tr
from desktop.ui.viewmodels.rescue_viewmodel import RescueViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import Banner, Panel, clear, scrolling
from desktop.usecases.rescue import BackupLine


class BackupRow(QPushButton):
    """One backup to choose: radio mark, when, why and how large."""

    def __init__(self, line: BackupLine, when: str, about: str) -> None:
        super().__init__()
        self.line = line
        self.setProperty("role", "option")
        self.setCheckable(True)
        self.setMinimumHeight(46)
        self.setAccessibleName(tr("{when}的备份，{about}", when=when, about=about))
        self._mark = IconMark("radiobox-blank", "control", 22)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(14)
        row.addWidget(self._mark)
        row.addWidget(Label(when, "strong"))
        row.addStretch(1)
        row.addWidget(Label(about, "context"))
        self.toggled.connect(self._show)

    def _show(self, on: bool) -> None:
        self._mark.show_icon("radiobox-marked" if on else "radiobox-blank", "accent" if on else "control")


class RescueView(QWidget):
    help_topic = "rescue"

    def __init__(self, model: RescueViewModel) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._group = QButtonGroup(self)
        self._rows: list[BackupRow] = []
        self._title = Label("", "title", wrap=True)
        self._safe = Banner("done", "")
        self._fault = Banner("late", "")
        self.back_button = OutlinedButton(model.back_words)
        self.look_button = OutlinedButton(tr("只看，不改"), "eye-outline")
        self.salvage_button = OutlinedButton(tr("救出还读得出的"))
        self.restore_button = FilledButton(tr("恢复这一份"), "restart")
        self.stick_button = TextButton(tr("U盘上的备份…"), "usb-flash-drive-outline")
        self.account, self.passphrase = QComboBox(), QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.back_button.clicked.connect(model.leave)
        self.look_button.clicked.connect(lambda: model.look(self._typed()))
        self.salvage_button.clicked.connect(lambda: model.salvage(self._typed()))
        self.restore_button.clicked.connect(self._restore)
        self.stick_button.clicked.connect(model.choose_elsewhere)
        self.account.textActivated.connect(model.choose_account)
        self.passphrase.returnPressed.connect(self._restore)
        around = QHBoxLayout(self)
        around.addStretch(1)
        around.addWidget(self._work(), 10)
        around.addStretch(1)
        model.updated.connect(self.refresh)
        self.refresh()

    def primary(self) -> QPushButton:
        return self.restore_button

    def _work(self) -> QWidget:
        work = QWidget()
        work.setMaximumWidth(860)
        column = QVBoxLayout(work)
        column.setContentsMargins(28, 36, 28, 24)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._safe)
        self._choosing = Panel()
        head = QHBoxLayout()
        head.addWidget(Label(tr("恢复哪一份备份"), "section"))
        head.addStretch(1)
        head.addWidget(self.stick_button)
        self._choosing.body.addLayout(head)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(6)
        self._choosing.body.addWidget(scrolling(inside), 1)
        self._who = QWidget()
        who = QHBoxLayout(self._who)
        who.setContentsMargins(0, 0, 0, 0)
        who.setSpacing(16)
        who.addWidget(FormRow(tr("账户"), self.account), 1, Qt.AlignmentFlag.AlignTop)
        who.addWidget(FormRow(tr("口令"), self.passphrase, tr("现在的口令；换了电脑的，用做备份那时候的")), 2)
        self._choosing.body.addWidget(self._who)
        column.addWidget(self._choosing, 1)
        self._done = Panel()
        column.addWidget(self._done, 1)
        column.addWidget(self._fault)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back_button)
        self.help_button = TextButton(tr("F1 帮助"), "help-circle-outline")
        foot.addWidget(self.help_button)
        foot.addStretch(1)
        for button in (self.look_button, self.salvage_button, self.restore_button):
            foot.addWidget(button)
        column.addLayout(foot)
        return work

    def refresh(self) -> None:
        model, finished = self._model, bool(self._model.done)
        self._title.setText(tr("数据恢复好了") if finished else model.title)
        self._safe.say("done", model.safe)
        self._safe.setVisible(not finished)
        self._fault.say("late", model.error)
        self._fault.setVisible(bool(model.error))
        if [row.line for row in self._rows] != model.lines:
            self._list_backups()
        for row in self._rows:
            if row.line.path == model.chosen:
                row.setChecked(True)
        names = model.accounts
        if [self.account.itemText(at) for at in range(self.account.count())] != names:
            self.account.clear()
            self.account.addItems(names)
        self.account.setCurrentText(model.name)
        self._choosing.setVisible(not finished)
        self._who.setVisible(model.asks_passphrase)
        self._done.setVisible(finished)
        if finished:
            clear(self._done.body)
            for words in model.done:
                self._done.body.addWidget(Label(words, wrap=True))
            self._done.body.addStretch(1)
        for button in (self.look_button, self.salvage_button):
            button.setVisible(model.damaged and not finished)
            button.setEnabled(not model.busy)
        self.back_button.setVisible(not finished)
        self.stick_button.setEnabled(not model.busy)
        self.restore_button.setEnabled(not model.busy)
        self.restore_button.set_text(tr("去登录") if finished else model.busy or tr("恢复这一份"))

    def _list_backups(self) -> None:
        clear(self._list)
        self._rows = []
        for line in self._model.lines:
            row = BackupRow(line, *self._model.words_of(line))
            row.clicked.connect(lambda _=False, path=line.path: self._model.choose(path))
            self._group.addButton(row)
            self._list.addWidget(row)
            self._rows.append(row)
        if not self._rows:
            self._list.addWidget(
                Label(tr("这里没有备份。请插上放备份的U盘，点上面的“U盘上的备份”。"), "context", wrap=True)
            )
        self._list.addStretch(1)

    def _restore(self) -> None:
        if self._model.done:
            self._model.leave()
        else:
            self._model.restore(self._typed())

    def _typed(self) -> str:
        typed = self.passphrase.text()
        self.passphrase.clear()
        return typed
