"""The tab 修订记录 of a record: the steps taken, and below them every import with the button that takes it back."""

from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.itemmodels.lines_model import Line, LinesModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.viewmodels.imports_viewmodel import ImportsViewModel
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.tables import TwoLineDelegate

MOST_SEEN = 4
FRAME = 6


class RecordHistoryView(QWidget):
    def __init__(self, imports: ImportsViewModel) -> None:
        super().__init__()
        self._vm = imports
        self.steps, self._steps_model = _list(tr("修订记录"), self)
        self.imports, self._imports_model = _list(tr("名单的导入"), self)
        self.undo_button = OutlinedButton(tr("撤销这次导入"), "undo")
        self.undo_button.clicked.connect(lambda: imports.undo(self._chosen()))
        self._why = Label("", "context", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(tr("名单的导入"), "section"))
        head.addWidget(self._why, 1)
        head.addWidget(self.undo_button)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addLayout(head)
        below.addWidget(self.imports)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.steps, 1)
        column.addWidget(self._below)
        self.setFocusProxy(self.steps)
        self.imports.selectionModel().currentChanged.connect(lambda _now, _before: self._explain())
        imports.updated.connect(self._update)
        self._update()

    def show_steps(self, steps: list[tuple[str, str, str]]) -> None:
        """(who did what, when and why, kind) of each step taken."""
        signs = {"returned": "arrow-u-left-top"}
        self._steps_model.show(
            [Line(words, when, None, signs.get(kind, "check-circle"), kind) for words, when, kind in steps]
        )

    def _update(self) -> None:
        vm, chosen = self._vm, self._chosen()
        self._imports_model.show(
            [
                Line(
                    vm.title_of(line),
                    vm.about(line),
                    line.number,
                    "undo" if line.undone_at else "table-arrow-up",
                )
                for line in vm.lines
            ]
        )
        if vm.lines:
            self.imports.setCurrentIndex(
                self._imports_model.index(max(0, self._imports_model.row_of(chosen)))
            )
        self.imports.setFixedHeight(min(len(vm.lines), MOST_SEEN) * self.imports.sizeHintForRow(0) + FRAME)
        self._below.setVisible(bool(vm.lines))
        self._explain()

    def _explain(self) -> None:
        line = next((line for line in self._vm.lines if line.number == self._chosen()), None)
        hindered = line.hindered if line is not None and not line.undone_at else ""
        self._why.setText(hindered)
        self.undo_button.setEnabled(line is not None and not line.hindered)

    def _chosen(self) -> int:
        return int(self.imports.currentIndex().data(ItemRole.OBJECT) or 0)


def _list(name: str, parent: QWidget) -> tuple[QListView, LinesModel]:
    view, model = QListView(), LinesModel(parent)
    view.setModel(model)
    view.setItemDelegate(TwoLineDelegate(view))
    view.setAccessibleName(name)
    return view, model
