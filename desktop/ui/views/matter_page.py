"""The page of one matter: what, on what basis, within what time, by whom, where; and this office's own records of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import on_screen, tr
from desktop.domain.matter import DISCLOSURE_WORDS, MARK_WORDS, Mark
from desktop.ui.states import state_kind, state_words
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.flow import FlowLayout
from desktop.ui.views.parts.links import NameLink
from desktop.ui.views.parts.marks import IconMark, Label, Line
from desktop.ui.views.parts.panel import Panel, clear, scrolling
from desktop.usecases.catalogue_views import MatterView

SEEN = {
    Mark.PAGE: ("done", "eye-check-outline"),
    Mark.OFFICE: ("done", "account-check-outline"),
    Mark.MEMORY: ("due", "head-question-outline"),
}


class MatterPage(Panel):
    """``begin`` tells that 开始填写 was pressed, ``record_chosen`` carries the id of one of the records, ``again`` that of
    the one to be made again."""

    begin = Signal()
    again = Signal(str)
    record_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__((22, 16, 22, 16), 10)
        self._last = ""
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self.begin_button = FilledButton(tr("开始填写"), "pencil-outline")
        self.begin_button.clicked.connect(self.begin)
        self.again_button = OutlinedButton(tr("照上次的做"), "restart")
        self.again_button.clicked.connect(lambda: self.again.emit(self._last))
        self.last_button = OutlinedButton(tr("看上次的"))
        self.last_button.clicked.connect(self._open_last)
        self.body.addWidget(scrolling(self._inside), 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.begin_button)
        foot.addWidget(self.again_button)
        foot.addWidget(self.last_button)
        self.reader_words = Label(tr("新建记录由“起草”的账户来做。"), "context", wrap=True)
        foot.addWidget(self.reader_words, 1)
        foot.addStretch()
        self.body.addLayout(foot)
        self._may_write = True
        self.show_matter(None, "")

    def set_may_write(self, may: bool) -> None:
        """Who does not begin records is told so in the place of the buttons."""
        self._may_write = may

    def show_matter(self, view: MatterView | None, field_name: str) -> None:
        clear(self._column)
        self.begin_button.setVisible(view is not None and self._may_write)
        self.reader_words.setVisible(view is not None and not self._may_write)
        records = view.records if view else ()
        self._last = next((line.id for line in records if line.issued_on), records[0].id if records else "")
        self.last_button.setVisible(bool(self._last))
        self.again_button.setVisible(bool(self._last) and self._may_write)
        if view is None:
            self._column.addWidget(IconMark("file-tree-outline", "accent", 52))
            self._column.addWidget(Label(tr("请在左边选一个事项"), "section", wrap=True))
            self._column.addWidget(
                Label(tr("点开领域，或写几个字查找。选好后这里写明该公开什么。"), wrap=True)
            )
            self._column.addStretch(1)
            return
        matter = view.matter
        path = [
            field_name,
            *(part for part in (matter.level1, matter.level2, matter.level3) if part and part != matter.name),
        ]
        self._column.addWidget(
            Label(" › ".join(on_screen(part) for part in path if part), "context", wrap=True)
        )
        self._column.addWidget(Label(matter.name, "title", wrap=True))
        self._chips(view)
        self._column.addWidget(Label(f"{matter.code} · {view.mark_words}", "context", wrap=True))
        self._column.addWidget(Line())
        self._facts(view)
        self._column.addWidget(Line())
        self._records(view)
        self._column.addStretch(1)

    def _chips(self, view: MatterView) -> None:
        verification = view.matter.verification
        kind, icon = SEEN[verification.mark]
        seen = {
            Mark.PAGE: tr("已见于官方网页 {pages} 处", pages=len(verification.pages)),
            Mark.OFFICE: tr("已由单位核对"),
            Mark.MEMORY: tr("凭记忆补，请核对"),
        }[verification.mark]
        if verification.copy_only:
            kind, icon, seen = "due", "head-question-outline", tr("只见于转载")
        chips = QWidget()
        row = FlowLayout(chips)
        row.addWidget(StatusChip(kind, seen, icon))
        row.addWidget(StatusChip("draft", view.layer_words, "layers-outline"))
        row.addWidget(StatusChip("draft", tr(DISCLOSURE_WORDS[view.matter.disclosure]), "earth"))
        self._column.addWidget(chips)

    def _facts(self, view: MatterView) -> None:
        matter = view.matter
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [
            (tr("公开要素"), self._elements(view)),
            (tr("公开依据"), self._bases(view)),
            (tr("公开时限"), self._lines(view.limit_words)),
            (tr("公开主体"), self._lines((view.publisher_words,))),
            (tr("公开渠道"), self._lines((view.channel_words,))),
            (tr("公开对象"), self._lines((view.audience_words,))),
            (tr("公开层级"), self._lines((view.tier_words,))),
            (tr("填写用表"), self._lines((view.form.name,))),
        ]
        if matter.legal_update:
            rows.append((tr("新的规定"), self._lines((matter.legal_update,))))
        if matter.notes:
            rows.append((tr("说明"), self._lines(matter.notes)))
        for at, (label, widget) in enumerate(rows):
            grid.addWidget(Label(label, "context"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, at, 1)
        self._column.addLayout(grid)

    def _elements(self, view: MatterView) -> QWidget:
        """Short elements stand in two columns."""
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        elements = view.matter.elements
        columns = 2 if all(len(element.text) <= 12 for element in elements) and len(elements) > 1 else 1
        for at, element in enumerate(elements):
            special = element.disclosure is not view.matter.disclosure
            extra = (
                tr("（{disclosure_words}）", disclosure_words=DISCLOSURE_WORDS[element.disclosure])
                if special
                else ""
            )
            optional = tr("（可选）") if element.optional else ""
            state = view.element_states[at] if at < len(view.element_states) else ""
            grid.addWidget(_element(f"{element.text}{extra}{optional}", state), at // columns, at % columns)
        return box

    def _bases(self, view: MatterView) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for basis in view.basis_lines:
            number = tr("（{doc_no}）", doc_no=basis.doc_no) if basis.doc_no else ""
            column.addWidget(Label(tr("《{title}》{number}", title=basis.title, number=number), wrap=True))
            if basis.mark_words and basis.mark_words != tr(MARK_WORDS[Mark.PAGE]):
                column.addWidget(
                    Label(tr("文号{mark_words}", mark_words=basis.mark_words), "context", wrap=True)
                )
            if basis.successor:
                row = QHBoxLayout()
                row.setSpacing(6)
                row.addWidget(IconMark("swap-horizontal", "text2", 18), 0, Qt.AlignmentFlag.AlignTop)
                row.addWidget(
                    Label(
                        tr("已由{successor}代替，旧记录仍按原版显示", successor=basis.successor),
                        "context",
                        wrap=True,
                    ),
                    1,
                )
                column.addLayout(row)
        if not view.basis_lines:
            column.addWidget(Label(tr("目录没有写明"), "context"))
        return box

    def _lines(self, lines: tuple[str, ...]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in lines:
            column.addWidget(Label(line or tr("目录没有写明"), "" if line else "context", wrap=True))
        return box

    def _records(self, view: MatterView) -> None:
        self._column.addWidget(Label(tr("本单位的记录"), "strong"))
        if not view.records:
            self._column.addWidget(Label(tr("这个事项还没有记录。"), "context", wrap=True))
        for line in view.records[:6]:
            row = QHBoxLayout()
            row.setSpacing(10)
            title = NameLink(line.title, "file-document-check-outline")
            title.clicked.connect(lambda _=False, record=line.id: self.record_chosen.emit(record))
            row.addWidget(title)
            row.addStretch(1)
            row.addWidget(StatusChip(state_kind(line.state), state_words(line.state)))
            self._column.addLayout(row)

    def _open_last(self) -> None:
        self.record_chosen.emit(self._last)


def _element(words: str, state: str) -> QWidget:
    """One element with what is known of it: a tick where it is public now, an empty ring where it never was."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    icon, told = {
        "current": ("check-circle", tr("已公开")),
        "never": ("circle-outline", tr("还没有公开")),
    }.get(state, ("", ""))
    if icon:
        mark = IconMark(icon, "done" if state == "current" else "text2", 18)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(words if icon else f"· {words}", wrap=True), 1)
    line.setAccessibleName(tr("{words}，{told}", words=words, told=told) if told else words)
    line.setToolTip(told)
    return line
