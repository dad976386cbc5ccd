"""Pages -> PDF. The only module that draws with ReportLab. The same pages give the same bytes; no personal metadata."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from desktop.base.files import write_atomically
from desktop.base.progress import Progress
from desktop.printing.embedding import EmbeddedFont
from desktop.printing.pages import Page, Pages, Run
from desktop.printing.shaping import ShapedFont

_REPORT_EVERY = 20
_SQUARE = 2


def pdf_bytes(pages: Pages, progress: Progress | None = None) -> bytes:
    """The finished PDF. Title, issuing office and index number are its only metadata."""
    with _streams_as_they_are():
        return _made(pages, progress or Progress())


@contextmanager
def _streams_as_they_are() -> Iterator[None]:
    """Without ReportLab's way for lines of seven bits: it makes a PDF a quarter longer and is slow."""
    usual = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = usual


def _made(pages: Pages, progress: Progress) -> bytes:
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
    for picture in page.pictures:
        image = ImageReader(io.BytesIO(picture.png))
        canvas.drawImage(
            image, picture.x, page.height - picture.y - picture.height, picture.width, picture.height
        )
    for box in page.boxes:
        canvas.rect(box.x, page.height - box.y - box.height, box.width, box.height, stroke=0, fill=1)
    canvas.setLineCap(_SQUARE)  # so that the corners of a frame are whole
    for width in sorted({rule.width for rule in page.rules}):
        canvas.setLineWidth(width)
        canvas._code.append(_lines(page, width))
    text = canvas.beginText()
    faces = {face: getFont(face) for face in {run.face for run in page.runs}}
    spacing, set_in = 0.0, ""
    for run in page.runs:
        font = faces[run.face]
        shaped = isinstance(font, ShapedFont)
        wanted = 0.0 if shaped else run.spacing
        if wanted != spacing:
            spacing = wanted
            text._code.append(f"{spacing:.4f} Tc")
        if shaped:
            _draw_shaped(text, run, font, page.height)
            set_in = ""  # whatever font it ended with
        else:
            set_in = _draw_plain(text, run, font, page.height, set_in)
    canvas.drawText(text)


def _lines(page: Page, width: float) -> str:
    """The rules of one width as one path (ISO 32000-1, 8.5)."""
    height = page.height
    parts = [
        f"{rule.x1:.3f} {height - rule.y1:.3f} m {rule.x2:.3f} {height - rule.y2:.3f} l"
        for rule in page.rules
        if rule.width == width
    ]
    return "\n".join(("n", *parts, "S"))


def _draw_plain(text: PDFTextObject, run: Run, font: EmbeddedFont, height: float, set_in: str) -> str:
    """The run as text operators (ISO 32000-1, 9.4), written here: ReportLab's own cost five times as much.

    ``set_in`` is the font in force; returns the one in force after it.
    """
    out, document = text._code, text._canvas._doc
    out.append(f"1 0 0 1 {run.x:.3f} {height - run.y:.3f} Tm")
    for subset, codes in font.splitString(run.text, document):
        wanted = f"{font.getSubsetInternalName(subset, document)} {run.size:.6g} Tf"
        if wanted != set_in:
            set_in = wanted
            out.append(wanted)
        out.append(f"<{codes.hex()}> Tj")
    return set_in


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
