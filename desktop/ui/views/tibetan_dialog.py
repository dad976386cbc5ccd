"""The Tibetan of a notice on one page: title, text and annexes of the record, then every fixed phrase with who answers for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.errors import MingbaiError
from desktop.base.words import tr
from desktop.ui.viewmodels.tibetan_viewmodel import TibetanViewModel, mark_words
from desktop.ui.views.fields.long_text import LongText
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.helped import HelpedDialog
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import clear, scrolling
from desktop.ui.views.parts.segments import Segments
from desktop.usecases.notice_views import PhraseLine

_ORDERS = (("tibetan", tr("藏文在前"), ""), ("chinese", tr("汉文在前"), ""))
_ABOUT = tr(
    "程序不会自己写藏文。固定用语请懂藏文的人填一次、确认一次，以后每份公示都用得上；没有核对过的不印。"
)


def _tibetan_line(text: str = "") -> QLineEdit:
    """A field tall enough for vowels above and stacks below, in whatever Tibetan face the machine has."""
    field = QLineEdit(text)
    field.setStyleSheet(f"min-height: {round(field.fontMetrics().height() * 2)}px;")
    return field


class TibetanDialog(HelpedDialog):
    def __init__(self, viewmodel: TibetanViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._vm = viewmodel
        self.setWindowTitle(tr("藏文"))
        self.setModal(True)
        self.resize(760, 640)
        self.title, self.answerable = _tibetan_line(), QLineEdit(viewmodel.account)
        self.body, self.annexes = LongText(), LongText()
        self._annexes_row = FormRow(
            tr("藏文附件名称"), self.annexes, tr("一行写一个，顺序和汉文的附件一样：名单在最前。")
        )
        self.order = Segments(_ORDERS)
        self.order.setAccessibleName(tr("哪种文字在前"))
        self.phrases: dict[str, QLineEdit] = {}
        self._locked = Label("", wrap=True, kind="due")
        self._error = Label("", wrap=True, kind="late")
        self._missing = Label("", "strong")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.leave, self.save = OutlinedButton(tr("先不保存")), FilledButton(tr("保存并确认"), "check")
        self.leave.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 24, 28, 24)
        outer.setSpacing(12)
        outer.addWidget(Label(tr("藏文"), "section"))
        outer.addWidget(Label(_ABOUT, "context", wrap=True))
        outer.addWidget(scrolling(self._fields()), 1)
        outer.addWidget(self._error)
        outer.addLayout(row)
        self._error.hide()
        viewmodel.updated.connect(self._show)
        viewmodel.saved.connect(self._saved)
        viewmodel.refused.connect(self._refused)
        self._show()

    def _fields(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._locked)
        column.addWidget(FormRow(tr("藏文标题"), self.title))
        column.addWidget(
            FormRow(tr("藏文正文"), self.body, tr("公示期、受理单位和电话会自动接在后面，不用写。"))
        )
        column.addWidget(self._annexes_row)
        column.addWidget(self._missing)
        column.addLayout(self._grid)
        column.addWidget(
            FormRow(tr("核对的人"), self.answerable, tr("他的姓名和今天的日期跟着用语一起留下。"))
        )
        column.addWidget(FormRow(tr("哪种文字在前"), self.order))
        column.addStretch(1)
        return inner

    def _show(self) -> None:
        view = self._vm.view
        if view is None:
            return
        self.title.setText(view.texts.get("title_bo", ""))
        self.body.show_value(view.texts.get("body_bo", ""))
        self.annexes.show_value(view.texts.get("annexes_bo", ""))
        self._annexes_row.setVisible(any(line.chinese == "附件" for line in view.phrases))
        self._locked.setText(
            tr("{refusal}标题、正文和附件名称这里只能看，固定用语可以填。", refusal=view.refusal)
            if view.refusal
            else ""
        )
        self._locked.setVisible(bool(view.refusal))
        self.title.setReadOnly(bool(view.refusal))
        self.body.setReadOnly(bool(view.refusal))
        self.annexes.setReadOnly(bool(view.refusal))
        self.order.choose("chinese" if view.chinese_first else "tibetan")
        missing = self._vm.missing
        self._missing.setText(
            tr("固定用语：还缺 {missing} 个", missing=missing) if missing else tr("固定用语：都有了")
        )
        clear(self._grid)
        self.phrases = {}
        for at, line in enumerate(view.phrases):
            self._add(at, line)
        first = next((line.chinese for line in view.phrases if not line.prints), "")
        (self.phrases[first] if view.refusal and first else self.title).setFocus()

    def _add(self, at: int, line: PhraseLine) -> None:
        field = _tibetan_line(line.text if line.prints else "")
        field.setAccessibleName(
            tr("{chinese}的藏文，{mark_words}", chinese=line.chinese, mark_words=mark_words(line))
        )
        field.setToolTip(mark_words(line))
        self.phrases[line.chinese] = field
        self._grid.addWidget(Label(line.chinese, wrap=True), at, 0)
        self._grid.addWidget(field, at, 1)
        if line.text and not line.prints:
            take = TextButton(tr("照填 {text}", text=line.text))
            take.setToolTip(tr("未经核对的提议。{source}", source=line.source))
            take.clicked.connect(lambda: field.setText(line.text))
            self._grid.addWidget(take, at, 2)
        else:
            words = tr("有出处") if line.mark == "seen" else line.source if line.prints else tr("没有提议")
            self._grid.addWidget(Label(words, "context"), at, 2)

    def _save(self) -> None:
        self._error.hide()
        self._vm.save(
            {
                "title_bo": self.title.text(),
                "body_bo": self.body.toPlainText(),
                "annexes_bo": self.annexes.toPlainText(),
            },
            {chinese: field.text() for chinese, field in self.phrases.items()},
            self.answerable.text(),
            self.order.current == "chinese",
        )

    def _saved(self, _words: str) -> None:
        self.accept()

    def _refused(self, error: MingbaiError) -> None:
        self._error.setText(f"{error.what}{error.todo}")
        self._error.setAccessibleName(error.what)
        self._error.show()
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)
