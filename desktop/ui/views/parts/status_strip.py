"""The status bar: saved when, which office and edition, F1."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.base.words import tr
from desktop.ui.views.parts.buttons import TextButton
from desktop.ui.views.parts.marks import IconMark, Label


class StatusStrip(QFrame):
    """``help`` tells that F1 帮助 was pressed. In a narrow window only 已保存 stays."""

    help_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "status")
        self._mark = IconMark("check-circle", "done", 18)
        self._saved, self._backup, self._place = (
            Label("", "plain"),
            Label("", "context"),
            Label("", "context"),
        )
        self._help = TextButton(tr("F1 帮助"), "help-circle-outline")
        self._help.setProperty("role", "status-link")
        self._help.clicked.connect(self.help_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._saved)
        row.addSpacing(14)
        row.addWidget(self._backup)
        row.addStretch(1)
        row.addWidget(self._place)
        row.addSpacing(6)
        row.addWidget(self._help)
        self.setFixedHeight(34)
        self._wide = True
        self.show_saved("")

    @property
    def saved(self) -> str:
        return self._saved.text()

    def show_saved(self, at: str) -> None:
        words = tr("已保存 {at}", at=at) if at else tr("改动会自动保存")
        self._saved.setText(words)
        self._mark.show_icon("check-circle", "done")
        self._mark.setVisible(bool(at))

    def show_only_reading(self) -> None:
        """Nothing that is typed is kept: that must not be overlooked."""
        self._saved.setText(tr("只能看，不能改"))
        self._mark.show_icon("alert", "due")
        self._mark.setVisible(True)

    def show_backup(self, words: str) -> None:
        self._backup.setText(words)
        self._backup.setVisible(bool(words) and self._wide)

    def show_place(self, words: str) -> None:
        self._place.setText(words)

    def fit(self, has: QSize) -> None:
        """``has``: the room there is, at the usual text."""
        self._wide = has.width() >= 1100 and has.height() >= 600
        for part in (self._place, self._help):
            part.setVisible(self._wide)
        self._backup.setVisible(self._wide and bool(self._backup.text()))
