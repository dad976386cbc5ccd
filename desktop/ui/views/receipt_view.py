"""Taking in a receipt: one button, then what the office above says, in numbers that add up to what was sent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.receipt_viewmodel import ReceiptViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.marks import IconMark, Label, Line
from desktop.ui.views.parts.panel import Panel, scrolling


class ReceiptView(QWidget):
    def __init__(self, viewmodel: ReceiptViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        panel = Panel((26, 22, 26, 22), 14)
        panel.setMaximumWidth(720)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconMark("receipt-text-clock-outline", "accent", 32), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("收回执"), "section"))
        words.addWidget(
            Label(
                tr(
                    "{above}收了包以后，会在U盘上写一张回执；退回和州里的答复写在另一个文件里。"
                    "都从这里收，才知道每条记录到了没有。",
                    above=viewmodel.above,
                ),
                "context",
                wrap=True,
            )
        )
        head.addLayout(words, 1)
        self.button = FilledButton(tr("选回执文件"), "folder-open-outline")
        self.button.clicked.connect(viewmodel.choose)
        self.print_button = OutlinedButton(tr("存成可以打印的回执"), "printer-outline")
        self.print_button.clicked.connect(viewmodel.print)
        self._bundle, self._words = Label("", "strong", wrap=True), Label("", wrap=True)
        self._chips = [StatusChip("done", "") for _ in range(4)]
        row = QHBoxLayout()
        row.setSpacing(8)
        for chip in self._chips:
            row.addWidget(chip)
        row.addStretch(1)
        self._result = QWidget()
        column = QVBoxLayout(self._result)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (Line(), self._bundle):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self._words)
        column.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)
        panel.body.addLayout(head)
        panel.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        panel.body.addWidget(self._result)
        inner = QWidget()
        room = QVBoxLayout(inner)
        room.setContentsMargins(0, 4, 0, 0)
        room.addWidget(panel)
        room.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))
        viewmodel.updated.connect(self._update)
        self._update()

    def _update(self) -> None:
        vm = self._vm
        self.button.setEnabled(not vm.reading)
        self.button.set_text(tr("正在核对回执…") if vm.reading else tr("选回执文件"))
        self._result.setVisible(bool(vm.title))
        if not vm.title:
            return
        self._bundle.setText(vm.title)
        for chip, (word, number, kind) in zip(self._chips, vm.counts, strict=True):
            chip.show_state(kind, f"{word} {number}")
            chip.setVisible(bool(number))
        self._words.setText(vm.words)
        self.print_button.setVisible(vm.summary is not None)
