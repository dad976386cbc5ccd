"""Settings, part 索引号: how the office writes its index numbers, with the next one shown while writing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.domain.index_number import BLOCK_SIZE, BLOCKS, PARTS, IndexPattern
from desktop.ui.viewmodels.index_pattern_viewmodel import IndexPatternViewModel
from desktop.ui.viewmodels.office_settings_viewmodel import OfficeSettingsViewModel
from desktop.ui.views.parts.buttons import FilledButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Panel, scrolling

_NO_BLOCK = -1


class IndexPart(QWidget):
    """Nothing is kept before the button is pressed; a pattern that cannot be used says why below its field."""

    def __init__(self, model: IndexPatternViewModel, office: OfficeSettingsViewModel) -> None:
        super().__init__()
        self._model, self._office = model, office
        self._filled: IndexPattern | None = None
        self.pattern, self.credit_code, self.block = QLineEdit(), QLineEdit(), QComboBox()
        self.block.addItem(tr("没有分号段"), _NO_BLOCK)
        for number in BLOCKS:
            first, last = number * BLOCK_SIZE + 1, (number + 1) * BLOCK_SIZE - 1
            self.block.addItem(
                tr("号段 {number}：{first} 到 {last}", number=number, first=first, last=last), number
            )
        parts = tr("，").join(f"{{{name}}} {tr(words)}" for name, words in PARTS.items())
        self._row = FormRow(
            tr("索引号的写法"), self.pattern, tr("花括号里的由程序填：{parts}。", parts=parts)
        )
        self.save_button = FilledButton(tr("用这个写法"), "check")
        self._here, self._elsewhere = Label("", "strong"), Label("", "strong")
        for label in (self._here, self._elsewhere):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        words = tr("每条签发的记录都有一个索引号。县里怎么定就怎么写；已经编出的号不会变。")
        column.addWidget(Label(words, "context", wrap=True))
        column.addWidget(self._row)
        pair = QHBoxLayout()
        pair.setSpacing(16)
        code = FormRow(
            tr("统一社会信用代码"), self.credit_code, tr("写法里用到 {credit_code} 时才要填"), optional=True
        )
        block = FormRow(tr("这台电脑的号段"), self.block, tr("单位有几台电脑时，每台分一个，号才不会重"))
        pair.addWidget(code, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(block, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(pair)
        shown = QGridLayout()
        shown.setHorizontalSpacing(16)
        for at, (words, label) in enumerate(
            ((tr("这台电脑的下一个号"), self._here), (tr("另一台电脑的同一个流水号"), self._elsewhere))
        ):
            shown.addWidget(Label(words, "context"), at, 0)
            shown.addWidget(label, at, 1)
        shown.setColumnStretch(1, 1)
        column.addLayout(shown)
        column.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        panel = Panel()
        panel.body.addWidget(scrolling(inside))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panel)
        self.pattern.textEdited.connect(self._write)
        self.credit_code.textEdited.connect(self._write)
        self.block.activated.connect(self._write)
        self.save_button.clicked.connect(model.save)
        model.updated.connect(self.refresh)
        office.updated.connect(self.refresh)

    def refresh(self) -> None:
        kept, preview = self._model.kept, self._model.preview
        if kept is not None and kept != self._filled:
            self._filled = kept
            self.pattern.setText(kept.pattern)
            self.credit_code.setText(kept.credit_code)
            self.block.setCurrentIndex(self.block.findData(_NO_BLOCK if kept.block is None else kept.block))
        self._row.set_error(self._model.error)
        self._here.setText(preview.here if preview else "—")
        self._elsewhere.setText(preview.elsewhere if preview else "—")
        allowed = not self._office.refusal
        for part in (self.pattern, self.credit_code):
            part.setReadOnly(not allowed)
        self.block.setEnabled(allowed)
        self.save_button.setEnabled(allowed and self._model.can_save)

    def _write(self) -> None:
        block = int(self.block.currentData())
        self._model.write(
            IndexPattern(
                self.pattern.text().strip(),
                self.credit_code.text().strip(),
                None if block == _NO_BLOCK else block,
            )
        )
