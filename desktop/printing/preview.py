"""A page of a finished PDF as a picture, for the preview on the screen. Reads bytes; lays nothing out."""

import io
from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """Pixels of four bytes (red, green, blue, alpha = 255), rows without padding."""

    width: int
    height: int
    rgba: bytes


def render_page_to_width(pdf: bytes, page: int, width: int) -> ScreenPage:
    """Page ``page`` (from 0), ``width`` pixels wide. Not for two threads at once: PDFium is not safe for that."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        picture = sheet.render(scale=width / sheet.get_width()).to_pil().convert("RGBA")
        return ScreenPage(picture.width, picture.height, picture.tobytes())
    finally:
        document.close()


def render_page_png(pdf: bytes, page: int, scale: float) -> bytes:
    """Page ``page`` (from 0) at ``scale`` pixels per point, as a PNG file."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=scale).to_pil()
        out = io.BytesIO()
        picture.save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()


def pdf_page_count(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def pdf_text(pdf: bytes, page: int) -> str:
    """The text that a reader would copy from page ``page``."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[page].get_textpage().get_text_bounded())
    finally:
        document.close()
