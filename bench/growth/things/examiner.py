"""The examiner on notices of 10 to 1,000 pages, as PDF and as plain text, beside merely reading the text of the same file."""

from functools import partial

from bench import homes
from bench.growth.thing import Spot, Thing, Took, several
from bench.things.examiner import notice, texts
from desktop.usecases.examiner import Examiner

PDF, TEXT = "examiner: a PDF", "examiner: plain text"


def ready(spot: Spot) -> None:
    pdf = notice(spot.work / "notice.pdf", spot.scale)
    pdf.with_suffix(".txt").write_text("\n".join(texts(pdf)), encoding="utf-8")


def _ours(spot: Spot) -> Took:
    examiner = Examiner(homes.catalogue())
    return {
        TEXT: several(partial(examiner.check, [spot.work / "notice.txt"]), 3),
        PDF: several(partial(examiner.check, [spot.work / "notice.pdf"]), 3),
    }


def _pdfium(spot: Spot) -> Took:
    return {PDF: several(partial(texts, spot.work / "notice.pdf"), 3, peer=True)}


def _reading(spot: Spot) -> Took:
    return {TEXT: several(partial((spot.work / "notice.txt").read_text, encoding="utf-8"), peer=True)}


THING = Thing(
    whats=(PDF, TEXT),
    scales=(10, 100, 1_000),
    unit="pages",
    ready=ready,
    contestants={"ours": _ours, "PDFium, the text alone": _pdfium, "reading the file": _reading},
)
