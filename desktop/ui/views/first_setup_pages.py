"""The pages of the first set-up, one class a step: what a person fills in, and what the view-model says of it. Decides nothing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.ui import text
from desktop.ui.viewmodels.first_setup_viewmodel import FirstSetupViewModel
from desktop.ui.viewmodels.settings_viewmodel import DUTIES
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Banner, Panel, clear
from desktop.usecases.first_setup import Choice, SetupStep


class SetupPage(QWidget):
    """``first`` takes the focus when the page is shown; None leaves it to the button at the foot."""

    first: QWidget | None = None

    def __init__(self, model: FirstSetupViewModel) -> None:
        super().__init__()
        self._model = model
        self.rows: dict[str, FormRow] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 8, 10, 8)
        self.column.setSpacing(12)

    def refresh(self) -> None:
        for key, row in self.rows.items():
            row.set_error(self._model.errors.get(key, ""))

    def _row(self, key: str, label: str, editor: QWidget, explanation: str = "") -> FormRow:
        row = self.rows[key] = FormRow(label, editor, explanation)
        return row


class OrganisationPage(SetupPage):
    """Which office: found by its name, a village of it, its full name as on the seal."""

    def __init__(self, model: FirstSetupViewModel) -> None:
        super().__init__(model)
        self._group = QButtonGroup(self)
        self.search, self.unit, self.village, self.number = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.search.setPlaceholderText(tr("例如：河西镇、贵德县，或区划代码"))
        self.search.textChanged.connect(self._model.search)
        self.column.addWidget(self._row("choice", tr("县、乡镇或街道"), self.search))
        self._hits = QVBoxLayout()
        self._hits.setSpacing(6)
        self.column.addLayout(self._hits)
        self.is_village = QCheckBox(tr("我们是这个乡镇（街道）下面的村或社区"))
        self.is_village.toggled.connect(lambda on: self._model.enter(is_village=on))
        self.column.addWidget(self.is_village)
        self._village_part = QWidget()
        pair = QHBoxLayout(self._village_part)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(18)
        pair.addWidget(self._row("village", tr("村（社区）名称"), self.village), 2, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(
            self._row("village_number", tr("村级代码后三位"), self.number), 1, Qt.AlignmentFlag.AlignTop
        )
        self.village.textEdited.connect(lambda typed: self._model.enter(village=typed))
        self.number.textEdited.connect(lambda typed: self._model.enter(village_number=typed.strip()))
        self.column.addWidget(self._village_part)
        self.unit.textEdited.connect(lambda typed: self._model.enter(unit=typed))
        self.column.addWidget(
            self._row("unit", tr("单位全称"), self.unit, tr("公示的落款用它，请和公章上的名称对一下"))
        )
        self.column.addStretch(1)
        self.first = self.search

    def refresh(self) -> None:
        super().refresh()
        entries, hits = self._model.setup.entries, self._model.hits
        shown = tuple(row.property("code") for row in self._group.buttons())
        if shown != tuple(hit.code for hit in hits[:8]):
            self._list_hits(hits[:8])
        for button in self._group.buttons():
            button.setChecked(entries.choice is not None and button.property("code") == entries.choice.code)
        if self.unit.text() != entries.unit:
            self.unit.setText(entries.unit)
        self._village_part.setVisible(entries.is_village)
        found = tr("查“{searched}”没有找到。请换一个写法，例如只写“河西”。", searched=self._model.searched)
        none = bool(self._model.searched) and not hits
        self.rows["choice"].set_help(found if none else "")

    def _list_hits(self, hits: list[Choice]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._hits)
        for hit in hits:
            row = QPushButton()
            row.setProperty("role", "option")
            row.setProperty("code", hit.code)
            row.setCheckable(True)
            row.setProperty("scale", "row")
            row.setAccessibleName(tr("{full_name}，{code}", full_name=hit.full_name, code=hit.code))
            inside = QHBoxLayout(row)
            inside.setContentsMargins(16, 0, 16, 0)
            inside.addWidget(Label(hit.full_name))
            inside.addStretch(1)
            inside.addWidget(Label(hit.code, "context"))
            row.clicked.connect(lambda _=False, hit=hit: self._model.enter(choice=hit))
            self._group.addButton(row)
            self._hits.addWidget(row)


class AccountPage(SetupPage):
    """The first account: name, duty, passphrase twice."""

    def __init__(self, model: FirstSetupViewModel) -> None:
        super().__init__(model)
        self.name, self.passphrase, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.role = QComboBox()
        for role in Role:
            self.role.addItem(
                tr("{role_words}：{duties}", role_words=text.role_words(role), duties=DUTIES[role]), role
            )
        self.role.currentIndexChanged.connect(lambda at: self._model.enter(role=self.role.itemData(at)))
        for editor in (self.passphrase, self.again):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.name.textEdited.connect(lambda typed: self._model.enter(name=typed))
        self.passphrase.textEdited.connect(lambda typed: self._model.enter(passphrase=typed))
        self.again.textEdited.connect(lambda typed: self._model.enter(again=typed))
        self.column.addWidget(self._row("name", tr("姓名"), self.name, tr("登录时选它，审核流程里写它")))
        self.column.addWidget(
            self._row("role", tr("职责"), self.role, tr("以后可以再加别的账户；起草和审核不能是同一个人"))
        )
        self.column.addWidget(
            self._row("passphrase", tr("口令"), self.passphrase, tr("至少 6 个字，一句好记的话最好"))
        )
        self.column.addWidget(self._row("again", tr("再写一遍口令"), self.again))
        self.column.addStretch(1)
        self.first = self.name


class RecoveryPage(SetupPage):
    """The recovery code to copy, and its last group to prove that it was."""

    def __init__(self, model: FirstSetupViewModel) -> None:
        super().__init__(model)
        self._code_panel = Panel((24, 20, 24, 20))
        self._code = QGridLayout()
        self._code.setVerticalSpacing(14)
        self._code_panel.body.addLayout(self._code)
        self.column.addWidget(self._code_panel)
        warning = tr("请抄在纸上，锁进档案柜。不要拍照，不要存在这台电脑上。")
        self.column.addWidget(Banner("warn", warning))
        self.last_group = QLineEdit()
        self.last_group.setMaximumWidth(180)
        self.last_group.setMaxLength(4)
        self.last_group.textEdited.connect(lambda typed: self._model.enter(last_group=typed))
        self.column.addWidget(Label(tr("请输入最后一组，确认已抄对"), "strong"))
        self._left = Label("", "context", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.last_group)
        row.addWidget(self._left, 1)
        self.column.addLayout(row)
        self.last_group.setAccessibleName(tr("恢复码最后一组"))
        self.column.addStretch(1)
        self.first = self.last_group

    def refresh(self) -> None:
        super().refresh()
        if self._model.step is SetupStep.RECOVERY:
            self._show_code()

    def _show_code(self) -> None:
        groups = self._model.setup.groups
        if self._code.count() != len(groups):
            clear(self._code)
            for at, group in enumerate(groups):
                label = Label(group, "number")
                font = QFont("monospace")
                font.setStyleHint(QFont.StyleHint.TypeWriter)
                label.setFont(font)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
                self._code.addWidget(label, at // 4, at % 4, Qt.AlignmentFlag.AlignCenter)
            self._code_panel.setAccessibleName(tr("恢复码：") + tr("，").join(groups))
        typed = bool(self._model.setup.entries.last_group)
        problem = self._model.setup.problems().get("last_group", "") if typed or self._model.pressed else ""
        self._left.setText(problem or (tr("对上了") if typed else tr("8 组里的最后一组，4 个字符")))


class PermissionPage(SetupPage):
    """The request to the office above and its grant, where there is one already."""

    def __init__(self, model: FirstSetupViewModel) -> None:
        super().__init__(model)
        steps = (
            ("1.", tr("写一份加入申请到U盘，带给上级。"), tr("写申请…"), self._model.save_request),
            (
                "2.",
                tr("上级同意后，把许可文件拷回来，在这里收下。"),
                tr("收下许可…"),
                self._model.take_permission,
            ),
        )
        for number, words, button, action in steps:
            press = OutlinedButton(button, small=True)
            press.clicked.connect(action)
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Label(number, "link"))
            row.addWidget(Label(words, wrap=True), 1)
            row.addWidget(press)
            self.column.addLayout(row)
        self._permitted = Banner("done", "")
        self.column.addWidget(self._permitted)
        self.column.addStretch(1)

    def refresh(self) -> None:
        super().refresh()
        self._permitted.setVisible(bool(self._model.permitted))
        if self._model.permitted:
            self._permitted.say("done", self._model.permitted)
