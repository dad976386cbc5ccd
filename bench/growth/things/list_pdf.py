"""A Chinese list of seven columns to PDF. It begins at 1,000 rows and stops at 50,000 too, so that the slow peers have a curve at all."""

import shutil
from collections.abc import Callable

from bench import worker
from bench.growth.thing import Spot, Thing, Took
from bench.measure import Sample
from bench.things.list_pdf import FONT, write_rows

WHAT = "list to PDF"


def ready(spot: Spot) -> None:
    write_rows(spot.work, spot.scale)


def _by(script: str, run: Callable[..., Sample]) -> Callable[[Spot], Took]:
    def contestant(spot: Spot) -> Took:
        rows = spot.work / f"rows-{spot.scale}.json"
        return {WHAT: [run(script, rows, spot.work / f"{script}.pdf", FONT)]}

    return contestant


def _libreoffice(spot: Spot) -> Took:
    if not shutil.which("soffice"):
        raise worker.Absent("soffice is not on this machine")
    return _by("list_libreoffice.py", worker.sample)(spot)


THING = Thing(
    whats=(WHAT,),
    scales=(1_000, 10_000, 50_000, 100_000, 1_000_000),
    ready=ready,
    contestants={
        "ours": _by("list_ours.py", worker.sample),
        "Qt QPdfWriter": _by("list_qt.py", worker.sample),
        "ReportLab LongTable": _by("list_longtable.py", worker.sample),
        "Typst": _by("list_typst.py", worker.peer),
        "fpdf2": _by("list_fpdf2.py", worker.peer),
        "WeasyPrint": _by("list_weasyprint.py", worker.peer),
        "LibreOffice": _libreoffice,
    },
    limits={
        **dict.fromkeys(("Qt QPdfWriter", "ReportLab LongTable", "Typst", "fpdf2"), 150),
        **dict.fromkeys(("WeasyPrint", "LibreOffice"), 400),
    },
)
