"""Help beside the work: a drawer over the right side of the window. Reads what its view-model shows; decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.theme.tokens import color
from desktop.ui.viewmodels.help_viewmodel import CARDS, CONTENTS, PRINT_CARDS, SAVE_CARDS, HelpViewModel
from desktop.ui.views.paper import PrinterSheets, ask_printer
from desktop.ui.views.parts.buttons import IconButton, OutlinedButton
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.search import SearchField

SCHEME = "help"
_LINES_WIDE = 18  # its width in heights of a line: about 22 characters


class HelpDrawer(QFrame):
    """Lies over ``room``; Esc or F1 closes it and gives the focus back to where it was.

    ``closed`` tells that it went.
    """

    closed = Signal()

    def __init__(self, model: HelpViewModel, room: QWidget) -> None:
        super().__init__(room)
        self.setProperty("role", "drawer")
        self.setAccessibleName(tr("帮助"))
        self._model, self._room = model, room
        self._return_to: QWidget | None = None
        self._title = Label("", "section", wrap=True)
        self.back_button = IconButton("arrow-left", tr("返回前一页帮助"))
        self.back_button.clicked.connect(model.back)
        self.close_button = OutlinedButton(tr("关上帮助"), small=True)
        self.close_button.clicked.connect(self.close_help)
        self.search = SearchField(tr("查找帮助"), tr("查找帮助，例如 U盘"))
        self.search.textEdited.connect(model.search)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("帮助的内容"))
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.anchorClicked.connect(self._follow)
        self.contents_button = OutlinedButton(tr("全部帮助"), "format-list-bulleted", small=True)
        self.contents_button.clicked.connect(lambda: model.follow(CONTENTS))
        self.cards_button = OutlinedButton(tr("快速卡片"), "printer-outline", small=True)
        self.cards_button.clicked.connect(lambda: model.follow(CARDS))
        self._foot = QHBoxLayout()
        self._build()
        QShortcut(
            QKeySequence("Esc"), self, self.close_help, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        room.installEventFilter(self)
        model.updated.connect(self._refresh)
        self.hide()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back_button)
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._foot.setSpacing(8)
        self._foot.addWidget(self.contents_button)
        self._foot.addWidget(self.cards_button)
        self._foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 14)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.text, 1)
        column.addLayout(self._foot)

    def offer_practice(self, practise: Callable[[], object]) -> None:
        """A way into the practice township, at the foot."""
        button = OutlinedButton(tr("用练习学一遍"), small=True)
        button.clicked.connect(self.close_help)
        button.clicked.connect(practise)
        self.practice_button = button
        self._foot.insertWidget(self._foot.count() - 1, button)

    def open(self, topic: str, about: str = "") -> None:
        """Shows the page of ``topic`` over the right side; the search field takes the focus."""
        if not self.isVisible():
            self._return_to = self.window().focusWidget()
        self.search.clear()
        self._model.open(topic, about)
        self._place()
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_help(self) -> None:
        if self.isVisible():
            self.hide()
            back, self._return_to = self._return_to, None
            if back is not None and back.isVisible():
                back.setFocus(Qt.FocusReason.OtherFocusReason)
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def wanted_width(self) -> int:
        return max(_LINES_WIDE * self.fontMetrics().height(), self.sizeHint().width())

    def _place(self) -> None:
        wide = min(self.wanted_width(), self._room.width())
        self.setGeometry(self._room.width() - wide, 0, wide, self._room.height())

    def _refresh(self) -> None:
        self._title.setText(self._model.title)
        self.back_button.setVisible(self._model.may_go_back)
        if not self._model.searched and self.search.text():
            self.search.clear()
        self.text.document().setDefaultStyleSheet(
            f"a {{ color: {color('accent').name()}; }}"
            f"h4 {{ color: {color('accent').name()}; margin-top: 14px; margin-bottom: 2px; }}"
            "p, li { margin-top: 4px; margin-bottom: 4px; line-height: 130%; }"
            "td, th { padding: 4px 6px; }"
        )
        # Of Qt's headings the fourth has the size of the text, which is what the window's own headings are near to.
        self.text.setHtml(self._model.html.replace("h2>", "h4>"))
        self.text.setAccessibleDescription(self._model.title)

    def _follow(self, link: QUrl) -> None:
        if link.scheme() != SCHEME:
            return
        if link.path() == PRINT_CARDS:
            self._print_cards()
        elif link.path() == SAVE_CARDS:
            self._model.save_cards()
        else:
            self._model.follow(link.path())

    def _print_cards(self) -> None:
        printer = ask_printer("A4", self._model.cards, self, tr("打印快速卡片"))
        if printer is not None:
            self._model.print_cards(PrinterSheets(printer))
