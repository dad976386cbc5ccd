"""The band of a practice: what it is, the tour's step, and the way on. Stands above every place; decides nothing."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.base.words import tr
from desktop.ui.viewmodels.tour_viewmodel import TourViewModel
from desktop.ui.views.parts.buttons import OutlinedButton, TextButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.marks import Label


class TourBand(QFrame):
    def __init__(self, model: TourViewModel) -> None:
        super().__init__()
        self.setProperty("role", "practice")
        self._model = model
        self._title = Label("", "strong", wrap=True)
        self._words = Label("", wrap=True)
        self._hint = Label("", wrap=True, kind="due")
        self.back_button = OutlinedButton(tr("上一步"), small=True)
        self.back_button.clicked.connect(model.back)
        self.next_button = OutlinedButton(tr("下一步"), small=True)
        self.next_button.clicked.connect(model.forward)
        self.place_button = TextButton(tr("回到这一步"), small=True)
        self.place_button.clicked.connect(model.show_place)
        self.end_button = TextButton(tr("结束练习"), small=True)
        self.end_button.clicked.connect(model.end)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(StatusChip("due", tr("练习"), "information"))
        head.addWidget(self._title, 1)
        head.addWidget(self.place_button)
        head.addWidget(self.back_button)
        head.addWidget(self.next_button)
        head.addWidget(self.end_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self._hint)
        model.updated.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        model = self._model
        self._title.setText(
            tr(
                "第 {at} 步，共 {count} 步：{title}",
                at=model.at + 1,
                count=model.count,
                title=model.step.title,
            )
        )
        self._words.setText(model.step.words)
        self._hint.setText(model.hint)
        self._hint.setVisible(bool(model.hint))
        self.back_button.setEnabled(model.at > 0)
        self.next_button.setEnabled(model.at < model.count - 1)
        self.setAccessibleName(tr("练习，{text}。{words}", text=self._title.text(), words=model.step.words))
