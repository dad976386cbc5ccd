"""今日: what is due in the order of harm, each with its own button, the month beside it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.base.words import month_name, tr
from desktop.ui import text
from desktop.ui.theme.room import room
from desktop.ui.theme.tokens import SHAPES, meaning
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.today_viewmodel import ROWS_PER_GROUP, TodayViewModel
from desktop.ui.views.parts.buttons import FilledButton, IconButton, OutlinedButton, TextButton
from desktop.ui.views.parts.calendar import MonthGrid, SignMark
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import IconMark, Label, Line, OneLine, TwoLines
from desktop.ui.views.parts.panel import Banner, Page, Panel, clear, scrolling
from desktop.ui.views.parts.strip import FilterStrip
from desktop.usecases.duty_views import Duty


class DutyRow(QWidget):
    """One duty: shape, title, context, how it stands, its button."""

    def __init__(self, duty: Duty, kind: str, button: QPushButton) -> None:
        super().__init__()
        self.button = button
        shape = "late" if duty.kind == "late" else kind
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 14, 6)
        row.setSpacing(14)
        row.addWidget(IconMark(SHAPES.get(shape, "receipt-text-clock-outline"), meaning(shape), 22))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(OneLine(duty.title, "strong"))
        words.addWidget(OneLine(duty.context, "context"))
        row.addLayout(words, 1)
        row.addWidget(Label(duty.words, "strong", kind=meaning(shape)))
        button.setMinimumWidth(118)
        button.setAccessibleName(
            tr(
                "{action_words}：{title}，{words}",
                action_words=duty.action_words,
                title=duty.title,
                words=duty.words,
            )
        )
        row.addWidget(button)
        self.setMinimumHeight(64)


class GroupHead(QFrame):
    """The grey row above a group: its words and how many there are."""

    def __init__(self, words: str, number: int) -> None:
        super().__init__()
        self.setProperty("role", "group")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 5, 18, 5)
        row.setSpacing(8)
        row.addWidget(Label(words, "strong"))
        row.addWidget(Label(tr("{number} 件", number=number)))
        row.addStretch(1)


class TodayView(Page):
    """Made anew from the view-model's groups at each change; the focus goes back to the same duty's button."""

    WIDE, TALL = 1020, 600

    def __init__(self, model: TodayViewModel) -> None:
        super().__init__()
        self._model = model
        self._primary: QPushButton | None = None
        self._arriving = False
        self.header = PageHeader(tr("今日"), model.context)
        find, new = OutlinedButton(tr("查找 Ctrl+F"), "magnify"), OutlinedButton(tr("新建记录"), "plus")
        find.clicked.connect(model.search)
        new.clicked.connect(model.new_record)
        self.month_button = OutlinedButton(tr("看日历"), "calendar-check-outline")
        self.month_button.clicked.connect(self._turn_side)
        self.month_button.setProperty("gone", True)
        self._on_month = False
        self.header.add_action(self.month_button)
        self.header.add_action(find)
        if model.may_write:
            self.header.add_action(new)
        self.new_button = new if model.may_write else None
        self.strip = FilterStrip([("all", 0, tr("全部"), "format-list-bulleted", "")])
        self.strip.chosen.connect(model.choose)
        self._banner = Banner("block", "")
        self._banner.hide()
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._panel = Panel((1, 8, 1, 8), 0)
        self._panel.body.addWidget(scrolling(self._list))
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._panel, 1)
        self._side = self._month_side()
        columns.addWidget(self._side)
        for part in (self.header, self.strip, self._banner):
            self.body.addWidget(part)
        self.body.addLayout(columns, 1)
        model.updated.connect(self.refresh)

    def show_place(self, place: Place) -> None:
        self._arriving = True
        self._model.show_place(place)

    def primary(self) -> QPushButton | None:
        return self._primary

    def search_field(self) -> QLineEdit | None:
        """今日 has no field of its own: looking for something leads to the records."""
        self._model.search()
        return None

    def _month_side(self) -> Panel:
        side = Panel((1, 1, 1, 1), 0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(15, 13, 15, 13)
        column.setSpacing(10)
        head = QHBoxLayout()
        self._month_words = Label("", "section")
        back, on = IconButton("chevron-left", tr("上个月")), IconButton("chevron-right", tr("下个月"))
        back.clicked.connect(lambda: self._model.turn_month(-1))
        on.clicked.connect(lambda: self._model.turn_month(1))
        for part in (back, on):
            part.setIconSize(QSize(22, 22))
        head.addWidget(self._month_words)
        head.addStretch(1)
        head.addWidget(back)
        head.addWidget(on)
        column.addLayout(head)
        self.grid = MonthGrid()
        self.grid.chosen.connect(self._model.choose_day)
        column.addWidget(self.grid)
        legend = QHBoxLayout()
        legend.setSpacing(6)
        for sign, words in (("due", tr("到期")), ("period_end", tr("公示期满"))):
            legend.addWidget(SignMark(sign))
            legend.addWidget(Label(words, "context"))
            legend.addSpacing(14)
        legend.addStretch(1)
        column.addLayout(legend)
        self._note = Label("", wrap=True, kind="due")
        column.addWidget(self._note)
        self._next_line = Line()
        column.addWidget(self._next_line)
        self._next_words = Label(tr("接下来"), "strong")
        column.addWidget(self._next_words)
        self._next_box = QWidget()
        self._next = QVBoxLayout(self._next_box)
        self._next.setContentsMargins(0, 0, 0, 0)
        self._next.setSpacing(8)
        column.addWidget(self._next_box, 1)
        side.body.addWidget(scrolling(inside))
        return side

    def refresh(self) -> None:
        model = self._model
        self.header.set_context(model.context)
        self.strip.set_items(
            [(key, n, words, self._strip_icon(key), kind) for key, n, words, kind in model.counts]
        )
        self.strip.choose(model.filter)
        self._banner.setVisible(model.refusal is not None)
        if model.refusal is not None:
            self._banner.say("block", f"{model.refusal.safe}{model.refusal.todo}", title=model.refusal.what)
        held = self._held()
        clear(self._rows)
        self._primary = None
        for kind, words, duties in model.groups:
            self._add_group(kind, words, duties)
        if not model.groups and model.loaded and model.refusal is None:
            self._rows.addWidget(self._nothing())
        self._rows.addStretch(1)
        self._give_back(held)
        if self._arriving and model.loaded and self.isVisible():
            self._arriving = False
            (self._primary or self.strip).setFocus()
        self._show_month()

    def _add_group(self, kind: str, words: str, duties: list[Duty]) -> None:
        self._rows.addWidget(GroupHead(words, len(duties)))
        for at, duty in enumerate(duties[:ROWS_PER_GROUP]):
            if at:
                self._rows.addWidget(Line())
            filled = duty is self._model.first
            button = (FilledButton if filled else OutlinedButton)(duty.action_words, small=True)
            button.setObjectName(f"{duty.action}:{duty.record}:{duty.notice}:{duty.matter}")
            button.clicked.connect(lambda _=False, duty=duty: self._model.act(duty))
            if filled:
                self._primary = button
            self._rows.addWidget(DutyRow(duty, kind, button))
        if len(duties) > ROWS_PER_GROUP:
            rest = tr("还有 {duties} 件，在“记录”里按期限都能看到", duties=len(duties) - ROWS_PER_GROUP)
            more = TextButton(rest)
            more.clicked.connect(self._model.search)
            self._rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _nothing(self) -> EmptyState:
        if self._model.filter != "all" or self._model.day is not None:
            empty = EmptyState("format-list-bulleted", tr("这里没有要办的事"), (), tr("看全部"))
            empty.pressed.connect(lambda: self._model.choose("all"))
            return empty
        empty = EmptyState(
            "calendar-check-outline",
            tr("今天没有到期的事"),
            (
                (tr("在公开目录里选一个事项"), tr("目录写明该公开什么、依据什么、多久之内"), False),
                (tr("填好记录，请同事审核、签发"), tr("名单可以从表格里导入"), False),
                (tr("打印公示，贴到公示栏"), tr("程序替您记着哪天撤下"), False),
            ),
            tr("新建记录") if self._model.may_write else "",
            explanation=tr("有了记录，快到期的、等您办的都会排在这里。"),
            button_icon="plus",
        )
        empty.pressed.connect(self._model.new_record)
        self._primary = empty.findChild(FilledButton)
        return empty

    def _show_month(self) -> None:
        month = self._model.month
        self._month_words.setText(tr("{year}年{month}月", year=month.year, month=month_name(month.month)))
        self.grid.show_month(month.cells, self._model.today, self._model.day)
        self._note.setText(month.note)
        self._note.setVisible(bool(month.note))
        clear(self._next)
        top = Qt.AlignmentFlag.AlignTop
        for duty, title in zip(self._model.upcoming, self._model.upcoming_titles, strict=True):
            row = QHBoxLayout()
            row.setSpacing(8)
            when = Label(text.day(duty.on, self._model.today) if duty.on else "", "strong")
            when.setMinimumWidth(76)
            row.addWidget(when, 0, top)
            row.addWidget(SignMark("period_end" if duty.notice else "due"), 0, top)
            row.addWidget(TwoLines(title, full=duty.title), 1)
            self._next.addLayout(row)
        if not self._model.upcoming:
            self._next.addWidget(Label(tr("近期没有别的期限。"), "context", wrap=True))
        self._next.addStretch(1)

    def _held(self) -> str:
        holder = self._list.focusWidget()
        return holder.objectName() if holder is not None else ""

    def _give_back(self, name: str) -> None:
        """To the same duty's button, while this place is the one shown: what is typed elsewhere keeps the focus."""
        again = self._list.findChild(QPushButton, name) if name and self.isVisible() else None
        if again is not None:
            again.setFocus()

    @staticmethod
    def _strip_icon(key: str) -> str:
        return {
            "all": "format-list-bulleted",
            "waiting": "receipt-text-clock-outline",
            "mine": "account-check-outline",
        }.get(key, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _turn_side(self) -> None:
        """Where there is no room for both, list and month take turns."""
        self._on_month = not self._on_month
        self._fit()

    def _fit(self) -> None:
        wide = room(self).width() >= self.WIDE
        self._side.setVisible(wide or self._on_month)
        self._panel.setVisible(wide or not self._on_month)
        self.month_button.setProperty("gone", wide)
        self.month_button.set_text(tr("看要办的事") if self._on_month else tr("看日历"))
        tall = room(self).height() >= self.TALL
        for part in (self._next_line, self._next_words, self._next_box):
            part.setVisible(tall)
        self._side.setMinimumWidth(min(self.width() - 56, max(326, self.fontMetrics().height() * 13)))
        self._side.setMaximumWidth(self._side.minimumWidth() if wide else 16777215)
        self.header.fit(self.width() - 56)
