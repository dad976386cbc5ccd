"""A PDF: its text page by page, and what it carries unseen: notes, form fields, attachments, metadata, white words."""

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from desktop.base.pdfium import opened_pdf
from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.limits import damaged, locked, too_large
from desktop.files.reading.page_lines import page_lines
from desktop.files.reading.picture import xmp_words

_MOST_PAGES = 1500
_MOST_NOTES = 2000
_WORDS = {
    "Title": zh("标题"),
    "Author": zh("作者"),
    "Subject": zh("主题"),
    "Keywords": zh("关键词"),
    "Creator": zh("制作程序"),
}
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_NOTE_KEYS = ("Contents", "T", "V", "Subj", "RC", "TU")


def read_pdf(name: str, data: bytes, into: Collector) -> str:
    """All of it into the collector; Refusal for a damaged, locked or endless file."""
    attached: list[tuple[str, bytes]] = []
    try:
        with opened_pdf(data) as document:
            if len(document) > _MOST_PAGES:
                raise too_large(name)
            for key, value in document.get_metadata_dict().items():
                if key in _WORDS:
                    into.say(zh("文件属性 {word}", word=_WORDS[key]), value, Part.PROPERTY)
            tables = _Tables(into)
            for number in range(len(document)):
                _page(document, number, into, tables)
            tables.close()
            _bookmarks(document, into)
            for number in range(document.count_attachments()):
                attachment = document.get_attachment(number)
                into.budget.unpack(0)
                attached.append((attachment.get_name(), bytes(attachment.get_data())))
    except pypdfium2.PdfiumError as error:
        raise locked(name) if "assword" in str(error) else damaged(name) from error
    for found in _XMP.findall(data)[:5]:
        into.say(zh("文件属性 XMP"), xmp_words(found.decode("utf-8", "replace")), Part.PROPERTY)
    # Outside PDFium: an attachment may be a PDF itself.
    for inner, content in attached:
        into.budget.unpack(len(content))
        into.inside(inner, content)
    return "pdf"


def _page(document: pypdfium2.PdfDocument, number: int, into: Collector, tables: "_Tables") -> None:
    place = zh("第 {number} 页", number=number + 1)
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        into.cannot(place, zh("这一页坏了，读不出来。"))
        return
    try:
        found = page_lines(page)
        for line in found.seen:
            into.say(place, line)
        for line in found.hidden:
            into.say(place, line, Part.HIDDEN)
        for at, grid in enumerate(found.tables):
            tables.add(place, grid, first=at == 0)
        if not found.seen and not found.hidden:
            why = zh("这一页是图片，里面的字程序认不出来。") if found.pictures else zh("这一页没有文字。")
            into.cannot(place, why, slight=not found.pictures)
        _notes(page, place, into)
    finally:
        page.close()


def _notes(page: pypdfium2.PdfPage, place: str, into: Collector) -> None:
    """Words of annotations and form fields."""
    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)):
        note = raw.FPDFPage_GetAnnot(page.raw, number)
        if not note:
            continue
        try:
            words = {key: _note_text(note, key) for key in _NOTE_KEYS}
        finally:
            raw.FPDFPage_CloseAnnot(note)
        field = words["V"] or words["TU"]
        part = Part.BODY if field else Part.COMMENT
        told = {words["V"], words["Contents"], words["Subj"], re.sub(r"<[^>]*>", "", words["RC"])} - {""}
        for text in sorted(told):
            into.say(
                zh("{place}的{kind}", place=place, kind=zh("填写框") if field else zh("批注")), text, part
            )
        if words["T"] and not field and told:
            into.say(zh("{place}的批注作者", place=place), words["T"], Part.PROPERTY)


def _note_text(note: object, key: str) -> str:
    def read(buffer: object, size: int) -> int:
        return int(raw.FPDFAnnot_GetStringValue(note, key.encode(), buffer, size))

    return _wide_text(read)


def _wide_text(read: Callable[[object, int], int]) -> str:
    """A text that PDFium gives as UTF-16 into a buffer asked for by size."""
    size = read(None, 0)
    if not 2 < size < 1_000_000:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    read(buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")


def _bookmarks(document: pypdfium2.PdfDocument, into: Collector) -> None:
    for number, mark in enumerate(document.get_toc(max_depth=5)):
        if number > _MOST_NOTES:
            break
        into.say(zh("书签"), mark.get_title(), Part.PROPERTY)


@dataclass
class _Tables:
    """Joins a list that runs on over pages: the same head again, or rows of the same width under no head."""

    into: Collector
    place: str = ""
    rows: list[list[str]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def add(self, place: str, grid: list[list[str]], *, first: bool) -> None:
        """A table of a page; ``first``: none stands above it on its page."""
        head_again = bool(self.rows) and grid[0] == self.rows[0]
        same_width = bool(self.rows) and len(grid[0]) == len(self.rows[0]) and grid[0][0].strip().isdigit()
        if not (first and (head_again or same_width)):
            self.close()
            self.place = place
        more = grid[1:] if head_again and self.rows else grid
        self.rows += more
        self.places += [place] * len(more)

    def close(self) -> None:
        """Tell the table gathered so far."""
        spots = [[place] * len(row) for place, row in zip(self.places, self.rows, strict=True)]
        self.into.table(zh("{place}的表格", place=self.place), self.rows, spots, in_passages=True)
        self.place, self.rows, self.places = "", [], []
