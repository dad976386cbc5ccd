"""A page of a finished PDF as a picture, for the preview on the screen. Reads bytes; lays nothing out."""

import io
from dataclasses import dataclass

from desktop.base.pdfium import opened_pdf

__all__ = [
    "ScreenPage",
    "opened_pdf",
    "pdf_page_count",
    "pdf_text",
    "render_page_exactly",
    "render_page_png",
    "render_page_to_width",
]


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """Pixels of four bytes (red, green, blue, alpha = 255), rows without padding."""

    width: int
    height: int
    rgba: bytes


def render_page_to_width(pdf: bytes, page: int, width: int) -> ScreenPage:
    """Page ``page`` (from 0), ``width`` pixels wide."""
    with opened_pdf(pdf) as document:
        sheet = document[page]
        picture = sheet.render(scale=width / sheet.get_width()).to_pil().convert("RGBA")
        return ScreenPage(picture.width, picture.height, picture.tobytes())


def render_page_png(pdf: bytes, page: int, scale: float) -> bytes:
    """Page ``page`` (from 0) at ``scale`` pixels per point, as a PNG file."""
    with opened_pdf(pdf) as document:
        out = io.BytesIO()
        document[page].render(scale=scale).to_pil().save(out, "PNG")
        return out.getvalue()


def render_page_exactly(pdf: bytes, page: int, width: int, height: int) -> bytes:
    """Page ``page`` (from 0) as a PNG file of exactly ``width`` × ``height`` pixels; its proportions must be those."""
    with opened_pdf(pdf) as document:
        sheet = document[page]
        picture = sheet.render(scale=width / sheet.get_width()).to_pil().convert("L")
        if picture.size != (width, height):
            raise ValueError(f"page {page} is {picture.size}, not {(width, height)}")
        out = io.BytesIO()
        picture.save(out, "PNG")
        return out.getvalue()


def pdf_page_count(pdf: bytes) -> int:
    with opened_pdf(pdf) as document:
        return len(document)


def pdf_text(pdf: bytes, page: int) -> str:
    """The text that a reader would copy from page ``page``."""
    with opened_pdf(pdf) as document:
        return str(document[page].get_textpage().get_text_bounded())
