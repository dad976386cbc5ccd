"""通过网络上报: how it stands and the one button at the left; what waits and what came back at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.progress import Step
from desktop.base.words import tr
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.upload_viewmodel import STEPS, UploadViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.parts.marks import IconMark, Label, Line
from desktop.ui.views.parts.panel import Banner, Panel, scrolling
from desktop.ui.views.parts.progress import StepsCard
from desktop.ui.views.parts.told import ToldList

_NARROW = 1000


class UploadView(QWidget):
    def __init__(self, viewmodel: UploadViewModel) -> None:
        super().__init__()
        self._vm, self._narrow = viewmodel, False
        self.no_server = EmptyState(
            "earth",
            tr("还没有设上报的服务器"),
            (
                (tr("向上级要服务器地址"), tr("https 开头；单位自己的证书一起要来"), False),
                (tr("由“管理”账户写进设置"), tr("代理、限速、要不要自动上报也在那里"), False),
                (tr("回来点“现在上报”"), tr("断了会自己接着发，收到回执才算办完"), False),
            ),
            tr("去看设置"),
            explanation=tr("没有设服务器，程序不会自己上网。用U盘一样能报，发的是同样的包。"),
            button_icon="pencil-outline",
        )
        self.no_server.pressed.connect(viewmodel.set_up)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(18)
        self._splitter.addWidget(self._build_card())
        self._splitter.addWidget(self._build_list())
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([500, 694])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._splitter)
        self._empty = scrolling(self.no_server)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack, 1)
        viewmodel.updated.connect(self._update)
        self._update()

    def _build_card(self) -> Panel:
        panel = Panel((22, 18, 22, 18), 12)
        panel.setMinimumWidth(330)
        self._about = Label("", "context", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("通过网络上报"), "section"))
        words.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconMark("earth", "accent", 26), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        self.band = Banner("info", "")
        self.steps = StepsCard(STEPS)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.band)
        column.addWidget(self.steps)
        column.addStretch(1)
        self._safe = Label("", "context", wrap=True)
        self.send_button = FilledButton(tr("现在上报"), "send-outline")
        self.cancel_button = OutlinedButton(tr("停下"))
        self.settings_button = TextButton(tr("网络设置"))
        self.send_button.clicked.connect(self._vm.send)
        self.cancel_button.clicked.connect(self._vm.cancel)
        self.settings_button.clicked.connect(self._vm.set_up)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self._lock = IconMark("lock-check-outline", "text2", 18)
        foot.addWidget(self._lock)
        foot.addWidget(self._safe, 1)
        foot.addWidget(self.settings_button)
        foot.addWidget(self.send_button)
        foot.addWidget(self.cancel_button)
        panel.body.addLayout(head)
        panel.body.addWidget(scrolling(inner), 1)
        panel.body.addWidget(Line())
        panel.body.addLayout(foot)
        return panel

    def _build_list(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(360)
        self.list = ToldList(tr("等着发的和回来的"), (tr("包"), tr("到哪了")), 150)
        self._none = Label("", "context", wrap=True)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(tr("等着发的和回来的"), "section"))
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = room(self).width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._lock.setVisible(not narrow)
            self._safe.setVisible(not narrow)
            self._splitter.setSizes([380 if narrow else 500, self.width()])

    def _update(self) -> None:
        vm = self._vm
        self._stack.setCurrentWidget(
            self._empty if vm.state is not None and not vm.state.server else self._splitter
        )
        self._about.setText(vm.about)
        band = vm.band
        self.band.setVisible(band is not None)
        if band is not None:
            self.band.say(band.kind, band.text, title=band.title)
        if vm.sending:
            self.steps.show_step(vm.reached, Step(vm.step_words, vm.step.done, vm.step.total))
        else:
            self.steps.set_steps(STEPS)
        self._safe.setText(tr("已加密，发的是和U盘一样的包"))
        self._swap(vm.sending)
        self.settings_button.setVisible(not vm.sending)
        self.list.show_lines(vm.lines, "")
        self._none.setVisible(vm.state is not None and not vm.lines and not vm.sending)
        self._none.setText(tr("没有等着的包。签发的记录会在上报时写进包里，回执到了也列在这里。"))

    def _swap(self, sending: bool) -> None:
        """One button gives way to the other; the keyboard stays where the hand is."""
        pair: tuple[QPushButton, QPushButton] = (self.send_button, self.cancel_button)
        shown, gone = reversed(pair) if sending else pair
        held = gone.hasFocus()
        shown.setVisible(True)
        if held:
            shown.setFocus()
        gone.setVisible(False)
