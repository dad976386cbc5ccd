"""导入本县目录: how a county's own table differs from the catalogue, point by point, beside the cells as they stand.

Shows what its view-model knows; nothing of the catalogue changes before 采用.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.domain.county_table import DIFFERENCE_WORDS, Difference, DifferenceKind
from desktop.ui.viewmodels.county_table_viewmodel import CountyTableViewModel
from desktop.ui.views.fields.choice import Choice
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Banner, Page, Panel, clear, scrolling

CHIPS: dict[DifferenceKind, tuple[str, str]] = {
    DifferenceKind.ADDED: ("done", "plus"),
    DifferenceKind.DROPPED: ("due", "minus"),
    DifferenceKind.RENAMED: ("running", "pencil-outline"),
    DifferenceKind.LIMIT: ("running", "timer-sand"),
}


class _Tick(QCheckBox):
    """``looked_at`` when the keyboard or the mouse comes to it."""

    looked_at = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.looked_at.emit()


class DifferenceRow(QWidget):
    """One point to take over or leave: a box to tick, what kind, what changes, and what to look at."""

    def __init__(self, model: CountyTableViewModel, each: Difference) -> None:
        super().__init__()
        self.difference = each
        self.tick = _Tick()
        kind, shape = CHIPS[each.kind]
        words, doubt = tr(DIFFERENCE_WORDS[each.kind]), model.doubt_of(each)
        self.tick.setAccessibleName(
            tr("，").join(part for part in (words, model.title_of(each), doubt) if part)
        )
        self.tick.setChecked(each.key in model.chosen)
        self.tick.setMinimumHeight(36)
        chips = QVBoxLayout()
        chips.addWidget(StatusChip(kind, words, shape))
        chips.addStretch(1)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(Label(model.title_of(each), "strong", wrap=True))
        text.addWidget(Label(model.context_of(each), "context", wrap=True))
        if doubt:
            text.addWidget(Label(doubt, wrap=True, kind="due"))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(chips)
        row.addLayout(text, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.tick.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


class CountyTableView(Page):
    """``rows`` are the points in the order of the table."""

    def __init__(self, model: CountyTableViewModel) -> None:
        super().__init__()
        self._vm = model
        self.rows: list[DifferenceRow] = []
        self._shown: object = None
        self.header = PageHeader(tr("导入本县目录"))
        self.header.set_back(model.leave)
        self.other_button = OutlinedButton(tr("换一个表格"), "folder-open-outline")
        self.other_button.clicked.connect(model.begin)
        self.sure_button = OutlinedButton(tr("勾选有把握的"), "check")
        self.sure_button.clicked.connect(model.choose_sure)
        self.accept_button = FilledButton(tr("采用勾选的"), "check")
        self.accept_button.clicked.connect(model.accept)
        for button in (self.other_button, self.sure_button, self.accept_button):
            self.header.add_action(button)
        self._doubts = Banner("warn", "")
        self.body.addWidget(self.header)
        self.body.addWidget(self._doubts)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._list_side(), 3)
        row.addWidget(self._raw_side(), 2)
        self.body.addLayout(row, 1)
        model.updated.connect(self._update)
        self._update()

    def take_focus(self) -> None:
        """To the first point, or to choosing another table where there is none."""
        (self.rows[0].tick if self.rows else self.other_button).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.header.fit(event.size().width())
        super().resizeEvent(event)

    def _list_side(self) -> Panel:
        side = Panel((16, 14, 8, 14), 10)
        self._count = Label("", "section", wrap=True)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(2)
        self.reason = QLineEdit()
        self.reason.textChanged.connect(self._reason_changed)
        self._reason_row = FormRow(
            tr("理由"), self.reason, tr("本县不列的事项要写理由，例如“本县没有这项业务”。")
        )
        self._context = Label("", "context", wrap=True)
        self.field = Choice()
        self.field.setAccessibleName(tr("这张表是哪个领域的"))
        self.field.activated.connect(lambda _at: self._vm.read(str(self.field.currentData())))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.field, 2)
        head.addWidget(self._count, 3)
        side.body.addLayout(head)
        side.body.addWidget(self._context)
        side.body.addWidget(scrolling(inside), 1)
        side.body.addWidget(self._reason_row)
        return side

    def _raw_side(self) -> Panel:
        side = Panel((16, 14, 8, 14), 10)
        side.body.addWidget(Label(tr("原表里写的"), "section"))
        inside = QWidget()
        self._raw = QVBoxLayout(inside)
        self._raw.setContentsMargins(0, 0, 8, 0)
        self._raw.setSpacing(4)
        side.body.addWidget(scrolling(inside), 1)
        return side

    def _update(self) -> None:
        vm = self._vm
        self._context.setText(vm.context)
        self._doubts.setVisible(bool(vm.doubts_words))
        if vm.doubts_words:
            self._doubts.say("warn", vm.doubts_words)
        self.accept_button.set_text(vm.accept_words)
        self.accept_button.setVisible(bool(vm.differences))
        self.sure_button.setVisible(bool(vm.differences))
        self._reason_row.setVisible(vm.needs_reason)
        if vm.reading is not self._shown:
            self._shown = vm.reading
            self._show_rows()
        for row in self.rows:
            row.tick.setChecked(row.difference.key in vm.chosen)

    def _show_rows(self) -> None:
        vm = self._vm
        clear(self._list)
        clear(self._raw)
        self.rows = []
        found = len(vm.differences)
        self._count.setText(
            tr("{found} 处与目录不同", found=found) if found else tr("与目录没有不同。") if vm.reading else ""
        )
        self.field.clear()
        for code, name in vm.fields:
            self.field.addItem(name, code)
        self.field.setCurrentIndex(self.field.findData(vm.reading.field.code) if vm.reading else -1)
        for each in vm.differences:
            row = DifferenceRow(vm, each)
            row.tick.toggled.connect(lambda on, key=each.key: vm.choose(key, on))
            row.tick.looked_at.connect(lambda each=each: self._show_raw(each))
            self.rows.append(row)
            self._list.addWidget(row)
        self._list.addStretch(1)
        if self.rows:
            self._show_raw(self.rows[0].difference)
        if self.isVisible():
            self.take_focus()

    def _show_raw(self, each: Difference) -> None:
        """The cells of the row as they stand in the table, or what the catalogue has where the table has none."""
        clear(self._raw)
        if each.row is None:
            self._raw.addWidget(Label(tr("表里没有“{ours}”。", ours=each.ours), wrap=True))
        for heading, text in each.row.raw if each.row else ():
            if text.strip():
                self._raw.addWidget(Label(heading, "context"))
                self._raw.addWidget(Label(text, wrap=True))
        self._raw.addStretch(1)

    def _reason_changed(self, text: str) -> None:
        self._vm.reason = text
