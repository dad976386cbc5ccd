"""How far a long piece of work is: the footer over the status bar, and the card with named steps for a stick."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.base.progress import Step
from desktop.base.words import tr
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.panel import clear


def _fill(bar: QProgressBar, step: Step) -> None:
    bar.setRange(0, 1000 if step.total else 0)
    bar.setValue(round(1000 * step.done / step.total) if step.total else 0)


class ProgressFooter(QFrame):
    """Name, bar, count, 取消. Hidden until ``show_step``; ``cancelled`` when the button is pressed."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        self._name, self._count = Label("", "strong"), Label("", "context")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(tr("进度"))
        self.cancel = OutlinedButton(tr("取消"), small=True)
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 6, 28, 6)
        row.setSpacing(14)
        row.addWidget(self._name)
        row.addWidget(self._bar, 1)
        row.addWidget(self._count)
        row.addWidget(self.cancel)
        self.hide()

    def show_step(self, step: Step) -> None:
        self._name.setText(tr(step.text))
        self._count.setText(f"{step.done} / {step.total}" if step.total else "")
        _fill(self._bar, step)
        self.setAccessibleName(f"{tr(step.text)} {self._count.text()}")
        self.show()

    def finish(self) -> None:
        self.hide()


class StepsCard(QWidget):
    """Named steps one below the other, each ticked when done, with the bar of the one that runs."""

    def __init__(self, steps: Sequence[str] = ()) -> None:
        super().__init__()
        self._rows: list[tuple[IconMark, Label, Label]] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(tr("进度"))
        self._below = Label("", "context", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._list)
        column.addWidget(self._bar)
        column.addWidget(self._below)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[str]) -> None:
        """Begins again, nothing done yet."""
        clear(self._list)
        self._rows = []
        for words in steps:
            mark, label, note = IconMark("circle-outline", "control", 20), Label(words), Label("", "context")
            row = QHBoxLayout()
            row.setSpacing(14)
            row.addWidget(mark)
            row.addWidget(label, 1)
            row.addWidget(note)
            self._list.addLayout(row)
            self._rows.append((mark, label, note))
        self._bar.setVisible(False)
        self._below.setText("")

    def show_step(self, at: int, step: Step, note: str = "") -> None:
        """Step ``at`` (from 0) runs; those before it are done. ``at`` equal to the number of steps: all done."""
        for place, (mark, label, beside) in enumerate(self._rows):
            state = "done" if place < at else ("now" if place == at else "ahead")
            mark.show_icon(
                {"done": "check-circle", "now": "progress-clock", "ahead": "circle-outline"}[state],
                {"done": "done", "now": "running", "ahead": "control"}[state],
            )
            font = label.font()
            font.setBold(state == "now")
            label.setFont(font)
            if place == at:
                percent = f"{round(100 * step.done / step.total)}%" if step.total else ""
                beside.setText(note or percent)
            elif state == "done" and beside.text().endswith("%"):
                beside.setText("")
        self._bar.setVisible(at < len(self._rows))
        _fill(self._bar, step)
        self._below.setText(tr(step.text))
        self.setAccessibleName(tr(step.text))
