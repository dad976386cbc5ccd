"""The settings: accounts of this laptop, looks, and the parts of the office. Reached from the account at the foot of the
rail."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.ui import text
from desktop.ui.languages import offered
from desktop.ui.preferences import Preferences
from desktop.ui.theme.fonts import BASE_SIZES
from desktop.ui.theme.tokens import THEME_WORDS
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.settings_viewmodel import DUTIES, SettingsViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import Banner, Page, Panel, clear, scrolling
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.settings_care import CarePart
from desktop.ui.views.settings_index import IndexPart
from desktop.ui.views.settings_line import LinePart
from desktop.ui.views.settings_offices import OfficesPart
from desktop.ui.views.settings_places import BoardsPart, DaysPart
from desktop.ui.views.settings_rules import RulesPart

PARTS = {
    "accounts": tr("账户和外观"),
    "offices": tr("单位"),
    "boards": tr("公示栏"),
    "days": tr("本地放假"),
    "rules": tr("公示和锁定"),
    "index": tr("索引号"),
    "line": tr("网络上报"),
    "care": tr("备份"),
}


class SettingsView(Page):
    """Looks take effect at once; an account is added with its own button."""

    def __init__(self, model: SettingsViewModel, preferences: Preferences) -> None:
        super().__init__()
        self._model, self._preferences = model, preferences
        self._known = 0
        self.header = PageHeader(tr("设置"), tr("只影响这台电脑"))
        self.body.addWidget(self.header)
        self.parts = Segments([(key, words, "") for key, words in PARTS.items()], fold=True)
        self.parts.chosen.connect(self.show_part)
        self.body.addWidget(self.parts)
        self.banner = Banner("info", "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        columns.addWidget(self._accounts_panel(), 3)
        columns.addWidget(self._looks_panel(), 2)
        self.stack = QStackedWidget()
        self.offices, self.boards = OfficesPart(model.office), BoardsPart(model.office)
        self.days, self.rules = DaysPart(model.office), RulesPart(model.office)
        self.index, self.line = IndexPart(model.index, model.office), LinePart(model.line)
        self.care = CarePart(model.care)
        for part in (
            scrolling(inside),
            self.offices,
            self.boards,
            self.days,
            self.rules,
            self.index,
            self.line,
            self.care,
        ):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack, 1)
        model.updated.connect(self.refresh)
        model.office.updated.connect(self._show_refusal)
        preferences.changed.connect(self._show_looks)

    def help_part(self) -> str:
        part = self.parts.current
        return "" if part == "accounts" else part

    def show_place(self, place: Place) -> None:
        self._model.show_place(place)
        self.show_part(place.tab if place.tab in PARTS else "accounts")
        self.name.setFocus()

    def show_part(self, key: str) -> None:
        self.parts.choose(key)
        self.stack.setCurrentIndex(list(PARTS).index(key))
        self._show_refusal()

    def primary(self) -> QPushButton | None:
        """The filled button of the part that is shown; 公示和锁定 has none, its choices take effect at once."""
        buttons = (
            self.add_button,
            self.offices.save_button,
            self.boards.add_button,
            self.days.add_button,
            None,
            self.index.save_button,
            self.line.save_button,
            self.care.carry_button,
        )
        return buttons[self.stack.currentIndex()]

    def search_field(self) -> QLineEdit:
        self.show_part("offices")
        return self.offices.search

    def _show_refusal(self) -> None:
        """Whose the office's settings are; accounts have their own refusal."""
        refusal = self._model.office.refusal
        offices = self.stack.currentWidget() is not self.care and self.stack.currentIndex() > 0
        self.banner.setVisible(bool(refusal) and offices)
        if refusal:
            self.banner.say("info", refusal)

    def _accounts_panel(self) -> Panel:
        panel = Panel()
        panel.body.addWidget(Label(tr("账户"), "section"))
        panel.body.addWidget(
            Label(tr("一个人一个账户。起草的人不能审核、签发自己的记录。"), "context", wrap=True)
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        panel.body.addLayout(self._list)
        panel.body.addWidget(Label(tr("加一个账户"), "strong"))
        self.name, self.passphrase, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.role = QComboBox()
        for role in Role:
            self.role.addItem(text.role_words(role), role)
        for editor in (self.passphrase, self.again):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        self._rows = {
            "name": FormRow(tr("姓名"), self.name),
            "role": FormRow(tr("职责"), self.role, DUTIES[Role.DRAFTER]),
            "passphrase": FormRow(tr("口令"), self.passphrase, tr("至少 6 个字，请本人来写")),
            "again": FormRow(tr("再写一遍口令"), self.again),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for at, row in enumerate(self._rows.values()):
            grid.addWidget(row, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at % 2, 1)
        panel.body.addLayout(grid)
        self.role.currentIndexChanged.connect(self._explain_role)
        self.add_button = FilledButton(tr("加账户"), "account-plus-outline")
        self.add_button.clicked.connect(self._add)
        panel.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        panel.body.addStretch(1)
        return panel

    def _looks_panel(self) -> Panel:
        panel = Panel()
        panel.body.addWidget(Label(tr("外观"), "section"))
        panel.body.addWidget(Label(tr("颜色"), "strong"))
        self.themes = Segments([(key, words, "") for key, words in THEME_WORDS.items()])
        self.themes.chosen.connect(self._preferences.set_theme)
        panel.body.addWidget(self.themes)
        panel.body.addSpacing(8)
        panel.body.addWidget(Label(tr("文字大小"), "strong"))
        self.sizes = Segments([(str(size), tr("{size} 磅", size=size), "") for size in BASE_SIZES])
        self.sizes.chosen.connect(lambda size: self._preferences.set_base(int(size)))
        panel.body.addWidget(self.sizes)
        panel.body.addWidget(Label(tr("也可以按 Ctrl + 加号、减号、0"), "context", wrap=True))
        panel.body.addSpacing(8)
        panel.body.addWidget(Label(tr("语言"), "strong"))
        self.languages = Segments([(code, name, "") for code, name in offered().items()])
        self.languages.chosen.connect(self._preferences.set_language)
        panel.body.addWidget(self.languages)
        panel.body.addWidget(
            Label(
                tr("下次打开程序时换过来。公示、回执等文件，以及事项和依据的原文，总是中文。"),
                "context",
                wrap=True,
            )
        )
        panel.body.addSpacing(8)
        panel.body.addWidget(Label(tr("数据放在"), "strong"))
        self._folder = Label(self._model.folder, "context", wrap=True)
        panel.body.addWidget(self._folder)
        panel.body.addStretch(1)
        self._show_looks()
        return panel

    def refresh(self) -> None:
        for key, row in self._rows.items():
            row.set_error(self._model.errors.get(key, ""))
        self.add_button.setEnabled(not self._model.adding)
        if len(self._model.accounts) != self._known:
            self._known = len(self._model.accounts)
            self._list_accounts()
            for editor in (self.name, self.passphrase, self.again):
                editor.clear()

    def _list_accounts(self) -> None:
        clear(self._list)
        for account in self._model.accounts:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(IconMark("account-circle-outline", "text2", 22))
            row.addWidget(Label(account.name, "strong"))
            row.addStretch(1)
            row.addWidget(Label(text.role_words(account.role), "context"))
            if self._model.may_retire and not self._model.own(account.name):
                button = OutlinedButton(tr("停用"), small=True)
                button.setAccessibleName(tr("停用：{name}", name=account.name))
                button.clicked.connect(lambda _checked=False, name=account.name: self._model.retire(name))
                row.addWidget(button)
            self._list.addLayout(row)

    def _explain_role(self) -> None:
        self._rows["role"].set_help(DUTIES[Role(self.role.currentData())])

    def _add(self) -> None:
        role = self.role.currentData()
        self._model.add(self.name.text(), Role(role), self.passphrase.text(), self.again.text())

    def _show_looks(self) -> None:
        self.themes.choose(self._preferences.theme)
        self.sizes.choose(str(self._preferences.base))
        self.languages.choose(self._preferences.language)
