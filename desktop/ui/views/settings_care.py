"""Settings, part 数据和备份: what can be done for the data at the left, the doctor's report at the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.care_viewmodel import CareViewModel
from desktop.ui.views.leaving_dialog import LeavingDialog
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.findings import FindingList
from desktop.ui.views.parts.marks import IconMark, Label, Line
from desktop.ui.views.parts.panel import Panel, clear, scrolling
from desktop.ui.views.parts.progress import ProgressFooter


class CarePart(QWidget):
    def __init__(self, model: CareViewModel) -> None:
        super().__init__()
        self._model = model
        self.carry_button = FilledButton(tr("备份到U盘"), "usb-flash-drive-outline")
        self.backup_button = OutlinedButton(tr("现在备份"), small=True)
        self.drill_button = OutlinedButton(tr("练一次"), small=True)
        self.doctor_button = OutlinedButton(tr("做体检"), small=True)
        self.pack_button = OutlinedButton(tr("看诊断包"), small=True)
        self.update_button = OutlinedButton(tr("装更新"), small=True)
        self.leaving_button = OutlinedButton(tr("去移交"), small=True)
        self._last = Label("", "context", wrap=True)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self._column.addWidget(Label(tr("备份"), "section"))
        self._column.addWidget(self._last)
        self._column.addWidget(
            Label(tr("写过东西，每半小时自动备份一次；收包、更新、恢复之前另做一份。"), "context", wrap=True)
        )
        self._column.addWidget(self.carry_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(
            Label(
                tr("连附件一起抄，照样加密。电脑坏了、丢了，用它在另一台电脑上恢复。"), "context", wrap=True
            )
        )
        self._column.addWidget(Line())
        self._row(
            tr("在本机再备份一份"), tr("抄在数据目录的“backups”文件夹里"), self.backup_button, model.backup
        )
        self._row(
            tr("练一次恢复"),
            tr("另外打开最近一份备份，数一数，现在的数据不动"),
            self.drill_button,
            model.drill,
        )
        self._row(tr("体检"), tr("磁盘、每一页数据、留痕、附件、备份"), self.doctor_button, model.diagnose)
        self._row(tr("诊断包"), tr("交给技术人员的，先看内容再存"), self.pack_button, model.save_diagnostics)
        self._program = self._row(
            tr("程序更新"), model.program.words, self.update_button, model.program.choose
        )
        self._row(
            tr("工作移交"), tr("有人调离、退休：移交清单，停用账户"), self.leaving_button, self._show_leaving
        )
        self._column.addWidget(
            Label(
                tr("要恢复数据：点左下角的名字，选“换账户”，在登录页点“用备份恢复”。"), "context", wrap=True
            )
        )
        self._column.addStretch(1)
        self.carry_button.clicked.connect(model.carry)
        left = Panel()
        left.body.addWidget(scrolling(inside), 1)
        self.footer = ProgressFooter()
        self.footer.cancelled.connect(model.cancel)
        model.stepped.connect(self.footer.show_step)
        self.footer.cancelled.connect(model.program.cancel)
        model.program.stepped.connect(self.footer.show_step)
        left.body.addWidget(self.footer)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(left, 3)
        whole.addWidget(self._report_panel(), 2)
        model.updated.connect(self.refresh)
        model.program.updated.connect(self.refresh)
        self.refresh()

    def _row(self, words: str, context: str, button: QPushButton, action: Callable[[], object]) -> Label:
        button.clicked.connect(action)
        button.setAccessibleName(tr("{text}：{words}", text=button.text(), words=words))
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(Label(words, "strong"))
        about = Label(context, "context", wrap=True)
        said.addWidget(about)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(said, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(row)
        self._column.addWidget(Line())
        return about

    def _show_leaving(self) -> None:
        self.leaving = LeavingDialog(self._model.leaving(), self.window())
        self.leaving.open()

    def _report_panel(self) -> Panel:
        panel = Panel()
        panel.body.addWidget(Label(tr("体检结果"), "section"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        self._looked = QVBoxLayout()
        self._looked.setSpacing(8)
        self.findings = FindingList(tr("一切正常。"))
        self._none = Label(
            tr("还没有做。每个月做一次就够了；觉得哪里不对，随时可以做。"), "context", wrap=True
        )
        column.addWidget(self._none)
        column.addLayout(self._looked)
        column.addSpacing(8)
        column.addWidget(self.findings)
        column.addStretch(1)
        panel.body.addWidget(scrolling(inside), 1)
        self._shown: object = None
        return panel

    def refresh(self) -> None:
        model = self._model
        self._last.setText(tr("{backup_words}。", backup_words=model.backup_words))
        for button in (
            self.carry_button, self.backup_button, self.drill_button, self.doctor_button, self.pack_button,
            self.update_button,
        ):  # fmt: skip
            button.setEnabled(not model.working and not model.program.working)
        self._program.setText(tr("{words}。", words=model.program.words))
        if not model.working and not model.program.working:
            self.footer.finish()
        self._none.setVisible(model.report is None)
        self.findings.setVisible(model.report is not None)
        if model.report is not None and model.report is not self._shown:
            self._shown = model.report
            clear(self._looked)
            for words in model.report.looked_at:
                row = QHBoxLayout()
                row.setSpacing(10)
                row.addWidget(IconMark("eye-check-outline", "text2", 18), 0, Qt.AlignmentFlag.AlignTop)
                row.addWidget(Label(words, wrap=True), 1)
                self._looked.addLayout(row)
            self.findings.show_findings(list(model.report.findings))
