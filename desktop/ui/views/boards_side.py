"""Parts of the boards' page: the card of a sheet that must come down, and the chosen sheet in full."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.itemmodels.postings_model import days_kind, days_words, last_day, short_number
from desktop.ui.text import day
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.flow import FlowLayout, beside
from desktop.ui.views.parts.marks import IconMark, Label, Line, OnlyWhole
from desktop.ui.views.parts.panel import Panel, clear, scrolling
from desktop.ui.views.posting_keeping import KeepingPart
from desktop.usecases.notice_views import CORRECTED, WITHDRAWN, PostingLine

_VOID_WORDS = {CORRECTED: tr("内容已更正，要换新的"), WITHDRAWN: tr("已撤回")}


class DueCard(QFrame):
    """``take_down`` and ``look`` carry the line. ``count`` over 0 puts the heading with the number above it."""

    take_down = Signal(object)
    look = Signal(object)

    def __init__(self, line: PostingLine, today: date, count: int, *, filled: bool) -> None:
        super().__init__()
        self.setProperty("role", "finding")
        self.setProperty("kind", "due")
        words = QVBoxLayout()
        words.setSpacing(2)
        if count:
            head = QHBoxLayout()
            head.setSpacing(10)
            counted = Label(tr("要撤下 {count} 张", count=count), "strong", kind="due")
            head.addWidget(beside(IconMark("clock-alert-outline", "due", 20), counted))
            head.addWidget(OnlyWhole(tr("期满或作废，请取下来"), "context"), 1)
            words.addLayout(head)
        words.addWidget(Label(line.title, "strong", wrap=True))
        posting = line.posting
        why = _VOID_WORDS.get(line.void) or tr("{last_day}期满", last_day=day(last_day(line), today))
        where = tr(
            "{short_number}　{board}　{why}",
            short_number=short_number(posting.number),
            board=posting.board,
            why=why,
        )
        words.addWidget(Label(where, "context", wrap=True))
        see = OutlinedButton(tr("看公示"), "file-eye-outline", small=True)
        see.clicked.connect(lambda: self.look.emit(line))
        self.button = (FilledButton if filled else OutlinedButton)(tr("登记撤下"), small=True)
        self.button.clicked.connect(lambda: self.take_down.emit(line))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 12, 10)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(see)
        row.addWidget(self.button)
        self.setAccessibleName(tr("要撤下：{title}，{where}", title=line.title, where=where))


class PostingSide(Panel):
    take_down = Signal(object)
    look = Signal(object)

    def __init__(self) -> None:
        super().__init__((18, 16, 18, 16), 10)
        self._line: PostingLine | None = None
        self.look_button = OutlinedButton(tr("看公示"), "file-eye-outline")
        self.down_button = OutlinedButton(tr("登记撤下"), "pin-off-outline")
        self.look_button.clicked.connect(lambda: self.look.emit(self._line))
        self.down_button.clicked.connect(lambda: self.take_down.emit(self._line))
        inner = QWidget()
        room = QVBoxLayout(inner)
        room.setContentsMargins(0, 0, 0, 0)
        self._content = QVBoxLayout()
        self._content.setSpacing(10)
        room.addLayout(self._content)
        self.keeping = KeepingPart()
        room.addWidget(self.keeping)
        room.addStretch(1)
        self.body.addWidget(scrolling(inner), 1)
        buttons = FlowLayout()
        buttons.addWidget(self.look_button)
        buttons.addWidget(self.down_button)
        self.body.addLayout(buttons)

    def show_line(self, line: PostingLine | None, today: date) -> None:
        self._line = line
        clear(self._content)
        self.look_button.setVisible(line is not None)
        self.keeping.setVisible(line is not None)
        self.down_button.setVisible(line is not None and line.state != "down")
        if line is None:
            self._content.addWidget(Label(tr("这一张公示"), "section"))
            self._content.addWidget(
                Label(tr("这里没有要看的公示。点左边的公示栏换一处。"), "context", wrap=True)
            )
            return
        posting = line.posting
        self._content.addWidget(Label(posting.number, "section", wrap=True))
        self._content.addWidget(Label(line.title, "strong", wrap=True))
        chip = StatusChip(days_kind(line, today), days_words(line, today))
        self._content.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        self._content.addWidget(Line())
        self._content.addLayout(self._facts(line, today))
        self._content.addWidget(Line())
        self._content.addWidget(Label(tr("怎么办"), "strong"))
        for number, words in enumerate(_advice(line, today), 1):
            self._content.addWidget(Label(f"{number}. {words}", wrap=True))

    @staticmethod
    def _facts(line: PostingLine, today: date) -> QGridLayout:
        posting = line.posting
        facts = [
            (tr("贴在"), posting.board),
            (
                tr("张贴"),
                tr(
                    "{posted_on}，{posted_by}",
                    posted_on=day(posting.posted_on, today),
                    posted_by=posting.posted_by,
                ),
            ),
            (tr("期满"), day(last_day(line), today)),
        ]
        if posting.removed_on is not None:
            facts.append(
                (
                    tr("撤下"),
                    tr(
                        "{removed_on}，{removed_by}",
                        removed_on=day(posting.removed_on, today),
                        removed_by=posting.removed_by,
                    ),
                )
            )
        if posting.removed_reason:
            facts.append((tr("理由"), posting.removed_reason))
        if line.replaces:
            facts.append((tr("替代"), line.replaces))
        if line.replaced_by:
            facts.append((tr("换成"), line.replaced_by))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (word, value) in enumerate(facts):
            grid.addWidget(Label(word, "context"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(value, wrap=True), row, 1)
        return grid


def _advice(line: PostingLine, today: date) -> tuple[str, ...]:
    if line.state == "down":
        return (tr("公示已经取下，编号不会再用。"), tr("有人要看，可以点“看公示”再打印一份。"))
    if line.void == CORRECTED:
        return (tr("内容已经更正，打印更正后的公示。"), tr("到现场换上新的，登记张贴，这一张同时登记撤下。"))
    if line.void == WITHDRAWN:
        return (tr("记录已经撤回，取下这张公示。"), tr("需要向群众说明的，把撤回公告贴在原处。"))
    if line.state == "due":
        return (tr("取下这张公示，拍一张照片留底。"), tr("点“登记撤下”，写上哪天取下的。"))
    down = day(line.posting.due_down_on, today)
    return (
        tr("公示期内请保持张贴，坏了及时补贴。"),
        tr("有人提意见，记下来交经办人核对。"),
        tr("{down}起可以撤下。", down=down),
    )
