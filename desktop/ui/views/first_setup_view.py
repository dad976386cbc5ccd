"""The first set-up: steps at the left, one step's entries at the right, back and on at the foot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
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
from desktop.ui.viewmodels.first_setup_viewmodel import FirstSetupViewModel
from desktop.ui.viewmodels.settings_viewmodel import DUTIES
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.marks import IconMark, Label, Line
from desktop.ui.views.parts.panel import Banner, Panel, clear, scrolling
from desktop.usecases.first_setup import STEP_WORDS, Choice, SetupStep

TITLES = {
    SetupStep.ORGANISATION: (
        tr("您的单位在哪里"),
        tr("按名称查找，选好后核对单位全称。以后公示的落款、编号都用它。"),
    ),
    SetupStep.ACCOUNT: (
        tr("您的账户"),
        tr("这台电脑上每个人用自己的账户。口令只有您自己知道，程序不保存口令。"),
    ),
    SetupStep.RECOVERY: (
        tr("抄下并收好恢复码"),
        tr("忘记口令时，只有恢复码能打开本机数据。它只显示这一次，程序不保存，上级也查不到。"),
    ),
    SetupStep.PERMISSION: (
        tr("导入许可"),
        tr("有了许可，记录才能写进U盘带给上级。现在没有也不要紧，以后在“同步”里再做。"),
    ),
}
ORDER = tuple(SetupStep)


class FirstSetupView(QWidget):
    """Shows the step of the view-model; decides nothing. ``restore_wanted``: there is a backup of an earlier
    laptop; ``practice_wanted``: to learn first, on a township that is none."""

    restore_wanted = Signal()
    practice_wanted = Signal()

    help_topic = "first-setup"

    def __init__(self, model: FirstSetupViewModel) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._marks: list[tuple[IconMark, Label]] = []
        self._rows: dict[str, FormRow] = {}
        self._group = QButtonGroup(self)
        self._title, self._intro = Label("", "title", wrap=True), Label("", wrap=True)
        self._pages = QStackedWidget()
        for page in (self._organisation(), self._account(), self._recovery(), self._permission()):
            self._pages.addWidget(page)
        self.back_button, self.next_button = OutlinedButton(tr("上一步")), FilledButton(tr("下一步"))
        self.back_button.clicked.connect(model.go_back)
        self.next_button.clicked.connect(model.go_on)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._side())
        outer.addWidget(self._work(), 1)
        model.updated.connect(self.refresh)
        self._shown: SetupStep | None = None
        self.refresh()

    def primary(self) -> QPushButton:
        return self.next_button

    def _want_restore(self) -> None:
        self.restore_wanted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first_field().setFocus()

    def _side(self) -> QFrame:
        side = QFrame()
        side.setProperty("role", "rail")
        side.setFixedWidth(300)
        column = QVBoxLayout(side)
        column.setContentsMargins(36, 44, 20, 24)
        column.setSpacing(8)
        column.addWidget(IconMark("file-document-check-outline", "accent", 52))
        column.addSpacing(12)
        column.addWidget(Label(tr("首次设置"), "title"))
        column.addWidget(Label(tr("约需 3 分钟"), "context"))
        column.addSpacing(20)
        for step in ORDER:
            mark, words = IconMark("circle-outline", "control", 24), Label(tr(STEP_WORDS[step]))
            row = QHBoxLayout()
            row.setSpacing(14)
            row.addWidget(mark)
            row.addWidget(words, 1)
            column.addLayout(row)
            column.addSpacing(12)
            self._marks.append((mark, words))
        column.addStretch(1)
        column.addWidget(Label(tr("电脑换过或坏过，手里有备份的，不用重新设置。"), "context", wrap=True))
        self.restore_button = TextButton(tr("从备份恢复…"), "restart")
        self.restore_button.clicked.connect(self._want_restore)
        column.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.practice_button = TextButton(tr("先用练习学一遍"), "eye-outline")
        self.practice_button.clicked.connect(lambda: self.practice_button.set_text(tr("正在准备练习…")))
        self.practice_button.clicked.connect(self.practice_wanted)
        column.addWidget(self.practice_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.help_button = TextButton(tr("F1 帮助"), "help-circle-outline")
        column.addWidget(self.help_button, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    def _work(self) -> QWidget:
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(28, 36, 28, 24)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._intro)
        column.addWidget(scrolling(self._pages), 1)
        column.addWidget(Line())
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        column.addLayout(foot)
        work.setMaximumWidth(860)
        around = QWidget()
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(work, 10)
        row.addStretch(1)
        return around

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 10, 8)
        column.setSpacing(12)
        return page, column

    def _row(self, key: str, label: str, editor: QWidget, explanation: str = "") -> FormRow:
        row = self._rows[key] = FormRow(label, editor, explanation)
        return row

    def _organisation(self) -> QWidget:
        page, column = self._page()
        self.search, self.unit, self.village, self.number = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.search.setPlaceholderText(tr("例如：河西镇、贵德县，或区划代码"))
        self.search.textChanged.connect(self._model.search)
        column.addWidget(self._row("choice", tr("县、乡镇或街道"), self.search))
        self._hits = QVBoxLayout()
        self._hits.setSpacing(6)
        column.addLayout(self._hits)
        self.is_village = QCheckBox(tr("我们是这个乡镇（街道）下面的村或社区"))
        self.is_village.toggled.connect(lambda on: self._model.enter(is_village=on))
        column.addWidget(self.is_village)
        self._village_part = QWidget()
        pair = QHBoxLayout(self._village_part)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(18)
        pair.addWidget(self._row("village", tr("村（社区）名称"), self.village), 2)
        pair.addWidget(self._row("village_number", tr("村级代码后三位"), self.number), 1)
        self.village.textEdited.connect(lambda typed: self._model.enter(village=typed))
        self.number.textEdited.connect(lambda typed: self._model.enter(village_number=typed.strip()))
        column.addWidget(self._village_part)
        self.unit.textEdited.connect(lambda typed: self._model.enter(unit=typed))
        column.addWidget(
            self._row("unit", tr("单位全称"), self.unit, tr("公示的落款用它，请和公章上的名称对一下"))
        )
        column.addStretch(1)
        return page

    def _account(self) -> QWidget:
        page, column = self._page()
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
        column.addWidget(self._row("name", tr("姓名"), self.name, tr("登录时选它，审核流程里写它")))
        column.addWidget(
            self._row("role", tr("职责"), self.role, tr("以后可以再加别的账户；起草和审核不能是同一个人"))
        )
        column.addWidget(
            self._row("passphrase", tr("口令"), self.passphrase, tr("至少 6 个字，一句好记的话最好"))
        )
        column.addWidget(self._row("again", tr("再写一遍口令"), self.again))
        column.addStretch(1)
        return page

    def _recovery(self) -> QWidget:
        page, column = self._page()
        self._code_panel = Panel((24, 20, 24, 20))
        self._code = QGridLayout()
        self._code.setVerticalSpacing(14)
        self._code_panel.body.addLayout(self._code)
        column.addWidget(self._code_panel)
        warning = tr("请抄在纸上，锁进档案柜。不要拍照，不要存在这台电脑上。")
        column.addWidget(Banner("warn", warning))
        self.last_group = QLineEdit()
        self.last_group.setMaximumWidth(180)
        self.last_group.setMaxLength(4)
        self.last_group.textEdited.connect(lambda typed: self._model.enter(last_group=typed))
        column.addWidget(Label(tr("请输入最后一组，确认已抄对"), "strong"))
        self._left = Label("", "context", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.last_group)
        row.addWidget(self._left, 1)
        column.addLayout(row)
        self.last_group.setAccessibleName(tr("恢复码最后一组"))
        column.addStretch(1)
        return page

    def _permission(self) -> QWidget:
        page, column = self._page()
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
            column.addLayout(row)
        self._permitted = Banner("done", "")
        column.addWidget(self._permitted)
        column.addStretch(1)
        return page

    def refresh(self) -> None:
        model = self._model
        at = ORDER.index(model.step)
        title, intro = TITLES[model.step]
        if model.step is SetupStep.PERMISSION:
            title = model.step_words(model.step)
        self._title.setText(title)
        self._intro.setText(intro)
        self._pages.setCurrentIndex(at)
        for place, (mark, words) in enumerate(self._marks):
            state = ("check-circle", "accent") if place < at else ("circle-outline", "control")
            words.setText(model.step_words(ORDER[place]))
            mark.show_icon(*(("radiobox-marked", "accent") if place == at else state))
            words.setProperty("role", "strong" if place == at else ("context" if place > at else ""))
            words.set_kind("")
        for key, row in self._rows.items():
            row.set_error(model.errors.get(key, ""))
        self._show_organisation()
        if model.step is SetupStep.RECOVERY:
            self._show_code()
        self._permitted.setVisible(bool(model.permitted))
        if model.permitted:
            self._permitted.say("done", model.permitted)
        self._show_foot()
        if model.step is not self._shown:
            self._shown = model.step
            self._first_field().setFocus()

    def _show_foot(self) -> None:
        model = self._model
        self.back_button.setVisible(model.may_go_back)
        words = tr("开始使用") if model.step is SetupStep.PERMISSION else tr("下一步")
        self.next_button.set_text(tr("正在建立加密数据…") if model.busy else words)
        self.next_button.setEnabled(not model.busy)

    def _show_organisation(self) -> None:
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
        self._rows["choice"].set_help(found if none else "")

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

    def _first_field(self) -> QWidget:
        return {
            SetupStep.ORGANISATION: self.search,
            SetupStep.ACCOUNT: self.name,
            SetupStep.RECOVERY: self.last_group,
            SetupStep.PERMISSION: self.next_button,
        }[self._model.step]
