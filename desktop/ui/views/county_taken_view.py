"""本县已采用: every point of the county's own table that holds here, with its file, day and reason, and the way back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.domain.county_table import DIFFERENCE_WORDS, LayerEntry
from desktop.ui.viewmodels.county_taken_viewmodel import CountyTakenViewModel
from desktop.ui.views.county_table_view import CHIPS
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import Label, Line
from desktop.ui.views.parts.panel import Page, Panel, clear, scrolling


class CountyTakenView(Page):
    """``buttons`` take back the entries in the order of the list."""

    def __init__(self, model: CountyTakenViewModel) -> None:
        super().__init__()
        self._vm = model
        self.buttons: list[QPushButton] = []
        self.header = PageHeader(tr("本县已采用"))
        self.header.set_back(model.leave)
        self.all_button = OutlinedButton(tr("全部撤销"), "undo")
        self.all_button.clicked.connect(model.take_back_all)
        self.header.add_action(self.all_button)
        self.body.addWidget(self.header)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(6)
        panel = Panel((16, 14, 8, 14), 10)
        panel.body.addWidget(scrolling(inside))
        self.body.addWidget(panel, 1)
        model.updated.connect(self._update)

    def take_focus(self) -> None:
        (self.buttons[0] if self.buttons else self.all_button).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.header.fit(event.size().width())
        super().resizeEvent(event)

    def _update(self) -> None:
        self.header.set_context(self._vm.context)
        self.all_button.setEnabled(bool(self._vm.entries))
        clear(self._list)
        self.buttons = []
        for entry in self._vm.entries:
            self._add(entry)
        if not self._vm.entries:
            words = tr("从“导入本县目录”采用的条目会列在这里，随时可以撤销。")
            self._list.addWidget(Label(words, "context", wrap=True))
        self._list.addStretch(1)

    def _add(self, entry: LayerEntry) -> None:
        kind, shape = CHIPS[entry.kind]
        title = self._vm.title_of(entry)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(Label(title, "strong", wrap=True))
        text.addWidget(Label(self._vm.context_of(entry), "context", wrap=True))
        back = OutlinedButton(tr("撤销"), small=True)
        back.setAccessibleName(tr("撤销：{title}", title=title))
        back.clicked.connect(lambda _=False, entry=entry: self._vm.take_back(entry))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(StatusChip(kind, tr(DIFFERENCE_WORDS[entry.kind]), shape), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        self._list.addLayout(row)
        self._list.addWidget(Line())
        self.buttons.append(back)
