"""各乡镇: the offices at the left; the chosen one's figures, records and bundles at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from desktop.base.words import on_screen, tr
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.below_shown import ARRIVALS, RECORDS
from desktop.ui.viewmodels.below_viewmodel import BelowViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Panel
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.parts.told import ToldList

_NARROW = 1000
OWN_WORDS = tr("写别的理由…")


class BelowView(QWidget):
    def __init__(self, viewmodel: BelowViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self._narrow = False
        self._splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        splitter.addWidget(self._build_offices())
        splitter.addWidget(self._build_side())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([420, 780])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
        viewmodel.updated.connect(self._update)
        self._update()

    def _build_offices(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(280)
        self.offices = ToldList(tr("各单位"), (tr("单位"), tr("情况")), 122)
        self.offices.chosen.connect(self._vm.choose_office)
        self.export_button = OutlinedButton(tr("导出表格"), "table-arrow-up")
        self.export_button.clicked.connect(self._vm.export)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.offices, 1)
        column.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    def _build_side(self) -> Panel:
        panel = Panel((20, 14, 20, 14), 10)
        panel.setMinimumWidth(400)
        self._title, self._about = Label("", "section", wrap=True), Label("", "context", wrap=True)
        self._chips = [StatusChip("draft", "") for _ in range(6)]
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for chip in self._chips:
            chips.addWidget(chip)
        chips.addStretch(1)
        self.segments = Segments(((RECORDS, tr("记录"), ""), (ARRIVALS, tr("收过的包"), "")))
        self.segments.chosen.connect(self._vm.choose_part)
        self.list = ToldList(tr("这个单位的记录或包"), (tr("记录或包"), tr("情况")), 122)
        self.list.chosen.connect(self._vm.choose)
        self.list.opened.connect(self._vm.open_record)
        self._none = Label("", "context", wrap=True)
        self.return_button = OutlinedButton(tr("退回这条"), "arrow-u-left-top")
        self.return_button.clicked.connect(self._show_reasons)
        self.undo_button = OutlinedButton(tr("整个退出这个包"), "undo")
        self.undo_button.clicked.connect(self._vm.undo)
        self.down_button = FilledButton(tr("写带下去的文件"), "tray-arrow-up")
        self.down_button.clicked.connect(self._vm.write_down)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.return_button)
        foot.addWidget(self.undo_button)
        foot.addStretch(1)
        foot.addWidget(self.down_button)
        panel.body.addWidget(self._title)
        panel.body.addWidget(self._about)
        panel.body.addLayout(chips)
        panel.body.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        panel.body.addWidget(self.list, 1)
        panel.body.addWidget(self._none)
        panel.body.addLayout(foot)
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little width, the figures stand as words instead of chips."""
        super().resizeEvent(event)
        narrow = room(self).width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._splitter.setSizes([280 if narrow else 420, self.width()])
            self._update()

    def _update(self) -> None:
        vm = self._vm
        self.offices.show_lines(vm.offices, vm.office)
        line = vm.line
        self._title.setText(line.unit if line else "")
        self._about.setText(vm.figure_words if self._narrow else vm.about)
        for chip, (word, number, kind) in zip(self._chips, vm.figures or [("", 0, "draft")] * 6, strict=True):
            chip.show_state(kind, f"{word} {number}")
            chip.setVisible(bool(number) and not self._narrow)
        self.segments.set_options(
            (
                (RECORDS, tr("记录 {records}", records=line.records if line else 0), ""),
                (ARRIVALS, tr("收过的包 {arrivals}", arrivals=len(vm.arrivals)), ""),
            )
        )
        self.segments.choose(vm.part)
        self.list.show_lines(vm.lines, vm.chosen)
        self._none.setVisible(vm.loaded and not vm.lines)
        self._none.setText(tr("还没有。收进包以后会列在这里。"))
        self.return_button.setVisible(vm.part == RECORDS)
        self.undo_button.setVisible(vm.part == ARRIVALS)
        for button in (self.return_button, self.undo_button):
            button.setEnabled(vm.may_act)
        self.down_button.setEnabled(bool(line and line.joined))

    def _show_reasons(self) -> None:
        menu = QMenu(self)
        for reason in self._vm.reasons:
            menu.addAction(on_screen(reason.name), lambda code=reason.code: self._vm.give_back(code))
        menu.addSeparator()
        menu.addAction(OWN_WORDS, lambda code="": self._vm.give_back(code))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.return_button.mapToGlobal(self.return_button.rect().topLeft()))
