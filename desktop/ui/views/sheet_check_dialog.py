"""核对一张公示: paste what the code said, drop a photo on it, and read whether it is the issued one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.base.errors import MingbaiError
from desktop.base.words import sentences, tr
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.file_drop import FileDrop
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.helped import HelpedDialog
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Banner, scrolling
from desktop.usecases.sheet_check import SheetVerdict, Verdict

_TITLES = {
    Verdict.CURRENT: ("done", tr("是签发的那一份")),
    Verdict.CORRECTING: ("due", tr("正在更正")),
    Verdict.SUPERSEDED: ("late", tr("已经更正，这一张作废")),
    Verdict.WITHDRAWN: ("late", tr("已经撤回")),
    Verdict.ELSEWHERE: ("info", tr("签名对，本机还没有这条记录")),
    Verdict.ALTERED: ("late", tr("文字被改过，或是仿造")),
    Verdict.UNKNOWN: ("late", tr("不认识的签名")),
}


class SheetCheckDialog(HelpedDialog):
    """``text_given`` and ``photo_dropped`` ask for a check; ``photo_wanted`` for choosing a file."""

    text_given = Signal(str)
    photo_dropped = Signal(Path)
    photo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("核对公示"))
        self.setModal(True)
        self.setMinimumSize(600, 470)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 4 + 24)
        self.row = FormRow(
            tr("二维码的文字"), self.text, tr("用手机扫公示下方的二维码，把文字复制到这里；或把照片拖进来。")
        )
        self.answer = Banner("info", "")
        self.answer.hide()
        self._about = Label("", "context", wrap=True)
        leave, photo = OutlinedButton(tr("关上")), OutlinedButton(tr("选一张照片"), "file-eye-outline")
        self.go = FilledButton(tr("核对"), "shield-check-outline")
        leave.clicked.connect(self.reject)
        photo.clicked.connect(self.photo_wanted)
        self.go.clicked.connect(self._check)
        self.go.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(leave)
        buttons.addStretch(1)
        buttons.addWidget(photo)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(14)
        column.addWidget(Label(tr("核对公示"), "section"))
        column.addWidget(Label(tr("看一张公示是不是签发的那一份，不用联网。"), "context", wrap=True))
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(12)
        rows.addWidget(self.answer)
        rows.addWidget(self._about)
        rows.addWidget(self.row)
        rows.addStretch(1)
        column.addWidget(scrolling(inner), 1)
        column.addLayout(buttons)
        self._drop = FileDrop(self, self.text, self.text.viewport())
        self._drop.dropped.connect(lambda files: self.photo_dropped.emit(files[0]))
        self.text.setFocus()

    def _check(self) -> None:
        text = self.text.toPlainText().strip()
        self.row.set_error("" if text else tr("请粘贴二维码的文字，或选一张照片。"))
        if text:
            self.text_given.emit(text)

    def show_verdict(self, found: SheetVerdict) -> None:
        kind, title = _TITLES[found.verdict]
        self.row.set_error("")
        self.answer.show()
        self.answer.say("due" if found.revoked else kind, sentences(found.words, found.advice), title=title)
        code = found.code
        lines = [
            tr("{number}　{title}", number=code.number, title=code.title),
            tr("{start} 至 {end}", start=code.start, end=code.end),
        ]
        if found.signed_by:
            lines.append(tr("签发：{signed_by}", signed_by=found.signed_by))
        if found.revoked:
            lines.append(tr("签发的那台电脑后来被停用，请问一下这个单位。"))
        self._about.setText("\n".join(lines))

    def show_refusal(self, error: MingbaiError) -> None:
        self.answer.hide()
        self._about.setText("")
        self.row.set_error(f"{error.what}{error.todo}")
