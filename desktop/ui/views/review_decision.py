"""Where a second person decides on a record: the flow with names and times, the opinion, two buttons.

Shows what its view-model knows; who may decide is not known here.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.review_viewmodel import ReviewViewModel
from desktop.ui.views.parts.buttons import DangerButton, FilledButton, TextButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.marks import Label, Line
from desktop.ui.views.parts.panel import Banner, Panel, scrolling
from desktop.ui.views.parts.stepper import Stepper


class DecisionPanel(Panel):
    def __init__(self, viewmodel: ReviewViewModel) -> None:
        super().__init__((20, 16, 20, 16))
        self._vm = viewmodel
        self.setMinimumWidth(300)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._stepper = Stepper(vertical=True)
        column.addWidget(Label(tr("审核流程"), "section"))
        column.addWidget(self._stepper)
        column.addWidget(Line())
        self.opinion = QPlainTextEdit()
        self.opinion.setTabChangesFocus(True)
        self.opinion.setFixedHeight(self.opinion.fontMetrics().lineSpacing() * 3 + 26)
        self.opinion.textChanged.connect(lambda: self._vm.set_opinion(self.opinion.toPlainText()))
        self.opinion_row = FormRow(tr("意见"), self.opinion, tr("退回必须写明理由；通过可以不写。"))
        self.phrases_button = TextButton(tr("常用语"), "chevron-down", small=True)
        self.phrases_button.clicked.connect(self._show_phrases)
        self.opinion_row.add_side(self.phrases_button)
        self.reasons_button = TextButton(tr("退回理由"), "chevron-down", small=True)
        self.reasons_button.clicked.connect(self._show_reasons)
        self.opinion_row.add_side(self.reasons_button)
        column.addWidget(self.opinion_row)
        self.refusal = Banner("info", "")
        column.addWidget(self.refusal)
        self._said_head = Label(tr("前面的意见"), "section")
        self.said = Label("", wrap=True)
        column.addWidget(self._said_head)
        column.addWidget(self.said)
        column.addStretch(1)
        self.body.addWidget(scrolling(inside), 1)
        self.pass_button = FilledButton(tr("通过"), "check")
        self.pass_button.clicked.connect(self._vm.approve)
        self.return_button = DangerButton(tr("退回修改"), "arrow-u-left-top")
        self.return_button.clicked.connect(self._vm.send_back)
        self.body.addWidget(self.pass_button)
        self.body.addWidget(self.return_button)

    def refresh(self) -> None:
        vm = self._vm
        self._stepper.set_marks(vm.marks)
        self.said.setText("\n\n".join(vm.said_before))
        self.said.setVisible(bool(vm.said_before))
        self._said_head.setVisible(bool(vm.said_before))
        if self.opinion.toPlainText() != vm.opinion:
            self.opinion.setPlainText(vm.opinion)
        self.opinion_row.set_label(vm.opinion_label)
        self.opinion_row.set_error(vm.error)
        may = bool(vm.verb)
        self.opinion_row.setVisible(may)
        self.pass_button.setVisible(may)
        self.return_button.setVisible(vm.may_return)
        self.reasons_button.setVisible(bool(vm.return_reasons))
        self.pass_button.set_text(vm.pass_words)
        self.refusal.setVisible(bool(vm.refusal))
        if vm.refusal:
            self.refusal.say("info", vm.refusal)

    def _show_phrases(self) -> None:
        self._menu(self.phrases_button, self._vm.phrases, self._say)

    def _show_reasons(self) -> None:
        self._menu(self.reasons_button, self._vm.return_reasons, self._vm.take_reason)

    def _menu(self, under: QWidget, words: Sequence[str], take: Callable[[str], None]) -> None:
        menu = QMenu(self)
        for each in words:
            menu.addAction(tr(each), lambda each=each: take(each))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def _say(self, words: str) -> None:
        said = self.opinion.toPlainText().strip()
        self.opinion.setPlainText(f"{said}{words}")
