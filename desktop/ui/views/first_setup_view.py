"""The first set-up: steps at the left, one step's entries at the right, back and on at the foot."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.words import tr
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.first_setup_viewmodel import FirstSetupViewModel
from desktop.ui.views.first_setup_pages import AccountPage, OrganisationPage, PermissionPage, RecoveryPage
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.marks import IconMark, Label, Line
from desktop.ui.views.parts.panel import scrolling
from desktop.usecases.first_setup import STEP_WORDS, SetupStep

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
LOW = 640


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
        self._title, self._intro = Label("", "title", wrap=True), Label("", wrap=True)
        self._pages = QStackedWidget()
        self.pages = (OrganisationPage(model), AccountPage(model), RecoveryPage(model), PermissionPage(model))
        self.organisation, self.account, self.recovery, self.permission = self.pages
        for page in self.pages:
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
        self._begin_at_the_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the drawing and the margins give way to what is written."""
        super().resizeEvent(event)
        low = room(self).height() < LOW
        self._drawing.setVisible(not low)
        self._column.setContentsMargins(*((28, 14, 28, 12) if low else (28, 36, 28, 24)))
        self._column.setSpacing(6 if low else 12)
        self._bring_into_view()

    def _begin_at_the_first(self) -> None:
        self._first_field().setFocus()
        QTimer.singleShot(0, self, self._bring_into_view)

    def _bring_into_view(self) -> None:
        """What is written in stays in view, with what is said of it below: all of the field, where Qt's own way is content with
        the cursor in it."""
        field = self._first_field()
        if not self._pages.isAncestorOf(field):
            return
        for corner in (field.rect().topLeft(), field.rect().bottomLeft()):
            at = field.mapTo(self._pages, corner)
            self._area.ensureVisible(at.x(), at.y(), 0, 40)

    def _side(self) -> QFrame:
        side = QFrame()
        side.setProperty("role", "rail")
        side.setFixedWidth(300)
        around = QVBoxLayout(side)
        around.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        around.addWidget(scrolling(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(36, 24, 12, 10)
        column.setSpacing(8)
        self._drawing = IconMark("file-document-check-outline", "accent", 52)
        column.addWidget(self._drawing)
        column.addSpacing(4)
        column.addWidget(Label(tr("首次设置"), "title"))
        column.addWidget(Label(tr("约需 3 分钟"), "context"))
        column.addSpacing(12)
        for step in ORDER:
            mark, words = IconMark("circle-outline", "control", 24), Label(tr(STEP_WORDS[step]))
            row = QHBoxLayout()
            row.setSpacing(14)
            row.addWidget(mark)
            row.addWidget(words, 1)
            column.addLayout(row)
            column.addSpacing(6)
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
        column = self._column = QVBoxLayout(work)
        column.addWidget(self._title)
        column.addWidget(self._intro)
        self._area = scrolling(self._pages)
        column.addWidget(self._area, 1)
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
        row.addWidget(work, 1000)  # the sides take only what it must not have
        row.addStretch(1)
        return around

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
        for page in self.pages:
            page.refresh()
        self._show_foot()
        if model.step is not self._shown:
            self._shown = model.step
            self._begin_at_the_first()

    def _show_foot(self) -> None:
        model = self._model
        self.back_button.setVisible(model.may_go_back)
        words = tr("开始使用") if model.step is SetupStep.PERMISSION else tr("下一步")
        self.next_button.set_text(tr("正在建立加密数据…") if model.busy else words)
        self.next_button.setEnabled(not model.busy)

    def _first_field(self) -> QWidget:
        return self.pages[ORDER.index(self._model.step)].first or self.next_button
