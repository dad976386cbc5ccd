"""The handbook on paper and as a page for a browser, and the quick cards. Content comes from the handbook's folder."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop import __version__
from desktop.base.errors import SurroundingsError
from desktop.base.files import ensure_folder, surroundings, write_atomically
from desktop.base.words import tr
from desktop.catalogue.handbook import Handbook, HelpPage
from desktop.printing.fonts import bundled
from desktop.printing.manual import Chapter, card_pages, manual_pages
from desktop.printing.manual_html import Section, manual_html
from desktop.printing.pdf import pdf_bytes, write_pdf
from desktop.printing.preview import render_page_to_width
from desktop.usecases.notice_views import PageImage

_FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Manual:
    html: Path
    pdf: Path
    pages: int
    pictures: int


@dataclass(frozen=True, slots=True)
class CardSheets:
    """The quick cards as they print, one page a card."""

    pdf: bytes
    pages: int


def card_sheets(cards: Sequence[HelpPage], templates: Path) -> CardSheets:
    chapters = [Chapter(card.title, card.markdown) for card in cards]
    return CardSheets(pdf_bytes(card_pages(chapters, bundled(templates, office=False))), len(chapters))


def sheet_image(pdf: bytes, page: int, width: int) -> PageImage:
    """Page ``page`` (from 0) rendered ``width`` pixels wide."""
    image = render_page_to_width(pdf, page, width)
    return PageImage(image.width, image.height, image.rgba)


def write_manual(book: Handbook, templates: Path, pictures: Path, out: Path) -> Manual:
    """``out``/index.html with its pictures and fonts, and ``out``/明白使用手册.pdf.

    ``pictures`` holds the screens as PNG, named as the list of contents names them. SurroundingsError if one is not
    there: a handbook with holes is not made.
    """
    ensure_folder(out / "pictures")
    parts = {part.pages[0].key: part.title for part in book.parts}
    shown = {page.key: tuple(_picture(pictures, name) for name in page.pictures) for page in book.pages}
    note = f"程序版本 {__version__}"
    chapters = [
        Chapter(page.title, page.markdown, shown[page.key], parts.get(page.key, "")) for page in book.pages
    ]
    made = manual_pages(book.title, book.subtitle, note, chapters, bundled(templates, office=False))
    pdf = out / f"{book.title}.pdf"
    write_pdf(made, pdf)
    sections = [
        Section(
            page.key, page.title, page.html("#{key}"),
            tuple(f"pictures/{path.name}" for path in shown[page.key]), parts.get(page.key, ""),
        )
        for page in book.pages
    ]  # fmt: skip
    html = out / "index.html"
    write_atomically(html, manual_html(book.title, book.subtitle, note, sections).encode())
    used = [path for paths in shown.values() for path in paths]
    _beside(used, out / "pictures")
    _beside(
        [templates / "fonts" / name for name in _FONTS if (templates / "fonts" / name).is_file()],
        out / "fonts",
    )
    return Manual(html, pdf, made.count, len(used))


def _picture(folder: Path, name: str) -> Path:
    path = folder / f"{name}.png"
    if not path.is_file():
        raise SurroundingsError(
            tr("手册要用的画面“{name}”没有找到。", name=name),
            safe=tr("手册没有生成。"),
            todo=tr("请用 make manual 重新做一次，它会先画窗口的画面。"),
            code="no-picture",
        )
    return path


def _beside(files: Sequence[Path], folder: Path) -> None:
    ensure_folder(folder)
    for path in files:
        try:
            shutil.copyfile(path, folder / path.name)
        except OSError as error:
            raise surroundings(error, folder / path.name) from error
