"""PDF files of the corpus: pages with a text layer, and what lies beneath, beside or attached to them. Test support."""

import io
from functools import cache
from typing import Any

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.base.paths import templates_folder
from tests.examiner.corpus import Notice, blocks

_WIDTH, _HEIGHT, _LEFT, _TOP, _LINE = 595, 842, 60, 780, 20


@cache
def _font() -> str:
    pdfmetrics.registerFont(TTFont("Corpus", str(templates_folder() / "fonts" / "NotoSansSC-Regular.ttf")))
    return "Corpus"


def pdf_bytes(notice: Notice) -> bytes:
    """The notice as pages: words line by line, table rows as cells side by side, and what it hides."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT), invariant=1)
    canvas.setFont(_font(), 11)
    at = _TOP
    for line, rows in blocks(notice.text):
        for row in rows:
            for column, cell in enumerate(row):
                canvas.drawString(_LEFT + column * (480 / max(len(row), 1)), at, cell)
            at = _next(canvas, at)
        if not rows:
            for start in range(0, max(len(line), 1), 42):
                canvas.drawString(_LEFT, at, line[start : start + 42])
                at = _next(canvas, at)
    for item in notice.hidden:
        _hide(canvas, item, at)
    canvas.save()
    attached = [item for item in notice.hidden if item["how"] == "attachment"]
    return _attached(out.getvalue(), attached) if attached else out.getvalue()


def _next(canvas: Canvas, at: float) -> float:
    if at - _LINE > 60:
        return at - _LINE
    canvas.showPage()
    canvas.setFont(_font(), 11)
    return _TOP


def _hide(canvas: Canvas, item: dict[str, Any], at: float) -> None:
    how, text = item["how"], item.get("text", "")
    if how == "covered":
        canvas.drawString(_LEFT, at, text)
        canvas.rect(_LEFT - 2, at - 4, 420, 16, fill=1)
    elif how == "invisible":
        layer = canvas.beginText(_LEFT, at)
        layer.setFont(_font(), 11)
        layer.setTextRenderMode(3)
        layer.textLine(text)
        canvas.drawText(layer)
    elif how == "property":
        canvas.setSubject(text)
    elif how == "keywords":
        canvas.setKeywords(text)
    elif how == "note":
        canvas.textAnnotation(text, (_LEFT, at, _LEFT + 100, at + 20))
    elif how != "attachment":
        raise ValueError(f"a PDF hides nothing by {how}")


def _attached(data: bytes, items: list[dict[str, Any]]) -> bytes:
    document = pypdfium2.PdfDocument(data)
    try:
        for item in items:
            document.new_attachment(item.get("name", "底表.txt")).set_data(item["text"].encode())
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()
    finally:
        document.close()
