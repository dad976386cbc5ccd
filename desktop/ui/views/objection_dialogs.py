"""The dialog of the objections to one notice: those there are, a form for a new one, an answer to an open one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.base.words import tr
from desktop.ui.text import day
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.helped import HelpedDialog
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Panel, clear, scrolling
from desktop.ui.views.posting_dialogs import chosen_date, date_field
from desktop.usecases.objections import NewObjection, ObjectionLine

Choices = Sequence[tuple[str, str]]


def _text_field(lines: int = 3) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 24)
    return field


class _Dialog(HelpedDialog):
    """A heading, a sentence, rows that scroll, and two buttons below."""

    def __init__(self, title: str, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(560)
        inner = QWidget()
        self.rows = QVBoxLayout(inner)
        self.rows.setContentsMargins(0, 0, 8, 0)
        self.rows.setSpacing(12)
        self._buttons = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(14)
        column.addWidget(Label(title, "section"))
        column.addWidget(Label(sentence, "context", wrap=True))
        column.addWidget(scrolling(inner), 1)
        column.addLayout(self._buttons)

    def finish(self, leave: str, words: str, icon: str) -> FilledButton:
        away, go = OutlinedButton(leave), FilledButton(words, icon)
        away.clicked.connect(self.reject)
        go.setDefault(True)
        self._buttons.addWidget(away)
        self._buttons.addStretch(1)
        self._buttons.addWidget(go)
        return go


class NewObjectionDialog(_Dialog):
    """``entered`` carries a NewObjection."""

    entered = Signal(object)

    def __init__(self, ways: Choices, limit: str, today: date, parent: QWidget) -> None:
        super().__init__(tr("登记异议"), tr("收到当天不计，{limit}。", limit=limit), parent)
        self.setMinimumHeight(480)
        self.text, self.row, self.who = _text_field(), QLineEdit(), QLineEdit()
        self.way, self.day = QComboBox(), date_field(today)
        for name, code in ways:
            self.way.addItem(name, code)
        self.row.setPlaceholderText(tr("例如：第 3 行"))
        self._text_row = FormRow(tr("提出了什么"), self.text, tr("照原话记，不要写身份证号和手机号。"))
        self.rows.addWidget(self._text_row)
        self.rows.addWidget(FormRow(tr("怎样提出的"), self.way))
        self.rows.addWidget(FormRow(tr("哪天收到的"), self.day))
        self.rows.addWidget(FormRow(tr("涉及公示的哪一处"), self.row, optional=True))
        self.rows.addWidget(
            FormRow(tr("谁提出的"), self.who, tr("只供内部联系，从不打印；可以不留名。"), optional=True)
        )
        self.rows.addStretch(1)
        self.go = self.finish(tr("先不登记"), tr("登记异议"), "check")
        self.go.clicked.connect(self._enter)
        self.text.setFocus()

    def _enter(self) -> None:
        if not self.text.toPlainText().strip():
            self._text_row.set_error(tr("请写上提出了什么。"))
            self.text.setFocus()
            return
        way = str(self.way.currentData())
        said = NewObjection(
            chosen_date(self.day), way, self.text.toPlainText(), self.row.text(), self.who.text()
        )
        self.entered.emit(said)
        self.accept()


class AnswerDialog(_Dialog):
    """``answered`` carries the objection's id, the text, the outcome's code and the day."""

    answered = Signal(str, str, str, object)

    def __init__(self, line: ObjectionLine, outcomes: Choices, today: date, parent: QWidget) -> None:
        entry = line.objection
        super().__init__(tr("答复第 {number} 号异议", number=entry.number), entry.text, parent)
        self._id = entry.id
        self.text, self.outcome, self.day = _text_field(), QComboBox(), date_field(today)
        for name, code in outcomes:
            self.outcome.addItem(name, code)
        self.outcome.setCurrentIndex(-1)
        self._text_row = FormRow(tr("怎样答复的"), self.text, tr("写查了什么、结果怎样、怎么告诉本人的。"))
        self._outcome_row = FormRow(tr("结果"), self.outcome, tr("属实的，登记以后请在记录里发起更正。"))
        self.rows.addWidget(self._text_row)
        self.rows.addWidget(self._outcome_row)
        self.rows.addWidget(FormRow(tr("哪天答复的"), self.day))
        self.rows.addStretch(1)
        self.go = self.finish(tr("先不答复"), tr("登记答复"), "check")
        self.go.clicked.connect(self._answer)
        self.text.setFocus()

    def _answer(self) -> None:
        missing = not self.text.toPlainText().strip()
        self._text_row.set_error(tr("请写上怎样答复的。") if missing else "")
        self._outcome_row.set_error(tr("请选一个结果。") if self.outcome.currentIndex() < 0 else "")
        if missing or self.outcome.currentIndex() < 0:
            return
        code = str(self.outcome.currentData())
        self.answered.emit(self._id, self.text.toPlainText(), code, chosen_date(self.day))
        self.accept()


class ObjectionsDialog(_Dialog):
    """What was said against one notice. ``add`` and ``answer`` (with the line) ask for the forms above."""

    add = Signal()
    answer = Signal(object)

    def __init__(self, title: str, today: date, parent: QWidget) -> None:
        super().__init__(tr("异议"), title, parent)
        self._today = today
        self.setMinimumHeight(420)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.rows.addLayout(self._list)
        self.rows.addStretch(1)
        self.add_button = self.finish(tr("关上"), tr("登记一条异议"), "plus")
        self.add_button.clicked.connect(self.add)

    def show_lines(self, lines: Sequence[ObjectionLine]) -> None:
        clear(self._list)
        if not lines:
            self._list.addWidget(
                Label(tr("还没有收到异议。有人当面、电话提出的也请记下来。"), "context", wrap=True)
            )
        for line in lines:
            self._list.addWidget(self._card(line))

    def _card(self, line: ObjectionLine) -> Panel:
        entry, today = line.objection, self._today
        card = Panel((16, 12, 16, 12), 6)
        head = QHBoxLayout()
        head.addWidget(
            Label(tr("第 {number} 号　{row}", number=entry.number, row=entry.row).rstrip(), "strong"), 1
        )
        if not entry.open:
            head.addWidget(StatusChip("done", line.outcome))
        elif line.late:
            head.addWidget(StatusChip("late", tr("逾期 {late} 天", late=line.late)))
        else:
            until = (
                tr("{answer_by}前答复", answer_by=day(entry.answer_by, today))
                if entry.answer_by
                else tr("等答复")
            )
            head.addWidget(StatusChip("due", until))
        card.body.addLayout(head)
        card.body.addWidget(Label(entry.text, wrap=True))
        who = entry.who or tr("没有留名")
        said = tr(
            "{received_on}{way}提出，{who}；{entered_by}登记",
            received_on=day(entry.received_on, today),
            way=line.way,
            who=who,
            entered_by=entry.entered_by,
        )
        card.body.addWidget(Label(said, "context", wrap=True))
        if entry.open:
            button = OutlinedButton(tr("答复"), "pencil-outline", small=True)
            button.clicked.connect(lambda: self.answer.emit(line))
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            card.body.addLayout(row)
        else:
            when = day(entry.answered_on, today) if entry.answered_on else ""
            card.body.addWidget(
                Label(
                    tr(
                        "答复：{answer}（{when}，{answered_by}）",
                        answer=entry.answer,
                        when=when,
                        answered_by=entry.answered_by,
                    ),
                    wrap=True,
                )
            )
        return card
