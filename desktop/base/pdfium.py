"""The one door to PDFium, for the preview and for reading foreign PDFs. Knows nothing of what is in the file."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

_PDFIUM = threading.Lock()
"""PDFium keeps state of its own for the whole process: two threads in it at once end the program."""


@contextmanager
def opened_pdf(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, alone in PDFium until it is left; `pypdfium2.PdfiumError` for what is no PDF or has a password."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
