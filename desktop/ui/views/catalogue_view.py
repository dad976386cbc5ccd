"""公开目录: the tree with coverage, the matter chosen in it, and how far the whole office is."""

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.base.words import tr
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.theme.icons import icon
from desktop.ui.theme.room import growth, room
from desktop.ui.viewmodels.catalogue_viewmodel import CatalogueViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views.catalogue_tree_view import CatalogueTreeView
from desktop.ui.views.county_table_view import CountyTableView
from desktop.ui.views.county_taken_view import CountyTakenView
from desktop.ui.views.coverage_panel import CoveragePanel
from desktop.ui.views.matter_page import MatterPage
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Banner, Page, Panel
from desktop.usecases.catalogue_views import FieldLine, MatterLine


class CatalogueView(Page):
    """In a narrow window the coverage goes; in a very narrow one tree and matter are two steps."""

    WIDE, STEPPED = 1180, 900
    TYPING_PAUSE_MS = 180

    def __init__(self, model: CatalogueViewModel) -> None:
        super().__init__()
        self._model = model
        self.header = PageHeader(tr("公开目录"), model.context)
        self._banner = Banner("block", "")
        self._banner.hide()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("查找事项、要素或领域"))
        self.search.setAccessibleName(tr("查找事项"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("magnify", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(self.TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: model.search(self.search.text()))
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._first_hit)
        self.tree = CatalogueTreeView()
        self.tree.setModel(model.tree)
        self.tree.selectionModel().currentChanged.connect(self._chose)
        self._count = Label("", "context", wrap=True)
        self.page = MatterPage()
        self.page.set_may_write(model.may_write)
        self.page.begin.connect(model.begin)
        self.page.record_chosen.connect(model.open_record)
        self.page.again.connect(model.make_again)
        self._left = self._tree_side()
        self.coverage = CoveragePanel()
        self.coverage.field_chosen.connect(self._open_field)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(16)
        for part in (self._left, self.page, self.coverage):
            self._split.addWidget(part)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([320, 534, 326])
        self.back_to_tree = OutlinedButton(tr("返回目录"), "arrow-left")
        self.back_to_tree.clicked.connect(self._show_tree)
        self.back_to_tree.setProperty("gone", True)
        self.back_to_tree.setProperty("stays", True)
        self.back_to_tree.hide()
        self.header.add_action(self.back_to_tree)
        self._build_pages()
        self._stepped, self._on_page = False, False
        self._revealed = ""
        model.tree.rowsInserted.connect(self._reveal)
        model.updated.connect(self.refresh)
        model.shown.connect(self._show_matter)

    def show_place(self, place: Place) -> None:
        if place.matter:
            self._show_import(False)
        self._model.show_place(place)
        self.tree.setFocus()

    def _build_pages(self) -> None:
        """The tree and what is beside it, and over the same place the county's own table."""
        model = self._model
        self.import_button = OutlinedButton(tr("导入本县目录"), "table-arrow-up")
        self.import_button.clicked.connect(self._begin_import)
        self.export_button = OutlinedButton(tr("导出目录"), "file-download-outline")
        self.export_button.clicked.connect(model.county.export)
        self.taken_button = OutlinedButton(tr("本县已采用"), "layers-outline")
        self.taken_button.clicked.connect(self._show_taken)
        if model.keeps_catalogue:
            self.header.add_action(self.taken_button)
            self.header.add_action(self.import_button)
        self.header.add_action(self.export_button)
        self.county = CountyTableView(model.county)
        self.county.hide()
        model.county.finished.connect(self._leave_import)
        self.taken = CountyTakenView(model.taken)
        self.taken.hide()
        model.taken.finished.connect(self._leave_import)
        self._inside_page = QWidget()
        column = QVBoxLayout(self._inside_page)
        column.setContentsMargins(28, 16, 28, 16)
        column.setSpacing(12)
        for widget in (self.header, self._banner):
            column.addWidget(widget)
        column.addWidget(self._split, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._inside_page, 1)
        self.body.addWidget(self.county, 1)
        self.body.addWidget(self.taken, 1)

    def _begin_import(self) -> None:
        if self._model.county.begin() and self._model.county.path is not None:
            self._show_import(self._model.county.reading is not None or bool(self._model.county.working))

    def _show_taken(self) -> None:
        self._model.taken.reload()
        self._inside_page.hide()
        self.taken.show()
        self.taken.take_focus()

    def _leave_import(self) -> None:
        self.taken.hide()
        self._show_import(False)
        self.tree.setFocus()

    def _show_import(self, on: bool) -> None:
        self.county.setVisible(on)
        if on:
            self.county.take_focus()
        self._inside_page.setVisible(not on)

    def help_part(self) -> str:
        return "county" if self.county.isVisible() or self.taken.isVisible() else ""

    def primary(self) -> QPushButton | None:
        if self.county.isVisible():
            return self.county.accept_button
        if self.taken.isVisible():
            return None
        return self.page.begin_button if self._model.matter is not None and self._model.may_write else None

    def search_field(self) -> QLineEdit:
        self._show_tree()
        return self.search

    def _tree_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.search)
        panel = Panel((1, 1, 1, 1), 0)
        panel.body.addWidget(self.tree)
        column.addWidget(panel, 1)
        column.addWidget(self._count)
        side.setMinimumWidth(256)
        return side

    def refresh(self) -> None:
        model = self._model
        self._banner.setVisible(model.refusal is not None)
        if model.refusal is not None:
            self._banner.say("block", f"{model.refusal.safe}{model.refusal.todo}", title=model.refusal.what)
        found = (
            tr("找到 {hits} 个事项", hits=len(model.hits))
            if model.hits
            else tr("没有找到“{words}”，请换几个字，或清空再看目录。", words=model.words)
        )
        self._count.setText(found if model.words else "")
        self._count.setVisible(bool(model.words))
        self.coverage.show_coverage(model.totals, model.bars, model.first_gaps)

    def _chose(self, index: QModelIndex) -> None:
        value = index.data(ItemRole.OBJECT)
        shown = self._model.matter
        if isinstance(value, MatterLine) and (shown is None or shown.matter.code != value.code):
            self._model.open(value.code)

    def _first_hit(self) -> None:
        self._pause.stop()
        self._model.search(self.search.text())
        self.tree.setFocus()

    def _reveal(self) -> None:
        """The tree opens where the matter on the page stands, once, however one came to it."""
        view = self._model.matter
        at = self._model.tree.find(view.matter.code) if view is not None and not self._model.words else None
        if view is None or at is None or not at.isValid() or view.matter.code == self._revealed:
            return
        self._revealed = view.matter.code
        self.tree.setCurrentIndex(at)
        self.tree.scrollTo(at, CatalogueTreeView.ScrollHint.PositionAtCenter)

    def _open_field(self, code: str) -> None:
        self.search.clear()
        at = self._expand(code)
        if at is not None:
            self.tree.scrollTo(at, CatalogueTreeView.ScrollHint.PositionAtTop)
            self.tree.setFocus()

    def _expand(self, code: str) -> QModelIndex | None:
        """Opens a field, which brings its matters; None where search hits stand in its place."""
        for at in map(self._field_at, range(self._model.tree.rowCount())):
            line = at.data(ItemRole.OBJECT)
            if isinstance(line, FieldLine) and line.code == code:
                if self._model.tree.canFetchMore(at):
                    self._model.tree.fetchMore(
                        at
                    )  # a tree that is not on the screen yet would not ask for them
                self.tree.setExpanded(at, True)
                return at
        return None

    def _field_at(self, row: int) -> QModelIndex:
        found: QModelIndex = self._model.tree.index(row, 0)
        return found

    def _show_matter(self) -> None:
        view = self._model.matter
        names = {line.code: line.name for line in self._model.fields}
        self.page.show_matter(view, names.get(view.matter.field, "") if view else "")
        self._on_page = True
        self._fit()
        if view is not None and view.matter.code != self._revealed:
            self._expand(view.matter.field)
            self._reveal()
        if self._stepped:
            (self.page.begin_button if self._model.may_write else self.back_to_tree).setFocus()

    def _show_tree(self) -> None:
        self._on_page = False
        self._fit()
        self.tree.setFocus()

    def _fit(self) -> None:
        self._stepped = room(self).width() < self.STEPPED
        self._left.setMinimumWidth(round(256 * growth()))
        self.coverage.setMinimumWidth(max(CoveragePanel.WIDTH, self.fontMetrics().height() * 13))
        self.coverage.setVisible(room(self).width() >= self.WIDE)
        self._left.setVisible(not self._stepped or not self._on_page)
        self.page.setVisible(not self._stepped or self._on_page)
        self.back_to_tree.setProperty("gone", not (self._stepped and self._on_page))
        self.header.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)
