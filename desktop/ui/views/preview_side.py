"""What stands beside the preview: number, period, where it hangs; findings; and the steps that lead to paper."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.preview_viewmodel import PreviewViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.findings import FindingList
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import Panel, clear, scrolling


class PreviewSide(QWidget):
    """``print_button``, ``save_button``, ``parts_button``, ``tibetan_button``, ``screen_button`` and ``post_button`` are
    connected by the page."""

    def __init__(self) -> None:
        super().__init__()
        self._number = Label("", "strong", wrap=True)
        self._period, self._paper, self._boards = Label(wrap=True), Label(wrap=True), Label(wrap=True)
        facts = Panel((16, 12, 16, 12), 6)
        facts.body.addWidget(self._number)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (word, label) in enumerate(
            ((tr("公示期"), self._period), (tr("张贴"), self._boards), (tr("纸张"), self._paper))
        ):
            grid.addWidget(Label(word, "context"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, 1)
        facts.body.addLayout(grid)
        self._findings_words = Label("", "context", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(tr("检查意见"), "strong"))
        head.addWidget(self._findings_words, 1)
        self.findings = FindingList("")
        self._passed = Panel((16, 10, 16, 10), 6)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(facts)
        column.addLayout(head)
        column.addWidget(self.findings)
        column.addWidget(self._passed)
        column.addStretch(1)
        self.print_button = FilledButton(tr("打印"), "printer-outline")
        self.post_button = OutlinedButton(tr("登记张贴"), "pin-outline")
        self.save_button = OutlinedButton(tr("存为 PDF"), "file-download-outline")
        self.parts_button = OutlinedButton(tr("按村分存，一村一份"), "call-split")
        self.tibetan_button = OutlinedButton(tr("填写藏文"), "pencil-outline")
        self.screen_button = OutlinedButton(tr("存电子屏图片"), "laptop")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(scrolling(inner), 1)
        self._add_buttons(outer)
        self._shown: object = None

    def _add_buttons(self, outer: QVBoxLayout) -> None:
        outer.addWidget(self.print_button)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.save_button)
        beside.addWidget(self.post_button)
        outer.addLayout(beside)
        outer.addWidget(self.parts_button)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.tibetan_button)
        last.addWidget(self.screen_button)
        outer.addLayout(last)

    def show_state(self, vm: PreviewViewModel) -> None:
        preview = vm.preview
        self._number.setText(vm.number_words)
        self._period.setText(preview.period_words if preview else "")
        self._boards.setText(vm.board_words)
        self._paper.setText(
            tr("{paper}，每份 {pages} 页", paper=vm.paper, pages=vm.pages) if vm.pages else vm.paper
        )
        self._findings_words.setText(vm.findings_words if preview else "")
        self.print_button.set_text(vm.print_words)
        self.post_button.setVisible(vm.can_post)
        ready = preview is not None and not vm.working
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready)
        self.post_button.setEnabled(ready)
        self.parts_button.setVisible(len(vm.parts) > 1)
        self.parts_button.setEnabled(ready)
        self.tibetan_button.setVisible(bool(vm.look.language))
        self.tibetan_button.setEnabled(ready)
        self.screen_button.setVisible(vm.can_screen)
        self.screen_button.setEnabled(ready)
        shown = (
            preview,
            vm.on_sheet,
            vm.view is not None,
        )  # what a finding leads to is known with the record's form
        if shown != self._shown:
            self._shown = shown
            self.findings.show_findings(vm.findings, vm.remedy)
            self.findings.setVisible(bool(vm.findings))
            self._show_passed(vm.passed)

    def _show_passed(self, lines: tuple[str, ...]) -> None:
        clear(self._passed.body)
        for words in lines:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(IconMark("check-circle", "done", 18))
            row.addWidget(Label(words, wrap=True), 1)
            self._passed.body.addLayout(row)
        self._passed.setVisible(bool(lines))
