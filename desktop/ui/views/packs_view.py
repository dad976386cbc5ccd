"""Packs 更新包: what is in use with a way back, and the one being looked at with what it would change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.packs_viewmodel import PacksViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.findings import FindingList
from desktop.ui.views.parts.marks import IconMark, Label, Line
from desktop.ui.views.parts.panel import Panel, clear, scrolling
from desktop.usecases.pack_views import PackLine, PackPreview

_SHOWN = 30


class PacksView(QWidget):
    def __init__(self, viewmodel: PacksViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self.choose_button = FilledButton(tr("选更新包"), "folder-open-outline")
        self.choose_button.clicked.connect(viewmodel.choose)
        self.arrived_button = OutlinedButton(tr("看取到的更新包"), "tray-arrow-down")
        self.arrived_button.clicked.connect(viewmodel.look_at_arrived)
        self.cancel_button = TextButton(tr("停下"))
        self.cancel_button.clicked.connect(viewmodel.cancel)
        self.accept_button = FilledButton(tr("收下，从现在起用它"), "tray-arrow-down")
        self.accept_button.clicked.connect(viewmodel.accept)
        self.leave_button = OutlinedButton(tr("不收"))
        self.leave_button.clicked.connect(viewmodel.leave)
        self.undo_buttons: list[OutlinedButton] = []
        self._doing = Label("", "context")
        self._in_use = QVBoxLayout()
        self._in_use.setSpacing(8)
        self._notes = FindingList("")
        self._seen = QVBoxLayout()
        self._seen.setSpacing(6)
        self._faults = FindingList("")
        self._panel = self._looked_at()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._using())
        column.addWidget(self._panel)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))
        viewmodel.updated.connect(self._update)
        self._update()

    def _using(self) -> Panel:
        panel = Panel((24, 18, 24, 20), 12)
        panel.setMaximumWidth(820)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconMark("layers-outline", "accent", 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("更新包"), "section"))
        words.addWidget(
            Label(
                tr(
                    "县里、州里用它改目录、表单、日历和公示文字。先看有哪些不同，再决定收不收；随时可以退回。"
                ),
                "context",
                wrap=True,
            )
        )
        head.addLayout(words, 1)
        panel.body.addLayout(head)
        panel.body.addLayout(self._in_use)
        panel.body.addWidget(self._notes)
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (self.choose_button, self.arrived_button, self._doing, self.cancel_button):
            row.addWidget(part)
        row.addStretch(1)
        panel.body.addLayout(row)
        return panel

    def _looked_at(self) -> Panel:
        panel = Panel((24, 18, 24, 20), 12)
        panel.setMaximumWidth(820)
        panel.body.addLayout(self._seen)
        panel.body.addWidget(self._faults)
        panel.body.addWidget(Line())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.accept_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        panel.body.addLayout(row)
        return panel

    def _update(self) -> None:
        vm = self._vm
        busy = bool(vm.doing)
        self._doing.setText(vm.doing)
        self._doing.setVisible(busy)
        self.cancel_button.setVisible(busy)
        self.choose_button.setVisible(vm.preview is None)
        self.choose_button.setEnabled(not busy)
        self.arrived_button.setVisible(vm.preview is None and bool(vm.arrived))
        self.arrived_button.setEnabled(not busy)
        self._notes.show_findings(vm.notes)
        self._notes.setVisible(bool(vm.notes))
        clear(self._in_use)
        self.undo_buttons = []
        if not vm.lines:
            self._in_use.addWidget(Label(tr("还没有收过更新包，用的是程序自带的内容。")))
        for line in vm.lines:
            self._in_use.addLayout(self._line(line))
        self._panel.setVisible(vm.preview is not None)
        if vm.preview is not None:
            self._show(vm.preview, busy)

    def _line(self, line: PackLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        used = (
            tr("第 {version} 个“{title}”", version=line.version, title=line.title)
            if line.version
            else tr("没有在用的更新包")
        )
        words.addWidget(
            Label(tr("{publisher}　{used}", publisher=line.publisher, used=used), "strong", wrap=True)
        )
        if line.version:
            said = tr(
                "目录 {edition} 版　管到 {expires}　{accepted_at} 由{accepted_by}收下",
                edition=line.edition,
                expires=line.expires,
                accepted_at=line.accepted_at[:10],
                accepted_by=line.accepted_by,
            )
            words.addWidget(Label(said, "context", wrap=True))
        row.addLayout(words, 1)
        if line.version and self._vm.may_accept:
            button = OutlinedButton(tr("退回上一版"), "undo", small=True)
            button.setAccessibleName(tr("退回{publisher}的上一版", publisher=line.publisher))
            button.clicked.connect(lambda _checked=False, line=line: self._vm.undo(line))
            self.undo_buttons.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _show(self, seen: PackPreview, busy: bool) -> None:
        clear(self._seen)
        self._seen.addWidget(
            Label(
                tr("{publisher}：{title}", publisher=seen.publisher, title=seen.title), "section", wrap=True
            )
        )
        said = tr(
            "第 {version} 个更新包　{made_at} 做，管到 {expires}",
            version=seen.version,
            made_at=seen.made_at,
            expires=seen.expires,
        )
        self._seen.addWidget(
            Label(said + (tr("　目录 {edition} 版", edition=seen.edition) if seen.edition else ""), "context")
        )
        if seen.notes:
            self._seen.addWidget(Label(seen.notes, wrap=True))
        if seen.first:
            self._seen.addWidget(
                Label(
                    tr("第一次收他们的更新包，指纹：{fingerprint}", fingerprint=seen.fingerprint),
                    "strong",
                    wrap=True,
                )
            )
        self._list(
            tr("有这些不同"), [tr("{area}　{text}", area=each.area, text=each.text) for each in seen.changes]
        )
        self._list(
            tr("涉及本机的记录"),
            [
                tr("{title}（{state}）　{why}", title=each.title, state=each.state, why=each.why)
                for each in seen.touched
            ],
        )
        self._list(tr("停用这些单位的电脑"), list(seen.revoked))
        if not (seen.changes or seen.revoked or seen.problems):
            self._seen.addWidget(Label(tr("和现在用的没有不同。")))
        self._faults.show_findings((*seen.problems, *seen.late))
        self._faults.setVisible(bool(seen.problems or seen.late))
        able = self._vm.may_accept and not seen.problems and not seen.in_force
        self.accept_button.setVisible(able)
        self.accept_button.setEnabled(not busy)
        self.leave_button.set_text(tr("不收") if able else tr("知道了"))
        self.leave_button.setEnabled(not busy)
        if not self._vm.may_accept:
            self._seen.addWidget(Label(tr("收更新包要由“系统管理员”的账户来做。"), "context"))
        elif seen.in_force:
            self._seen.addWidget(Label(tr("这个更新包已经在用。"), "context"))

    def _list(self, title: str, lines: Sequence[str]) -> None:
        if lines:
            self._seen.addWidget(Label(tr("{title}（{lines}）", title=title, lines=len(lines)), "strong"))
        for line in lines[:_SHOWN]:
            self._seen.addWidget(Label(line, wrap=True))
        if len(lines) > _SHOWN:
            self._seen.addWidget(Label(tr("还有 {lines} 条没有列出。", lines=len(lines) - _SHOWN), "context"))
