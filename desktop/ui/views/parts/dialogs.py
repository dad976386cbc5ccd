"""The one kind of dialog: for stops and for what cannot be undone. What happened, what is safe, what to do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.views.parts.buttons import DangerButton, FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.helped import HelpedDialog
from desktop.ui.views.parts.marks import IconMark, Label

Choice = tuple[str, str]
SHORT = 16


class StopDialog(HelpedDialog):
    """``buttons`` are (key, words): the first leaves and stands at the left, the last is the filled one.

    ``body`` is put between the sentences and the buttons. ``destructive`` starts the focus on the leaving button.
    ``on_paper`` prints what the dialog says. After it closed, ``chosen`` is the key; Esc is the first.
    """

    def __init__(
        self,
        what: str,
        safe: str = "",
        steps: Sequence[str] = (),
        buttons: Sequence[Choice] = (("leave", tr("知道了")),),
        *,
        detail: str = "",
        icon: str = "alert-octagon",
        token: str = "late",
        body: QWidget | None = None,
        destructive: bool = False,
        on_paper: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("明白"))
        self.setAccessibleName(what)
        self.chosen = buttons[0][0]
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(IconMark(icon, token, 36), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(what, "title" if len(what) <= SHORT else "section", wrap=True), 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(30, 28, 30, 24)
        self._column.setSpacing(16)
        self._column.addLayout(head)
        if safe:
            self._column.addWidget(self._safe(safe))
        if steps:
            self._steps(steps)
        if body is not None:
            self._column.addWidget(body)
        if detail:
            self._fold(detail)
        self.print_button = TextButton(tr("打印这段话"), "printer-outline")
        self.print_button.setVisible(on_paper is not None)
        if on_paper is not None:
            self.print_button.clicked.connect(lambda _=False: on_paper())
        self._column.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._column.addLayout(self._row(buttons, destructive))
        screen = QGuiApplication.primaryScreen()
        self.setFixedWidth(min(640, screen.availableGeometry().width() - 40) if screen else 640)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its sentences need at its width: Qt measures them at the width they would like."""
        super().showEvent(event)
        needed, screen = self._column.totalHeightForWidth(self.width()), self.screen()
        self.setMinimumHeight(min(needed, screen.availableGeometry().height() - 40))

    def _safe(self, safe: str) -> QFrame:
        band = QFrame()
        band.setProperty("role", "sunken")
        row = QHBoxLayout(band)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(IconMark("check-circle", "done", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(safe, wrap=True), 1)
        return band

    def _steps(self, steps: Sequence[str]) -> None:
        self._column.addWidget(Label(tr("请这样做"), "strong"))
        for number, words in enumerate(steps, 1):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Label(f"{number}.", "link"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(words, wrap=True), 1)
            self._column.addLayout(row)

    def _fold(self, detail: str) -> None:
        text = QPlainTextEdit(detail)
        text.setReadOnly(True)
        text.setAccessibleName(tr("给技术人员看的细节"))
        text.setMaximumHeight(140)
        text.hide()
        fold = TextButton(tr("给技术人员看的细节"), "chevron-right")
        fold.clicked.connect(lambda: text.setVisible(text.isHidden()))
        fold.clicked.connect(self.adjustSize)
        self._column.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(text)

    def _row(self, buttons: Sequence[Choice], destructive: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        made: list[QPushButton] = []
        for at, (key, words) in enumerate(buttons):
            last = at == len(buttons) - 1
            kind = (DangerButton if destructive else FilledButton) if last else OutlinedButton
            button = kind(words)
            button.clicked.connect(lambda _=False, key=key: self._choose(key))
            if at == 1 or (last and at == 0):
                row.addStretch(1)
            row.addWidget(button)
            made.append(button)
        first = made[0] if destructive else made[-1]
        first.setDefault(True)
        first.setFocus()
        return row

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.accept()
