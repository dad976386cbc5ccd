"""Pages -> PDF. The only module that draws with ReportLab. The same pages give the same bytes; no personal metadata."""

import io
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from desktop.base.files import write_atomically
from desktop.base.progress import Progress
from desktop.printing.pages import Page, Pages, Run
from desktop.printing.shaping import ShapedFont

_REPORT_EVERY = 20
_SQUARE = 2


def pdf_bytes(pages: Pages, progress: Progress | None = None) -> bytes:
    """The finished PDF. Title, issuing office and index number are its only metadata."""
    progress = progress or Progress()
    stream = io.BytesIO()
    first = next((run.face for page in pages for run in page.runs), None)  # else ReportLab names Helvetica
    canvas = Canvas(stream, pageCompression=1, invariant=1, lang="zh-CN", initialFontName=first)
    canvas.setTitle(pages.title)
    canvas.setAuthor(pages.author)
    canvas.setSubject(pages.subject)
    canvas.setCreator("Mingbai")
    canvas.setProducer("Mingbai")
    for number, page in enumerate(pages):
        if number % _REPORT_EVERY == 0:
            progress.step(f"正在排第 {number + 1} 页，共 {pages.count} 页", number, pages.count)
        _draw(canvas, page)
        canvas.showPage()
    progress.step("正在装入字体", pages.count, pages.count)
    canvas.save()
    return stream.getvalue()


def write_pdf(pages: Pages, path: Path, progress: Progress | None = None) -> bytes:
    """Write the PDF to ``path`` whole or not at all; durable on return. Returns its bytes for digest and archive."""
    data = pdf_bytes(pages, progress)
    write_atomically(path, data)
    return data


def _draw(canvas: Canvas, page: Page) -> None:
    canvas.setPageSize((page.width, page.height))
    for box in page.boxes:
        canvas.rect(box.x, page.height - box.y - box.height, box.width, box.height, stroke=0, fill=1)
    canvas.setLineCap(_SQUARE)  # so that the corners of a frame are whole
    for width in sorted({rule.width for rule in page.rules}):
        canvas.setLineWidth(width)
        canvas.lines(
            [
                (rule.x1, page.height - rule.y1, rule.x2, page.height - rule.y2)
                for rule in page.rules
                if rule.width == width
            ]
        )
    text = canvas.beginText()
    spacing = 0.0
    shaped = {
        face: font
        for face in {run.face for run in page.runs}
        if isinstance(font := getFont(face), ShapedFont)
    }
    for run in page.runs:
        font = shaped.get(run.face)
        if font is not None:
            if spacing:
                spacing = 0.0
                text.setCharSpace(spacing)
            _draw_shaped(text, run, font, page.height)
            continue
        text.setFont(run.face, run.size)
        if run.spacing != spacing:
            spacing = run.spacing
            text.setCharSpace(spacing)
        text.setTextOrigin(run.x, page.height - run.y)
        text.textOut(run.text)
    canvas.drawText(text)


def _draw_shaped(text: PDFTextObject, run: Run, font: ShapedFont, height: float) -> None:
    """Glyphs in their places; what a reader copies are the characters of the run."""
    text._code.append(f"/Span <</ActualText <FEFF{run.text.encode('utf-16-be').hex().upper()}>>> BDC")
    text.setFont(run.face, run.size)
    text.setTextOrigin(run.x, height - run.y)
    if run.weight:
        text._code.append(f"{run.weight:.3f} w 1 J 1 j 2 Tr")
    text.textOut(font.drawn(run.text, run.size, run.spacing))
    if run.weight:
        text._code.append("0 Tr")
    text._code.append("EMC")
