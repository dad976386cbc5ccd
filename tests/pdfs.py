"""Finished PDFs read back by PDFium, which is not the library that wrote them."""

import re

from desktop.printing.preview import opened_pdf


def text_of(pdf: bytes) -> str:
    """All that a reader could copy, page after page."""
    with opened_pdf(pdf) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def running_text(pdf: bytes) -> str:
    """The same as one run of characters: without line ends and page numbers."""
    return re.sub(r"— \d+ —", "", text_of(pdf).replace("\r\n", ""))


def sizes_of(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    with opened_pdf(pdf) as document:
        return [page.get_size() for page in document]
