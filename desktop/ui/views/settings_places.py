"""Settings, parts 公示栏 and 节假日: the boards of the office, the days off and worked here alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.office_settings_viewmodel import OfficeSettingsViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.marks import IconMark, Label, Line
from desktop.ui.views.parts.panel import Panel, clear, scrolling
from desktop.ui.views.posting_dialogs import chosen_date, date_field

KIND_WORDS = {"rest": tr("放假"), "work": tr("上班")}


class _Part(QWidget):
    """A panel with a list above and the entry for a new line below."""

    def __init__(self, model: OfficeSettingsViewModel, explanation: str) -> None:
        super().__init__()
        self._model = model
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(12)
        self.column.addWidget(Label(explanation, "context", wrap=True))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(8)
        self.column.addLayout(self.lines)
        panel = Panel()
        panel.body.addWidget(scrolling(inside))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panel)
        model.updated.connect(self.refresh)

    def refresh(self) -> None:
        raise NotImplementedError

    def add_line(self, icon: str, words: str, context: str, buttons: list[QPushButton]) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconMark(icon, "text2", 22))
        row.addWidget(Label(words, "strong"))
        row.addWidget(Label(context, "context"))
        row.addStretch(1)
        for button in buttons:
            button.setAccessibleName(tr("{text}：{words}", text=button.text(), words=words))
            button.setEnabled(not self._model.refusal)
            row.addWidget(button)
        self.lines.addLayout(row)
        self.lines.addWidget(Line())


class BoardsPart(_Part):
    def __init__(self, model: OfficeSettingsViewModel) -> None:
        super().__init__(model, tr("公示贴在哪里。不再使用的不会再列出来，已有的张贴登记都保留。"))
        self.name = QLineEdit()
        self.add_button = FilledButton(tr("加公示栏"), "plus")
        self.add_button.clicked.connect(self._add)
        self.column.addWidget(FormRow(tr("新公示栏的名字"), self.name, tr("例如：上滩村公示栏")))
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def refresh(self) -> None:
        clear(self.lines)
        for board in self._model.boards:
            rename, retire = (
                OutlinedButton(tr("改名"), small=True),
                OutlinedButton(tr("不再使用"), small=True),
            )
            rename.clicked.connect(lambda _=False, name=board.name: self._model.rename_board(name))
            retire.clicked.connect(lambda _=False, name=board.name: self._model.retire_board(name))
            hanging = tr("挂着 {hanging} 份", hanging=board.hanging) if board.hanging else tr("现在没有张贴")
            self.add_line("bulletin-board", board.name, hanging, [rename, retire])

    def _add(self) -> None:
        self._model.add_board(self.name.text())
        self.name.clear()


class DaysPart(_Part):
    def __init__(self, model: OfficeSettingsViewModel) -> None:
        super().__init__(
            model,
            tr("国务院的放假安排程序里已经有。这里只加本地另外放假或上班的日子，期限和公示期会照着算。"),
        )
        self.day = date_field(model.today)
        self.kind = QComboBox()
        for key, words in KIND_WORDS.items():
            self.kind.addItem(words, key)
        self.name = QLineEdit()
        self.add_button = FilledButton(tr("加这一天"), "plus")
        self.add_button.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(16)
        for part in (FormRow(tr("日期"), self.day), FormRow(tr("这一天"), self.kind)):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(FormRow(tr("是什么日子"), self.name, tr("例如：州庆日")), 1)
        self.column.addLayout(row)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.column.addStretch(1)

    def refresh(self) -> None:
        clear(self.lines)
        found = self._model.found
        for entry in found.local_days if found else ():
            remove = OutlinedButton(tr("去掉"), small=True)
            remove.clicked.connect(lambda _=False, day=entry.day: self._model.remove_day(day))
            words = tr(
                "{year}年{month}月{day}日　{kind_words}",
                year=entry.day.year,
                month=entry.day.month,
                day=entry.day.day,
                kind_words=KIND_WORDS[entry.kind],
            )
            self.add_line("calendar-check-outline", words, entry.name, [remove])
        if not found or not found.local_days:
            self.lines.addWidget(Label(tr("还没有本地另外的日子。"), "context"))
        self.add_button.setEnabled(not self._model.refusal)

    def _add(self) -> None:
        self._model.add_day(chosen_date(self.day), str(self.kind.currentData()), self.name.text())
        self.name.clear()
