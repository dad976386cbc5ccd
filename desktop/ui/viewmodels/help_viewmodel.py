"""Help beside the work: which page is read, what was searched, and the way back. Shows nothing itself."""

from html import escape

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.catalogue.handbook import Handbook
from desktop.ui.ask import Ask
from desktop.ui.tasks import explained
from desktop.ui.viewmodels.print_job import Sheets, put_on_paper
from desktop.usecases.help_desk import HelpDesk

CONTENTS, CARDS = "contents", "cards"
PRINT_CARDS, SAVE_CARDS = "print-cards", "save-cards"
_CARD = "card."


class HelpViewModel(QObject):
    """``title`` and ``html`` are what is read now; links in it are ``help:<key>``."""

    updated = Signal()

    def __init__(self, desk: HelpDesk, ask: Ask) -> None:
        super().__init__()
        self._desk, self._ask = desk, ask
        self._read: list[str] = []
        self.about, self.searched = "", ""
        self.title, self.html = "", ""

    @property
    def topic(self) -> str:
        """The key of the page that is read; empty while a search or a fault is shown."""
        return self._read[-1] if self._read and not self.searched else ""

    @property
    def may_go_back(self) -> bool:
        return len(self._read) > 1 or bool(self.searched)

    def open(self, topic: str, about: str = "") -> None:
        """Begins at the page of ``topic``; ``about`` is what the field under the focus wants."""
        self._read, self.about, self.searched = [], about, ""
        self.follow(topic)

    def follow(self, topic: str) -> None:
        """Another page (or CONTENTS), with a way back to this one."""
        self.searched = ""
        book = self._book()
        if book is not None:
            own = topic in {CONTENTS, CARDS} or topic.startswith(_CARD)
            self._read.append(topic if own else book.page(topic).key)
            self._show(book)

    def back(self) -> None:
        if self.searched:
            self.searched = ""
        elif len(self._read) > 1:
            self._read.pop()
        book = self._book()
        if book is not None and self._read:
            self._show(book)

    def search(self, text: str) -> None:
        """Pages that have the words; an empty text shows the page read before."""
        self.searched = text.strip()
        book = self._book()
        if book is not None and self._read:
            self._show(book)

    def save_cards(self) -> None:
        """The quick cards as a PDF where the person wants it."""
        chosen = self._ask.save_file(tr("快速卡片存到哪里"), tr("快速卡片.pdf"), tr("PDF 文件 (*.pdf)"))
        if chosen is None:
            return
        try:
            count = self._desk.write_cards(chosen)
        except (MingbaiError, OSError) as error:
            self._ask.tell(explained(error))
        else:
            self._ask.show(
                tr("快速卡片写好了"),
                tr(
                    "{count} 张卡片，一张一页，写在 {chosen}。打印出来，贴在电脑旁边。",
                    count=count,
                    chosen=chosen,
                ),
                (),
            )

    @property
    def cards(self) -> int:
        """How many quick cards there are; 0 where the handbook is not whole."""
        book = self._book()
        return len(book.cards) if book is not None else 0

    def print_cards(self, sheets: Sheets) -> None:
        """All of them, onto the printer that was chosen."""
        try:
            put_on_paper(self._desk.card_sheets(), sheets, self._desk.sheet_image, Progress())
        except (MingbaiError, OSError) as error:
            self._ask.tell(explained(error))

    def _show(self, book: Handbook) -> None:
        if self.searched:
            self.title, self.html = tr("查“{searched}”", searched=self.searched), _hits(book, self.searched)
        elif self._read[-1] == CONTENTS:
            self.title, self.html = tr("全部帮助"), _contents(book)
        elif self._read[-1] == CARDS:
            self.title, self.html = tr("快速卡片"), _cards(book)
        elif self._read[-1].startswith(_CARD):
            card = next(card for card in book.cards if self._read[-1] == _CARD + card.key)
            self.title, self.html = card.title, card.html()
        else:
            page = book.page(self._read[-1])
            about = (
                tr("<h2>这一栏</h2><p>{escape}</p>", escape=escape(self.about))
                if self.about and len(self._read) == 1
                else ""
            )
            self.title, self.html = page.title, about + page.html()
        self.updated.emit()

    def _book(self) -> Handbook | None:
        try:
            return self._desk.handbook
        except MingbaiError as error:
            self._read = []
            self.title = error.what
            self.html = f"<p>{escape(error.safe)}</p><p>{escape(error.todo)}</p>"
            self.updated.emit()
            return None


def _hits(book: Handbook, text: str) -> str:
    hits = book.search(text)
    if not hits:
        return tr("<p>没有找到“{escape}”。请换一个词，例如“U盘”“打印”“口令”。</p>", escape=escape(text))
    return "".join(
        f'<p><a href="help:{hit.page.key}">{escape(hit.page.title)}</a><br/>{escape(hit.excerpt)}</p>'
        for hit in hits
    )


def _cards(book: Handbook) -> str:
    listed = "".join(
        f'<li><a href="help:{_CARD}{card.key}">{escape(card.title)}</a></li>' for card in book.cards
    )
    return tr(
        "<p>{cards} 张卡片，一张一页。打印出来，贴在电脑旁边。</p><ul>{listed}</ul>"
        '<p><a href="help:{print_cards}">打印这 {cards} 张</a></p>'
        '<p><a href="help:{save_cards}">存为 PDF，到别的电脑上打印</a></p>',
        cards=len(book.cards),
        listed=listed,
        print_cards=PRINT_CARDS,
        save_cards=SAVE_CARDS,
    )


def _contents(book: Handbook) -> str:
    return "".join(
        f"<h2>{escape(part.title)}</h2><ul>"
        + "".join(f'<li><a href="help:{page.key}">{escape(page.title)}</a></li>' for page in part.pages)
        + "</ul>"
        for part in book.parts
    )
