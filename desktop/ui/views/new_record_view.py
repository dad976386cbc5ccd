"""Choosing the matter of a new record: fields, matters, and what the chosen matter asks for.

Shows what its view-model knows; nothing is created before 开始填写.
"""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListView, QSplitter, QVBoxLayout, QWidget

from desktop.base.words import on_screen, tr
from desktop.domain.form import Form, FormField
from desktop.ui.itemmodels.lines_model import Line, LinesModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.new_record_viewmodel import NewRecordViewModel
from desktop.ui.viewmodels.roster_shown import CLASS_WORDS
from desktop.ui.views.parts.buttons import FilledButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import IconMark, Label
from desktop.ui.views.parts.marks import Line as Hairline
from desktop.ui.views.parts.panel import Page, Panel, clear, scrolling
from desktop.ui.views.parts.search import SearchField
from desktop.ui.views.parts.tables import TwoLineDelegate
from desktop.usecases.catalogue_views import MatterLine, MatterView

NARROW = 1060
STATES = {
    "current": ("check-circle", "done"),
    "due": ("clock-alert-outline", "due"),
    "late": ("alert-octagon", "late"),
}
NO_STATE = ("circle-outline", "draft")


class NewRecordView(Page):
    def __init__(self, viewmodel: NewRecordViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self._shown: MatterView | None = None
        self.header = PageHeader(tr("新建记录"), tr("先选这次公开的是哪个事项"))
        self.header.set_back(viewmodel.leave)
        self.search = SearchField(tr("查找事项"), tr("查找事项，例如 低保、征地、草原"))
        self.search.textEdited.connect(viewmodel.search)
        self.search.returnPressed.connect(self._to_matters)
        self.start_button = FilledButton(tr("开始填写"), "pencil-outline")
        self.start_button.clicked.connect(viewmodel.start)
        self.fields, self._fields = self._list(tr("领域"))
        self.matters, self._matters = self._list(tr("事项"))
        self.fields.clicked.connect(self._choose_field)
        self.fields.activated.connect(self._choose_field)
        self.matters.selectionModel().currentChanged.connect(self._choose)
        self.matters.activated.connect(lambda _index: self.start_button.setFocus())
        self._found = Label("", "context")
        self.body.addWidget(self.header)
        self.body.addWidget(self.search)
        self.body.addWidget(self._columns(), 1)
        viewmodel.updated.connect(self._update)
        self._show_matter(None)
        self._update()

    def show_place(self, place: Place) -> None:
        """With a matter, that one is chosen at once."""
        self.search.clear()
        self._vm.begin(place.matter)
        self.search.setFocus()

    # -- building ------------------------------------------------------------------------------------------

    def _list(self, name: str) -> tuple[QListView, LinesModel]:
        view, model = QListView(), LinesModel(self)
        view.setModel(model)
        view.setItemDelegate(TwoLineDelegate(view))
        view.setAccessibleName(name)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return view, model

    def _columns(self) -> QSplitter:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.matters, 1)
        column.addWidget(self._found)
        panel = Panel((20, 18, 20, 18))
        inside = QWidget()
        self._page = QVBoxLayout(inside)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.setSpacing(8)
        panel.body.addWidget(scrolling(inside), 1)
        panel.body.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignLeft)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        for part, width in ((self.fields, 220), (middle, 360), (panel, 380)):
            part.setMinimumWidth(min(width, 260))
            splitter.addWidget(part)
        self.fields.setMinimumWidth(180)
        splitter.setSizes([230, 450, 500])
        splitter.setStretchFactor(1, 1)
        splitter.setStretchFactor(2, 1)
        return splitter

    # -- showing -------------------------------------------------------------------------------------------

    def _update(self) -> None:
        vm = self._vm
        self._fields.show(
            [Line(f.name, tr("{matters} 个事项", matters=f.matters), f.code) for f in vm.fields]
        )
        at = self._fields.row_of(vm.field)
        if at >= 0 and not vm.text:
            self.fields.setCurrentIndex(self._fields.index(at))
        elif vm.text:
            self.fields.clearSelection()
        lines = [
            Line(
                m.name,
                f"{_path(m.level1, m.level2, m.name)}{_form(m)}",
                m.code,
                *STATES.get(m.state, NO_STATE),
            )
            for m in vm.matters
        ]
        self._matters.show(lines, vm.text)
        self._found.setText(vm.found_words)
        row = self._matters.row_of(vm.chosen.matter.code) if vm.chosen else -1
        if row >= 0 and self.matters.currentIndex().row() != row:
            self.matters.setCurrentIndex(self._matters.index(row))
        if vm.chosen is not self._shown:
            self._shown = vm.chosen
            self._show_matter(vm.chosen)

    def _show_matter(self, view: MatterView | None) -> None:
        clear(self._page)
        if view is None:
            self._page.addWidget(
                Label(tr("在中间选一个事项，这里会写明要公开什么、什么时候公开。"), "context", wrap=True)
            )
            self._page.addStretch(1)
            return
        matter = view.matter
        self._page.addWidget(Label(matter.path, "context", wrap=True))
        self._page.addWidget(Label(matter.name, "section", wrap=True))
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(StatusChip("draft", view.layer_words, "layers-outline"))
        chips.addStretch(1)
        self._page.addLayout(chips)
        self._page.addWidget(Hairline())
        self._fact(tr("公开时限"), tr("；").join(view.limit_words))
        self._fact(tr("公开主体"), view.publisher_words)
        self._fact(tr("来源"), view.mark_words)
        self._page.addWidget(Hairline())
        self._page.addWidget(Label(tr("表单"), "context"))
        self._page.addWidget(self._form_choice())
        inside = QWidget()
        self._asked = QVBoxLayout(inside)
        self._asked.setContentsMargins(0, 0, 0, 0)
        self._asked.setSpacing(8)
        self._page.addWidget(inside)
        self._page.addStretch(1)
        self._show_form(view.form)

    def _form_choice(self) -> QComboBox:
        """The proposed form, and others for what the catalogue has no matter of its own."""
        self.forms = QComboBox()
        self.forms.setAccessibleName(tr("表单"))
        self.forms.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for form in self._vm.forms:
            self.forms.addItem(on_screen(form.name), form.code)
        self.forms.activated.connect(self._choose_form)
        return self.forms

    def _show_form(self, form: Form) -> None:
        clear(self._asked)
        self._asked.addWidget(Label(tr("要填的"), "context"))
        labels = tr("、").join(on_screen(field.label) for field in form.fields if not field.computed_from)
        self._asked.addWidget(Label(labels, wrap=True))
        if form.roster:
            self._asked.addWidget(Label(tr("名单各栏"), "context"))
            for field in form.roster:
                self._asked.addLayout(_column_line(field))

    def _fact(self, name: str, text: str) -> None:
        if text:
            self._page.addWidget(Label(name, "context"))
            self._page.addWidget(Label(text, wrap=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fields.setVisible(room(self).width() >= NARROW or not self._vm.text)

    # -- acting --------------------------------------------------------------------------------------------

    def _choose_field(self, index: QModelIndex) -> None:
        self.search.clear()
        self._vm.choose_field(str(index.data(ItemRole.OBJECT)))

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._vm.choose(str(now.data(ItemRole.OBJECT)))

    def _choose_form(self, row: int) -> None:
        self._vm.choose_form(str(self.forms.itemData(row)))
        self._show_form(self._vm.forms[row])

    def _to_matters(self) -> None:
        self._vm.settle(self._choose_first)

    def _choose_first(self) -> None:
        self.matters.setFocus()
        if self._vm.matters:
            self.matters.setCurrentIndex(self._matters.index(0))


def _form(line: MatterLine) -> str:
    """The form's name where it is one made for this kind, not the general one that bears the matter's name."""
    return (
        tr("表单：{form_name}", form_name=line.form_name)
        if line.form_name and line.form_name != line.name
        else ""
    )


def _path(level1: str, level2: str, name: str) -> str:
    above = " › ".join(level for level in (level1, level2) if level and level != name)
    return tr("{above}　", above=above) if above else ""


def _column_line(field: FormField) -> QHBoxLayout:
    icon_name, words = CLASS_WORDS[field.disclosure]
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconMark(icon_name, "text2", 18))
    row.addWidget(Label(tr("{label}　{words}", label=field.label, words=words), wrap=True), 1)
    return row
