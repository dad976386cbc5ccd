"""The preview page: the printed pages on their ground, and beside them what prints, when it hangs, what to look at.

Shows what its view-model knows and tells it what was pressed; paints and prints page images, decides nothing.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QLabel, QListView, QSplitter, QWidget

from desktop.base.progress import Step
from desktop.base.words import tr
from desktop.domain.finding import Finding
from desktop.ui.itemmodels.thumbnails_model import ThumbnailsModel, qimage
from desktop.ui.theme.room import growth, room
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.preview_shown import LOOKS, PAPERS, TIBETAN_MISSING
from desktop.ui.viewmodels.preview_viewmodel import PreviewViewModel
from desktop.ui.views.page_sheet import ACTUAL, WHOLE, WIDTH, PageSheet
from desktop.ui.views.paper import PrinterSheets, ask_printer
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.flow import FlowLayout
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.panel import Banner, Page, Panel
from desktop.ui.views.parts.progress import ProgressFooter
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.posting_dialogs import PostDialog
from desktop.ui.views.preview_side import PreviewSide
from desktop.ui.views.thumbnail_delegate import THUMBNAIL_WIDTH, ThumbnailDelegate
from desktop.ui.views.tibetan_dialog import TibetanDialog
from desktop.usecases.notice_views import PageImage

_NARROW = 1000
_ZOOMS = ((WHOLE, tr("整页"), ""), (WIDTH, tr("页宽"), ""), (ACTUAL, tr("原大"), ""))


def _choice(name: str, items: Iterable[str] = ()) -> QComboBox:
    box = QComboBox()
    box.addItems(list(items))
    box.setAccessibleName(name)
    return box


class PreviewView(Page):
    def __init__(self, viewmodel: PreviewViewModel) -> None:
        super().__init__()
        self._vm = viewmodel
        self.choose_printer: Callable[[str, int, QWidget], QPrinter | None] = ask_printer
        self.header = PageHeader(tr("公示预览"), named=True)
        self.header.set_back(viewmodel.back)
        self._chip = StatusChip("draft", "")
        self.header.add_action(self._chip)
        self._trouble = Banner("late", "")
        self._build_pages()
        self.side = PreviewSide()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(16)
        self._splitter.addWidget(self._panel)
        self._splitter.addWidget(self.side)
        self._splitter.setStretchFactor(0, 1)
        self._footer = ProgressFooter()
        self.body.addWidget(self.header)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._splitter, 1)
        self.body.addWidget(self._footer)
        self._connect()
        self._shown_pdf: bytes | None = None
        self._arrived = False
        self._update()

    # -- building ------------------------------------------------------------------------------------------

    def _build_pages(self) -> None:
        self.previous, self.next = OutlinedButton("", "chevron-up"), OutlinedButton("", "chevron-down")
        for button, words in ((self.previous, tr("上一页")), (self.next, tr("下一页"))):
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.setFixedWidth(42)
            button.setStyleSheet("padding: 0;")
        self._count = QLabel()
        self.zoom = Segments(_ZOOMS)
        self.zoom.choose(WIDTH)
        self.zoom.setAccessibleName(tr("页面大小"))
        self.look, self.paper, self.part = (
            _choice(tr("版式"), LOOKS),
            _choice(tr("纸张"), PAPERS),
            _choice(tr("哪个村的一份")),
        )
        self.paper.setMinimumWidth(86)
        self.part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.part.setMaximumWidth(220)
        self._toolbar = QWidget()
        row = FlowLayout(self._toolbar, gap=6)
        row.setContentsMargins(9, 9, 9, 9)
        for widget in (self.previous, self.next, self._count, self.zoom, self.part, self.look, self.paper):
            row.addWidget(widget)
        self.thumbnails = QListView()
        self._model = ThumbnailsModel(self._thumbnail, self)
        self.thumbnails.setModel(self._model)
        self.thumbnails.setItemDelegate(ThumbnailDelegate(self.thumbnails))
        self.thumbnails.setProperty("role", "bare")
        self.thumbnails.setUniformItemSizes(True)
        self.thumbnails.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.thumbnails.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.thumbnails.setFixedWidth(THUMBNAIL_WIDTH + 34)
        self.thumbnails.setAccessibleName(tr("各页缩略图"))
        self.sheet = PageSheet()
        under = QHBoxLayout()
        under.setContentsMargins(1, 0, 1, 1)
        under.setSpacing(0)
        under.addWidget(self.thumbnails)
        under.addWidget(self.sheet, 1)
        self._panel = Panel((0, 0, 0, 0), 0)
        self._panel.body.addWidget(self._toolbar)
        self._panel.body.addLayout(under, 1)
        self._panel.setMinimumWidth(320)  # beside it the side has room in the smallest window

    def _connect(self) -> None:
        vm = self._vm
        vm.updated.connect(self._update)
        vm.images.ready.connect(self._page_ready)
        vm.progressed.connect(self._show_step)
        self.previous.clicked.connect(vm.previous_page)
        self.next.clicked.connect(vm.next_page)
        self.zoom.chosen.connect(self.sheet.set_zoom)
        self.paper.textActivated.connect(vm.choose_paper)
        self.look.textActivated.connect(vm.choose_look)
        self.side.screen_button.clicked.connect(vm.save_screens)
        self.side.tibetan_button.clicked.connect(self.ask_tibetan)
        self.part.activated.connect(lambda at: vm.choose_part(self.part.itemData(at)))
        self.thumbnails.selectionModel().currentChanged.connect(lambda now, _: vm.go_to_page(now.row() + 1))
        self.sheet.resized.connect(self._show_page)
        self.sheet.turned.connect(self._turn)
        self._footer.cancelled.connect(vm.cancel)
        self.side.print_button.clicked.connect(self.print_pages)
        self.side.save_button.clicked.connect(vm.save_pdf)
        self.side.parts_button.clicked.connect(vm.save_parts)
        self.side.findings.remedied.connect(self._remedy)
        self.side.post_button.clicked.connect(self.ask_posting)
        for keys, slot in (("Ctrl+P", self.print_pages), ("Ctrl+S", vm.save_pdf)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- showing -------------------------------------------------------------------------------------------

    def _update(self) -> None:
        vm = self._vm
        self.header.set_context(vm.title)
        self._chip.show_state(*vm.chip)
        self._chip.setVisible(bool(vm.chip[1]))
        refusal = vm.refusal
        self._trouble.setVisible(refusal is not None)
        if refusal is not None:
            self._trouble.say("late", refusal.safe + refusal.todo, title=refusal.what)
        self._count.setText(vm.page_words or (tr("正在排版…") if vm.loading else ""))
        self.previous.setEnabled(vm.page > 1)
        self.next.setEnabled(vm.page < vm.pages)
        self.paper.setCurrentText(vm.paper)
        self.look.setCurrentText(vm.look_name)
        self._show_parts()
        self.side.show_state(vm)
        pdf = vm.preview.pdf if vm.preview else None
        if pdf != self._shown_pdf:
            self._shown_pdf = pdf
            self.sheet.set_paper(vm.paper)
            self._model.show(vm.pages)
        current = self._model.index(vm.page - 1)
        if self.thumbnails.currentIndex() != current and current.isValid():
            self.thumbnails.setCurrentIndex(current)
        if not vm.working:
            self._footer.finish()
        if self._arrived and pdf is not None:
            self._arrived = False
            self.side.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_page()

    def _show_parts(self) -> None:
        """The villages to choose from, where there are several."""
        vm = self._vm
        choices = [
            (tr("整份"), ""),
            *((tr("{name}　{rows} 行", name=line.name, rows=line.rows), line.name) for line in vm.parts),
        ]
        if [(self.part.itemText(at), self.part.itemData(at)) for at in range(self.part.count())] != choices:
            self.part.clear()
            for words, name in choices:
                self.part.addItem(words, name)
        self.part.setCurrentIndex(max(0, self.part.findData(vm.part)))
        self.part.setVisible(len(vm.parts) > 1)

    def _show_page(self) -> None:
        vm = self._vm
        if vm.preview is None:
            self.sheet.set_image(None, tr("还没有公示可看"))
            return
        image = vm.images.image(vm.page, self.sheet.wanted_width)
        if image is not None:
            self._paint(qimage(image))

    def _paint(self, picture: QImage) -> None:
        self.sheet.set_image(
            picture, tr("{title}，{page_words}", title=self._vm.title, page_words=self._vm.page_words)
        )

    def _thumbnail_width(self) -> int:
        return round(THUMBNAIL_WIDTH * self.devicePixelRatioF())

    def _thumbnail(self, page: int) -> PageImage | None:
        return self._vm.images.image(page, self._thumbnail_width())

    def _page_ready(self, page: int, width: int) -> None:
        if width == self._thumbnail_width():
            self._model.page_ready(page)
        if page == self._vm.page and width == self.sheet.wanted_width:
            self._show_page()

    def _turn(self, by: int) -> None:
        before = self._vm.page
        self._vm.go_to_page(before + by)
        if self._vm.page != before:
            self.sheet.to_edge(top=by > 0)

    def _show_step(self, step: Step) -> None:
        self._footer.show_step(step)

    # -- acting --------------------------------------------------------------------------------------------

    def print_pages(self) -> None:
        if self._vm.preview is None:
            return
        printer = self.choose_printer(self._vm.paper, self._vm.pages, self)
        if printer is not None:
            self._vm.print_on(PrinterSheets(printer))

    def ask_posting(self) -> None:
        vm = self._vm
        dialog = PostDialog([(vm.record, vm.title)], vm.boards, vm.today, self)
        dialog.hung.connect(lambda _record, board, on: vm.post(board, on))
        dialog.open()

    def _remedy(self, finding: Finding) -> None:
        if finding.code == TIBETAN_MISSING:
            self.ask_tibetan()
        else:
            self._vm.look_at(finding)

    def ask_tibetan(self) -> None:
        vm = self._vm
        if vm.preview is None:
            return
        viewmodel = vm.tibetan()
        dialog = TibetanDialog(viewmodel, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        viewmodel.open(vm.record, vm.preview.needed)
        dialog.open()

    # -- room ----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = room(self).width() < _NARROW
        self.thumbnails.setVisible(not narrow)
        self.side.setFixedWidth(round((306 if narrow else 342) * growth()))
        home = self.body if narrow else self._panel.body
        if self._toolbar.parentWidget() is not (self if narrow else self._panel):
            home.insertWidget(2 if narrow else 0, self._toolbar)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_page()

    def show_place(self, place: Place) -> None:
        self._arrived = True
        self._vm.show_place(place)

    def primary(self) -> QAbstractButton:
        return self.side.print_button

    def minimumSizeHint(self) -> QSize:
        return QSize(780, 420)
