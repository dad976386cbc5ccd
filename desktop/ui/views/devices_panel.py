"""The laptops let in below: a list, what is to be said of the chosen one, and the two things that can be done."""

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.devices_viewmodel import DevicesViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Panel
from desktop.ui.views.parts.told import ToldList

_ROWS = 220  # pixels of list: four laptops at a glance, more by scrolling


class DevicesPanel(Panel):
    def __init__(self, viewmodel: DevicesViewModel, parent: QWidget | None = None) -> None:
        super().__init__((24, 18, 24, 20), 12)
        self._vm = viewmodel
        self.setMaximumWidth(760)
        self.list = ToldList(tr("许可过的电脑"), (tr("单位和电脑"), tr("情况")), 132)
        self.list.setMinimumHeight(_ROWS)
        self.list.chosen.connect(viewmodel.choose)
        self._about = Label("", wrap=True)
        self.decide_button = FilledButton(tr("选怎么处理"), "account-check-outline")
        self.decide_button.clicked.connect(self._show_decisions)
        self.stop_button = OutlinedButton(tr("停用这台电脑"), "cancel")
        self.stop_button.clicked.connect(self._show_reasons)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.decide_button)
        row.addWidget(self.stop_button)
        row.addStretch(1)
        self.body.addWidget(Label(tr("许可过的电脑"), "section"))
        self.body.addWidget(self.list)
        self.body.addWidget(self._about)
        self.body.addLayout(row)
        viewmodel.updated.connect(self._update)
        self._update()

    def _update(self) -> None:
        vm = self._vm
        self.setVisible(bool(vm.devices))
        self.list.show_lines(vm.lines, vm.chosen)
        self._about.setText(vm.about)
        self.decide_button.setVisible(vm.may_decide)
        self.stop_button.setEnabled(vm.may_stop)

    def _show_decisions(self) -> None:
        menu = QMenu(self)
        for decision, words in self._vm.decisions.items():
            menu.addAction(words, lambda chosen=decision: self._vm.decide(chosen))
        _pop(menu, self.decide_button)

    def _show_reasons(self) -> None:
        menu = QMenu(self)
        for reason, words in self._vm.reasons.items():
            menu.addAction(words, lambda chosen=reason: self._vm.stop(chosen))
        _pop(menu, self.stop_button)


def _pop(menu: QMenu, button: QPushButton) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
