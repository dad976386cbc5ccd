"""Joining: three steps on one stick at the office below, one button at the office above."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.domain.organisation import Level
from desktop.ui.viewmodels.enrolment_viewmodel import EnrolmentViewModel
from desktop.ui.views.devices_panel import DevicesPanel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import Panel, scrolling


class EnrolmentView(QWidget):
    """``level`` tells which of the two halves this office has: villages only join, prefectures only grant."""

    def __init__(self, viewmodel: EnrolmentViewModel, level: Level) -> None:
        super().__init__()
        self._vm = viewmodel
        above, below = viewmodel.above, viewmodel.below
        self.request_button = FilledButton(tr("写加入申请"), "tray-arrow-up")
        self.paper_button = OutlinedButton(tr("做成二维码"), "printer-outline")
        self.accept_button = OutlinedButton(tr("收下{above}的许可", above=above), "tray-arrow-down")
        self.grant_button = OutlinedButton(
            tr("看{below}的申请，许可加入", below=below), "shield-check-outline"
        )
        self.request_button.clicked.connect(viewmodel.request)
        self.paper_button.clicked.connect(viewmodel.request_on_paper)
        self.accept_button.clicked.connect(viewmodel.accept)
        self.grant_button.clicked.connect(viewmodel.grant)
        self._signs = [IconMark("circle-outline", "control", 22) for _ in range(3)]
        self._state = Label("", wrap=True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(16)
        if level is not Level.PREFECTURE:
            column.addWidget(self._joining(above))
        if level is not Level.VILLAGE:
            column.addWidget(self._granting(below))
            self.devices = DevicesPanel(viewmodel.devices)
            column.addWidget(self.devices)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))
        viewmodel.updated.connect(self._update)
        self._update()

    def _joining(self, above: str) -> Panel:
        panel = self._panel(
            tr("加入"),
            tr("包只有{above}能打开。先让{above}认得这台电脑，做一次就行。", above=above),
            "key-outline",
        )
        steps = (
            (tr("写加入申请到U盘"), tr("申请里只有单位名称和这台电脑的公开密钥，没有记录")),
            (tr("请{above}许可", above=above), tr("把U盘带到{above}，由他们核对后写下许可", above=above)),
            (tr("收下{above}的许可", above=above), tr("收下以后就可以发包了")),
        )
        for sign, (words, explanation) in zip(self._signs, steps, strict=True):
            row = QHBoxLayout()
            row.setSpacing(14)
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            text = QVBoxLayout()
            text.setSpacing(0)
            text.addWidget(Label(words, "strong"))
            text.addWidget(Label(explanation, "context"))
            row.addLayout(text, 1)
            panel.body.addLayout(row)
        panel.body.addWidget(self._state)
        panel.body.addLayout(_row([self.request_button, self.paper_button, self.accept_button]))
        return panel

    def _granting(self, below: str) -> Panel:
        panel = self._panel(
            tr("许可{below}加入", below=below), tr("{below}带着申请来时，核对来人和单位，再写许可。许可后本机才收他们的包。", below=below),
            "account-plus-outline",
        )  # fmt: skip
        panel.body.addLayout(_row([self.grant_button]))
        return panel

    @staticmethod
    def _panel(title: str, sentence: str, icon: str) -> Panel:
        panel = Panel((24, 18, 24, 20), 12)
        panel.setMaximumWidth(760)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconMark(icon, "accent", 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, "section"))
        words.addWidget(Label(sentence, "context", wrap=True))
        head.addLayout(words, 1)
        panel.body.addLayout(head)
        return panel

    def _update(self) -> None:
        vm = self._vm
        done = 3 if vm.joined else 1 if vm.requested else 0
        for place, sign in enumerate(self._signs):
            finished = place < done
            sign.show_icon(
                "check-circle" if finished else "circle-outline", "done" if finished else "control"
            )
        self._state.setText(tr("已加入：{partner}。", partner=vm.partner) if vm.joined else "")
        self._state.setVisible(vm.joined)
        self.request_button.setVisible(not vm.joined)
        self.paper_button.setVisible(not vm.joined)


def _row(buttons: Sequence[QPushButton]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
